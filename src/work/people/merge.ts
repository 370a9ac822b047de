/** Joins two entries into one human, and parts what was joined: by the owner's word, against whatever addresses suggest. */

import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { addDecisions, type DecisionRow, listDecisions } from '../../db/decisions.ts'
import { findPerson, findPersonByAddress, joinPeople, type KnownPerson, removeAddresses } from '../../db/people.ts'
import { hashAddresses } from '../../db/sealed/hashed.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { reason } from '../../people/reasons.ts'
import { normalise } from '../../text.ts'
import { addressesOf } from './decide.ts'

/** The owner's word about one of their people. */
export interface Same {
  readonly deps: Deps
  readonly user: User
  readonly person: KnownPerson
  /** The id or address of the other entry, or one of the person's own addresses; empty where none was chosen. */
  readonly other: string
  readonly at: Instant
}

/**
 * Both are one human from now on: every pair of their addresses is noted, so that an earlier "not the same" is undone.
 * @throws UserError 409 where there is nobody else to join them with
 */
export async function merge(tx: Database, asked: Same): Promise<void> {
  const { deps, user, person, at } = asked
  const other = await findOther(tx, asked)
  if (!other || other.id === person.id)
    throw new UserError(409, {
      en: 'Choose somebody else to join them with. Nothing was changed.',
      de: 'Such jemand anderen zum Zusammenlegen aus. Geändert wurde nichts.',
    })
  await addDecisions(
    tx,
    await pairs(tx, { deps, kind: 'merge', user, at, one: addressesOf(person), other: addressesOf(other) }),
  )
  const [into, from] = isOlder(other, person) ? [other, person] : [person, other]
  await joinPeople(tx, user.id, into, from, reason('you said this is the same person'))
}

/**
 * An address of theirs is somebody else's, or somebody alike is somebody else.
 * @throws UserError 409 where no address or nobody else is named, or it is their only address
 */
export async function split(tx: Database, asked: Same): Promise<void> {
  const { deps, user, person, at } = asked
  const address = normalise(asked.other)
  if (!addressesOf(person).includes(address)) {
    const other = await findOther(tx, asked)
    const theirs = other ? addressesOf(other) : [address]
    if (!address || other?.id === person.id)
      throw new UserError(409, {
        en: 'Choose one of several addresses to take off. Nothing was changed.',
        de: 'Such von mehreren Adressen die aus, die wegsoll. Geändert wurde nichts.',
      })
    await addDecisions(tx, await pairs(tx, { deps, kind: 'split', user, at, one: addressesOf(person), other: theirs }))
    return removeAddresses(tx, user.id, person, new Set(theirs))
  }
  const side = (await joinedWith(tx, asked, address)) ?? new Set([address])
  const rest = addressesOf(person).filter((one) => !side.has(one))
  if (!rest.length)
    throw new UserError(409, {
      en: 'This is their only address. Nothing was changed.',
      de: 'Das ist die einzige Adresse dieser Person. Geändert wurde nichts.',
    })
  await addDecisions(tx, await pairs(tx, { deps, kind: 'split', user, at, one: rest, other: [...side] }))
  await removeAddresses(tx, user.id, person, side.has(person.address) ? new Set(rest) : side)
}

/** The addresses that came to the person in the same merge by the owner as this one: taking that merge back takes them all. */
async function joinedWith(
  tx: Database,
  { deps, user, person }: Same,
  address: string,
): Promise<Set<string> | undefined> {
  const signatures = await Promise.all(
    addressesOf(person).map(async (one) => [one, await deps.seal.signatures(one, 'address')] as const),
  )
  const merges = (
    await listDecisions(
      tx,
      user.id,
      signatures.flatMap(([, all]) => all),
    )
  ).filter(({ kind }) => kind === 'merge')
  const has = (hash: string | null, one: string) =>
    signatures.some(([known, all]) => known === one && all.includes(hash ?? ''))
  const last = merges.find(({ addressHash, withHash }) => has(addressHash, address) || has(withHash, address))
  if (!last) return undefined
  const group = merges.filter(({ at }) => at.epochMilliseconds === last.at.epochMilliseconds)
  const column = has(last.withHash, address) ? 'withHash' : 'addressHash'
  return new Set(addressesOf(person).filter((one) => group.some((row) => has(row[column], one))))
}

async function findOther(tx: Database, { user, other }: Same): Promise<KnownPerson | undefined> {
  if (!other)
    throw new UserError(400, {
      en: 'Choose who it is about. Nothing was changed.',
      de: 'Such aus, um wen es geht. Geändert wurde nichts.',
    })
  return (await findPerson(tx, user.id, other)) ?? findPersonByAddress(tx, user.id, normalise(other))
}

interface Pairs {
  readonly deps: Deps
  readonly kind: 'merge' | 'split'
  readonly user: User
  readonly at: Instant
  readonly one: readonly string[]
  readonly other: readonly string[]
}

async function pairs(tx: Database, { deps, kind, user, at, one, other }: Pairs): Promise<DecisionRow[]> {
  const hashes = await hashAddresses(tx, { seal: deps.seal, userId: user.id }, [...one, ...other])
  const hash = (address: string) => hashes.get(address) ?? ''
  return one.map(hash).flatMap((addressHash) =>
    other.map(hash).map((withHash) => ({
      id: crypto.randomUUID(),
      userId: user.id,
      addressHash,
      kind,
      until: null,
      withHash,
      source: null,
      at,
    })),
  )
}

function isOlder(one: KnownPerson, other: KnownPerson): boolean {
  const first = (person: KnownPerson) => Math.min(...person.addresses.map(({ firstAt }) => firstAt.epochMilliseconds))
  return first(one) < first(other)
}
