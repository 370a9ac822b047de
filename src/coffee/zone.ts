/** Guesses where somebody is from the clock on their mail, and says a time for both sides. */
import type { Instant } from '../facts.ts'
import { zones } from '../zone/zones.ts'
import { offsetMinutes, timeOf } from './clock.ts'
import type { ZoneGuess } from './types.ts'
import { noteWords } from './words.ts'

/** What one message says of its sender's clock. */
export interface Observed {
  readonly at: Instant
  /** East of UTC, as in the message's Date header. */
  readonly minutes: number
}

/** Older messages say where somebody was, not where they are. */
const newest = 5

/**
 * The zone that fits the newest messages best: the owner's own where it fits as well as any, else one of a small table
 * that stands for all with the same clock, else the bare offset. Undefined where there is nothing to go by; a clock that stays at +0000 in a
 * British summer is a mail server's.
 */
export function guessZone(observed: readonly Observed[], ownerZone: string): ZoneGuess | undefined {
  const clocks = observed
    .filter(({ minutes }) => Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60)
    .toSorted((a, b) => b.at.epochMilliseconds - a.at.epochMilliseconds)
  const ofServer = clocks.some(({ at, minutes }) => minutes === 0 && offset('Europe/London', at) !== 0)
  const used = clocks.filter(({ minutes }) => !(ofServer && minutes === 0)).slice(0, newest)
  const latest = used[0]
  if (!latest) return undefined
  // The newest counts double: after a move the others are from before.
  const score = (zone: string) =>
    used.reduce((sum, one, index) => sum + (offset(zone, one.at) === one.minutes ? (index ? 1 : 2) : 0), 0)
  let best: { zone: string; score: number } | undefined
  for (const zone of [ownerZone, ...zones]) {
    const scored = score(zone)
    if (scored > (best?.score ?? 0)) best = { zone, score: scored }
  }
  // A clock that no zone here has still says when their day is: the offset itself stands for it.
  return { offsetMinutes: latest.minutes, timeZone: best?.zone ?? offsetZone(latest.minutes) }
}

/** Day and time on the clock of a zone: { date: "Tue 1 Dec", time: "09:30" }; "2026-12-01" in a language without words. */
export function sayTime(at: Instant, timeZone: string, language = 'en'): { date: string; time: string } {
  const words = noteWords(language)
  const local = at.toZonedDateTimeISO(timeZone)
  const { dayOfWeek, day, month, hour, minute } = local
  return {
    date:
      words?.date(words.weekdays[dayOfWeek - 1] ?? '', day, words.months[month - 1] ?? '') ??
      local.toPlainDate().toString(),
    time: timeOf(hour * 60 + minute),
  }
}

/** "UTC+1", "UTC-3:30": a clock in numbers alone. */
export function sayOffset(at: Instant, timeZone: string): string {
  const minutes = offset(timeZone, at)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`
}

/**
 * What the clock of a zone is called in a language, as it stands within a sentence: "Berlin time", "heure d’Europe centrale";
 * in numbers where the language has no name for it. Only English has the English names of cities.
 * @param locale BCP 47
 */
export function sayClock(at: Instant, timeZone: string, locale: string): string {
  if (/^(?:[+-]|UTC$|Etc\/)/.test(timeZone)) return sayOffset(at, timeZone)
  if (locale.startsWith('en')) return `${placeOf(timeZone)} time`
  const name = (timeZoneName: 'long' | 'longGeneric' | 'shortGeneric') =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName, hour: 'numeric' })
      .formatToParts(at.epochMilliseconds)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  // A name that is made of a country reads like a label, and has one for the season beside it.
  const [generic, label] = [name('longGeneric'), name('shortGeneric')]
  const found = generic === label ? name('long') : generic
  if (!found || /^(?:GMT|UTC)/.test(found)) return sayOffset(at, timeZone)
  // These write the name with a small letter within a sentence; German and Dutch do not.
  return /^(?:es|fr|it|pt)/.test(locale) ? found[0]?.toLowerCase() + found.slice(1) : found
}

/** Whether the clocks of both zones show the same at this moment. */
export const sameClock = (at: Instant, one: string, other: string): boolean => offset(one, at) === offset(other, at)

/** "Berlin" for Europe/Berlin; "UTC+12:45" for a bare offset. */
export const placeOf = (timeZone: string): string =>
  /^[+-]/.test(timeZone) ? `UTC${timeZone}` : (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')

/** "+12:45", which every calendar function takes for a zone without summer time. */
export function offsetZone(minutes: number): string {
  const whole = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${timeOf(whole)}`
}

const offset = (zone: string, at: Instant) => offsetMinutes(zone, at.epochMilliseconds)
