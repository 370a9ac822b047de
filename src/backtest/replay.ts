/** Replays one month: whom the letter would have named on its first day, knowing nothing later, and what came of it. */

import type { Pick as LetterPick } from '../digest/choose.ts'
import type { Telling } from '../digest/points.ts'
import type { Contact, Point } from '../digest/types.ts'
import type { Instant, Span, StoredFact } from '../facts.ts'
import { derive } from '../people/derive.ts'
import { timeOf } from '../people/order.ts'
import { type Own, ownOf } from '../people/own.ts'
import { rank } from '../people/rank.ts'
import { every } from '../people/say.ts'
import type { Decision } from '../people/types.ts'
import type { Place } from '../place.ts'
import { cleanText } from '../text.ts'
import { type After, afterOf } from './after.ts'
import { choosePast, type Day } from './choose.ts'
import { others } from './others.ts'
import type { Named, ReplayedMonth } from './types.ts'

/** What is stored, as a replay asks for it. Whatever it answers, nothing of `at` or later is used for choosing. */
export interface Archive {
  /** Every fact in ascending time; asked anew for each pass. */
  read(): AsyncIterable<StoredFact>
  /**
   * What one of these addresses stands on before `until`, ascending, each message or meeting once. Where there is more than
   * is read, nothing is known of what was before `readBackTo`.
   */
  about(
    addresses: readonly string[],
    own: Own,
    until: Instant,
  ): Promise<{ readonly contacts: readonly Contact[]; readonly readBackTo?: Instant }>
  /** The same for everybody's, within a stretch of time. */
  during(span: Span, own: Own): Promise<readonly Contact[]>
  /** The owner's own lines about whoever has one of these addresses. */
  notes(addresses: readonly string[]): Promise<Telling['notes']>
  /** Every address that is thought to be the same person's today. Used only for what came after. */
  sameToday(address: string): readonly string[]
}

export interface Replaying extends Place {
  /** Midnight of the first day of the month. */
  readonly at: Instant
  readonly archive: Archive
  /** Addresses the owner declared, and those of the accounts: whose mailbox it is has no date. */
  readonly declaredOwn: readonly string[]
  readonly accounts: readonly string[]
  /** Every own address known today. Used only for what came after. */
  readonly ownToday: readonly string[]
  /** The owner's own name where others write from their addresses too: that has no date either. */
  readonly sharedName?: string
  /** By address; later ones than `at` are left out. */
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  /** How many people a letter names. */
  readonly count: number
  readonly readBackTo: Instant
  readonly historyYears: number
  /** Nothing older is ever read. */
  readonly horizon: Instant
  /** The months replayed so far: whom they named rests. */
  readonly before: readonly ReplayedMonth[]
  readonly seed: string
}

/** The same stored history gives the same month. */
export async function replay(input: Replaying): Promise<ReplayedMonth> {
  const { at, timeZone, readBackTo, sharedName } = input
  const derived = await derive({
    read: () => until(input.archive.read(), at),
    declaredOwn: input.declaredOwn,
    // When an account ended is not stored, so none had.
    accounts: input.accounts,
    ...(sharedName === undefined ? {} : { sharedName }),
    decisions: decidedBefore(input.decisions, at),
    now: at,
    timeZone,
  })
  const day: Day = { input, people: derived.people, own: ownOf(derived.own, sharedName) }
  const picks = await choosePast(day)
  const due = derived.people.flatMap((person) => {
    const { due: isDue, silentDays = 0 } = rank(person, at, readBackTo, input)
    return isDue ? [{ person, silentDays }] : []
  })
  const afterwards = await afterOf(day)
  return {
    at,
    due: due.length,
    picks: picks.map((pick) => named(pick, afterwards(pick.candidate.person))),
    others: others(
      due.map(({ person, silentDays }) => ({
        address: person.address,
        silentDays,
        typicalGapDays: person.relationship.typicalGapDays,
        resumed: afterwards(person).resumed,
      })),
      picks.length,
    ),
  }
}

function named({ candidate, standing, points: said }: LetterPick, after: After): Named {
  const { person } = candidate
  // Whoever stands beside them in a point may be let go later, and is then named nowhere.
  const alone = said.find(({ kind }) => !naming.has(kind))
  const { typicalGapDays } = person.relationship
  const rhythm = typicalGapDays === undefined ? '' : `You used to be in touch about ${every(typicalGapDays)}.`
  return {
    address: person.address,
    name: cleanText(person.name, 80),
    why: alone?.text ?? rhythm,
    silentDays: Math.floor(standing.silentDays ?? 0),
    ...after,
  }
}

const naming: ReadonlySet<Point['kind']> = new Set<Point['kind']>([
  'introduction_made',
  'introduction_received',
  'in_common',
])

async function* until(facts: AsyncIterable<StoredFact>, at: Instant): AsyncGenerator<StoredFact> {
  for await (const fact of facts) {
    if (timeOf(fact) >= at.epochMilliseconds) return
    yield fact
  }
}

function decidedBefore(decisions: Replaying['decisions'], at: Instant): Replaying['decisions'] {
  return new Map([...decisions].map(([address, list]) => [address, list.filter((one) => isBefore(one.at, at))]))
}

const isBefore = (one: Instant, other: Instant) => one.epochMilliseconds < other.epochMilliseconds
