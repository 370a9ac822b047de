/** Gathers addresses into humans, before anything between them and the owner is measured. */

import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { type AddressBook, type Listed, readBook } from '../address-book.ts'
import { reason } from '../reasons.ts'
import type { Decision } from '../types.ts'
import { identifying } from './identity.ts'
import { type Kind, kindOf } from './machine.ts'
import { bestName, bothNames, isHousehold, nameByContact } from './naming.ts'
import { pairs, type Ruling, rule } from './ruling.ts'
import type { Note, Sighting, Survey } from './types.ts'

/** A human (or robot, or list): their addresses, the oldest first, and what the owner decided. */
export interface Human {
  /** The oldest address: what they go by until everything is said of them. */
  readonly key: string
  readonly addresses: readonly string[]
  /** Of the same, what they are held against others' by. */
  readonly looks: readonly Look[]
  /** Two people share one of the addresses. */
  readonly household: boolean
  readonly reasons: readonly string[]
  readonly name: string
  readonly kind: Kind
  readonly ruling: Ruling
  readonly maybe: { readonly address: string; readonly reason: string }[]
  /** When the owner added them by hand. */
  readonly addedAt?: Instant
}

/** When an address was first and last seen, and how often mail to it came to the owner. */
export type Look = Pick<Sighting, 'address' | 'firstAt' | 'lastAt' | 'delivered'>

export interface Decided {
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  readonly now: Instant
  /** The owner's contacts. */
  readonly contacts?: readonly Listed[]
  readonly note?: Note | undefined
}

/** Everyone seen, in the order in which they first appeared. With pauses: there are thousands. */
export function* gather(
  seen: Survey,
  { decisions, now, contacts = [], note }: Decided,
): Generator<undefined, readonly Human[]> {
  const byAddress = normalised(decisions)
  const kinds = new Map<string, Kind>()
  for (const sighting of seen.sightings.values()) {
    kinds.set(sighting.address, decidedKind(sighting, byAddress.get(sighting.address), now))
    yield
  }
  const wishes = pairs(byAddress)
  const named = new Set(wishes.merge.flat())
  const bearers = [...seen.sightings.values()].filter(
    ({ address }) => kinds.get(address)?.kind === 'person' || named.has(address),
  )
  const book = readBook(contacts, seen.sightings.keys())
  yield
  const identities = bearers.map((one) => ({ ...one, vouched: one.sentTo + one.agreed > 0 }))
  const { clusters, maybe } = yield* identifying(identities, {
    ...wishes,
    together: seen.together,
    renamed: seen.renamed,
    book,
    note,
  })
  const bearing = new Set(bearers)
  const alone = [...seen.sightings.values()]
    .filter((sighting) => !bearing.has(sighting))
    .map(({ address }) => [{ address, reason: '' }])
  const humans: Human[] = []
  for (const cluster of [...clusters, ...alone]) {
    humans.push({ ...humanOf(cluster, { seen, kinds, book }), ruling: ruleOf(cluster, byAddress, now), maybe: [] })
    yield
  }
  const of = new Map(humans.flatMap((human) => human.addresses.map((address) => [address, human] as const)))
  for (const { a, b, reason } of maybe) suggest(of.get(a), of.get(b), reason)
  return humans.sort(byAge)
}

interface Among {
  readonly seen: Pick<Survey, 'sightings'>
  readonly kinds: ReadonlyMap<string, Kind>
  readonly book: AddressBook
}

/** Addresses of one human, the oldest first, each with the reason of its merge. */
export type Cluster = readonly { readonly address: string; readonly reason: string }[]

/** What a human's addresses come to. */
export function humanOf(cluster: Cluster, { seen, kinds, book }: Among): Omit<Human, 'ruling' | 'maybe'> {
  const key = cluster[0]?.address ?? ''
  const sightings = cluster.map(({ address }) => seen.sightings.get(address)).filter((one) => one !== undefined)
  const own = cluster.map(({ address }) => kinds.get(address)).filter((kind) => kind !== undefined)
  const kind = own.find((one) => one.kind === 'person') ?? own[0] ?? { kind: 'person' as const, reason: '' }
  const shared = sightings.find(({ names, signed }) => isHousehold(names, signed))
  return {
    key,
    addresses: cluster.map(({ address }) => address),
    looks: sightings.map(lookOf),
    household: shared !== undefined,
    reasons: cluster.map(({ reason }) => reason),
    name: nameOf(sightings, { key, shared, book: kind.kind === 'person' ? book : undefined }),
    kind,
  }
}

/** Without the rest of what was seen, which need not be kept for it. */
const lookOf = ({ address, firstAt, lastAt, delivered }: Sighting): Look =>
  delivered === undefined ? { address, firstAt, lastAt } : { address, firstAt, lastAt, delivered }

/** The owner's word on a human, by the words on each of their addresses. */
export function ruleOf(
  cluster: readonly Pick<Cluster[number], 'address'>[],
  byAddress: ReadonlyMap<string, readonly Decision[]>,
  now: Instant,
): Ruling {
  if (!byAddress.size) return unruled
  const said = cluster.flatMap(({ address }) => byAddress.get(address) ?? [])
  return said.length ? rule(said, now) : unruled
}

/** Of whom the owner has said nothing. */
export const unruled: Ruling = { state: 'active', close: false, kept: false }

/** Whoever appeared first comes first. */
export const byAge = (a: Human, b: Human): number =>
  firstAt(a) - firstAt(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** That of both where two share an address, so that nothing of one is said to the other. */
function nameOf(
  sightings: readonly Sighting[],
  {
    key,
    shared,
    book,
  }: { readonly key: string; readonly shared: Sighting | undefined; readonly book: AddressBook | undefined },
): string {
  const both = shared && bothNames(shared.signed)
  if (both) return both
  const best = bestName(together(sightings.map(({ names }) => names)), key)
  const contact = book && sightings.map(({ address }) => book.nameOf(address)).find((name) => name !== undefined)
  return contact === undefined || shared ? best : nameByContact(best, { contact, key })
}

const firstAt = ({ looks }: Human) => looks[0]?.firstAt ?? 0

/** By address in normal form. */
export function normalised(
  decisions: ReadonlyMap<string, readonly Decision[]>,
): ReadonlyMap<string, readonly Decision[]> {
  const byAddress = new Map<string, Decision[]>()
  for (const [address, list] of decisions) {
    const known = byAddress.get(normalise(address))
    if (known) known.push(...list)
    else byAddress.set(normalise(address), [...list])
  }
  return byAddress
}

/** As the owner said, else by what was seen. */
export function decidedKind(sighting: Sighting, decisions: readonly Decision[] | undefined, now: Instant): Kind {
  const said = decisions ? rule(decisions, now).kind : undefined
  return said
    ? { kind: said, reason: reason(said === 'person' ? 'you said this is a person' : 'you said this is no person') }
    : kindOf(sighting)
}

function suggest(a: Human | undefined, b: Human | undefined, reason: string): void {
  if (!a || !b || a === b) return
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    if (!one.maybe.some((known) => known.address === other.key)) one.maybe.push({ address: other.key, reason })
}

function together(all: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>()
  for (const names of all) for (const [name, count] of names) sum.set(name, (sum.get(name) ?? 0) + count)
  return sum
}
