/** Where an owner is: whose clock goes, and in which order dates, times and numbers are written there. */
import { Temporal } from 'temporal-polyfill'
import type { Settings } from './settings.ts'

export interface Place {
  /** IANA name of the owner's zone: days and times are those of it. */
  readonly timeZone: string
  /** How a region writes, in English or in German, as a BCP 47 tag: "en-US", "de-AT"; null: not known, and written as in Britain. */
  readonly locale: string | null
}

export type Tongue = Settings['letterTongue']

/** In which tongue words stand at this place: German where its locale is, such as "de-AT"; else English. */
export const tongueOf = ({ locale }: Pick<Place, 'locale'>): Tongue => (locale?.startsWith('de-') ? 'de' : 'en')

/** A sentence that somebody reads, whole in each tongue. */
export type Sentence = Readonly<Record<Tongue, string>>

/** The place of the owner whose row it is, in the tongue that they read: with German, "de-AT" where the region is "en-AT". */
export function placeOfUser({ timeZone, settings }: Placed): Place {
  // Settings of before there was a choice hold none.
  const locale = settings.locale ?? null
  return { timeZone, locale: settings.letterTongue === 'de' ? `de-${locale?.slice(3) ?? 'DE'}` : locale }
}

/** The same for programs, which read English whatever their owner reads. */
export const placeForPrograms = ({ timeZone, settings }: Placed): Place => ({
  timeZone,
  locale: settings.locale ?? null,
})

/** What says where an owner is, and in which tongue they read. */
export interface Placed {
  readonly timeZone: string
  readonly settings: Partial<Pick<Settings, 'locale' | 'letterTongue'>>
}

/** The longest name of a zone has 32 characters. */
const longestZone = 60

/** A time zone by its IANA name, in the spelling of the database; undefined for any other text, offsets included. */
export function readZone(name: string | null | undefined): string | undefined {
  if (!name || name.length > longestZone || !/^[A-Za-z][\w/+-]*$/.test(name)) return undefined
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId
  } catch {
    return undefined
  }
}

/** What stands where nothing is known. */
export const homeLocale = 'en-GB'

/** How a region writes. */
export interface Manner {
  /** "April 12", not "12 April". */
  readonly monthFirst: boolean
  /** "2:30 PM", not "14:30". */
  readonly twelveHours: boolean
  /** ISO weekday with which a week begins, 7 is Sunday. */
  readonly firstDay: number
  /** Groups of digits: "2,000", "2.000". */
  number(amount: number): string
}

/** How the region of a locale writes, as this runtime knows it. */
export function mannerOf(locale: string | null): Manner {
  const tag = locale ?? homeLocale
  const known = manners.get(tag) ?? readManner(tag)
  manners.set(tag, known)
  return known
}

/** ISO weekdays in the order of a week of the region: from Monday in Britain, from Sunday in the United States. */
export function weekOrder(locale: string | null): readonly number[] {
  const { firstDay } = mannerOf(locale)
  return Array.from({ length: 7 }, (_, index) => ((firstDay - 1 + index) % 7) + 1)
}

/** "2,000" in Britain, "2.000" in Germany. */
export const number = (amount: number, { locale }: Pick<Place, 'locale'>): string => mannerOf(locale).number(amount)

/**
 * The locale that an Accept-Language header asks for, by the region of its first language: "en-US" for "en-US,de;q=0.8".
 * A language without a region stands for the country where most people speak it, and English for Britain, as this program
 * is written. Null where the header says nothing.
 */
export function localeFrom(header: string | undefined): string | null {
  for (const tag of askedIn(header)) {
    const region = regionOf(tag)
    if (region) return `en-${region}`
  }
  return null
}

/** The languages of an Accept-Language header, the most wanted first. */
const askedIn = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => part.split(';').map((piece) => piece.trim()))
    .map(([tag = '', ...parameters]) => ({ tag, weight: weightOf(parameters) }))
    .filter(({ tag, weight }) => tag && tag !== '*' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)

/** The tongue that a browser asks for first, of those in which there are letters and pages. */
export const tongueFrom = (header: string | undefined): Tongue =>
  /^de(?:-|$)/i.test(askedIn(header)[0] ?? '') ? 'de' : 'en'

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.find((one) => one.startsWith('q='))
  return quality === undefined ? 1 : Number(quality.slice(2)) || 0
}

function regionOf(tag: string): string | undefined {
  try {
    const locale = new Intl.Locale(tag)
    const own = isRegion(locale.region) ? locale.region : undefined
    const spoken = locale.language === 'en' ? 'GB' : new Intl.Locale(locale.language).maximize().region
    return own ?? (isRegion(spoken) ? spoken : undefined)
  } catch {
    return undefined
  }
}

/** A country: the numbers stand for whole continents. */
const isRegion = (region: string | undefined): region is string => region !== undefined && /^[A-Z]{2}$/.test(region)

const manners = new Map<string, Manner>()

function readManner(tag: string): Manner {
  const own = nativeOf(tag)
  const plain = { calendar: 'gregory', numberingSystem: 'latn' } as const
  const parts = new Intl.DateTimeFormat(own, { ...plain, day: 'numeric', month: 'long' }).formatToParts(0)
  const order = parts.map(({ type }) => type)
  const { hourCycle } = new Intl.DateTimeFormat(own, { hour: 'numeric' }).resolvedOptions()
  const digits = new Intl.NumberFormat(own, { numberingSystem: 'latn' })
  return {
    monthFirst: order.indexOf('month') < order.indexOf('day'),
    twelveHours: hourCycle === 'h12' || hourCycle === 'h11',
    firstDay: firstDayOf(tag),
    number: (amount) => digits.format(amount),
  }
}

/** German as it is; English of the region where this runtime knows such English, else the region's own language. */
function nativeOf(tag: string): string {
  if (tongueOf({ locale: tag }) === 'de') return tag
  const region = new Intl.Locale(tag).region ?? 'GB'
  const isKnown = new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag
  return isKnown ? tag : `${new Intl.Locale(`und-${region}`).maximize().language}-${region}`
}

/** Older runtimes have it as a property, and the oldest not at all: their week begins on Monday. */
function firstDayOf(tag: string): number {
  const locale: Intl.Locale & { getWeekInfo?(): Week; readonly weekInfo?: Week } = new Intl.Locale(tag)
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
}

interface Week {
  readonly firstDay: number
}
