/** For the doctor: what stands between this program and the server, and what it does to statements and time-outs. */
import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { sqlState } from '../faults.ts'
import { createClient } from './server.ts'

/** Whether whoever let this program in is not the process that answers its statements. */
export async function findPooler(url: string): Promise<boolean> {
  const client = createClient(url, 1)
  try {
    const rows = await client<{ pid: number }[]>`select pg_backend_pid() as pid`
    return rows[0]?.pid !== rows.state.pid
  } finally {
    await client.end({ timeout: 1 })
  }
}

/** So long one of the two waits for the other, where there is one connection for both. */
const heldMs = 1000

/** Whether a prepared statement is found again while somebody else has the connection on which it was prepared. */
export async function keepsPrepared(url: string): Promise<boolean> {
  const [mine, theirs] = [createClient(url, 1, { prepare: true }), createClient(url, 1)]
  const ask = () => mine`select ${1}::int as one`
  const wait = (ms: number) => new Promise<false>((resolve) => setTimeout(resolve, ms, false))
  try {
    await ask()
    const holding = theirs.begin(async (tx) => {
      await tx`select 1`
      return Promise.race([Promise.all([ask(), ask()]).then(() => true), wait(heldMs)])
    })
    // Held up is not lost: with one connection for both it is answered now.
    return (await holding) || (await Promise.race([ask().then(() => true), wait(heldMs)]))
  } catch {
    return false
  } finally {
    await Promise.all([mine, theirs].map((client) => client.end({ timeout: 1 })))
  }
}

/** Whether the time-out that a transaction sets ends a statement in it, and whether none is left behind. */
export async function findLimits(db: Database): Promise<{ readonly hold: boolean; readonly leak: boolean }> {
  const shown = async (one: Database) => {
    const rows = await one.execute(sql`select current_setting('statement_timeout') as value`)
    return (rows as unknown as { readonly value: string }[])[0]?.value
  }
  const before = await shown(db)
  const fault = await db
    .transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 50`)
      await tx.execute(sql`select pg_sleep(2)`)
    })
    .then(() => null)
    .catch((error: unknown) => error)
  return { hold: sqlState(fault) === '57014', leak: (await shown(db)) !== before }
}
