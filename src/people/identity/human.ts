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
import type { Sighting, Survey } from './types.ts'

/** A human (or robot, or list): their addresses, the oldest first, and what the owner decided. */
export interface Human {
  /** The oldest address: what they go by until everything is said of them. */
  readonly key: string
  readonly addresses: readonly string[]
  readonly sightings: readonly Sighting[]
  readonly reasons: readonly string[]
  readonly name: string
  readonly kind: Kind
  readonly ruling: Ruling
  readonly maybe: { readonly address: string; readonly reason: string }[]
  /** When the owner added them by hand. */
  readonly addedAt?: Instant
}

interface Decided {
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  readonly now: Instant
  /** The owner's contacts. */
  readonly contacts?: readonly Listed[]
}

/** Everyone seen, in the order in which they first appeared. With pauses: there are thousands. */
export function* gather(
  seen: Survey,
  { decisions, now, contacts = [] }: Decided,
): Generator<undefined, readonly Human[]> {
  const byAddress = normalised(decisions)
  const kinds = new Map<string, Kind>()
  for (const [address, sighting] of seen.sightings) {
    kinds.set(address, decidedKind(sighting, byAddress.get(address), now))
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
  })
  const bearing = new Set(bearers)
  const alone = [...seen.sightings.values()]
    .filter((sighting) => !bearing.has(sighting))
    .map(({ address }) => [{ address, reason: '' }])
  const humans: Human[] = []
  for (const cluster of [...clusters, ...alone]) {
    const key = cluster[0]?.address ?? ''
    const sightings = cluster.map(({ address }) => seen.sightings.get(address)).filter((one) => one !== undefined)
    const own = cluster.map(({ address }) => kinds.get(address)).filter((kind) => kind !== undefined)
    const kind = own.find((one) => one.kind === 'person') ?? own[0] ?? { kind: 'person' as const, reason: '' }
    humans.push({
      key,
      addresses: cluster.map(({ address }) => address),
      sightings,
      reasons: cluster.map(({ reason }) => reason),
      name: nameOf(sightings, key, kind.kind === 'person' ? book : undefined),
      kind,
      ruling: rule(
        cluster.flatMap(({ address }) => byAddress.get(address) ?? []),
        now,
      ),
      maybe: [],
    })
    yield
  }
  const of = new Map(humans.flatMap((human) => human.addresses.map((address) => [address, human] as const)))
  for (const { a, b, reason } of maybe) suggest(of.get(a), of.get(b), reason)
  return humans.sort((a, b) => firstAt(a) - firstAt(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}

/** That of both where two share an address, so that nothing of one is said to the other. */
function nameOf(sightings: readonly Sighting[], key: string, book: AddressBook | undefined): string {
  const shared = sightings.find(({ names, signed }) => isHousehold(names, signed))
  const both = shared && bothNames(shared.signed)
  if (both) return both
  const best = bestName(together(sightings.map(({ names }) => names)), key)
  const contact = book && sightings.map(({ address }) => book.nameOf(address)).find((name) => name !== undefined)
  return contact === undefined || shared ? best : nameByContact(best, { contact, key })
}

const firstAt = ({ sightings }: Human) => sightings[0]?.firstAt ?? 0

function normalised(decisions: ReadonlyMap<string, readonly Decision[]>): ReadonlyMap<string, readonly Decision[]> {
  const byAddress = new Map<string, Decision[]>()
  for (const [address, list] of decisions) {
    const known = byAddress.get(normalise(address))
    if (known) known.push(...list)
    else byAddress.set(normalise(address), [...list])
  }
  return byAddress
}

function decidedKind(sighting: Sighting, decisions: readonly Decision[] | undefined, now: Instant): Kind {
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
