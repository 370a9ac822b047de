/**
 * Works out again whether a birthday is one: an entry of the calendar with the person's whole name, or a contact with an
 * address of theirs, on the weekday that is said; or wishes of the owner's in two years around the same day. No age, and no day beyond the coming week.
 */
import { Temporal } from 'temporal-polyfill'
import type { Exported } from './export.ts'
import type { Claim } from './recount.ts'

const word = /birthday|geburtstag|anniversaire|cumpleaños|verjaardag/i
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** What is wrong with it, in a sentence; null where it is true. */
export function birthdayFault(exported: Exported, { point, personId, at }: Claim): string | null {
  const zone = exported.user.timeZone
  const today = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate()
  const week = Array.from({ length: 7 }, (_, days) => today.add({ days }))
  const name = exported.people.find(({ id }) => id === personId)?.name ?? ''
  if (/\d/.test(point.text)) return 'says a number'
  if (point.evidence.length === 0) return 'cites nothing'
  const said = week.find((day) =>
    day.equals(today) ? /today/.test(point.text) : point.text.includes(weekdays[day.dayOfWeek - 1] ?? '?'),
  )
  const entries = (exported.notCounted ?? []).filter(({ id }) => point.evidence.includes(id))
  const [entry] = entries
  if (entry) {
    if (entries.length !== point.evidence.length) return 'cites more than the calendar'
    if (!entry.title?.includes(name) || !word.test(entry.title)) return 'the entry is no birthday of theirs'
    const day = Temporal.Instant.from(entry.at).toZonedDateTimeISO('UTC')
    return said?.month === day.month && said.day === day.day ? null : 'it is not on that day'
  }
  const [contact] = (exported.contacts ?? []).filter(({ id }) => point.evidence.includes(id))
  if (contact) {
    const { birthday, addresses, names } = contact
    const theirs = exported.people.find(({ id }) => id === personId)?.addresses ?? []
    if (point.evidence.length !== 1) return 'cites more than the contact'
    if (addresses.length ? !addresses.some((one) => theirs.includes(one)) : !names.includes(name))
      return 'the contact is no one of theirs'
    return said?.month === birthday?.month && said?.day === birthday?.day ? null : 'it is not on that day'
  }
  const wishes = exported.interactions.filter(({ id }) => point.evidence.includes(id))
  if (wishes.length !== point.evidence.length) return 'cites what is not there'
  const isWish = ({ kind, people, title }: (typeof wishes)[number]) =>
    kind === 'sent' && people.length === 1 && people[0] === personId && word.test(title ?? '')
  if (!wishes.every(isWish)) return 'not all of it are wishes of the owner’s to them'
  const days = wishes.map((one) => Temporal.Instant.from(one.at).toZonedDateTimeISO(zone).toPlainDate())
  if (new Set(days.map(({ year }) => year)).size < 2) return 'wishes of one year only'
  const near = (day: Temporal.PlainDate) =>
    week.some((then) => Math.abs(day.with({ year: then.year }).until(then).days) <= (said ? 0 : 3))
  return days.every(near) ? null : 'not around this time of the year'
}
