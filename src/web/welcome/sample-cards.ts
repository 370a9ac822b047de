/** Three made-up people: what a letter looks like, before anybody's mail is read. */
import { Temporal } from 'temporal-polyfill'
import { monthsInWords } from '../../letter/say/months.ts'
import type { Card, Met, Point } from '../../letter/types.ts'
import { wordsIn } from '../../letter/words/words.ts'
import type { Place, Tongue } from '../../place.ts'
import { welcomeWords } from './words.ts'

/** The Monday on which the sample letter is dated; every word of it holds for that day. */
export const sampleDay = Temporal.Instant.from('2026-11-23T08:00:00Z')
const thisMonth = Temporal.PlainYearMonth.from('2026-11')

/** Where the made-up owner of the letter is. */
export const samplePlace = (tongue: Tongue): Place => ({ timeZone: 'UTC', locale: tongue === 'de' ? 'de-DE' : null })

type Name = 'teo' | 'maren' | 'priya'
type Made = Pick<Card, 'address' | 'name' | 'firstName' | 'reason' | 'lead'> & {
  readonly busy: readonly number[]
  readonly points: readonly Pick<Point, 'kind' | 'evidence'>[]
}

/** What is so of each, whatever tongue it is told in. */
const made: Readonly<Record<Name, Made>> = {
  teo: {
    address: 'teo@fieldnotes.example',
    name: 'Teo Vasquez',
    firstName: 'Teo',
    busy: [8, 9, 5, 8, 8, 6, 9, 3, 5, 3],
    points: [
      { kind: 'anniversary', evidence: ['first'] },
      { kind: 'shared_meetings', evidence: ['group'] },
    ],
    reason: 'anniversary',
    lead: 'coffee',
  },
  maren: {
    address: 'maren@hartwell.example',
    name: 'Maren Okafor',
    firstName: 'Maren',
    busy: [2, 4, 2, 5, 9, 8, 4, 3, 5, 8, 4, 2, 1, 3, 2, 5, 8],
    points: [
      { kind: 'owed_reply', evidence: ['question'] },
      { kind: 'shared_meetings', evidence: ['guild'] },
      { kind: 'in_common', evidence: ['threads'] },
    ],
    reason: 'owed_reply',
    lead: 'open',
  },
  priya: {
    address: 'priya@northlight.example',
    name: 'Priya Raman',
    firstName: 'Priya',
    busy: [0, 1, 0, 2, 1, 0, 0, 1, 2, 0, 1, 0, 2, 1, 0, 1, 2, 1, 3],
    points: [
      { kind: 'introduction_made', evidence: ['introduction'] },
      { kind: 'shared_meetings', evidence: ['review'] },
    ],
    reason: 'introduction_made',
    lead: 'coffee',
  },
}

function cardOf(personId: Name, tongue: Tongue): Card {
  const { busy, points, ...rest } = made[personId]
  const { since, lastInTouch, opener, points: said } = welcomeWords(tongue).sample[personId]
  const months = [...busy, ...Array<number>(24 - busy.length).fill(0)]
  return {
    ...rest,
    ...{ personId, since, lastInTouch, months },
    monthsInWords: monthsInWords(months, { current: thisMonth, tongue }),
    points: points.map((point, at) => ({ ...point, label: said[at]?.[0] ?? '', text: said[at]?.[1] ?? '' })),
    opener: { text: opener, language: tongue },
  }
}

/** The one whom the front door shows. */
export const sampleTeo = (tongue: Tongue): Card => cardOf('teo', tongue)

export const sampleCards = (tongue: Tongue): readonly Card[] =>
  (['maren', 'teo', 'priya'] as const).map((name) => cardOf(name, tongue))

export const sampleMet = (tongue: Tongue): Met => ({
  personId: 'jonas',
  address: 'jonas@lindform.example',
  name: 'Jonas Lind',
  firstName: 'Jonas',
  text: welcomeWords(tongue).sample.met,
  thanks: wordsIn(tongue).thanks[0],
  evidence: ['coffee'],
})
