/** Gives a stream of facts one order and each interaction once, whatever connections they came through. */
import type { StoredFact } from '../facts.ts'

/** When it was, in epoch milliseconds: a meeting at its start. */
export const timeOf = (fact: StoredFact): number =>
  fact.kind === 'mail' ? fact.at.epochMilliseconds : fact.when.start.epochMilliseconds

/**
 * Facts in ascending time come out in one fixed order, without those whose dedupe key came before. A thread or a series
 * that two accounts know has one name in what comes out.
 */
export async function* inOrder(facts: AsyncIterable<StoredFact>): AsyncGenerator<StoredFact> {
  const seen = new Map<number, string>()
  const groups = createGroups()
  let same: StoredFact[] = []
  let at = Number.NEGATIVE_INFINITY
  for await (const fact of facts) {
    const time = timeOf(fact)
    if (time !== at) {
      yield* fresh(same, seen, groups)
      same = []
      at = time
    }
    same.push(fact)
  }
  yield* fresh(same, seen, groups)
}

function* fresh(same: StoredFact[], seen: Map<number, string>, groups: Groups): Generator<StoredFact> {
  if (same.length > 1)
    same.sort((a, b) => compare(a.dedupeKey, b.dedupeKey) || doubt(a) - doubt(b) || compare(a.factId, b.factId))
  for (const fact of same) {
    const key = digest(fact.dedupeKey)
    const known = seen.get(key)
    if (known !== undefined) {
      groups.join(groupOf(fact), known)
      continue
    }
    const named = groups.named(fact)
    // Outlook may show the sender of a message as nobody; another account's copy, a moment later, knows them.
    if (fact.kind === 'meeting' || fact.from) seen.set(key, groupOf(named))
    yield named
  }
}

/** Every provider has ids of its own for a thread or a series: two accounts that hold a part of it each know it by another. */
export interface Groups {
  /** One message or meeting is in both. */
  join(group: string, known: string): void
  /** The fact, its thread or series by the name that came first. */
  named<F extends StoredFact>(fact: F): F
}

export function createGroups(): Groups {
  const names = new Map<string, string>()
  return {
    join(group, known) {
      if (group && known && group !== known && !names.has(group)) names.set(group, names.get(known) ?? known)
    },
    named(fact) {
      const name = names.get(groupOf(fact))
      if (name === undefined) return fact
      return fact.kind === 'mail' ? { ...fact, thread: name } : { ...fact, series: name }
    },
  }
}

/** The thread of a message, the series of a meeting; empty for a meeting of no series. */
export const groupOf = (fact: StoredFact): string => (fact.kind === 'mail' ? fact.thread : (fact.series ?? ''))

/**
 * Of two copies of one message or meeting the one with the least of it is believed: the one that knows its sender, or that
 * says that the owner was there, since a meeting may be declined in one calendar and kept in another.
 */
export function doubt(fact: StoredFact): number {
  if (fact.kind === 'mail') return (fact.from ? 0 : 2) + (fact.outgoing ? 0 : 1)
  return (fact.cancelled ? 8 : 0) + (fact.busy ? 0 : 4) + doubts[fact.mine]
}

const doubts = { accepted: 0, tentative: 1, none: 2, declined: 3 } as const

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** 53 bits of a string (cyrb53, public domain): a number a key keeps memory small; 100,000 keys collide once in millions of mailboxes. */
function digest(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return 4294967296 * (2097151 & b) + (a >>> 0)
}
