/** One VEVENT, as far as it is read: when, how it repeats, who is on it. Neither description nor attachment. */
import type { Guest, Party } from '../meeting.ts'
import type { Head, Part } from './components.ts'
import { readGuests, readOrganizer } from './guests.ts'
import { type Extra, type Length, type Moment, readExtras, readLength, readMoment, readMoments } from './moment.ts'
import { type Property, readText } from './property.ts'
import { type Rule, readRule } from './rule.ts'

export interface Entry {
  readonly uid: string
  readonly head: Head
  /** The line of the file on which it begins. */
  readonly line: number
  /** Orders the versions of one entry: SEQUENCE, then when it was last changed. */
  readonly version: string
  /** The occurrence of a series that this one stands for, as first planned; null where that cannot be read. */
  readonly replaces?: Moment | null
  /** It stands for all that follow that occurrence as well. */
  readonly andLater: boolean
  readonly start: Moment
  readonly end?: Moment
  readonly lasts?: Length
  readonly rules: readonly Rule[]
  readonly extra: readonly Extra[]
  readonly except: readonly Moment[]
  /** What of it could not be read, in words. */
  readonly faults: readonly string[]
  readonly cancelled: boolean
  /** It says no more than that the whole of it is off (RFC 5546 section 3.2.5): its start is none. */
  readonly callsOff?: true
  readonly free: boolean
  /** It may not take place. */
  readonly tentative: boolean
  /** Its owner is out of office. */
  readonly away: boolean
  readonly title: string
  readonly place: string
  readonly organizer?: Party
  readonly guests: readonly Guest[]
}

/** Longer names of series are made up to be a nuisance. */
const mostUidLength = 1000
/** Nobody repeats one meeting by more. */
const mostRules = 10

export const faults = {
  rule: 'a repetition that is not understood; its first meeting is read',
  date: 'a date of a series that cannot be read; the others are',
  end: 'an end that cannot be read; the meeting is kept without a length',
} as const

/** Reads a VEVENT; in words what is wrong with it otherwise. */
export function readEntry({ head, line, properties }: Part, me: readonly string[]): Entry | string {
  const all = Map.groupBy(properties, ({ name }) => name)
  const first = (name: string) => all.get(name)?.[0]
  const textOf = (name: string) => readText(first(name)?.value ?? '').trim()
  const uid = textOf('UID').toWellFormed().replaceAll('\0', '').trim()
  const id = first('RECURRENCE-ID')
  const replaces = id && readMoment(id.value, id)
  const cancelled = /^CANCELLED$/i.test(textOf('STATUS'))
  const isOff = cancelled || head.method === 'CANCEL'
  const start =
    readFirst(all.get('DTSTART')) ?? (isOff && !all.has('DTSTART') ? (replaces ?? (id ? null : sometime)) : null)
  if (!start) return 'an entry without a readable time'
  if (!uid || uid.length > mostUidLength) return 'an entry without a UID'
  const found: string[] = []
  // A word of somebody's own asks for as much as PRIVATE (RFC 5545 section 3.8.1.3).
  const isOpen = /^(?:PUBLIC)?$/i.test(textOf('CLASS'))
  const organizer = readOrganizer(all.get('ORGANIZER') ?? [], me)
  return {
    uid,
    head,
    line,
    version: versionOf(textOf),
    ...(replaces === undefined ? {} : { replaces }),
    andLater: id?.parameters.get('RANGE')?.toUpperCase() === 'THISANDFUTURE',
    start,
    ...readEnd(all, found),
    ...readRepetition(replaces === undefined ? all : new Map(), found),
    faults: found,
    cancelled,
    ...(start === sometime ? { callsOff: true as const } : {}),
    ...readTaken(textOf),
    title: isOpen ? textOf('SUMMARY') : '',
    place: isOpen ? textOf('LOCATION') : '',
    ...(organizer ? { organizer } : {}),
    guests: readGuests(all.get('ATTENDEE') ?? [], me, organizer?.email),
  }
}

function readTaken(textOf: (name: string) => string): Pick<Entry, 'free' | 'tentative' | 'away'> {
  const shown = textOf('X-MICROSOFT-CDO-BUSYSTATUS').toUpperCase()
  return {
    free: /^TRANSPARENT$/i.test(textOf('TRANSP')) || shown === 'FREE',
    tentative: /^TENTATIVE$/i.test(textOf('STATUS')) || shown === 'TENTATIVE',
    away: shown === 'OOF',
  }
}

const sometime: Moment = { date: '1970-01-01' }

/** The first that can be read of several. */
function readFirst(properties: readonly Property[] = []): Moment | null {
  for (const property of properties) {
    const [moment] = readMoments(property)
    if (moment) return moment
  }
  return null
}

type Properties = ReadonlyMap<string, readonly Property[]>

function readEnd(all: Properties, found: string[]): Pick<Entry, 'end' | 'lasts'> {
  const end = readFirst(all.get('DTEND'))
  if (end) return { end }
  const lasts = readLength(all.get('DURATION')?.[0]?.value ?? '')
  if (lasts) return { lasts }
  if (all.has('DTEND') || all.has('DURATION')) found.push(faults.end)
  return {}
}

function readRepetition(all: Properties, found: string[]): Pick<Entry, 'rules' | 'extra' | 'except'> {
  const written = all.get('RRULE') ?? []
  const rules = written.slice(0, mostRules).flatMap(({ value }) => readRule(value) ?? [])
  if (rules.length < written.length) found.push(faults.rule)
  const extra = (all.get('RDATE') ?? []).flatMap(readExtras)
  const except = (all.get('EXDATE') ?? []).flatMap(readMoments)
  for (const one of [...extra, ...except]) if (!one) found.push(faults.date)
  return { rules, extra: extra.filter((one) => one !== null), except: except.filter((one) => one !== null) }
}

function versionOf(textOf: (name: string) => string): string {
  const sequence = Number.parseInt(textOf('SEQUENCE'), 10)
  const changed = textOf('LAST-MODIFIED') || textOf('DTSTAMP')
  return `${String(Number.isFinite(sequence) ? sequence : 0).padStart(10, '0')} ${changed}`
}
