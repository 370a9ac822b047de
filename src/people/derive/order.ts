/** Gives a stream of facts one order and each interaction once, whatever connections they came through. */
import type { Moment, StoredFact } from '../../facts.ts'
import { hash53 } from '../../hash.ts'

/** When it was, in epoch milliseconds: a meeting at its start. */
export const timeOf = (fact: StoredFact): number =>
  fact.kind === 'mail' ? fact.at.epochMilliseconds : fact.when.start.epochMilliseconds

/** What of the facts before must be known to go on with later ones. */
export interface OrderState {
  /** The name of a thread or a series that goes by another one in some account. */
  readonly names: Map<string, string>
}

export const beginOrder = (): OrderState => ({ names: new Map() })

/** Where a stream of facts goes on after earlier ones, and where it is looked at on its way. */
export interface Course {
  readonly state?: OrderState
  /** The facts that were counted earlier and have one of these dedupe keys, in ascending time. */
  copies?(keys: readonly string[]): Promise<readonly StoredFact[]>
  /**
   * The dedupe keys, as `hash53` of each, that several of the facts have: of the others nothing is remembered, which would be
   * a hundred bytes of each message that there is. Without it everything is.
   */
  readonly doubled?: ReadonlySet<number> | undefined
  /** What is left out of a message or meeting that came before, by the name that its thread or series has in what comes out. */
  copy?(fact: StoredFact): void
  /** `take` is called once everything of `until` (epoch milliseconds) or earlier has come out, and nothing later. */
  readonly cut?: { readonly until: number; take(): Promise<void> } | undefined
}

/**
 * Facts in ascending time come out in one fixed order, without those whose dedupe key came before. A thread or a series
 * that two accounts know has one name in what comes out.
 */
export async function* inOrder(facts: AsyncIterable<StoredFact>, course: Course = {}): AsyncGenerator<StoredFact> {
  const groups = createGroups(course.state?.names)
  const seen: Seen = { groups: new Map(), doubled: course.doubled }
  let { cut } = course
  for await (const same of moments(course.copies ? withCopies(facts, course.copies, seen) : facts)) {
    if (cut && same[0] && timeOf(same[0]) > cut.until) {
      await cut.take()
      cut = undefined
    }
    yield* fresh(same, { seen, groups, copy: course.copy })
  }
  await cut?.take()
}

/** Facts of one moment together, in a fixed order. */
async function* moments(facts: AsyncIterable<StoredFact>): AsyncGenerator<readonly StoredFact[]> {
  let same: StoredFact[] = []
  let at = Number.NEGATIVE_INFINITY
  for await (const fact of facts) {
    const time = timeOf(fact)
    if (time !== at && same.length) {
      yield sorted(same)
      same = []
    }
    at = time
    same.push(fact)
  }
  if (same.length) yield sorted(same)
}

const sorted = (same: StoredFact[]): readonly StoredFact[] =>
  same.length > 1
    ? same.sort((a, b) => compare(a.dedupeKey, b.dedupeKey) || doubt(a) - doubt(b) || compare(a.factId, b.factId))
    : same

/** Looks some hundred facts ahead for what was seen of them before, so that nothing has to be kept of all that ever came. */
async function* withCopies(
  facts: AsyncIterable<StoredFact>,
  copies: NonNullable<Course['copies']>,
  seen: Seen,
): AsyncGenerator<StoredFact> {
  let some: StoredFact[] = []
  const learn = async () => {
    const earlier = some.length ? await copies([...new Set(some.map(({ dedupeKey }) => dedupeKey))]) : []
    for await (const same of moments(each(earlier))) for (const fact of same) remember(fact, seen)
  }
  for await (const fact of facts) {
    some.push(fact)
    if (some.length < lookAhead) continue
    await learn()
    yield* some
    some = []
  }
  await learn()
  yield* some
}

async function* each(facts: readonly StoredFact[]): AsyncGenerator<StoredFact> {
  yield* facts
}

interface Passed {
  readonly copy: Course['copy']
  readonly seen: Seen
  readonly groups: Groups
}

function* fresh(same: readonly StoredFact[], { seen, groups, copy }: Passed): Generator<StoredFact> {
  for (const fact of same) {
    const known = seen.groups.get(hash53(fact.dedupeKey))
    if (known !== undefined) {
      groups.join(groupOf(fact), known)
      copy?.(groups.named(fact))
      continue
    }
    remember(fact, seen)
    yield groups.named(fact)
  }
}

/** Outlook may show the sender of a message as nobody; another account's copy, a moment later, knows them. */
function remember(fact: StoredFact, { groups, doubled }: Seen): void {
  const key = hash53(fact.dedupeKey)
  if (doubled && !doubled.has(key)) return
  if ((fact.kind === 'meeting' || fact.from) && !groups.has(key)) groups.set(key, groupOf(fact))
}

/** By dedupe key the thread or series of the first that had it, where it is to be known again. */
interface Seen {
  readonly groups: Map<number, string>
  readonly doubled: Course['doubled']
}

/** Every provider has ids of its own for a thread or a series: two accounts that hold a part of it each know it by another. */
export interface Groups {
  /** One message or meeting is in both. */
  join(group: string, known: string): void
  /** The fact, its thread or series by the name that came first. */
  named<F extends StoredFact<Moment>>(fact: F): F
}

/** `names` is what joining has found so far; it is added to. */
export function createGroups(names = new Map<string, string>()): Groups {
  return {
    join(group, known) {
      const name = names.get(known) ?? known
      if (group && name && group !== name && !names.has(group)) names.set(group, name)
    },
    named(fact) {
      const name = names.get(groupOf(fact))
      if (name === undefined) return fact
      return fact.kind === 'mail' ? { ...fact, thread: name } : { ...fact, series: name }
    },
  }
}

/** The thread of a message, the series of a meeting; empty for a meeting of no series. */
export const groupOf = (fact: StoredFact<Moment>): string => (fact.kind === 'mail' ? fact.thread : (fact.series ?? ''))

/**
 * Of two copies of one message or meeting the one with the least of it is believed: the one that knows its sender, or that
 * says that the owner was there, since a meeting may be declined in one calendar and kept in another.
 */
export function doubt(fact: StoredFact): number {
  if (fact.kind === 'mail') return (fact.from ? 0 : 2) + (fact.outgoing ? 0 : 1)
  return (fact.cancelled ? 8 : 0) + (fact.busy ? 0 : 4) + doubts[fact.mine]
}

const lookAhead = 500
const doubts = { accepted: 0, tentative: 1, none: 2, declined: 3 } as const

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
