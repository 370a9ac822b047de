/** What a third person has to do with a tie: who brought the two together, and who arranges things for whom. */
import type { Human } from '../identity/human.ts'
import { quoteOf } from '../subjects/quote.ts'
import type { Tie } from '../types.ts'
import type { Social } from './outline.ts'
import type { Ties } from './ties.ts'

/** By key. */
export type Names = ReadonlyMap<string, string>

/** By key of who introduced: the newest person they brought, with whom the owner went on. */
export function introducers(humans: readonly Pick<Human, 'key'>[], ties: Ties, names: Names) {
  const found = new Map<string, NonNullable<Tie['introducedTo']>>()
  for (const { key } of humans) {
    const tie = ties.social(key)
    if (!tie?.intro || !wasIntroduced(tie)) continue
    const { by, first, alone } = tie.intro
    const known = found.get(by)
    if (known && known.quote.at.epochMilliseconds > first.at) continue
    found.set(by, { personAddress: key, personName: names.get(key) ?? key, quote: quoteOf(first), since: alone })
  }
  return found
}

/** Who brought the owner and this person together, and whom the owner brought to them; never one of `owners`, who have the owner's name. */
export function introductions(tie: Social, names: Names, owners: ReadonlySet<string>): Partial<Tie> {
  const { intro, introduced } = tie
  const of = (key: string) => ({ personAddress: key, personName: names.get(key) ?? key })
  return {
    ...(intro && wasIntroduced(tie) && !owners.has(intro.by)
      ? { introducedBy: { ...of(intro.by), quote: quoteOf(intro.first) } }
      : {}),
    ...(introduced && !owners.has(introduced.to)
      ? {
          introduced: {
            ...of(introduced.to),
            quote: quoteOf(introduced.first),
            wentOn: introduced.wentOn,
            askedSince: introduced.asked,
          },
        }
      : {}),
  }
}

/** The owner and the new person went on without the one who introduced them. */
const wasIntroduced = ({ intro, out, in: received }: Social) =>
  intro !== undefined && (intro.said || intro.continued) && intro.alone > 0 && out > 0 && received > 0

/** By key of who may arrange: the third person on most of what they send or call. */
export function mainThirds(ties: Ties): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const key of ties.keys()) {
    const tie = ties.social(key)
    if (!tie || tie.initiated < 3) continue
    const [third] = [...tie.arranged].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
    if (third && third[1] >= 0.6 * tie.initiated) found.set(key, third[0])
  }
  return found
}

/**
 * By key of who arranges: for whom. What they send or call mostly has one third person on it, and not the other way round.
 * @param thirds as `mainThirds` has them, whose ties are unpacked
 */
export function arrangers(ties: Ties, thirds: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [key, third] of thirds) {
    const [tie, other] = [ties.social(key), ties.get(third)]
    if (!tie || !other) continue
    const back = other.arranged.get(key) ?? 0
    if (back < 0.3 * Math.max(1, other.initiated) && (tie.delegated > 0 || other.met > 0)) found.set(key, third)
  }
  return found
}
