/**
 * Marks what is to be said of a human by everything that it is made from: whoever bears the mark that they bore when their
 * row was written is neither described nor compared. Whatever `describe.ts` reads has to stand here.
 */
import { hash53, hashing } from '../../hash.ts'
import { type Human, type Look, unruled } from '../identity/human.ts'
import type { Told } from '../identity/types.ts'
import { type Outline, phaseOf, type Social, seenMs } from '../tie/outline.ts'
import type { Partly } from '../tie/partly.ts'
import type { Ties } from '../tie/ties.ts'
import type { Stood } from './second-pass.ts'

/** To be raised with every change of what is said of the same human by the same facts. */
const version = 2

interface Marking {
  readonly ties: Ties
  readonly stood: ReadonlyMap<string, Stood>
  readonly seen: Told
  readonly names: ReadonlyMap<string, string>
  readonly untold: ReadonlySet<string>
  readonly partly: Partly
  /** Epoch milliseconds, and the month of it. */
  readonly now: number
  readonly month: number
}

/** Of each human; `rest` is what the others come to for them, where they come to anything. */
export function marker({ ties, stood, seen, names, untold, partly, now, month }: Marking) {
  const places = [seen.renamed, seen.ownOrganisations, seen.formerOrganisations].map((one) => [...one])
  const whole = hash53(JSON.stringify([version, places, ...partly]))
  const named = (key: string | undefined) => (key === undefined ? 0 : [key, names.get(key), untold.has(key)])
  const seldom = ({ reasons, looks, maybe, addedAt, ruling }: Human, social: Social | undefined, all: Seldom) =>
    JSON.stringify([
      looks.map(({ address, firstAt, lastAt, delivered }) => [address, firstAt, lastAt, delivered]),
      ...[reasons, maybe, addedAt?.epochMilliseconds, all],
      ...[ruling.state, ruling.kept, ruling.close, ruling.restUntil?.epochMilliseconds],
      social && [named(social.intro?.by), named(social.introduced?.to)],
      all.alike.map((key) => ties.outline(key)?.mark),
    ])
  // Thousands of them: neither a list nor a text is made of what everybody has.
  const hash = hashing()
  const noted = (look: Look | undefined) => {
    hash.number(look ? 1 : 0)
    if (!look) return
    hash.number(look.firstAt)
    hash.number(look.lastAt)
    hash.number(look.delivered ?? -1)
  }
  const tied = (outline: Outline | undefined) => {
    hash.number(outline ? 1 : 0)
    if (!outline) return
    hash.number(outline.mark)
    hash.text(phaseOf(outline, { now, month }))
  }
  const stands = (stand: Stood | undefined) => {
    hash.number(stand ? 1 : 0)
    if (!stand) return
    const { at, personally } = stand
    hash.number(at)
    hash.number(personally === undefined ? 0 : now - personally <= seenMs ? 1 : 2)
    hash.number(personally ?? 0)
  }
  return (human: Human, all: Seldom): string => {
    const { name, kind, looks, household, ruling } = human
    const outline = ties.outline(human.key)
    hash.number(whole)
    hash.text(human.key)
    hash.text(name)
    hash.text(kind.kind)
    hash.text(kind.reason)
    hash.number(household ? 1 : 0)
    noted(looks[0])
    tied(outline)
    stands(stood.get(human.key))
    const isPlain = looks.length === 1 && !human.maybe.length && !human.addedAt && ruling === unruled
    const social = outline?.social
    if (!isPlain || social || all.rest || all.alike.length) hash.text(seldom(human, social, all))
    return String(hash.end())
  }
}

interface Seldom {
  /** The keys of all whom they may be too. */
  readonly alike: readonly string[]
  /** As JSON tells it apart. */
  readonly rest: unknown
}
