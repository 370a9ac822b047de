/** Chance that is none: picks one of several wordings so that the same letter, written again, reads the same. */

/**
 * One of a list that holds at least one; the same seed always picks the same.
 * @throws RangeError for an empty list
 */
export function pickBy<T>(list: readonly T[], seed: string): T {
  if (list.length === 0) throw new RangeError('there is nothing to pick from')
  return list[hash(seed) % list.length] as T
}

/** FNV-1a, mixed once more at the end: seeds that differ in their last letter only must not fall side by side. */
function hash(text: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}
