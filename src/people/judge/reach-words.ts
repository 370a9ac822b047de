/** Says how far the record of somebody reaches, and what therefore nobody can tell. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { date } from '../../spans.ts'
import type { Reach } from '../types.ts'

/** "work@acme.example has not been read since 8 November": no full stop. */
export function unreadWords({ account = '', until, dated }: Reach, now: Instant, place: Place): string {
  return dated ? `${account} has not been read since ${date(until, now, place)}` : `${account} is not read at present`
}

/** Why somebody is not named although nothing came, in a sentence. */
export const unsureWords = (reach: Reach, now: Instant, place: Place): string =>
  `${unreadWords(reach, now, place)}, so I can’t tell whether it is quiet between you.`

/** "work@acme.example was read until 3 November": no full stop. For an account that is over. */
export const endedWords = ({ account = '', until }: Reach, now: Instant, place: Place): string =>
  `${account} was read until ${date(until, now, place)}`
