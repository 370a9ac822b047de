/** What the second pass has counted, as a checkpoint keeps it: ties in portions, and all else of it in one line. */
import type { Survey } from '../identity/types.ts'
import type { PackedOutline } from '../tie/packed.ts'
import { textsIn } from '../tie/portions.ts'
import { createTies } from '../tie/ties.ts'
import type { Digests } from './digests.ts'
import type { Stood, TieState } from './second-pass.ts'

/** What the second pass takes from the first: who is who, and which of them are persons. */
export interface Cast {
  readonly own: Survey['own']
  /** By address: the address that names its human. */
  readonly of: ReadonlyMap<string, string>
  readonly persons: ReadonlySet<string>
  readonly hushed: Survey['hushed']
}

export interface TiesPart {
  /** How many ties each portion has. */
  readonly portions: readonly number[]
  /** Of each tie, in the order of the portions. */
  readonly outlines: readonly PackedOutline[]
  readonly seen: readonly (readonly [key: string, at: number, personally?: number | null])[]
  readonly sentTo: [string, string][]
  readonly made: [string, readonly [string, string]][]
  readonly weighed: string[]
  readonly interactions: number
  readonly own: readonly string[]
  /** Addresses that do not name their human, with the one that does. */
  readonly others: [string, string][]
  /** Those of `weighed` who are persons. */
  readonly persons: string[]
  readonly hushed: number[]
}

/** So much text makes a portion: to unpack one is little, and of thousands of ties few are more than one has. */
export const portionLength = 48_000

/**
 * One portion after the other, each to be gone over to its end before the next; what is gathered of them meanwhile stands in
 * `portions` and `outlines`. Whoever was in touch lately stands beside others who were, so that what comes next is about few portions.
 */
export function* portionsOf(
  { ties, seen }: TieState,
  length: number,
  { portions, outlines }: { readonly portions: number[]; readonly outlines: PackedOutline[] },
): Generator<Iterable<string>> {
  const at = (key: string) => seen.get(key)?.at ?? 0
  const keys = [...ties.keys()].sort((a, b) => at(b) - at(a))
  let next = 0
  const portion = function* () {
    const begun = outlines.length
    for (let sum = 0; sum < length && next < keys.length; next++) {
      const tie = ties.pack(keys[next] ?? '')
      if (!tie) continue
      outlines.push(tie.outline)
      sum += tie.text.length
      yield tie.text
    }
    portions.push(outlines.length - begun)
  }
  while (next < keys.length) yield portion()
}

export function packedTies(
  state: TieState,
  { own, of, persons, hushed }: Cast,
): Omit<TiesPart, 'outlines' | 'portions'> {
  return {
    seen: [...state.seen].map(packedStood),
    sentTo: [...state.sentTo],
    made: [...state.made],
    weighed: [...state.weighed],
    interactions: state.interactions,
    own: own.addresses,
    others: [...of].filter(([address, key]) => address !== key),
    persons: [...state.weighed].filter((key) => persons.has(key)),
    hushed: [...hushed],
  }
}

/** @param portion unpacks one of its portions */
export function unpackedTies(part: TiesPart, threads: Digests, portion: (at: number) => Promise<string>): TieState {
  return {
    ties: createTies(part.outlines, textsIn(part.portions, portion)),
    seen: new Map(part.seen.map(unpackedStood)),
    threads,
    sentTo: new Map(part.sentTo),
    made: new Map(part.made),
    weighed: new Set(part.weighed),
    interactions: part.interactions,
  }
}

/** Mostly it was the same moment. */
const packedStood = ([key, { at, personally }]: readonly [string, Stood]): TiesPart['seen'][number] =>
  personally === at ? [key, at] : [key, at, personally ?? null]

const unpackedStood = ([key, at, personally = at]: TiesPart['seen'][number]): [string, Stood] => [
  key,
  personally === null ? { at } : { at, personally },
]

/** Addresses that came later change nothing: they have no part in what is counted. */
export function isCast({ own, of, persons }: Cast, addresses: Iterable<string>, part: TiesPart): boolean {
  const others = new Map(part.others)
  const wasPerson = new Set(part.persons)
  return (
    own.addresses.join(' ') === part.own.join(' ') &&
    isEach(addresses, (one) => of.get(one) === (others.get(one) ?? one) || own.has(one)) &&
    part.weighed.every((key) => persons.has(key) === wasPerson.has(key))
  )
}

function isEach<T>(all: Iterable<T>, holds: (one: T) => boolean): boolean {
  for (const one of all) if (!holds(one)) return false
  return true
}

/** A thread in which somebody is heard now and was not, or the other way round, changes what was counted of it. */
export function isAsHushed(
  { hushed }: { readonly hushed: Survey['hushed'] },
  part: TiesPart,
  threads: () => Digests,
): boolean {
  if (!hushed.size && !part.hushed.length) return true
  const counted = threads()
  const before = new Set(part.hushed)
  const since = [...hushed].filter((thread) => !before.has(thread))
  return part.hushed.every((thread) => hushed.has(thread)) && !since.some((thread) => counted.has(thread))
}
