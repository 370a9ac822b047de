/** Times and lengths as a calendar writes them (RFC 5545 section 3.3), and lists of them. */
import { Temporal } from 'temporal-polyfill'
import type { Property } from './property.ts'

/** A time as it is written: a date, or what a clock of `zone` shows; 'UTC' for a time that ends in Z. Local, without a zone. */
export interface Moment {
  readonly date?: string
  readonly wall?: string
  readonly zone?: string
}

/** A length as it is written: days of the calendar, which may have 23 or 25 hours, and seconds. */
export interface Length {
  readonly days: number
  readonly seconds: number
}

/** One more date of a series; with its own end or length where it is a period. */
export interface Extra {
  readonly start: Moment
  readonly end?: Moment
  readonly lasts?: Length
}

const written =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d{1,9})?)?[ ]?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** One time; null where it cannot be read, as a day that no month has. */
export function readMoment(value: string, { parameters }: Pick<Property, 'parameters'>): Moment | null {
  const [, year, month, day, hour, minute, second = '00', utc] = written.exec(value.trim()) ?? []
  if (!year) return null
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' }).toString()
    if (!hour || parameters.get('VALUE')?.toUpperCase() === 'DATE') return { date }
    const midnight = hour === '24' && Number(minute) + Number(second) === 0
    // A leap second is none here.
    const shown = Temporal.PlainDateTime.from(
      `${date}T${midnight ? '00' : hour}:${minute}:${second === '60' ? '59' : second}`,
    ).add({ days: midnight ? 1 : 0 })
    const zone = utc ? 'UTC' : parameters.get('TZID')
    return { wall: inUtc(shown, utc).toString(), ...(zone ? { zone } : {}) }
  } catch {
    return null
  }
}

/** "20260907T140000+0200" is no form of RFC 5545, and says exactly when. */
function inUtc(shown: Temporal.PlainDateTime, offset = ''): Temporal.PlainDateTime {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const east = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return shown.subtract({ minutes: east })
}

/** No series names more days one by one. */
const mostListed = 5000

/** Every time of a list; null in place of one that cannot be read. Of a period the beginning. */
export const readMoments = (property: Property): readonly (Moment | null)[] =>
  readExtras(property).map((extra) => extra?.start ?? null)

/** Every time or period of a list; null in place of one that cannot be read. */
export function readExtras(property: Property): readonly (Extra | null)[] {
  return property.value
    .split(',', mostListed)
    .filter((one) => one.trim())
    .map((one): Extra | null => {
      const [from = '', to] = one.split('/', 2)
      const start = readMoment(from, property)
      if (!start || to === undefined) return start && { start }
      const lasts = readLength(to)
      const end = lasts ? null : readMoment(to, property)
      return { start, ...(lasts ? { lasts } : {}), ...(end ? { end } : {}) }
    })
}

const longestDays = 10_000

/** "P1DT2H", "PT30M", "P2W"; null where it cannot be read. What is less than nothing is nothing. */
export function readLength(value: string): Length | null {
  const [, sign, weeks, days, hours, minutes, seconds] =
    /^([+-]?)P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i.exec(value.trim()) ??
    []
  if (sign === undefined) return null
  if (sign === '-') return { days: 0, seconds: 0 }
  const [w, d, h, m, s] = [weeks, days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return {
    days: Math.min(longestDays, 7 * w + d),
    seconds: Math.min(longestDays * 86_400, 3600 * h + 60 * m + s),
  }
}
