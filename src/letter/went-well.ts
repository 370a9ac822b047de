/** What went well of late with one person: the two met, or they wrote back. */
import type { Instant } from '../facts.ts'
import { instant } from '../people/days.ts'
import { personalOthers } from '../people/tie/interaction.ts'
import type { Contact, ItemOutcome, WellAbout } from './types.ts'

/** The outcomes of which there is something good to say, in the order in which it is said. */
export const good = ['met', 'answered', 'heard', 'planned'] as const satisfies readonly ItemOutcome[]
export type Good = (typeof good)[number]

/** Something good that happened with one person, and the interactions that say so. */
export interface Happening extends WellAbout {
  readonly firstName: string
  readonly kind: Good
  /** When it was, or for what is planned: when it will be. */
  readonly at: Instant
}

/** Whom a letter named, or with whom a coffee was planned here, and what lies between the two since. */
export interface Named extends Omit<WellAbout, 'evidence'> {
  readonly firstName: string
  /** When the letter went out, or the coffee was asked for. */
  readonly since: Instant
  /** What is known to have come of it. */
  readonly outcome: ItemOutcome | null
  /** Everything they are on since then, ascending. */
  readonly contacts: readonly Contact[]
  /** Their addresses in normal form. */
  readonly theirs: ReadonlySet<string>
  /** The next meeting with them that both hold to. */
  readonly ahead?: { readonly at: Instant; readonly id: string }
}

/** What is still on record of a good outcome since `from`; undefined where there is none, or it was told before. */
export function happened(named: Named, from: Instant, told: ReadonlySet<string>): Happening | undefined {
  const { outcome, contacts, theirs, ahead, personId, address, firstName } = named
  if (!isGood(outcome)) return undefined
  const between = contacts.filter(
    (one) =>
      one.at > named.since.epochMilliseconds &&
      one.others.length <= personalOthers &&
      one.with.some((each) => theirs.has(each)),
  )
  const about = (kind: Good, at: Instant, evidence: readonly string[]): Happening | undefined =>
    evidence.some((id) => told.has(id)) ? undefined : { personId, address, firstName, kind, at, evidence }
  if (outcome === 'planned') return ahead && about('planned', ahead.at, [ahead.id])
  const wrote = between.find(({ kind }) => kind === 'sent')
  const answer = between.find(
    ({ kind, at }) => kind === 'received' && (outcome === 'heard' || (wrote && at > wrote.at)),
  )
  const found = outcome === 'met' ? between.findLast(({ kind }) => kind === 'met') : answer
  if (!found || found.at < from.epochMilliseconds) return undefined
  return about(outcome, instant(found.at), outcome === 'answered' && wrote ? [wrote.id, found.id] : [found.id])
}

const isGood = (outcome: ItemOutcome | null): outcome is Good =>
  (good as readonly (ItemOutcome | null)[]).includes(outcome)
