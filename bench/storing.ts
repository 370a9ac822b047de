/** Storing messages on both kinds of database: against the same rows by a bare multi-row insert, and what they take there. */
import { sql } from 'drizzle-orm'
import type { Database } from '../src/db/database.ts'
import { type FactRow, toFactRow } from '../src/db/fact-rows.ts'
import { storeFacts } from '../src/db/facts.ts'
import { applyListing } from '../src/db/listings/listings.ts'
import { connections, facts } from '../src/db/schema.ts'
import { openServer } from '../src/db/server/open.ts'
import type { MailFact, StoredFact } from '../src/facts.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { addBenchUser, now, openWithUser } from './database.ts'
import { history, whole } from './history.ts'
import { atMost, count, inMs, type Result } from './result.ts'

const size = { ...whole, messages: 10_000, people: 800 }
const atOnce = 200
const origin = { userId: 'u', connectionId: 'c', generation: 1 }

export async function benchStoring(): Promise<readonly Result[]> {
  const embedded = await openWithUser()
  const here = await compare(embedded.db, 'embedded')
  await embedded.close()
  const server = await startPostgres()
  const opened = openServer(await server.create('storing'), 4)
  try {
    await addBenchUser(opened.db)
    return [here, await compare(opened.db, 'on a PostgreSQL server'), ...(await bytesOf(opened.db))]
  } finally {
    await opened.close()
    await server.stop()
  }
}

/** Batch by batch and turn and turn about, so that whatever else happens on the machine is shared. */
async function compare(db: Database, where: string): Promise<Result> {
  const insertBarely = await createBare(db)
  const all: (StoredFact & MailFact)[] = []
  for await (const fact of history(size)) all.push(fact)
  let [ours, bare] = [0, 0]
  for (let start = 0; start < all.length; start += atOnce) {
    const some = all.slice(start, start + atOnce)
    ours += await time(() => storeFacts(db, origin, some))
    const rows = some.map((fact) => toFactRow(origin, fact))
    bare += await insertBarely(rows)
  }
  return {
    name: `store ${count(size.messages)} messages, ${atOnce} at a time, ${where}`,
    measured: inMs(ours),
    baseline: `${inMs(bare)} for a bare multi-row insert of the same rows, with the same indexes`,
    ...atMost(ours / bare, 2),
  }
}

/** An account of the user, and a table with the same columns and indexes as the facts have, and none of the triggers. @returns milliseconds of an insert */
export async function createBare(db: Database): Promise<(rows: readonly FactRow[]) => Promise<number>> {
  const about = { provider: 'google' as const, issuer: 'i', subject: 's', email: 'me@owner.example', scopes: [] }
  await db.insert(connections).values({ id: 'c', userId: 'u', ...about, state: 'active', createdAt: now })
  await db.execute(sql`create table bare (like facts including all)`)
  const run = barely(db)
  return async (rows) => {
    const { sql: text, params } = db
      .insert(facts)
      .values([...rows])
      .toSQL()
    return time(() => run(text.replace('"facts"', '"bare"'), params))
  }
}

/** By the driver itself. */
function barely(db: Database): (text: string, params: unknown[]) => Promise<unknown> {
  interface Client {
    query(text: string, params: unknown[]): Promise<unknown>
    unsafe?(text: string, params: unknown[]): Promise<unknown>
  }
  const { client } = (db as unknown as { session: { client: Client } }).session
  return (text, params) => (client.unsafe ? client.unsafe(text, params) : client.query(text, params))
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** With every index, as written and not yet tidied up. */
async function bytesOf(db: Database): Promise<readonly Result[]> {
  for (let start = 0; start < size.messages; start += 500) {
    const listed = Array.from({ length: 500 }, (_, place) => {
      const position = start + place
      return { kind: 'listed' as const, id: `m${position}`, thread: `t${Math.floor(position / 3)}`, position }
    })
    await applyListing(db, 'c', 1, listed)
  }
  const bytes = new Map<string, number>()
  for (const table of ['facts', 'fact_addresses', 'listings']) {
    const rows = await db.execute(sql`select pg_total_relation_size(${table}::regclass)::int as size`)
    bytes.set(table, ((rows as unknown as { size: number }[])[0]?.size ?? 0) / size.messages)
  }
  const of = (...tables: string[]) => tables.reduce((sum, table) => sum + (bytes.get(table) ?? 0), 0)
  const all = of(...bytes.keys())
  return [
    {
      name: 'bytes of a message with its indexes and addresses',
      measured: `${count(of('facts', 'fact_addresses'))} (facts ${count(of('facts'))}, addresses ${count(of('fact_addresses'))})`,
      baseline: '600',
      ratio: of('facts', 'fact_addresses') / 600,
    },
    {
      name: 'the same with its place in the listing',
      measured: count(all),
      baseline: '600',
      ...atMost(all / 600, 1, '≤ 600 bytes'),
    },
  ]
}
