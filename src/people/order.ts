/** Gives a stream of facts one order and each interaction once, whatever connections they came through. */
import type { StoredFact } from '../facts.ts'

/** When it was, in epoch milliseconds: a meeting at its start. */
export const timeOf = (fact: StoredFact): number =>
  fact.kind === 'mail' ? fact.at.epochMilliseconds : fact.when.start.epochMilliseconds

/** Facts in ascending time come out in one fixed order, without those whose dedupe key came before. */
export async function* inOrder(facts: AsyncIterable<StoredFact>): AsyncGenerator<StoredFact> {
  const seen = new Set<number>()
  let same: StoredFact[] = []
  let at = Number.NEGATIVE_INFINITY
  for await (const fact of facts) {
    const time = timeOf(fact)
    if (time !== at) {
      yield* fresh(same, seen)
      same = []
      at = time
    }
    same.push(fact)
  }
  yield* fresh(same, seen)
}

function* fresh(same: StoredFact[], seen: Set<number>): Generator<StoredFact> {
  if (same.length > 1)
    same.sort((a, b) => compare(a.dedupeKey, b.dedupeKey) || doubt(a) - doubt(b) || compare(a.factId, b.factId))
  for (const fact of same) {
    const key = digest(fact.dedupeKey)
    if (seen.has(key)) continue
    seen.add(key)
    yield fact
  }
}

/** Of two copies of one meeting the one that says that the owner was there: it may be declined in one calendar and kept in another. */
function doubt(fact: StoredFact): number {
  if (fact.kind === 'mail') return fact.outgoing ? 0 : 1
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
