/** Replays one month: whom the letter would have named on its first day, knowing nothing later, and what came of it. */
import { breathe } from '../breathe.ts'
import type { Instant, StoredFact } from '../facts.ts'
import type { Pick as LetterPick } from '../letter/choose/choose.ts'
import type { Point } from '../letter/types.ts'
import { derive } from '../people/derive/derive.ts'
import { timeOf } from '../people/derive/order.ts'
import { ownOf } from '../people/identity/own.ts'
import { alikeAmong } from '../people/judge/alike.ts'
import { rank } from '../people/judge/rank.ts'
import type { Person } from '../people/types.ts'
import { type Tongue, tongueOf } from '../place.ts'
import { cleanText } from '../text.ts'
import { type After, afterOf } from './after.ts'
import { choosePast, type Day } from './choose.ts'
import { others } from './others.ts'
import type { Named, ReplayedMonth, Replaying } from './types.ts'
import { backtestWords } from './words/words.ts'

interface Due {
  readonly person: Person
  readonly silentDays: number
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
  const circumstances = { ...input, alike: alikeAmong(derived.people) }
  const due: Due[] = []
  for (const person of derived.people) {
    const { due: isDue, silentDays = 0 } = rank(person, at, readBackTo, circumstances)
    if (isDue) due.push({ person, silentDays })
    await breathe()
  }
  const afterwards = await afterOf(day)
  return {
    at,
    due: due.length,
    picks: picks.map((pick) => named(pick, afterwards(pick.candidate.person), tongueOf(input))),
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

function named({ candidate, standing, points: said }: LetterPick, after: After, tongue: Tongue): Named {
  const { person } = candidate
  // Whoever stands beside them in a point may be let go later, and is then named nowhere.
  const alone = said.find(({ kind }) => !naming.has(kind))
  const { typicalGapDays } = person.relationship
  const rhythm = typicalGapDays === undefined ? '' : backtestWords(tongue).rhythm(typicalGapDays)
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
