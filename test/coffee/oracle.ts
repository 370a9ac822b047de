/**
 * What may be offered, worked out once more by the book: every quarter of an hour as dates and clock times of Temporal, one
 * rule after the other. It shares nothing with src/coffee but the form of what is asked.
 */
import { Temporal } from 'temporal-polyfill'
import type { Wanted } from '../../src/coffee/slots.ts'

export type Verdict = 'hours' | 'off' | 'holiday' | 'guest_holiday' | 'full' | 'night' | 'busy' | 'free'

const order: readonly Verdict[] = ['hours', 'off', 'holiday', 'guest_holiday', 'full', 'night', 'busy', 'free']

/** Each start that lies within reach, by its epoch milliseconds, with the first rule against it. */
export function judge(input: Wanted): ReadonlyMap<number, Verdict> {
  const today = input.now.toZonedDateTimeISO(input.timeZone).toPlainDate()
  const verdicts = new Map<number, Verdict>()
  let working = 0
  for (let ahead = 1; ahead <= 21 && working < 15; ahead++) {
    const date = today.add({ days: ahead })
    if (!input.workingDays.includes(date.dayOfWeek)) continue
    working++
    if (ahead <= (input.noticeDays ?? 2)) continue
    const begin = date.toZonedDateTime(input.timeZone).toInstant()
    const end = date.add({ days: 1 }).toZonedDateTime(input.timeZone).toInstant()
    const day: Day = {
      date,
      own: watch(input.timeZone, begin, end),
      ...(input.guestZone ? { there: watch(input.guestZone, begin, end) } : {}),
      isFull: isFull(input, date),
    }
    const first = Math.ceil(begin.epochMilliseconds / 900_000) * 900_000
    for (let ms = first; ms < end.epochMilliseconds; ms += 900_000) verdicts.set(ms, verdictOn(input, day, ms))
  }
  return verdicts
}

interface Day {
  readonly date: Temporal.PlainDate
  readonly own: Watch
  readonly there?: Watch
  readonly isFull: boolean
}

/** The date and the minutes after midnight that a clock shows. */
type Watch = (ms: number) => { readonly date: string; readonly minute: number }

/** A clock that goes evenly through these two days is reckoned with by adding; any other one is asked each time. */
function watch(zone: string, from: Temporal.Instant, to: Temporal.Instant): Watch {
  const last = to.add({ hours: 2 })
  const offset = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).offsetNanoseconds
  const read = (ms: number) => {
    const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
    return { date: at.toPlainDate().toString(), minute: at.hour * 60 + at.minute }
  }
  if (offset(from) !== offset(last)) return read
  const east = offset(from) / 1e6
  return (ms) => {
    const shown = new Date(ms + east)
    return { date: shown.toISOString().slice(0, 10), minute: shown.getUTCHours() * 60 + shown.getUTCMinutes() }
  }
}

function isFull(input: Wanted, date: Temporal.PlainDate): boolean {
  const monday = (one: Temporal.PlainDate) => one.subtract({ days: one.dayOfWeek - 1 }).toString()
  const same = input.coffees.filter(
    (one) => monday(one.toZonedDateTimeISO(input.timeZone).toPlainDate()) === monday(date),
  )
  return same.length >= (input.coffeesAWeek ?? 2)
}

/** What stands in the way where nothing is free: the rule that the furthest of them came to. */
export function reasonOf(verdicts: ReadonlyMap<number, Verdict>): Verdict {
  return [...verdicts.values()].reduce((far, one) => (order.indexOf(one) > order.indexOf(far) ? one : far), 'hours')
}

function verdictOn(input: Wanted, { date, own, there, isFull }: Day, ms: number): Verdict {
  const end = ms + input.minutes * 60_000
  if (!isInHours(input, date.dayOfWeek, [own(ms), own(end - 1)])) return 'hours'
  const iso = date.toString()
  if ((input.daysOff ?? []).some((off) => off.from <= iso && iso <= off.to)) return 'off'
  if (input.ownHolidays?.has(numberOf(iso))) return 'holiday'
  if (input.guestHolidays?.has(numberOf(there?.(ms).date ?? iso))) return 'guest_holiday'
  if (isFull) return 'full'
  if (there && isNight([there(ms), there(end - 1)], own(ms))) return 'night'
  const clashes = input.busy.some(
    (one) =>
      one.start.epochMilliseconds < one.end.epochMilliseconds &&
      one.start.epochMilliseconds < end + input.buffer * 60_000 &&
      one.end.epochMilliseconds > ms - input.buffer * 60_000,
  )
  return clashes ? 'busy' : 'free'
}

type Shown = ReturnType<Watch>

function isInHours(input: Wanted, weekday: number, [from, last]: readonly [Shown, Shown]): boolean {
  const own = input.ownHours?.find(({ day }) => day === weekday)
  const [opens, closes] = [own?.from ?? input.workingFrom, own?.to ?? input.workingTo]
  const [begins, ends] = [clock(from), clock(last)]
  if (from.date !== last.date || ends < begins || begins < opens || ends >= closes) return false
  return !(input.lunchFrom && input.lunchTo && begins < input.lunchTo && ends >= input.lunchFrom)
}

const clock = ({ minute }: Shown) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function isNight([from, last]: readonly [Shown, Shown], own: Shown): boolean {
  if (from.date === own.date && from.minute === own.minute) return false
  return from.date !== last.date || from.minute < 7 * 60 || last.minute >= 22 * 60
}

const numberOf = (date: string) => Date.parse(date) / 86_400_000
