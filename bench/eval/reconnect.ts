/** Answers "who will be in touch again": the ranking of the product over the candidates of a task. */
import type { Person } from '../../src/people/types.ts'
import type { Task } from './tasks.ts'
import type { View } from './view.ts'

export interface ReconnectAnswer {
  readonly task: string
  /** By warmth: those whom the gate lets through, best first, then those whom it refuses. */
  readonly ranking: readonly string[]
  /** As letters choose: whom an exclusion keeps out of them comes last too. */
  readonly chosen: readonly string[]
  /** Why a letter would not name a candidate, in a word or two. */
  readonly refused: ReadonlyMap<string, string>
}

/** Somebody who is not known to the mailbox comes last. */
export function answerReconnect({ task, candidates }: Task, view: View): ReconnectAnswer {
  const refused = new Map<string, string>()
  const stopped = new Set<string>()
  const warmth = new Map<string, number>()
  for (const address of candidates) {
    const person = view.personOf(address)
    const standing = person && view.standing(person)
    warmth.set(address, standing?.warm ?? Number.NEGATIVE_INFINITY)
    if (!person || !view.passes(person)) stopped.add(address)
    if (!standing?.due) refused.set(address, whyNot(person, stopped.has(address)))
  }
  const better = (a: string, b: string) => compare(warmth.get(b) ?? 0, warmth.get(a) ?? 0) || (a < b ? -1 : 1)
  const ranking = lastly(candidates.toSorted(better), (address) => stopped.has(address))
  return { task, ranking, chosen: lastly(ranking, (address) => refused.has(address)), refused }
}

function whyNot(person: Person | undefined, stopped: boolean): string {
  if (!person) return 'not known'
  if (person.kind !== 'person') return `taken for a ${person.kind}`
  return stopped ? 'the gate' : (person.exclusions[0]?.kind ?? 'the gate')
}

/** These after all others, the order otherwise kept. */
const lastly = (addresses: readonly string[], which: (address: string) => boolean): readonly string[] => [
  ...addresses.filter((address) => !which(address)),
  ...addresses.filter(which),
]

/** Both may be minus infinity, whose difference is no number. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b)
