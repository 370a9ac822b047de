/** Pages that only Node can serve: what they do needs sockets and a disk. On Workers off-node.tsx stands in their place. */
import type { Hono } from 'hono'
import { mailboxRoutes } from './account/mailbox.tsx'
import type { Env } from './frame/session.ts'
import { importRoutes } from './import/routes.tsx'

/** Mailboxes by password, and files by upload. */
export function nodePages(): Hono<Env>[] {
  return [mailboxRoutes(), importRoutes()]
}
