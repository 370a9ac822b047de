/** HMACs of addresses, and the address beside each, sealed: what lies under one is not lost with its key. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Seal } from '../../seal.ts'
import type { Database } from '../database.ts'
import { hashedAddresses } from '../schema.ts'
import { hashAnew } from './hash-anew.ts'

/** Whose addresses they are hashed for. */
export interface Hashing {
  readonly seal: Seal
  readonly userId: string
}

/**
 * The HMAC of each address under the first key, as new rows carry it. In the transaction that writes those rows: the address
 * is kept beside it, and what lies under an older key's is hashed anew, so that the rows of one human never stand apart.
 * @param addresses as they are hashed: in normal form
 */
export async function hashAddresses(
  tx: Database,
  { seal, userId }: Hashing,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>()
  if (seal.keyIds.length > 1) await holdHashing(tx, userId)
  // In one order for everybody, so that two who keep the same addresses never wait for each other.
  for (const address of [...new Set(addresses)].toSorted()) {
    const [hash = '', ...older] = await seal.signatures(address, 'address')
    hashes.set(address, hash)
    const sealed = await seal.seal(address, placeOf(userId, hash))
    await keepSealed(tx, { userId, addressHash: hash, sealed })
    for (const old of older) await hashAnew(tx, userId, { from: old, to: hash })
  }
  return hashes
}

/**
 * One at a time hashes anew for a user, until the transaction ends: each touches rows of many tables. A lock of its own, so that
 * nobody waits for it who does nothing of the kind.
 */
export async function holdHashing(tx: Database, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(727368, hashtext(${userId}))`)
}

/** One of them. */
export async function hashAddress(tx: Database, hashing: Hashing, address: string): Promise<string> {
  return (await hashAddresses(tx, hashing, [address])).get(address) ?? ''
}

/** What the sealed address of a row is bound to. */
export const placeOf = (userId: string, hash: string) => `hashed_addresses.sealed|${userId}|${hash}`

/** The addresses that were kept under these HMACs; undefined where one of them is not to be opened. */
export async function openAddresses(
  db: Database,
  { seal, userId }: Hashing,
  hashes: readonly string[],
): Promise<readonly string[] | undefined> {
  const where = and(eq(hashedAddresses.userId, userId), inArray(hashedAddresses.addressHash, [...hashes]))
  const rows = await db.select().from(hashedAddresses).where(where)
  if (rows.length < new Set(hashes).size) return undefined
  const found: string[] = []
  for (const { addressHash, sealed } of rows) {
    const address = sealed === null ? null : await seal.open(sealed, placeOf(userId, addressHash)).catch(() => null)
    if (address === null) return undefined
    found.push(address)
  }
  return found
}

/** Holds the row until the transaction ends, whether it was there or not: whoever clears away what nothing carries waits. */
export async function keepSealed(
  tx: Database,
  row: { readonly userId: string; readonly addressHash: string; readonly sealed: string },
): Promise<void> {
  await tx
    .insert(hashedAddresses)
    .values(row)
    .onConflictDoUpdate({
      target: [hashedAddresses.userId, hashedAddresses.addressHash],
      set: { sealed: sql`coalesce(${hashedAddresses.sealed}, excluded.sealed)`, lookedAt: null },
    })
}

/** The same address sealed anew, its HMAC being the same. */
export async function replaceSealed(
  tx: Database,
  { userId, addressHash, sealed }: { readonly userId: string; readonly addressHash: string; readonly sealed: string },
): Promise<void> {
  const mine = and(eq(hashedAddresses.userId, userId), eq(hashedAddresses.addressHash, addressHash))
  await tx.update(hashedAddresses).set({ sealed, lookedAt: null }).where(mine)
}
