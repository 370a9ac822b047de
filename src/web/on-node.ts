/** Pages that only Node can serve: what they do needs sockets, a disk, or more than a Worker has room for. On Workers off-node.tsx stands in their place. */
import type { Hono } from 'hono'
import { assistantRoutes } from './assistant/door.ts'
import { assistantPages } from './assistant/page.tsx'
import type { Env } from './frame/session.ts'
import { importRoutes } from './import/routes.tsx'
import { mailboxRoutes } from './mailbox/mailbox.tsx'

/** Mailboxes by password, files by upload, and the page on which an assistant is let in. */
export function nodePages(): Hono<Env>[] {
  return [mailboxRoutes(), importRoutes(), assistantPages()]
}

/** What programs ask, who bring a token of their own and neither a session nor a form. */
export function nodeDoors(): Hono<Env>[] {
  return [assistantRoutes()]
}
