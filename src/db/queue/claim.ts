/** Who works on what next: claiming what is due, fairly across users. */
import { and, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Instant, isoOf } from '../../facts.ts'
import { randomToken } from '../../seal.ts'
import type { Database } from '../database.ts'
import { isPassing } from '../faults.ts'
import { acrossUsers } from '../rows/bound.ts'
import { tasks } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import { ClaimUnknown, isOf, leaseSeconds, type Task, type Which } from '../tasks.ts'

/**
 * Claims due tasks, earliest first; of several users' by turns, so that whoever has a hundred that are due keeps nobody waiting.
 * Served by the index on run_at. Rows that another worker is claiming are skipped, not waited for.
 * @param only claims no others, if they are due
 * @throws ClaimUnknown where the database failed in a way that leaves it open
 */
export async function claimTasks(db: Database, now: Instant, limit: number, only?: Which): Promise<Task[]> {
  const leaseId = randomToken()
  const leaseUntil = now.add({ seconds: leaseSeconds })
  const values = { now: isoOf(now), limit, some: limit * spare, leaseId, leaseUntil: isoOf(leaseUntil) }
  const rows = await claim(acrossUsers(db), values, only).catch((error: unknown) => {
    throw isPassing(error) ? new ClaimUnknown(leaseId, error) : error
  })
  return rows.map(({ kind, subject, userId, attempts, news }) => ({
    ...{ kind, subject, userId, attempts, news },
    ...{ leaseId, leaseUntil },
  }))
}

interface Claiming {
  readonly now: string
  readonly limit: number
  /** So many may be locked by others. */
  readonly some: number
  readonly leaseId: string
  readonly leaseUntil: string
}

const claim = kept((db: Database, given: Given<Claiming>, only: Which | undefined) => {
  const due = only && 'subject' in only ? earliest(db, given, only) : byTurns(db, given, only)
  const { leaseId, leaseUntil } = given
  return db
    .update(tasks)
    .set({
      leaseId: sql`${leaseId}`,
      leaseUntil: sql`${leaseUntil}::timestamptz`,
      runAt: sql`${leaseUntil}::timestamptz`,
    })
    .where(sql`(${tasks.kind}, ${tasks.subject}) in ${due}`)
    .returning()
})

const isDue = ({ now }: Pick<Given<Claiming>, 'now'>, which: Which | undefined) =>
  and(lte(tasks.runAt, now), or(isNull(tasks.leaseUntil), lt(tasks.leaseUntil, now)), isOf(which))

const earliest = (db: Database, given: Given<Claiming>, which?: Which) =>
  db
    .select({ kind: tasks.kind, subject: tasks.subject })
    .from(tasks)
    .where(isDue(given, which))
    .orderBy(tasks.runAt)
    .limit(given.limit)
    .for('update', { skipLocked: true })

/** Of so many that have waited longest each user's first comes before anybody's second. */
const waitingLongest = 256
/** Others claim at the same moment: whatever they have locked is skipped. */
const spare = 8

function byTurns(db: Database, given: Given<Claiming>, which?: Which): SQL {
  const waiting = db
    .select({ kind: tasks.kind, subject: tasks.subject, userId: tasks.userId, runAt: tasks.runAt })
    .from(tasks)
    .where(isDue(given, which))
    .orderBy(tasks.runAt)
    .limit(waitingLongest)
  const turns = sql`select kind, subject, run_at, row_number() over (partition by user_id order by run_at) as turn from ${waiting} waiting`
  const first = sql`select kind, subject, run_at, turn from (${turns}) turns order by turn, run_at limit ${given.some}`
  return sql`(select ${tasks.kind}, ${tasks.subject} from ${tasks} join (${first}) next
    on next.kind = ${tasks.kind} and next.subject = ${tasks.subject}
    where ${isDue(given, which)} order by next.turn, next.run_at limit ${given.limit} for update of ${tasks} skip locked)`
}
