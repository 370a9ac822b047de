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
const version = 4

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
  const days = { now, month }
  // Thousands of them: neither a list nor a text is made of what everybody has.
  const hash = hashing()
  const noted = (look: Look) => {
    hash.number(look.firstAt)
    hash.number(look.lastAt)
    if (look.delivered !== undefined) hash.number(look.delivered)
  }
  const tied = (outline: Outline) => {
    const { passed, shown } = phaseOf(outline, days)
    hash.number(outline.mark)
    hash.bits(passed)
    hash.bits(shown)
  }
  const stands = ({ at, personally }: Stood) => {
    hash.number(at)
    hash.bits(personally === undefined ? 0 : now - personally <= seenMs ? 1 : 2)
    if (personally !== undefined && personally !== at) hash.number(personally)
  }
  return (human: Human, all: Seldom): string => {
    const { key, name, kind, looks } = human
    const [look, outline, stand] = [looks[0], ties.outline(key), stood.get(key)]
    const isSeldom = outline?.social !== undefined || !isPlain(human, all)
    hash.number(whole)
    // What there is of all that follows.
    hash.bits(flags(human) | (outline ? 4 : 0) | (stand ? 8 : 0) | (isSeldom ? 16 : 0))
    hash.text(key)
    hash.text(name)
    hash.text(kind.kind)
    hash.text(kind.reason)
    if (look) noted(look)
    if (outline) tied(outline)
    if (stand) stands(stand)
    if (isSeldom) hash.text(seldom(human, outline?.social, all))
    return String(hash.end())
  }
}

const flags = ({ household, looks }: Human): number => (household ? 1 : 0) | (looks[0]?.delivered === undefined ? 0 : 2)

/** One address, and nothing that anybody said or has to do with it. */
const isPlain = ({ looks, maybe, addedAt, ruling }: Human, { rest, alike }: Seldom): boolean =>
  looks.length === 1 && !maybe.length && !addedAt && ruling === unruled && rest === undefined && !alike.length

interface Seldom {
  /** The keys of all whom they may be too. */
  readonly alike: readonly string[]
  /** As JSON tells it apart. */
  readonly rest: unknown
}
