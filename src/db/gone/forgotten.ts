/** Whom the user had forgotten: known by HMAC under a random key of the user's own, so that nothing of them is kept. */
import { and, count, countDistinct, eq, inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import { mailbox } from '../../people/identity/address.ts'
import { randomToken, type Seal, signWith } from '../../seal.ts'
import { cleanText } from '../../text.ts'
import type { Database } from '../database.ts'
import { forgetting, forgotten } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'

/** What the sealed key of a user is bound to. */
export const forgettingPlace = (userId: string) => `forgetting.key|${userId}`

interface Whose {
  readonly seal: Seal
  readonly userId: string
}

/** Tells who is not to be stored any more. */
export interface Forgotten {
  /** However the mailbox behind it is written. */
  has(address: string): Promise<boolean>
  /** However the whole name is written: for contacts without an address. */
  hasName(name: string): Promise<boolean>
}

/** Those of the user; null where nobody was forgotten. Two statements by primary key, the second only where there are any. */
export async function readForgotten(db: Database, { seal, userId }: Whose): Promise<Forgotten | null> {
  const key = await keyOf(db, { seal, userId })
  if (key === null) return null
  const { addressHash: hash, isName } = forgotten
  const rows = await db.select({ hash, isName }).from(forgotten).where(eq(forgotten.userId, userId))
  if (!rows.length) return null
  const hashes = new Set(rows.map((row) => row.hash))
  const isNamed = rows.some((row) => row.isName)
  const known = new Map<string, Promise<string>>()
  return {
    async has(address) {
      const hash = known.get(address) ?? hashOf(key, address)
      known.set(address, hash)
      return hashes.has(await hash)
    },
    hasName: async (name) => isNamed && hashes.has(await hashOfName(key, name)),
  }
}

/** Whether the user had anybody forgotten: for whoever has no keys at hand. */
export async function hasForgotten(db: Database, userId: string): Promise<boolean> {
  const rows = await db.select({ at: forgotten.at }).from(forgotten).where(eq(forgotten.userId, userId)).limit(1)
  return rows.length > 0
}

/** One human who is forgotten. */
interface Gone {
  readonly addresses: readonly string[]
  /** By which they are known here, in full. */
  readonly names?: readonly string[]
  readonly at: Instant
}

/** Writes down that these addresses of one human are not stored any more, nor a contact that has nothing but a name of theirs. */
export async function addForgotten(
  tx: Database,
  { seal, userId }: Whose,
  { addresses, names = [], at }: Gone,
): Promise<void> {
  const made = await seal.seal(randomToken(), forgettingPlace(userId))
  await tx.insert(forgetting).values({ userId, key: made }).onConflictDoNothing()
  const key = (await keyOf(tx, { seal, userId })) ?? ''
  const person = crypto.randomUUID()
  const hashes = new Set(await Promise.all(addresses.map((address) => hashOf(key, address))))
  const called = new Set(await Promise.all(names.map((name) => hashOfName(key, name))))
  const rows = [
    ...[...hashes].map((addressHash) => ({ userId, addressHash, isName: false, person, at })),
    ...[...called].map((addressHash) => ({ userId, addressHash, isName: true, person, at })),
  ]
  if (rows.length) await tx.insert(forgotten).values(rows).onConflictDoNothing()
}

/** Takes it back for whoever has this address, in all of theirs. @returns whether there is such a one */
export async function removeForgotten(tx: Database, { seal, userId }: Whose, address: string): Promise<boolean> {
  const key = await keyOf(tx, { seal, userId })
  if (key === null) return false
  const mine = eq(forgotten.userId, userId)
  const found = await tx
    .select({ person: forgotten.person })
    .from(forgotten)
    .where(and(mine, eq(forgotten.addressHash, await hashOf(key, address))))
  if (!found.length) return false
  const persons = found.map(({ person }) => person)
  await tx.delete(forgotten).where(and(mine, inArray(forgotten.person, persons)))
  return true
}

/** How many people and addresses are forgotten, and how many messages and meetings were dropped or cut since. */
export async function countForgotten(db: Database, userId: string) {
  const [counted] = await db
    .select({ people: countDistinct(forgotten.person), addresses: count() })
    .from(forgotten)
    .where(and(eq(forgotten.userId, userId), eq(forgotten.isName, false)))
  const [since] = await db.select({ dropped: forgetting.dropped }).from(forgetting).where(eq(forgetting.userId, userId))
  return { people: counted?.people ?? 0, addresses: counted?.addresses ?? 0, dropped: since?.dropped ?? 0 }
}

/** Counts what was not stored, or only without them. */
export async function noteDropped(tx: Database, userId: string, more: number): Promise<void> {
  await tx
    .update(forgetting)
    .set({ dropped: sql`${forgetting.dropped} + ${more}` })
    .where(eq(forgetting.userId, userId))
}

/** @throws Error where the key that it is sealed under is missing: better nothing is stored than somebody who is not to be */
async function keyOf(db: Database, { seal, userId }: Whose): Promise<string | null> {
  const [row] = await sealedKey(db, { userId }, undefined)
  return row ? seal.open(row.key, forgettingPlace(userId)) : null
}

const sealedKey = kept((db: Database, { userId }: Given<{ readonly userId: string }>) =>
  db.select({ key: forgetting.key }).from(forgetting).where(eq(forgetting.userId, userId)),
)

const hashOf = (key: string, address: string) => signWith(key, mailbox(address.replace(/\.$/, '')))

/** Marked, so that no name can be taken for an address. */
const hashOfName = (key: string, name: string) => signWith(key, `name|${cleanText(name).toLowerCase()}`)
