/** Words that several sentences of a letter hold, and numbers and lengths of time in the case that a sentence wants. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Lasting } from '../../../policy.ts'
import { spanInGerman, spanInGermanDative } from '../../../spans.ts'

export const months = () => monthNames('de-DE')
export const weekdays = () => weekdayNames('de-DE')

const numbers = 'keine eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')

/** "drei"; "eine" stands for one, before a noun of that gender only. */
export const inWords = (count: number): string => numbers[count] ?? String(count)

/** "eine Person", "drei Menschen". */
export const people = (count: number): string => (count === 1 ? 'eine Person' : `${inWords(count)} Menschen`)

/** "einmal", "neunmal", "14-mal". */
export const times = (count: number): string =>
  count === 1 ? 'einmal' : count < numbers.length ? `${numbers[count]}mal` : `${count}-mal`

/** "Maren, Teo und Priya". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} und ${words.at(-1)}`

/** "Maren, Teo und zwei andere". */
export const listedWith = (words: readonly string[], more: number): string =>
  `${words.join(', ')} und ${more === 1 ? 'noch jemand' : `${inWords(more)} andere`}`

/** "7 Monate": as subject or as object, never more exact than it matters. */
export const span = spanInGerman

/** "vor 7 Monaten" without its "vor". */
export const spanInDative = spanInGermanDative

/** "vier Wochen", "einen Monat": as behind "für". */
export function lasting(time: Lasting): string {
  if ('minutes' in time) return time.minutes === 1 ? 'eine Minute' : `${time.minutes} Minuten`
  if ('hours' in time) return time.hours === 1 ? 'eine Stunde' : `${time.hours} Stunden`
  if ('days' in time) return time.days === 1 ? 'einen Tag' : `${time.days} Tage`
  if ('weeks' in time) return time.weeks === 1 ? 'eine Woche' : `${inWords(time.weeks)} Wochen`
  if (time.months === 6) return 'ein halbes Jahr'
  if (time.months % 12 === 0) return time.months === 12 ? 'ein Jahr' : `${inWords(time.months / 12)} Jahre`
  return time.months === 1 ? 'einen Monat' : `${inWords(time.months)} Monate`
}

/** "drei Monaten", "einem Tag": as behind "in", "seit" and "vor". */
export function lastingInDative(time: Lasting): string {
  return lasting(time)
    .replace(/^einen /, 'einem ')
    .replace(/^eine /, 'einer ')
    .replace(/^ein halbes Jahr$/, 'einem halben Jahr')
    .replace(/^ein /, 'einem ')
    .replace(/(?<=[^\s]) Tage$/, ' Tagen')
    .replace(/ Monate$/, ' Monaten')
    .replace(/ Jahre$/, ' Jahren')
}
