/** Finds a birthday of the coming week: in the calendar, or by the owner's own wishes of other years. Never an age. */
import { Temporal } from 'temporal-polyfill'
import { wordsOf } from '../../people/phrases.ts'
import { isBirthdayWish, isReply } from '../../people/subjects/subject.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
import { ids, type Reading } from './reading.ts'

/** Wishes of two years that lie further apart in the year than this were not for one day. */
const aroundDays = 3

/** Today or on one of the next six days; none at an address that two share, since it is the day of one of them. */
export function findBirthday(reading: Reading): FindingOf<'birthday'> | undefined {
  if (reading.telling.person.exclusions.some(({ kind }) => kind === 'household')) return undefined
  return inCalendar(reading) ?? byWishes(reading)
}

function inCalendar(reading: Reading): FindingOf<'birthday'> | undefined {
  for (const { id, month, day } of reading.telling.birthdays ?? []) {
    const coming = soon(reading, { month, day })
    if (coming) return { kind: 'birthday', evidence: [id], ...coming, guessed: false }
  }
  return undefined
}

/** The newest wish and one of another year around the same day, each sent to nobody else. */
function byWishes(reading: Reading): FindingOf<'birthday'> | undefined {
  const names = new Set(wordsOf(reading.telling.person.name))
  const wishes = reading.direct.filter((one) => isWish(one, names))
  const last = wishes.at(-1)
  if (!last) return undefined
  const day = dayOf(reading, last)
  const before = wishes.findLast((one) => {
    const other = dayOf(reading, one)
    return other.year < day.year && Math.abs(apart(other, day)) <= aroundDays
  })
  if (!before) return undefined
  const coming = soon(reading, day)
  const guessed = apart(dayOf(reading, before), day) !== 0
  return coming && { kind: 'birthday', evidence: ids([before, last]), ...coming, guessed }
}

const isWish = ({ kind, others, title = '' }: Contact, names: ReadonlySet<string>) =>
  kind === 'sent' && others.length === 1 && isBirthdayWish(title, names) && !isReply(title)

const dayOf = (reading: Reading, { at }: Contact) => reading.local(at).toPlainDate()

/** Days from one day of the year to another, the nearer way round. */
function apart(one: Temporal.PlainDate, other: Temporal.PlainDate): number {
  const days = [-1, 0, 1].map((turn) => one.with({ year: other.year + turn }).until(other).days)
  return days.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a))
}

interface DayOfYear {
  readonly month: number
  readonly day: number
}

/** On which of the next seven days the day of the year falls, if on one. The 29th of February is kept on the 28th. */
function soon(reading: Reading, { month, day }: DayOfYear) {
  const today = reading.local(reading.now).toPlainDate()
  for (let ahead = 0; ahead < 7; ahead++) {
    const then = today.add({ days: ahead })
    const coming = Temporal.PlainDate.from({ year: then.year, month, day })
    if (coming.equals(then)) return { weekday: then.dayOfWeek, today: ahead === 0 }
  }
  return undefined
}
