/** What a server does beside its work, the embedded database is asked for: it runs as one process, in which nobody else does it. */
import type { PGlite } from '@electric-sql/pglite'
import { asking } from './asking.ts'

/** Two files of what is written ahead, the least that PostgreSQL keeps; in memory, where it stands beside all else, half of one. */
const mostAhead = { disk: 32 * 1024 * 1024, memory: 8 * 1024 * 1024 } as const
/** Asking costs less than a millisecond, and so many turns write less than another file. */
const everyTurns = 16
/**
 * Of these turns every so many look after rows as well: those of some hours of one user, or of a second of a first reading. An index
 * alone tells how many rows there are only of a table that was gone over, and pages count so. The first time is soon after the
 * start.
 */
const everyRounds = 8

const overdue = (most: number) =>
  `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) > ${most} as overdue from pg_control_checkpoint()`

/**
 * The table, or what of one is stored apart for its length, with the most rows that were replaced or deleted, where they are more than autovacuum lets be (PostgreSQL,
 * autovacuum_vacuum_threshold and its like, as they come), or with as many that it has not marked as seen by all. What was
 * counted is lost when the database closes: a table that was not gone over since needs no share of its rows, and is gone over as
 * well where much of it never was, as after a first reading right before the end.
 */
const untidy = `select format('%I.%I', seen.schemaname, seen.relname) as name
from pg_stat_all_tables as seen join pg_class as class on class.oid = seen.relid
where seen.n_dead_tup > 50 + case when seen.last_vacuum is null then 0 else 0.2 * greatest(class.reltuples, 0) end
or seen.n_ins_since_vacuum > 1000 + 0.2 * greatest(class.reltuples, 0)
or seen.last_vacuum is null and class.relpages < 1 and pg_relation_size(class.oid) > 32 * 8192
order by seen.n_dead_tup desc, class.oid limit 1`

/**
 * To be called after each statement and transaction. Without it what is written ahead, and the rows that others have replaced,
 * would grow for as long as there is a database. One table at a time, so that nobody waits for more than one; where there was one,
 * another is looked for some turns later. That it fails is no fault of what was asked before.
 */
export function createTidy(where: keyof typeof mostAhead): (client: PGlite) => Promise<void> {
  let turns = 0
  let isMore = false
  const question = overdue(mostAhead[where])
  return async (client) => {
    turns++
    if (turns % everyTurns !== 0) return
    try {
      const { rows } = await asking(client).query<{ readonly overdue: boolean }>(question)
      if (rows[0]?.overdue) await client.query('checkpoint')
      if (isMore || turns % (everyTurns * everyRounds) === everyTurns) isMore = await vacuum(client)
    } catch {
      // It is asked again some turns later; what ended by it is opened again with the next statement.
    }
  }
}

/** @returns whether there was one: then there may be another, as after people were worked out */
async function vacuum(client: PGlite): Promise<boolean> {
  const { rows } = await asking(client).query<{ readonly name: string }>(untidy)
  // It cannot be asked in a transaction, nor with a value in place of the name.
  for (const { name } of rows) await client.query(`vacuum ${name}`)
  return rows.length > 0
}
