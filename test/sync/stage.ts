/** What the tests of reading share. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { connections, streams } from '../../src/db/schema.ts'
import type { StreamKind } from '../../src/providers/types.ts'
import type { Program } from '../support/program.ts'

/** The connection that this program made with its sample. */
export async function connectionOf({ deps, sample }: Program): Promise<string> {
  const rows = await deps.db.select().from(connections).where(eq(connections.issuer, sample.origin))
  if (!rows[0]) throw new Error('nothing is connected')
  return rows[0].id
}

export async function streamOf(program: Program, kind: StreamKind) {
  const id = await connectionOf(program)
  const rows = await program.deps.db.select().from(streams).where(eq(streams.connectionId, id))
  const found = rows.find((row) => row.kind === kind)
  if (!found) throw new Error(`there is no stream for ${kind}`)
  return found
}

/** The window that the calendar was read in. */
export async function windowOf(program: Program, _connection?: string) {
  const { cursor } = await streamOf(program, 'calendar')
  return { from: Temporal.Instant.from(String(cursor?.from)), to: Temporal.Instant.from(String(cursor?.to)) }
}
