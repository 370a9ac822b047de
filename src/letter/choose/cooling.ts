/** Keeps letters from naming the same person too often: how long each earlier mention asks for quiet. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { date } from '../../spans.ts'
import type { Appearance } from '../types.ts'
import { wordsIn } from '../words/words.ts'
import { effectOf } from './effects.ts'

/** Where the owner is, and whether they keep the person close: their rests are shorter. */
export interface Cooled extends Place {
  readonly close?: true | undefined
}

/** Why someone cools, and until when. */
export interface Cooling {
  /** The first day on which they may be named again, on the owner's calendar. */
  readonly until: Temporal.PlainDate
  /** "They were in your letter of 3 November, and six weeks lie between two mentions": no full stop. */
  readonly why: string
}

/**
 * Why someone may not be named in a letter of `now`, in a sentence; undefined where they may. `appearances` are the
 * earlier letters that named them, oldest first. Days are those of the owner's calendar, so that a change of clocks
 * does not make six weeks longer.
 */
export function cooling(appearances: readonly Appearance[], now: Instant, place: Cooled): string | undefined {
  const found = coolingOf(appearances, now, place)
  return found && choosingIn(place).cooling(found.why, backOn(found, now, place))
}

/** "15 December": the day on which they may be named again. */
export const backOn = ({ until }: Cooling, now: Instant, place: Place): string =>
  date(until.toZonedDateTime(place.timeZone).toInstant(), now, place)

/** The longest of the rests that their mentions ask for; undefined where none lasts any more. */
export function coolingOf(appearances: readonly Appearance[], now: Instant, place: Cooled): Cooling | undefined {
  if (!appearances.length) return undefined
  const today = now.toZonedDateTimeISO(place.timeZone).toPlainDate()
  const found = [spaced, passedOver, untouched, unanswered]
    .map((rule) => rule(appearances, place))
    .filter((rest) => rest !== undefined)
    .filter(({ until }) => Temporal.PlainDate.compare(today, until) < 0)
    .sort((a, b) => Temporal.PlainDate.compare(b.until, a.until))[0]
  return found && { until: found.until, why: found.why(now) }
}

/** What is said of whom a letter may name, in the tongue of the place. */
export const choosingIn = (place: Pick<Place, 'locale'>) => wordsIn(tongueOf(place)).choosing

interface Rest {
  /** The first day on which they are free again. */
  readonly until: Temporal.PlainDate
  why(now: Instant): string
}

type Rule = (appearances: readonly Appearance[], place: Cooled) => Rest | undefined

const spaced: Rule = (appearances, place) => {
  const last = appearances.at(-1)
  const { betweenMentions } = place.close ? policy.close : policy
  return (
    last && {
      until: dayOf(last, place).add(betweenMentions),
      why: (now) => choosingIn(place).spaced(date(last.at, now, place), betweenMentions),
    }
  )
}

const passedOver: Rule = (appearances, place) => {
  const last = appearances.findLast(({ outcome }) => effectOf(outcome).rests)
  return (
    last && {
      until: dayOf(last, place).add((place.close ? policy.close : policy).passedOver),
      why: (now) => choosingIn(place).passedOver(date(last.at, now, place)),
    }
  )
}

const untouched: Rule = (appearances, place) => {
  const { inRow } = policy.untouched
  const rest = place.close ? policy.close.untouched : policy.untouched.rest
  // The latest in a row: a letter since then of which something came ends the rest.
  const latest = appearances.slice(-inRow)
  const last = latest.at(-1)
  const untold = latest.every(({ outcome }) => effectOf(outcome).counts === 'nothing')
  if (!last || latest.length < inRow || !untold) return undefined
  return {
    until: dayOf(last, place).add(rest),
    why: () => choosingIn(place).untouched(rest),
  }
}

const unanswered: Rule = (appearances, place) => {
  const { inRow } = policy.unanswered
  const rest = place.close ? policy.close.unanswered : policy.unanswered.rest
  // They were heard of: a row of notes without an answer is over.
  const heard = appearances.findLastIndex(({ outcome }) => effectOf(outcome).counts === 'heard')
  const asked = appearances.slice(heard + 1).filter(({ outcome }) => effectOf(outcome).counts === 'unanswered')
  const last = asked.at(-1)
  if (!last || asked.length < inRow) return undefined
  const declined = asked.some(({ outcome }) => outcome === 'declined')
  return {
    until: dayOf(last, place).add(rest),
    why: () => (declined ? choosingIn(place).declined : choosingIn(place).unanswered)(rest),
  }
}

const dayOf = ({ at }: Appearance, { timeZone }: Place) => at.toZonedDateTimeISO(timeZone).toPlainDate()
