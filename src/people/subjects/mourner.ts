/** Finds who is named in subjects of mourning. */
import type { Human } from '../identity/human.ts'
import { nameTokens } from '../identity/name.ts'

/** Keys of those named by first and last name, by a last name of four letters, or by a first name nobody else bears. */
export function mourners(humans: readonly Human[], mourning: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const found = new Set<string>()
  if (!mourning.length) return found
  const people = humans.filter(({ kind }) => kind.kind === 'person')
  const tokens = people.map(({ key, name }) => ({ key, name: nameTokens(name) }))
  const bearers = new Map<string, number>()
  for (const {
    name: [first],
  } of tokens)
    if (first) bearers.set(first, (bearers.get(first) ?? 0) + 1)
  for (const { key, name } of tokens) {
    const [first, last] = [name[0], name.length > 1 ? name.at(-1) : undefined]
    const named = (words: ReadonlySet<string>) =>
      (last !== undefined && last.length >= 4 && words.has(last)) ||
      (first !== undefined &&
        first.length >= 3 &&
        words.has(first) &&
        (bearers.get(first) === 1 || (last !== undefined && words.has(last))))
    if (mourning.some(named)) found.add(key)
  }
  return found
}
