/** What came of a suggestion, by what really happened after it. */
import type { Instant } from '../../facts.ts'
import { personalOthers } from '../../people/tie/interaction.ts'
import type { Contact, ItemOutcome } from '../types.ts'

/** What the worker can see, the least first: what was said of a pick moves up, and back only where they declined. */
const order = ['written', 'declined', 'answered', 'heard', 'planned', 'met'] as const satisfies readonly ItemOutcome[]
type Seen = (typeof order)[number]

/** What happened since a letter, as far as it is about one person in it. */
export interface Happened {
  readonly since: Instant
  /** Everything they are on since the letter, ascending. */
  readonly contacts: readonly Contact[]
  /** Their addresses in normal form. */
  readonly theirs: ReadonlySet<string>
  /** A meeting with them is to come. */
  readonly planned: boolean
  /** The newest invitation of the owner's since the letter, and whether they declined it. */
  readonly asked?: { readonly at: Instant; readonly declined: boolean }
}

/** The outcome as of now; null where nothing happened. The owner's own word on somebody stays as it is. */
export function outcomeOf(current: ItemOutcome | null, happened: Happened): ItemOutcome | null {
  if (current !== null && !isSeen(current)) return current
  const seen = seenIn(current, happened)
  if (!seen) return current
  if (current === null || seen === 'declined') return current === 'met' ? current : seen
  return order.indexOf(seen) > order.indexOf(current) ? seen : current
}

function seenIn(current: Seen | null, { since, contacts, theirs, planned, asked }: Happened): Seen | null {
  const declined = asked?.declined || current === 'declined'
  // What they wrote before they declined is no answer to what they were asked.
  const from = declined && asked ? asked.at : since
  const between = contacts.filter(
    (one) =>
      one.at > from.epochMilliseconds &&
      one.others.length <= personalOthers &&
      one.with.some((address) => theirs.has(address)),
  )
  if (between.some(({ kind }) => kind === 'met')) return 'met'
  if (planned) return 'planned'
  const received = between.some(({ kind }) => kind === 'received')
  if (declined && !received) return 'declined'
  const [first] = between
  if (!first) return null
  if (first.kind === 'received') return 'heard'
  return received ? 'answered' : 'written'
}

const isSeen = (outcome: ItemOutcome): outcome is Seen => (order as readonly ItemOutcome[]).includes(outcome)
