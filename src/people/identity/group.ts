/** Addresses grouped by what they share, and whether what they are called lets two of them be one human's. */
import type { Face } from './features.ts'
import { agree } from './spelling.ts'

/** No names that contradict: one is nameless but for the account, or a name of one agrees with a name of the other. */
export function compatible(a: Face, b: Face, handle: string): boolean {
  if (agreeing(a, b, '')) return true
  if (says(a, handle).length && says(b, handle).length) return false
  const within = (one: Face, other: Face) => [...one.tokens].every((token) => other.tokens.has(token))
  return within(a, b) || within(b, a)
}

export const agreeing = (a: Face, b: Face, handle: string) =>
  says(a, handle).some((one) => says(b, handle).some((two) => agree(one, two)))

/** Its names but for the account itself, written as a name: "anna.berg". */
export const says = (face: Face, handle: string) => face.names.filter((name) => name.replaceAll(' ', '') !== handle)

export const by = (faces: readonly Face[], keys: (face: Face) => readonly string[]): readonly (readonly Face[])[] =>
  [...index(faces, keys).values()].filter((group) => group.length > 1)

export function index(
  faces: readonly Face[],
  keys: (face: Face) => readonly string[],
): ReadonlyMap<string, readonly Face[]> {
  const groups = new Map<string, Face[]>()
  for (const face of faces)
    for (const key of new Set(keys(face))) {
      const group = groups.get(key)
      if (group) group.push(face)
      else groups.set(key, [face])
    }
  return groups
}

/** Each two of a group; of more than a dozen none, as what they share is no one's own. */
export const pairs = (group: readonly Face[]): readonly (readonly [older: Face, younger: Face])[] =>
  group.length > 12 ? [] : group.flatMap((face, i) => group.slice(0, i).map((other) => [other, face] as const))

/** "anna berg" as people write it. */
export const title = (name: string) => name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
