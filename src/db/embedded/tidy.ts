/** What the embedded database writes ahead is put away, and what pages count is vacuumed: it runs as one process, in which nobody else does either. */
import type { PGlite } from '@electric-sql/pglite'
import { asking } from './asking.ts'
import { takeWritten } from './written.ts'

/** Two files of what is written ahead, the least that PostgreSQL keeps. */
const mostAhead = 32 * 1024 * 1024
/** Asking costs less than a millisecond, and so many turns write less than another file. */
const everyTurns = 16

const overdue = `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > ${mostAhead} as overdue from pg_control_checkpoint()`

/**
 * To be called after each statement and transaction. Without it what is written ahead would grow until the database is closed,
 * on the disk or in memory. That it fails is no fault of what was asked before.
 */
export function createTidy(): (client: PGlite) => Promise<void> {
  let turns = 0
  return async (client) => {
    turns++
    try {
      for (const table of takeWritten(client)) await client.query(`vacuum "${table}"`)
      if (turns % everyTurns !== 0) return
      const { rows } = await asking(client).query<{ readonly overdue: boolean }>(overdue)
      if (rows[0]?.overdue) await client.query('checkpoint')
    } catch {
      // It is asked again some turns later; what ended by it is opened again with the next statement.
    }
  }
}
