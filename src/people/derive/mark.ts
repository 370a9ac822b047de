/**
 * Marks what is to be said of a human by everything that it is made from: whoever bears the mark that they bore when their
 * row was written is neither described nor compared. Whatever `describe.ts` reads has to stand here.
 */
import { hash53 } from '../../hash.ts'
import type { Human } from '../identity/human.ts'
import type { Survey } from '../identity/types.ts'
import { type Outline, phaseOf, seenMs } from '../tie/outline.ts'
import type { Ties } from '../tie/ties.ts'
import type { Stood } from './second-pass.ts'

/** To be raised with every change of what is said of the same human by the same facts. */
const version = 1

interface Marking {
  readonly ties: Ties
  readonly stood: ReadonlyMap<string, Stood>
  readonly seen: Survey
  readonly names: ReadonlyMap<string, string>
  readonly untold: ReadonlySet<string>
  /** Epoch milliseconds, and the month of it. */
  readonly now: number
  readonly month: number
}

/** Of each human; `rest` is what the others come to for them, as JSON tells it apart. */
export function marker({ ties, stood, seen, names, untold, now, month }: Marking) {
  const places = [seen.renamed, seen.ownOrganisations, seen.formerOrganisations].map((one) => [...one])
  const whole = hash53(JSON.stringify([version, places]))
  const named = (key: string | undefined) => (key === undefined ? 0 : [key, names.get(key), untold.has(key)])
  const tied = (outline: Outline | undefined) =>
    outline ? `${outline.mark} ${phaseOf(outline, { now, month })}` : undefined
  return (human: Human, alike: readonly string[], rest: unknown): string => {
    const { key, ruling } = human
    const outline = ties.outline(key)
    const social = outline?.social
    const stand = stood.get(key)
    const text = JSON.stringify([
      whole,
      key,
      human.name,
      human.kind,
      human.reasons,
      human.maybe,
      human.addedAt?.epochMilliseconds,
      ruling.state,
      ruling.kept,
      ruling.close,
      ruling.restUntil?.epochMilliseconds,
      human.looks.map((one) => [one.address, one.firstAt, one.lastAt, one.delivered]),
      human.household,
      tied(outline),
      stand && [stand.at, stand.personally, now - (stand.personally ?? Number.NEGATIVE_INFINITY) <= seenMs],
      social ? [named(social.intro?.by), named(social.introduced?.to)] : 0,
      alike.map((one) => [one, ties.outline(one)?.mark]),
      rest,
    ])
    return hash53(text).toString(36)
  }
}
