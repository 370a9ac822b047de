/** When a message was written, from whatever its file says of it. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { type Header, headerOf } from './headers.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Hours east of UTC of the zones that RFC 5322 section 4.3 names; any other name says nothing. */
const named: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

/** No mailbox is older; programs without a clock write 1970. */
const earliest = Temporal.Instant.from('1980-01-01T00:00:00Z').epochMilliseconds
const clockSkewHours = 48

/**
 * The Date header; where it is missing or impossible (before 1980, or still to come) the mark before the message, else the
 * hop that took it in last. Null where none of them is possible.
 */
export function dateOf(headers: readonly Header[], mark: string, now: Instant): Instant | null {
  const latest = now.add({ hours: clockSkewHours }).epochMilliseconds
  const hop = headerOf(headers, 'received') ?? ''
  const found = [
    parseDate(headerOf(headers, 'date') ?? ''),
    parseMark(mark),
    parseDate(hop.slice(hop.lastIndexOf(';') + 1)),
  ]
  const possible = (at: Instant | null) =>
    at !== null && at.epochMilliseconds >= earliest && at.epochMilliseconds <= latest
  return found.find(possible) ?? null
}

/** A date as RFC 5322 section 3.3 writes it, the older forms of section 4.3 among them. */
export function parseDate(value: string): Instant | null {
  const [, day, month = '', year = '', hour, minute, second, zone = ''] =
    /\b(\d{1,2})[ \t-]+([A-Za-z]{3})[a-z]*[ \t-]+(\d{2,4})[ \t]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?[ \t]*([+-]\d{4}|[A-Za-z]{1,5}\b)?/.exec(
      value,
    ) ?? []
  return toInstant({ day, month, year, hour, minute, second, zone })
}

/** "From sender Sat Nov 21 08:00:00 +0000 2026", with the zone before the year, after it, or nowhere. */
function parseMark(mark: string): Instant | null {
  const [, month = '', day, hour, minute, second, before, year = '', after] =
    /\b\w{3} +([A-Za-z]{3}) +(\d{1,2}) +(\d{1,2}):(\d{2})(?::(\d{2}))? +([+-]\d{4} +|[A-Z]{3,5} +)?(\d{4})(?: +([+-]\d{4}))?/.exec(
      mark,
    ) ?? []
  return toInstant({ day, month, year, hour, minute, second, zone: (before ?? after ?? '').trim() })
}

interface Parts {
  readonly day: string | undefined
  readonly month: string
  readonly year: string
  readonly hour: string | undefined
  readonly minute: string | undefined
  readonly second: string | undefined
  readonly zone: string
}

function toInstant({ day, month, year, hour, minute, second, zone }: Parts): Instant | null {
  const place = months.indexOf(month.toLowerCase())
  if (place < 0 || !day || !hour) return null
  const written = Number(year)
  try {
    return Temporal.PlainDateTime.from(
      {
        year: year.length > 3 ? written : written < 50 ? written + 2000 : written + 1900,
        month: place + 1,
        day: Number(day),
        hour: Number(hour),
        minute: Number(minute ?? 0),
        // A leap second is none here.
        second: Math.min(59, Number(second ?? 0)),
      },
      { overflow: 'reject' },
    )
      .toZonedDateTime('UTC')
      .toInstant()
      .subtract({ minutes: offsetOf(zone) })
  } catch {
    return null
  }
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? []
  if (!sign) return (named[zone.toUpperCase()] ?? 0) * 60
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}
