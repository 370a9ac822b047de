/** Puts a finding into a sentence or two of a card; every wording holds what its evidence says and nothing else. */
import { instant } from '../../people/days.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { tongueOf } from '../../place.ts'
import { date, month } from '../../spans.ts'
import type { Finding } from '../find/finding.ts'
import type { Telling } from '../find/telling.ts'
import type { Point } from '../types.ts'
import type { Saying, Speech } from '../words/saying.ts'
import { wordsIn } from '../words/words.ts'
import { pickWords } from './seed.ts'

/** A point, and which wording it has. */
export interface Spoken extends Point {
  readonly mark: string
}

/** The point that a finding makes. Dates are days of the telling's zone, with the year where it is not today's. */
export function say(finding: Finding, telling: Telling): Spoken {
  const { name, label, texts } = sayingOf(finding, telling)
  const { turn } = telling
  const chance = { seed: `${telling.seed} ${telling.person.address}`, ...(turn ? { turn } : {}) }
  const { one, mark } = pickWords(name, texts, chance)
  const [own, text] = typeof one === 'string' ? [label, one] : one
  return { kind: finding.kind, label: own, text, evidence: finding.evidence, mark }
}

/** Every way in which a finding can be said. */
export function sayingOf(finding: Finding, telling: Telling): Saying {
  const speech: Speech = {
    firstName: firstNameOf(telling.person),
    day: (at) => date(instant(at), telling.now, telling),
    month: (at) => month(instant(at), telling.now, telling),
    year: (at) => instant(at).toZonedDateTimeISO(telling.timeZone).year,
  }
  return wordsIn(tongueOf(telling)).sayings[finding.kind](finding as never, speech)
}
