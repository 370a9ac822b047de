/** What was seen of each address, while facts stream by and from one derivation to the next. */
import type { Sighting, Sightings } from '../identity/types.ts'
import { type Kept, keptIn } from './kept.ts'

export type KeptSightings = Kept<Sighting>

/** None, or those that were kept. */
export const createSightings = (lines: readonly string[] = []): KeptSightings =>
  keptIn<Sighting>(lines, {
    read(address, text) {
      const { names, signed, ...rest } = JSON.parse(text) as Packed
      return { address, names: new Map(names), signed: new Map(signed), ...rest }
    },
    write: ({ address: _, names, signed, ...rest }) =>
      JSON.stringify({ names: [...names], signed: [...signed], ...rest } satisfies Packed),
  })

interface Packed extends Omit<Sighting, 'address' | 'names' | 'signed'> {
  readonly names: readonly (readonly [string, number])[]
  readonly signed: readonly (readonly [string, number])[]
}

/** All but some, and these besides. */
export function sightingsOf(
  kept: Pick<Sightings, 'get' | 'keys'>,
  { without, more = [] }: { without?(address: string): boolean; readonly more?: readonly Sighting[] },
): Sightings {
  const added = new Map(more.map((one) => [one.address, one]))
  const addresses = [...kept.keys()].filter((address) => !without?.(address))
  const known = new Set(addresses)
  const get = (address: string) => (known.has(address) ? kept.get(address) : added.get(address))
  return {
    get,
    has: (address) => known.has(address) || added.has(address),
    *keys() {
      yield* addresses
      yield* added.keys()
    },
    *values() {
      for (const address of [...addresses, ...added.keys()]) {
        const one = get(address)
        if (one) yield one
      }
    },
  }
}
