/** How many rows of the tables that pages count were written: the page after a first derivation would wait for statistics, which are lost when the database closes. */
import type { PGlite } from '@electric-sql/pglite'

/** The tables of which pages count rows by an index: it tells them by itself only once they were vacuumed. */
const counted = /^\s*(?:insert into|update|delete from) "(people|person_addresses)"/

/** So many rows written make vacuuming worth while; of 5,000 people it takes some 20 ms. */
const many = 1000

const known = new WeakMap<PGlite, Map<string, number>>()

/** To be told of each statement, with the rows that it wrote. */
export function noteWritten(client: PGlite, text: string, rows: number): void {
  const table = rows > 0 ? counted.exec(text)?.[1] : undefined
  if (table === undefined) return
  const written = known.get(client) ?? new Map<string, number>()
  known.set(client, written.set(table, (written.get(table) ?? 0) + rows))
}

/** The names of tables in which much was written since they were named here last. */
export function takeWritten(client: PGlite): readonly string[] {
  const written = known.get(client)
  if (!written) return []
  const found = [...written].flatMap(([table, rows]) => (rows < many ? [] : [table]))
  for (const table of found) written.delete(table)
  return found
}
