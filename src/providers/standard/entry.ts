/** One VEVENT, as far as it is read: when, how it repeats, who is on it. Neither description nor attachment. */
import type ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import type { Guest, Party } from './meeting.ts'
import { isMine } from './reading.ts'
import { type Rule, readRule } from './rule.ts'
import type { Zones } from './zones.ts'

/** A time as it is written: a date, or what a clock of `zone` shows; 'UTC' for a time that ends in Z. */
export interface Moment {
  readonly date?: string
  readonly wall?: string
  readonly zone?: string
}

export interface Entry {
  readonly uid: string
  /** Orders the versions of one entry: SEQUENCE, then when it was last changed. */
  readonly version: string
  /** The occurrence of a series that this one stands for, as first planned. */
  readonly replaces?: Moment
  readonly start: Moment
  readonly end?: Moment
  /** Seconds. */
  readonly lasts?: number
  readonly rules: readonly Rule[]
  /** It has a rule that is not followed. */
  readonly unclear: boolean
  readonly extra: readonly Moment[]
  readonly except: readonly Moment[]
  readonly cancelled: boolean
  readonly free: boolean
  readonly title: string
  readonly place: string
  readonly organizer?: Party
  readonly guests: readonly Guest[]
}

/** The moment of a written time. All-day dates have no zone: they are kept as days of UTC. */
export function momentOf({ date, wall, zone }: Moment, zones: Zones): Instant {
  if (date) return Temporal.PlainDate.from(date).toZonedDateTime('UTC').toInstant()
  return zones.toInstant(Temporal.PlainDateTime.from(wall ?? ''), zone)
}

/** Longer names of series are made up to be a nuisance. */
const mostUidLength = 1000

/** Reads a VEVENT; in words what is wrong with it otherwise. */
export function readEntry(event: ICAL.Component, me: readonly string[]): Entry | string {
  try {
    const start = momentsOf(event, 'dtstart')[0]
    const uid = textOf(event, 'uid').toWellFormed().replaceAll('\0', '').trim()
    if (!start) return 'an entry without a readable time'
    if (!uid || uid.length > mostUidLength) return 'an entry without a UID'
    const end = momentsOf(event, 'dtend')[0]
    const replaces = momentsOf(event, 'recurrence-id')[0]
    const rrules = event.getAllProperties('rrule')
    const rules = rrules.flatMap((property) => readRule(property.getFirstValue() as ICAL.Recur) ?? [])
    const lasts = (event.getFirstPropertyValue('duration') as ICAL.Duration | null)?.toSeconds()
    const isPrivate = /^(?:PRIVATE|CONFIDENTIAL)$/i.test(textOf(event, 'class'))
    const organizer = organizerOf(event, me)
    return {
      uid,
      version: versionOf(event),
      ...(replaces ? { replaces } : {}),
      start,
      ...(end ? { end } : {}),
      ...(lasts !== undefined && lasts > 0 ? { lasts } : {}),
      rules: replaces ? [] : rules,
      unclear: rules.length < rrules.length,
      extra: replaces ? [] : momentsOf(event, 'rdate'),
      except: momentsOf(event, 'exdate'),
      cancelled: /^CANCELLED$/i.test(textOf(event, 'status')),
      free:
        /^TRANSPARENT$/i.test(textOf(event, 'transp')) || /^FREE$/i.test(textOf(event, 'x-microsoft-cdo-busystatus')),
      title: isPrivate ? '' : textOf(event, 'summary'),
      place: isPrivate ? '' : textOf(event, 'location'),
      ...(organizer ? { organizer } : {}),
      guests: guestsOf(event, me, organizer?.email),
    }
  } catch {
    return 'an entry that is no calendar text'
  }
}

const textOf = (event: ICAL.Component, name: string) => String(event.getFirstPropertyValue(name) ?? '')

function versionOf(event: ICAL.Component): string {
  const sequence = Number.parseInt(textOf(event, 'sequence'), 10)
  const changed = textOf(event, 'last-modified') || textOf(event, 'dtstamp')
  return `${String(Number.isFinite(sequence) ? sequence : 0).padStart(10, '0')} ${changed}`
}

/**
 * Every time of a property, as it is written; periods count by their beginning.
 * @throws RangeError for a day that no month has, or an hour that no day has
 */
function momentsOf(event: ICAL.Component, name: string): Moment[] {
  return event.getAllProperties(name).flatMap((property) => {
    const zone = property.getFirstParameter('tzid')
    const [, , , ...values]: unknown[] = property.toJSON()
    return values.flatMap((value): Moment[] => {
      const written = String(Array.isArray(value) ? value[0] : value)
      const [, day = '', time, utc] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(Z?))?$/.exec(written) ?? []
      if (!day) return []
      const date = Temporal.PlainDate.from(day, { overflow: 'reject' }).toString()
      if (!time) return [{ date }]
      const wall = Temporal.PlainDateTime.from(`${date}T${time}`).toString()
      return [{ wall, ...(utc ? { zone: 'UTC' } : zone ? { zone } : {}) }]
    })
  })
}

const addressOf = (property: ICAL.Property): string => {
  const value = normalise(String(property.getFirstValue() ?? ''))
  // Exchange puts names of its own here, with the address beside them.
  return value.includes('@') ? value : normalise(property.getFirstParameter('email') ?? '')
}

function organizerOf(event: ICAL.Component, me: readonly string[]): Entry['organizer'] {
  const property = event.getFirstProperty('organizer')
  const email = property ? addressOf(property) : ''
  if (!property || !email.includes('@')) return undefined
  const displayName = nameOf(property, email)
  return { email, ...(displayName ? { displayName } : {}), self: isMine(email, me) }
}

function guestsOf(event: ICAL.Component, me: readonly string[], host: string | undefined): Guest[] {
  return event.getAllProperties('attendee').flatMap((property) => {
    const email = addressOf(property)
    if (!/^[^@\s]+@[^@\s]+$/.test(email) || email.length > 254) return []
    const displayName = nameOf(property, email)
    const parameter = (name: string) => (property.getFirstParameter(name) ?? '').toUpperCase()
    return [
      {
        email,
        ...(displayName ? { displayName } : {}),
        self: isMine(email, me),
        resource: ['ROOM', 'RESOURCE'].includes(parameter('cutype')),
        optional: ['OPT-PARTICIPANT', 'NON-PARTICIPANT'].includes(parameter('role')),
        organizer: email === host,
        responseStatus: parameter('partstat').toLowerCase() || 'needsAction',
      },
    ]
  })
}

/** Calendars write the address where they know no name. */
function nameOf(property: ICAL.Property, email: string): string {
  const name = (property.getFirstParameter('cn') ?? '').trim()
  return normalise(name) === email ? '' : name
}
