/** What came of a suggestion, by what really happened after it. */
import type { Instant } from '../facts.ts'
import { personalOthers } from '../people/interaction.ts'
import type { Contact, ItemOutcome } from './types.ts'

/** What the worker can see, the least first: what was said of a pick only ever moves up. */
const order = ['written', 'answered', 'heard', 'planned', 'met'] as const satisfies readonly ItemOutcome[]
type Seen = (typeof order)[number]

/**
 * The outcome as of now; null where nothing happened. The owner's own word on somebody stays as it is.
 * @param happened.contacts everything they are on since the letter, ascending
 * @param happened.theirs their addresses in normal form
 * @param happened.planned a meeting with them is to come
 */
export function outcomeOf(
  current: ItemOutcome | null,
  happened: {
    readonly since: Instant
    readonly contacts: readonly Contact[]
    readonly theirs: ReadonlySet<string>
    readonly planned: boolean
  },
): ItemOutcome | null {
  if (current !== null && !isSeen(current)) return current
  const seen = seenIn(happened)
  if (!seen) return current
  if (current === null) return seen
  return order.indexOf(seen) > order.indexOf(current) ? seen : current
}

function seenIn({ since, contacts, theirs, planned }: Parameters<typeof outcomeOf>[1]): Seen | null {
  const between = contacts.filter(
    (one) =>
      one.at > since.epochMilliseconds &&
      one.others.length <= personalOthers &&
      one.with.some((address) => theirs.has(address)),
  )
  if (between.some(({ kind }) => kind === 'met')) return 'met'
  if (planned) return 'planned'
  const [first] = between
  if (!first) return null
  if (first.kind === 'received') return 'heard'
  return between.some(({ kind }) => kind === 'received') ? 'answered' : 'written'
}

const isSeen = (outcome: ItemOutcome): outcome is Seen => (order as readonly ItemOutcome[]).includes(outcome)
