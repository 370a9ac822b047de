/** What the embedded database writes ahead is put away: it runs as one process, in which nobody else makes checkpoints. */
import type { PGlite } from '@electric-sql/pglite'
import { asking } from './asking.ts'

/** Two files of what is written ahead, the least that PostgreSQL keeps; in memory, where it stands beside all else, half of one. */
const mostAhead = { disk: 32 * 1024 * 1024, memory: 8 * 1024 * 1024 } as const
/** Asking costs less than a millisecond, and so many turns write less than another file. */
const everyTurns = 16

const overdue = (most: number) =>
  `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > ${most} as overdue from pg_control_checkpoint()`

/**
 * To be called after each statement and transaction. Without it what is written ahead would grow until the database is closed,
 * on the disk or in memory. That it fails is no fault of what was asked before.
 */
export function createTidy(where: keyof typeof mostAhead): (client: PGlite) => Promise<void> {
  let turns = 0
  const question = overdue(mostAhead[where])
  return async (client) => {
    turns++
    if (turns % everyTurns !== 0) return
    try {
      const { rows } = await asking(client).query<{ readonly overdue: boolean }>(question)
      if (rows[0]?.overdue) await client.query('checkpoint')
    } catch {
      // It is asked again some turns later; what ended by it is opened again with the next statement.
    }
  }
}
