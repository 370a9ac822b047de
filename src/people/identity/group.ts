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

/** Those that share a key, by key in the order in which each first appeared. Most keys are one's own: of these no list is made. */
export function by(faces: readonly Face[], keys: (face: Face) => readonly string[]): readonly (readonly Face[])[] {
  const groups = new Map<string, Face | Face[]>()
  for (const face of faces)
    for (const key of keys(face)) {
      const known = groups.get(key)
      if (known === undefined) groups.set(key, face)
      else if (!Array.isArray(known)) {
        if (known !== face) groups.set(key, [known, face])
      } else if (known.at(-1) !== face) known.push(face)
    }
  const shared: (readonly Face[])[] = []
  for (const group of groups.values()) if (Array.isArray(group)) shared.push(group)
  return shared
}

export function index(
  faces: readonly Face[],
  keys: (face: Face) => readonly string[],
): ReadonlyMap<string, readonly Face[]> {
  const groups = new Map<string, Face[]>()
  for (const face of faces)
    for (const key of keys(face)) {
      const group = groups.get(key)
      // Twice under one key it stands there once.
      if (!group) groups.set(key, [face])
      else if (group.at(-1) !== face) group.push(face)
    }
  return groups
}

/** Each two of a group; of more than a dozen none, as what they share is no one's own. */
export const pairs = (group: readonly Face[]): readonly (readonly [older: Face, younger: Face])[] =>
  group.length > 12 ? [] : group.flatMap((face, i) => group.slice(0, i).map((other) => [other, face] as const))

/** "anna berg" as people write it. */
export const title = (name: string) => name.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
