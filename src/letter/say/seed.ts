/** Chance that is none: picks one of several wordings so that the same letter, written again, reads the same. */
import type { Turn } from '../types.ts'

/** How a wording is chosen: by the letter as a whole, or by a seed alone where there is no letter. */
export interface Chance {
  readonly seed: string
  readonly turn?: Turn
  /** The numbers of those that may be said; absent: any of them. */
  readonly only?: ReadonlySet<number>
}

/** One of a list of wordings, and what it is called: the name of its list and its number in it. */
export interface Worded<T> {
  readonly one: T
  readonly mark: string
}

/**
 * One of a list that holds at least one; the same seed always picks the same.
 * @throws RangeError for an empty list
 */
export function pickBy<T>(list: readonly T[], seed: string): T {
  if (list.length === 0) throw new RangeError('there is nothing to pick from')
  return list[hash(seed) % list.length] as T
}

/**
 * One of a list, by the letter: what was said longest ago comes first, and each place of the letter takes another one. It
 * hangs on nothing that stands on the other cards, so that a card that is replaced changes no other.
 * @throws RangeError for an empty list
 */
export function pickWords<T>(name: string, list: readonly T[], { seed, turn, only }: Chance): Worded<T> {
  const may = (index: number) => only === undefined || only.has(index)
  if (!turn) {
    const one = pickBy(
      list.filter((_, index) => may(index)),
      `${seed} ${name}`,
    )
    return { one, mark: `${name} ${list.indexOf(one)}` }
  }
  const order = list
    .flatMap((one, index) => (may(index) ? [{ one, mark: `${name} ${index}` }] : []))
    .map((each) => ({ ...each, last: turn.before.get(each.mark) ?? never, chance: hash(`${turn.seed} ${each.mark}`) }))
    .toSorted((a, b) => byAge(a.last, b.last) || a.chance - b.chance)
  const found = order[turn.place % order.length]
  if (!found) throw new RangeError('there is nothing to pick from')
  return { one: found.one, mark: found.mark }
}

const never = Number.POSITIVE_INFINITY
const byAge = (a: number, b: number) => (a === b ? 0 : b - a)

/** FNV-1a, mixed once more at the end: seeds that differ in their last letter only must not fall side by side. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}
