/** What still lies under an older key, piece by piece, for whoever puts it under the first one. */
import { and, asc, eq, gt, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import {
  addedPeople,
  coffees,
  connections,
  factAddresses,
  forgetting,
  hashedAddresses,
  identities,
  introductions,
  links,
  ownAddresses,
  people,
  personAddresses,
  provenAddresses,
  secretKeys,
  users,
} from '../schema.ts'
import { carriedBy } from './carrying.ts'
import { toRows } from './hash-anew.ts'

interface Piece {
  /** The id of the first key. */
  readonly keyId: string
  /** What the last piece ended with; empty at first. */
  readonly after: string
  readonly limit: number
}

const isUnder = (column: AnyPgColumn, keyId: string): SQL => sql`split_part(${column}, '.', 1) = ${keyId}`

/** The ids of the next users. By primary key. */
export async function listUserIds(db: Database, { after, limit }: Omit<Piece, 'keyId'>): Promise<readonly string[]> {
  const rows = await acrossUsers(db)
    .select({ id: users.id })
    .from(users)
    .where(gt(users.id, after))
    .orderBy(asc(users.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Writes down since when this key is the first one, unless it is already. */
export async function noteFirstKey(db: Database, keyId: string, now: Instant): Promise<void> {
  const [latest] = await db.select().from(secretKeys).orderBy(sql`${secretKeys.firstAt} desc`).limit(1)
  if (latest?.id === keyId) return
  const row = { id: keyId, firstAt: now }
  await db.insert(secretKeys).values(row).onConflictDoUpdate({ target: secretKeys.id, set: row })
}

/** The next connections with a token under another key. By primary key. */
export async function listTokens(db: Database, { keyId, after, limit }: Piece) {
  const stale = (column: AnyPgColumn) => and(isNotNull(column), sql`not ${isUnder(column, keyId)}`)
  const { id, userId, refreshToken, accessToken } = connections
  return acrossUsers(db)
    .select({ id, userId, refreshToken, accessToken })
    .from(connections)
    .where(and(gt(id, after), or(stale(refreshToken), stale(accessToken))))
    .orderBy(asc(id))
    .limit(limit)
}

/** Puts one token in the place of another, unless that was renewed meanwhile. */
export async function replaceToken(
  db: Database,
  { userId, id }: { readonly userId: string; readonly id: string },
  { which, was, is }: { readonly which: 'refreshToken' | 'accessToken'; readonly was: string; readonly is: string },
): Promise<void> {
  await db
    .update(connections)
    .set({ [which]: is })
    .where(and(eq(connections.userId, userId), eq(connections.id, id), eq(connections[which], was)))
}

/** The key of a user's own under which those are hashed whom they had forgotten, where it is sealed under another one. */
export async function findForgettingKey(db: Database, userId: string, keyId: string): Promise<string | undefined> {
  const mine = and(eq(forgetting.userId, userId), sql`not ${isUnder(forgetting.key, keyId)}`)
  return (await db.select({ key: forgetting.key }).from(forgetting).where(mine))[0]?.key
}

/** The same key, sealed anew. */
export async function replaceForgettingKey(db: Database, userId: string, was: string, is: string): Promise<void> {
  await db
    .update(forgetting)
    .set({ key: is })
    .where(and(eq(forgetting.userId, userId), eq(forgetting.key, was)))
}

/** The user's next HMACs under another key, held until the transaction ends; those that somebody else holds are left to them. */
export async function holdHashes(tx: Database, userId: string, { keyId, after, limit }: Piece) {
  const { addressHash, sealed } = hashedAddresses
  const stale = and(isNotNull(sealed), sql`not ${isUnder(sealed, keyId)}`)
  return tx
    .select({ addressHash, sealed })
    .from(hashedAddresses)
    .where(and(eq(hashedAddresses.userId, userId), gt(addressHash, after), stale))
    .orderBy(asc(addressHash))
    .limit(limit)
    .for('update', { skipLocked: true })
}

/** HMACs that the user's rows carry and of which no address is kept, but for those that were looked for after `since` already. */
export async function listUnkept(db: Database, userId: string, since: Instant): Promise<ReadonlySet<string>> {
  const rows = await db.execute(
    sql`select carried.hash from (${carriedBy(userId)}) as carried
      left join ${hashedAddresses} kept on kept.user_id = ${userId} and kept.address_hash = carried.hash
      where kept.address_hash is null
        or (kept.sealed is null and (kept.looked_at is null or kept.looked_at < ${since.toString()}::timestamptz))`,
  )
  return new Set(toRows<{ hash: string }>(rows).map(({ hash }) => hash))
}

/** Every address that is stored of the user's people and accounts, some at a time: those that are few before those of facts. */
export async function* readKnown(db: Database, userId: string): AsyncGenerator<readonly string[]> {
  const of = (table: AnyPgColumn['table'] & { readonly userId: AnyPgColumn }, column: AnyPgColumn) =>
    sql`select distinct ${column} as address from ${table} where ${table.userId} = ${userId} and ${column} is not null`
  const few = [
    sql`select ${users.email} as address from ${users} where ${users.id} = ${userId}`,
    ...[
      of(connections, connections.email),
      of(identities, identities.email),
      of(provenAddresses, provenAddresses.address),
      of(ownAddresses, ownAddresses.address),
      of(addedPeople, addedPeople.address),
      of(coffees, coffees.address),
      of(coffees, coffees.alsoAddress),
      of(introductions, introductions.oneAddress),
      of(introductions, introductions.otherAddress),
      of(links, links.address),
      of(people, people.address),
      of(personAddresses, personAddresses.address),
    ],
  ]
  yield* inPieces(db, sql`select distinct address from (${sql.join(few, sql` union `)}) as few where address <> ''`)
  yield* inPieces(
    db,
    sql`select distinct ${factAddresses.address} as address from ${factAddresses} where ${factAddresses.userId} = ${userId}`,
  )
}

async function* inPieces(db: Database, query: SQL): AsyncGenerator<readonly string[]> {
  const found = toRows<{ address: string }>(await db.execute(query)).map(({ address }) => address)
  for (let start = 0; start < found.length; start += atOnce) yield found.slice(start, start + atOnce)
}

const atOnce = 200

/** Nothing stored names these: they are looked for again later. */
export async function noteUnknown(
  db: Database,
  userId: string,
  { hashes, at }: { readonly hashes: readonly string[]; readonly at: Instant },
): Promise<void> {
  if (!hashes.length) return
  await db
    .insert(hashedAddresses)
    .values(hashes.map((addressHash) => ({ userId, addressHash, lookedAt: at })))
    .onConflictDoUpdate({
      target: [hashedAddresses.userId, hashedAddresses.addressHash],
      set: { lookedAt: at },
      setWhere: isNull(hashedAddresses.sealed),
    })
}

/**
 * Takes away what no row carries any more, and the addresses with it. What is being written at the moment is left: its rows
 * are held, and looked at after they are.
 */
export async function clearUncarried(db: Database, userId: string): Promise<void> {
  const { addressHash } = hashedAddresses
  const uncarried = sql`${addressHash} not in (${carriedBy(userId)})`
  const mine = eq(hashedAddresses.userId, userId)
  await db.transaction(async (tx) => {
    const held = await tx
      .select({ addressHash })
      .from(hashedAddresses)
      .where(and(mine, uncarried))
      .for('update', { skipLocked: true })
    // Each statement sees what was committed before it: whoever held one of them before us has.
    for (const one of held)
      await tx.delete(hashedAddresses).where(and(mine, eq(addressHash, one.addressHash), uncarried))
  })
}
