/** What was seen of each address, while facts stream by and from one derivation to the next. */
import type { Sighting, Sightings } from '../identity/types.ts'
import { type Kept, keptIn } from './kept.ts'

export type KeptSightings = Kept<Sighting>

/** None, or those that were kept. */
export const createSightings = (lines: readonly string[] = []): KeptSightings =>
  keptIn<Sighting>(lines, {
    read(address, text) {
      const { names, signed, ...rest } = JSON.parse(text) as Packed
      return { ...unseen(address, rest.firstAt), ...rest, names: new Map(names), signed: new Map(signed) }
    },
    write({ address: _, names, signed, ...rest }) {
      const counted = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== 0))
      return JSON.stringify({ names: [...names], signed: [...signed], ...counted })
    },
  })

/** What was counted to nothing is left out. */
interface Packed extends Partial<Omit<Sighting, 'address' | 'names' | 'signed' | 'firstAt'>> {
  readonly firstAt: number
  readonly names: readonly (readonly [string, number])[]
  readonly signed: readonly (readonly [string, number])[]
}

/** All but some, and these besides. */
export function sightingsOf(
  kept: Pick<Sightings, 'get' | 'has' | 'keys'>,
  { without, more = [] }: { without?(address: string): boolean; readonly more?: readonly Sighting[] },
): Sightings {
  const added = new Map(more.map((one) => [one.address, one]))
  const addresses = [...kept.keys()].filter((address) => !without?.(address))
  const isKept = (address: string) => kept.has(address) && !without?.(address)
  const get = (address: string) => (isKept(address) ? kept.get(address) : added.get(address))
  return {
    get,
    has: (address) => isKept(address) || added.has(address),
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

/** An address of which nothing is known but when it first appeared. */
export const unseen = (address: string, time: number): Sighting => ({
  address,
  names: new Map(),
  signed: new Map(),
  signals: {},
  received: 0,
  replies: 0,
  opened: 0,
  oneWay: 0,
  discussed: 0,
  announced: 0,
  issued: 0,
  direct: 0,
  programmed: 0,
  serviced: 0,
  sentTo: 0,
  met: 0,
  agreed: 0,
  listed: 0,
  addressed: 0,
  firstAt: time,
  lastAt: time,
})
