/**
 * What a tie comes to while only some threads of its account are read, here and there in the year: what is seen of it is a
 * sample. Whoever seems close by few threads is likely to be there by luck, and two who are seen seldom write more often.
 */
import type { Tie } from '../types.ts'

/** By account, how much of its mail of about a year is read: above 0 and below 1. Who is not in it is read newest first, or wholly. */
export type Partly = ReadonlyMap<string, number>

/**
 * So many threads of each are taken off: of many people with little mail some few are always seen too often, and would stand
 * before those with much.
 */
const luck = 3

/** Pure. Meetings are no sample, and stand as they are; so does a tie of which no such account knows. */
export function estimated(tie: Tie, partly: Partly): Tie {
  const shares = (tie.knownBy ?? []).flatMap(({ connectionId, kind }) =>
    kind === 'mail' ? (partly.get(connectionId) ?? []) : [],
  )
  const threads = tie.threadsByOwner + tie.threadsByThem
  if (!shares.length || !threads) return tie
  const all = tie.met + threads
  const firm = (tie.met + Math.max(0, threads - luck)) / all
  const seen = (tie.met + threads * Math.min(...shares)) / all
  const { fading, typicalGapDays: gap } = tie
  return {
    ...tie,
    weight: tie.weight * firm,
    ...(fading ? { fading: { ...fading, weight: fading.weight * firm } } : {}),
    // Days of one thread lie close together whatever is read of others: the gap grows by less than what is not read.
    ...(gap === undefined ? {} : { typicalGapDays: gap * Math.sqrt(seen) }),
  }
}
