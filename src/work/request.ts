/** Asks for duties: a letter at its hour, a derivation after new facts. */
import type { Database } from '../db/database.ts'
import { hurryTask, rescheduleTask, scheduleTask } from '../db/tasks.ts'
import type { Instant } from '../facts.ts'
import { type Reader, upcoming } from '../letter/schedule.ts'

/**
 * Has the user's letter come at its next hour, after that hour or anything it depends on changed. A letter that is due
 * already, being written or waiting for the relay is left to itself.
 */
export async function requestLetter(db: Database, user: Reader, now: Instant): Promise<void> {
  const letter = { kind: 'letter' as const, subject: user.id, userId: user.id }
  await rescheduleTask(db, letter, { at: upcoming(user, now).at, now })
}

/** Makes the task due at once, whatever it waits for. */
export async function hurryLetter(db: Database, userId: string, now: Instant): Promise<void> {
  await hurryTask(db, { kind: 'letter', subject: userId, userId }, now)
}

/** Has the user's people worked out again at `at`, or earlier if that was asked for already. */
export async function requestDerive(db: Database, userId: string, at: Instant): Promise<void> {
  await scheduleTask(db, { kind: 'derive', subject: userId, userId }, at)
}
