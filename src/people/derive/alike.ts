/** What counts over all whom somebody may be: the rhythm of all together, and the owner's word on any of them. */
import type { Instant } from '../../facts.ts'
import { connected } from '../identity/connected.ts'
import type { Human } from '../identity/human.ts'
import { usualGap } from '../tie/rhythm.ts'
import type { Ties } from '../tie/ties.ts'

interface Together {
  /** Undefined where they may be nobody else. Reads the ties of all. */
  alikeGapDays(): number | undefined
  readonly closedAt: Instant | undefined
}

interface Aliker {
  /** The keys of all whom a human may be too. */
  others(key: string): readonly string[]
  together(human: Human): Together
}

/** Of each human, by the ties of all whom they may be. */
export function aliker(humans: readonly Human[], ties: Ties): Aliker {
  const alike = connected(humans)
  const closings = new Map(humans.flatMap(({ key, ruling }) => (ruling.closedAt ? [[key, ruling.closedAt]] : [])))
  return {
    others: (key) => alike.get(key) ?? nobody,
    together({ key, ruling }) {
      const others = alike.get(key)
      if (!others) return { alikeGapDays: () => undefined, closedAt: ruling.closedAt }
      const all = [key, ...others]
      return { alikeGapDays: () => gapOf(all, ties), closedAt: latest(all.map((one) => closings.get(one))) }
    },
  }
}

const nobody: readonly string[] = []

/** The rhythm of several entries as if they were one. */
function gapOf(keys: readonly string[], ties: Ties): number | undefined {
  const days = [...new Set(keys.flatMap((key) => ties.get(key)?.days ?? []))].sort((a, b) => a - b)
  return usualGap(days)
}

/** A word on one of them is a word on all whom they may be. */
const latest = (moments: readonly (Instant | undefined)[]): Instant | undefined =>
  moments.reduce((a, b) => (a && (!b || a.epochMilliseconds > b.epochMilliseconds) ? a : b), undefined)

/** By key: on how many ties with others they stand as well. */
export function companyIn(humans: readonly Human[], ties: Ties): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { key } of humans)
    for (const companion of ties.social(key)?.companions.keys() ?? [])
      found.set(companion, (found.get(companion) ?? 0) + 1)
  return found
}
