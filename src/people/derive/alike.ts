/** What counts over all whom somebody may be: the rhythm of all together, whether it is one matter, and the owner's word on any of them. */
import type { Instant } from '../../facts.ts'
import { connected } from '../identity/connected.ts'
import type { Human } from '../identity/human.ts'
import { isResumed } from '../tie/finish.ts'
import { usualGap } from '../tie/rhythm.ts'
import type { Ties } from '../tie/ties.ts'

interface Aliker {
  /** The keys of all whom a human may be too. */
  others(key: string): readonly string[]
  /** The rhythm of all together, by their ties; undefined where they may be nobody else. */
  gapDays(key: string): number | undefined
  /** Whether all together were in touch again after long; undefined where they may be nobody else. */
  resumed(key: string): boolean | undefined
  closedAt(human: Human): Instant | undefined
}

/** Of each human, by all whom they may be. */
export function aliker(humans: readonly Human[], ties: Ties): Aliker {
  const alike = connected(humans)
  const closings = new Map<string, Instant>()
  for (const { key, ruling } of humans) if (ruling.closedAt) closings.set(key, ruling.closedAt)
  return {
    others: (key) => alike.get(key) ?? nobody,
    gapDays(key) {
      const others = alike.get(key)
      return others && usualGap(daysOf([key, ...others], ties))
    },
    resumed(key) {
      const others = alike.get(key)
      return others && isResumed(daysOf([key, ...others], ties))
    },
    closedAt({ key, ruling }) {
      const others = alike.get(key)
      return others ? latest([key, ...others].map((one) => closings.get(one))) : ruling.closedAt
    },
  }
}

const nobody: readonly string[] = []

/** The days on which there was contact with any of several entries, as if they were one; ascending. */
const daysOf = (keys: readonly string[], ties: Ties): readonly number[] =>
  [...new Set(keys.flatMap((key) => ties.get(key)?.days ?? []))].sort((a, b) => a - b)

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
