/** What Workers answer in place of the pages of on-node.ts (package.json, `imports`): they have neither sockets of that kind nor a disk. */
import { Hono } from 'hono'
import { renderMessage } from './frame/layout.tsx'
import type { Env, Page } from './frame/session.ts'

export function nodePages(): Hono<Env>[] {
  const routes = new Hono<Env>()
  for (const path of ['/connect/mailbox', '/connect/mailbox/:token', '/connect/imap', '/connect/caldav', '/import'])
    routes.get(path, explain).post(path, explain)
  for (const path of ['/account/assistants', '/account/assistants/end'])
    routes.get(path, explainAssistants).post(path, explainAssistants)
  return [routes]
}

/** A program is told in its own way. */
export function nodeDoors(): Hono<Env>[] {
  const routes = new Hono<Env>()
  routes.all('/mcp', (c) => c.json({ error: 'Assistants are not answered on this server.' }, 404))
  return [routes]
}

function explain(c: Page) {
  return renderMessage(c, { title: 'Not on this server', status: 404 }, [
    'It runs where no mailbox can be reached by a password and no files can be taken in. Both work where Coffee soon? runs on a machine of its own.',
    'Google and Microsoft accounts are connected here as everywhere.',
  ])
}

function explainAssistants(c: Page) {
  return renderMessage(c, { title: 'Not on this server', status: 404 }, [
    'Assistants are answered only where Coffee soon? runs on a machine of its own; this server runs on Cloudflare Workers. No token can be made here, and none opens anything here.',
  ])
}
