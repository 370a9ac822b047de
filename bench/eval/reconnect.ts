/** Answers "who will be in touch again": the ranking of the product over the candidates of a task. */
import { balance } from '../../src/people/judge/figures.ts'
import type { Person, Standing } from '../../src/people/types.ts'
import type { Task } from './tasks.ts'
import type { View } from './view.ts'

export interface ReconnectAnswer {
  readonly task: string
  /** By warmth: those whom the gate lets through, best first, then those whom it refuses. */
  readonly ranking: readonly string[]
  /** As letters choose: whom an exclusion keeps out of them comes last too. */
  readonly chosen: readonly string[]
  /** By the order that was in use before. */
  readonly former: readonly string[]
  /** Why a letter would not name a candidate, in a word or two. */
  readonly refused: ReadonlyMap<string, string>
}

/** Somebody who is not known to the mailbox comes last. */
export function answerReconnect({ task, candidates }: Task, view: View): ReconnectAnswer {
  const refused = new Map<string, string>()
  const stopped = new Set<string>()
  const warmth = new Map<string, number>()
  const formerly = new Map<string, number>()
  for (const address of candidates) {
    const person = view.personOf(address)
    const standing = person && view.standing(person)
    warmth.set(address, standing?.warm ?? Number.NEGATIVE_INFINITY)
    formerly.set(address, person && standing ? formerWarmth(person, standing) : Number.NEGATIVE_INFINITY)
    if (!person || !view.passes(person)) stopped.add(address)
    if (!standing?.due) refused.set(address, whyNot(person, standing?.group))
  }
  const by = (figure: ReadonlyMap<string, number>) => {
    const better = (a: string, b: string) => compare(figure.get(b) ?? 0, figure.get(a) ?? 0) || (a < b ? -1 : 1)
    return lastly(candidates.toSorted(better), (address) => stopped.has(address))
  }
  const ranking = by(warmth)
  return {
    task,
    ranking,
    chosen: lastly(ranking, (address) => refused.has(address)),
    former: by(formerly),
    refused,
  }
}

/** Warmth as it was before the last years' contact and other sightings counted: what the present one is measured against. */
const formerWarmth = ({ relationship }: Person, { silentDays = 0 }: Standing) =>
  Math.log(relationship.weight + 0.5) - 2 * Math.log(1 + silentDays) + 0.3 * balance(relationship)

/** Strength as it was before active days counted. */
export const formerStrength = ({ relationship }: Person, { silentDays }: Standing): number =>
  silentDays === undefined ? 0 : (relationship.weight + 0.5) / (1 + silentDays)

function whyNot(person: Person | undefined, group: Standing['group'] | undefined): string {
  if (!person) return 'not known'
  if (person.kind !== 'person') return `taken for a ${person.kind}`
  return person.exclusions[0]?.kind ?? (group === 'in_touch' ? 'still in their rhythm' : 'the gate')
}

/** These after all others, the order otherwise kept. */
const lastly = (addresses: readonly string[], which: (address: string) => boolean): readonly string[] => [
  ...addresses.filter((address) => !which(address)),
  ...addresses.filter(which),
]

/** Both may be minus infinity, whose difference is no number. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b)
