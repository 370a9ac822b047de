/**
 * Marks what is to be said of a human by everything that it is made from: whoever bears the mark that they bore when their
 * row was written is neither described nor compared. Whatever `describe.ts` reads has to stand here.
 */
import { hash53 } from '../../hash.ts'
import { type Human, unruled } from '../identity/human.ts'
import type { Survey } from '../identity/types.ts'
import { phaseOf, type Social, seenMs } from '../tie/outline.ts'
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

/** Of each human; `rest` is what the others come to for them, where they come to anything. */
export function marker({ ties, stood, seen, names, untold, now, month }: Marking) {
  const places = [seen.renamed, seen.ownOrganisations, seen.formerOrganisations].map((one) => [...one])
  const whole = hash53(JSON.stringify([version, places]))
  const named = (key: string | undefined) => (key === undefined ? 0 : [key, names.get(key), untold.has(key)])
  const seldom = ({ reasons, looks, maybe, addedAt, ruling }: Human, social: Social | undefined, all: Seldom) =>
    JSON.stringify([
      looks.map(({ address, firstAt, lastAt, delivered }) => [address, firstAt, lastAt, delivered]),
      ...[reasons, maybe, addedAt?.epochMilliseconds, all],
      ...[ruling.state, ruling.kept, ruling.close, ruling.restUntil?.epochMilliseconds],
      social && [named(social.intro?.by), named(social.introduced?.to)],
      all.alike.map((key) => ties.outline(key)?.mark),
    ])
  return (human: Human, all: Seldom): string => {
    const { name, kind, looks, household, ruling } = human
    const [outline, stand, look] = [ties.outline(human.key), stood.get(human.key), looks[0]]
    // Thousands of them: as text that needs no making of lists.
    let text = `${whole} ${sized(human.key)}${sized(name)}${kind.kind} ${sized(kind.reason)}${household}`
    if (look) text += ` ${look.firstAt} ${look.lastAt} ${look.delivered}`
    if (outline) text += ` tie ${outline.mark} ${phaseOf(outline, { now, month })}`
    if (stand) text += ` stood ${stand.at} ${stand.personally} ${now - (stand.personally ?? 0) <= seenMs}`
    const isPlain = looks.length === 1 && !human.maybe.length && !human.addedAt && ruling === unruled
    if (!isPlain || outline?.social || all.rest || all.alike.length) text += ` ${seldom(human, outline?.social, all)}`
    return hash53(text).toString(36)
  }
}

interface Seldom {
  /** The keys of all whom they may be too. */
  readonly alike: readonly string[]
  /** As JSON tells it apart. */
  readonly rest: unknown
}

/** So that no text of somebody's ends where it likes. */
const sized = (text: string) => `${text.length}:${text}`
