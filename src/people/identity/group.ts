/** Addresses grouped by what they share, and whether what they are called lets two of them be one human's. */
import type { Face } from './features.ts'
import { agree, areTwo } from './spelling.ts'
import type { Link } from './types.ts'

/** No names that contradict: one is nameless but for the account, or a name of one agrees with a name of the other. */
export function compatible(a: Face, b: Face, handle: string): boolean {
  if (agreeing(a, b, '')) return true
  if (says(a, handle).length && says(b, handle).length) return false
  const within = (one: Face, other: Face) => [...one.tokens].every((token) => other.tokens.has(token))
  return within(a, b) || within(b, a)
}

export const agreeing = (a: Face, b: Face, handle: string) =>
  !contradict(a, b) && says(a, handle).some((one) => says(b, handle).some((two) => agree(one, two)))

/** One first and last name with others between them, so that they are two: "Anna Maria Berg" and "Anna Luise Berg". */
export function contradict(a: Face, b: Face): boolean {
  const both = a.middles.flatMap((one) => b.middles.flatMap((two) => (one.ends === two.ends ? [areTwo(one, two)] : [])))
  return both.length > 0 && both.every(Boolean)
}

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

interface Links {
  readonly links: readonly Link[]
  readonly doubtful: boolean
}

/**
 * Of those who contradict each other in the middle of their name none is another; who leaves it out may be any of them, which
 * waits for a tap. Whom the owner does not vouch for makes nobody doubtful whom the owner does.
 * @param bearers all who have this first and last name, `group` among them
 */
export function amongNamesakes(group: readonly Face[], bearers: readonly Face[], why: string): readonly Links[] {
  if (!isTorn(bearers)) return [{ links: chain(group, why), doubtful: false }]
  const parts = [true, false].map((sure) => group.filter(({ vouched }) => vouched === sure))
  const within = parts.flatMap((part) => [
    ...by(part, middlesIn).map((alike) => ({ links: [...chain(alike, why), ...likely(alike, why)], doubtful: false })),
    isTorn(bearers.filter(({ vouched }) => vouched === part[0]?.vouched))
      ? { links: likely(part, why), doubtful: true }
      : { links: chain(part, why), doubtful: false },
  ])
  const firsts = parts.flatMap((part) => part.slice(0, 1))
  return [...within, { links: likely(firsts, why), doubtful: true }]
}

/**
 * Links the oldest of a group with each of the others; those whom the owner vouches for among themselves, so that what came
 * first from somewhere else does not stand between two of theirs.
 */
export function chain(group: readonly Face[], why: string): Link[] {
  const [vouched = [], others = []] = [true, false].map((sure) => group.filter((face) => face.vouched === sure))
  const link = ([first, ...rest]: readonly Face[]) =>
    first ? rest.map((face) => ({ a: first.address, b: face.address, reason: why })) : []
  return [...link(vouched), ...link(others), ...link([...vouched.slice(0, 1), ...others.slice(0, 1)])]
}

/** Each two of whom nothing says that they are two. */
const likely = (group: readonly Face[], why: string): readonly Link[] =>
  pairs(group).flatMap(([a, b]) => (contradict(a, b) ? [] : [{ a: a.address, b: b.address, reason: why }]))

const middlesIn = ({ middles }: Face) =>
  middles.map(({ ends, between, generation }) => [ends, ...between, generation].join(' '))

/** Whether some in a group contradict each other. */
function isTorn(group: readonly Face[]): boolean {
  const faces = group.filter(({ middles }) => middles.length > 0).slice(0, mostHeld)
  return faces.some((face, i) => faces.slice(0, i).some((other) => contradict(other, face)))
}
/** So many are held against each other. */
const mostHeld = 40
