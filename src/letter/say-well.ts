/** Says in one sentence a month what went well. Never what did not. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import { type Place, tongueOf } from '../place.ts'
import { date } from '../spans.ts'
import type { WellAbout } from './types.ts'
import { type Good, good, type Happening } from './went-well.ts'
import { wordsIn } from './words/words.ts'

/**
 * "This month you and Maren met, and Teo wrote back." At most three names, each person once, the newest first; undefined
 * where nothing good is known. `all` lies within the last 31 days, but for what is to come. Days are those of the owner's zone.
 */
export function sayWell(
  all: readonly Happening[],
  moment: Place & { readonly now: Instant },
): { readonly well: string; readonly wellAbout: readonly WellAbout[] } | undefined {
  const { now, timeZone } = moment
  const once = all
    .toSorted(byWorth)
    .filter(({ personId }, index, sorted) => sorted.findIndex((one) => one.personId === personId) === index)
  const told = once.slice(0, mostNames)
  if (!told.length) return undefined
  const past = told.filter(({ kind }) => kind !== 'planned')
  const words = wordsIn(tongueOf(moment)).beside
  const by = (kind: Good) => past.filter((one) => one.kind === kind).map(({ firstName }) => firstName)
  const behind = words.well({
    month: past.every(({ at }) => isThisMonth(at, now, timeZone)),
    met: by('met'),
    answered: by('answered'),
    heard: by('heard'),
  })
  const coming = told
    .filter(({ kind }) => kind === 'planned')
    .map(({ firstName, at }) => words.toMeet(firstName, date(at, now, moment)))
  const well = [...(behind === undefined ? [] : [behind]), ...coming].join(' ')
  return { well, wellAbout: told.map(({ personId, address, evidence }) => ({ personId, address, evidence })) }
}

const byWorth = (a: Happening, b: Happening) =>
  good.indexOf(a.kind) - good.indexOf(b.kind) ||
  Temporal.Instant.compare(b.at, a.at) ||
  (a.personId < b.personId ? -1 : 1)

const isThisMonth = (at: Instant, now: Instant, timeZone: string) =>
  monthOf(at, timeZone).equals(monthOf(now, timeZone))

/** The calendar month of the owner's zone: one of them has one such line. */
export const monthOf = (at: Instant, timeZone: string): Temporal.PlainYearMonth =>
  at.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth()

const mostNames = 3
