/** What Workers answer in place of the pages of on-node.ts (package.json, `imports`): they have neither sockets of that kind nor a disk. */
import { Hono } from 'hono'
import { renderMessage } from './frame/layout.tsx'
import type { Env, Page } from './frame/session.ts'

export function nodePages(): Hono<Env>[] {
  const routes = new Hono<Env>()
  for (const path of ['/connect/mailbox', '/connect/mailbox/:token', '/connect/imap', '/connect/caldav', '/import'])
    routes.get(path, explain).post(path, explain)
  return [routes]
}

function explain(c: Page) {
  return renderMessage(c, { title: 'Not on this server', status: 404 }, [
    'It runs where no mailbox can be reached by a password and no files can be taken in. Both work where Coffee soon? runs on a machine of its own.',
    'Google and Microsoft accounts are connected here as everywhere.',
  ])
}
