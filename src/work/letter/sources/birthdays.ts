/** Reads the birthdays of the coming week from the calendar: this year's entries, and last year's of the same days. */
import type { Database } from '../../../db/database.ts'
import { listBirthdayEntries } from '../../../db/history/history.ts'
import { listNames } from '../../../db/some-people.ts'
import type { Instant } from '../../../facts.ts'
import { type BirthdayEntry, birthdaysOf } from '../../../letter/birthdays.ts'

/** By the address that the person's id is made from. */
export async function readBirthdaysOf(
  db: Database,
  userId: string,
  at: Instant,
): Promise<ReturnType<typeof birthdaysOf>> {
  const entries = await readBirthdays(db, userId, at)
  // A title may name anybody.
  return birthdaysOf(entries, entries.length ? await listNames(db, userId) : [])
}

async function readBirthdays(db: Database, userId: string, at: Instant): Promise<readonly BirthdayEntry[]> {
  const lastYear = at.toZonedDateTimeISO('UTC').subtract({ years: 1 }).toInstant()
  const spans = [lastYear, at].map((day) => ({ start: day.subtract(before), end: day.add(after) }))
  const rows = await listBirthdayEntries(db, userId, spans)
  return rows.map(({ title, ...row }): BirthdayEntry => ({ ...row, ...(title === null ? {} : { title }) }))
}

/** A day of the owner's zone may be the one before or after in UTC. */
const before = { hours: 48 }
const after = { hours: 24 * 9 }
