/**
 * Nobody reads what is read for them: whoever has not opened a page or pressed a link for long is told by one mail, and some
 * time after that reading stops. Asked wherever something is about to be read or a letter to be written, so that it needs no
 * duty of its own, and costs nothing as long as the owner is there.
 */
import { type Alarm, listAlarms, queueAlarm } from '../../db/accounts/alarms.ts'
import { pauseConnections } from '../../db/accounts/connections.ts'
import { findLockedUser, saveSeen, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { policy } from '../../policy.ts'

type Owner = Pick<User, 'id' | 'seenAt' | 'stoppedAt' | 'timeZone'>

/** Reading stopped, and the owner was not seen since. */
export const hasStopped = ({ seenAt, stoppedAt }: Pick<Owner, 'seenAt' | 'stoppedAt'>): boolean =>
  stoppedAt !== null && isBefore(seenAt, stoppedAt)

/** Whether the owner has been away for so long that they are told. */
export function isLongAway({ seenAt, timeZone }: Pick<Owner, 'seenAt' | 'timeZone'>, now: Instant): boolean {
  if (now.epochMilliseconds - seenAt.epochMilliseconds < surelyNearMs) return false
  const { stop, notice } = policy.absence
  return !isBefore(now, seenAt.toZonedDateTimeISO(timeZone).add(stop).subtract(notice).toInstant())
}

/** So long nobody is away for long: a month has 28 days at least, and a day 23 hours. Asked at every look, and no calendar for it. */
const surelyNearMs = (policy.absence.stop.months * 28 - policy.absence.notice.weeks * 7) * 23 * 3_600_000

/** When reading stops where the mail leaves at `at`: never sooner than it says, however long the owner has been away. */
export function stopOf({ seenAt, timeZone }: Pick<Owner, 'seenAt' | 'timeZone'>, at: Instant): Instant {
  const { stop, notice } = policy.absence
  const byAbsence = seenAt.toZonedDateTimeISO(timeZone).add(stop).toInstant()
  const byMail = at.toZonedDateTimeISO(timeZone).add(notice).toInstant()
  return isBefore(byAbsence, byMail) ? byMail : byAbsence
}

/**
 * Whether reading for this owner has stopped, or stops now. Has them told first where they have been away for long: a clock
 * that is ahead makes everybody look away for long, so that nothing stops before a mail about it is old enough.
 */
export async function isAbsent(deps: Pick<Deps, 'db' | 'now'>, user: Owner): Promise<boolean> {
  if (hasStopped(user)) return true
  if (!isLongAway(user, deps.now())) return false
  return deps.db.transaction((tx) => askOrStop(tx, deps, user.id))
}

async function askOrStop(tx: Database, deps: Pick<Deps, 'now'>, userId: string): Promise<boolean> {
  // Mail and calendar are read side by side, and the owner may come back at this moment: one after the other.
  const user = await findLockedUser(tx, userId)
  const now = deps.now()
  if (!user || hasStopped(user)) return true
  if (!isLongAway(user, now)) return false
  const rows = (await listAlarms(tx, userId)).filter((row) => isAbout(row, user, now))
  if (rows.some((row) => isOver(row, now))) {
    await pauseConnections(tx, userId)
    await saveSeen(tx, userId, { stoppedAt: now })
    return true
  }
  if (rows.some((row) => row.state !== 'failed' || !isOld(row, now))) return false
  const stopsAt = stopOf(user, now)
  await queueAlarm(tx, { id: crypto.randomUUID(), userId, kind: 'absence', askedAt: now, stopsAt })
  await scheduleTask(tx, { kind: 'alarm', subject: userId, userId }, now)
  return false
}

/** The clocks of two machines may be a little apart. */
const slack = { minutes: 5 }

/** A mail of an absence that ended is about nothing any more, and so is one that a clock which was ahead had sent. */
export const isAbout = ({ kind, askedAt }: Alarm, { seenAt }: Pick<Owner, 'seenAt'>, now: Instant): boolean =>
  kind === 'absence' && isBefore(seenAt, askedAt) && isBefore(askedAt, now.add(slack))

/** It left, or may have, or may go nowhere: and the time that it named has come. */
const isOver = ({ state, stopsAt }: Alarm, now: Instant): boolean =>
  (state === 'sent' || state === 'unknown' || state === 'unsent') && stopsAt !== null && !isBefore(now, stopsAt)

/** What the relay refused is tried anew after the same while. */
const isOld = ({ askedAt }: Alarm, now: Instant): boolean =>
  !isBefore(now, askedAt.toZonedDateTimeISO('UTC').add(policy.absence.notice).toInstant())

const isBefore = (one: Instant, other: Instant): boolean => one.epochMilliseconds < other.epochMilliseconds
