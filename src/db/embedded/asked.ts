/** How much the embedded database was asked: as long as that stays the same, so does everything in it. */
import type { Database } from '../database.ts'

/** Statements and transactions so far, whoever asked; null on a server, where others ask as well. */
export const askedSoFar = (db: Database): number | null =>
  (db as unknown as { readonly session: { readonly client: { readonly asked?: number } } }).session.client.asked ?? null
