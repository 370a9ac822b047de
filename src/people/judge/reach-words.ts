/** Says how far the record of somebody reaches, and what therefore nobody can tell. */
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { date } from '../../spans.ts'
import { reasonIn } from '../reasons.ts'
import type { Reach } from '../types.ts'

/** "work@acme.example has not been read since 8 November": no full stop. */
export function unreadWords({ account: stored = '', until, dated }: Reach, now: Instant, place: Place): string {
  const account = reasonIn(tongueOf(place), stored)
  if (tongueOf(place) === 'de')
    return dated
      ? `${account} wurde seit dem ${date(until, now, place)} nicht gelesen`
      : `${account} wird zurzeit nicht gelesen`
  return dated ? `${account} has not been read since ${date(until, now, place)}` : `${account} is not read at present`
}

/** Why somebody is not named although nothing came, in a sentence. */
export const unsureWords = (reach: Reach, now: Instant, place: Place): string =>
  tongueOf(place) === 'de'
    ? `${unreadWords(reach, now, place)}; ob es zwischen euch still ist, weiß ich darum nicht.`
    : `${unreadWords(reach, now, place)}, so I can’t tell whether it is quiet between you.`

/** "work@acme.example was read until 3 November": no full stop. For an account that is over. */
export const endedWords = ({ account = '', until }: Reach, now: Instant, place: Place): string =>
  tongueOf(place) === 'de'
    ? `${reasonIn('de', account)} wurde bis zum ${date(until, now, place)} gelesen`
    : `${account} was read until ${date(until, now, place)}`
