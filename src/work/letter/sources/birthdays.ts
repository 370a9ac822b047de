/** Reads the birthdays of the coming week: from the calendar this year's entries, and last year's of the same days; and from contacts. */
import { listBirthdayContacts } from '../../../db/accounts/contacts.ts'
import type { Database } from '../../../db/database.ts'
import { listBirthdayEntries } from '../../../db/history/history.ts'
import type { Instant } from '../../../facts.ts'
import type { BirthdayEntry, KnownBirthdays } from '../../../letter/birthdays.ts'

/** `allBirthdays` tells whose they are. */
export async function readBirthdays(db: Database, userId: string, at: Instant): Promise<KnownBirthdays> {
  const lastYear = at.toZonedDateTimeISO('UTC').subtract({ years: 1 }).toInstant()
  const spans = [lastYear, at].map((day) => ({ start: day.subtract(before), end: day.add(after) }))
  const rows = await listBirthdayEntries(db, userId, spans)
  const entries = rows.map(({ title, ...row }): BirthdayEntry => ({ ...row, ...(title === null ? {} : { title }) }))
  return { entries, contacts: await listBirthdayContacts(db, userId, daysAround(at)) }
}

/** The days of the coming week in any zone; who was born on 29 February has it on the 28th in most years. */
function daysAround(at: Instant) {
  const today = at.toZonedDateTimeISO('UTC').toPlainDate()
  const days = Array.from({ length: 10 }, (_, ahead) => today.add({ days: ahead - 1 }))
  const leap = days.some(({ month, day }) => month === 2 && day === 28) ? [{ month: 2, day: 29 }] : []
  return [...days.map(({ month, day }) => ({ month, day })), ...leap]
}

/** A day of the owner's zone may be the one before or after in UTC. */
const before = { hours: 48 }
const after = { hours: 24 * 9 }
