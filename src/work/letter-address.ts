/** Where a user's letter goes, and whether any may go at all. */
import { and, eq, inArray } from 'drizzle-orm'
import { listConnections, type User } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import { suppressions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { normalise } from '../text.ts'

export type Stop = 'unsubscribed' | 'bounced'

export interface Destination {
  readonly address: string
  /** Why nothing may go there; null where it may. */
  readonly stopped: Stop | null
}

/**
 * The owner's address, or that of another account where the first one has ended: mail to a mailbox that is closed would
 * be lost. An unsubscription holds for every address, a bounce for the one that bounced.
 */
export async function destinationOf(db: Database, { seal }: Pick<Deps, 'seal'>, user: User): Promise<Destination> {
  const connections = await listConnections(db, user.id)
  const of = (address: string) => connections.filter(({ email }) => normalise(email) === normalise(address))
  const ended = of(user.email).length > 0 && of(user.email).every(({ state }) => state === 'ended')
  const other = connections.find(({ state, provider }) => state === 'active' && provider !== 'file')
  const address = ended && other ? other.email : user.email
  const hashes = await seal.signatures(normalise(address), 'address')
  const rows = await db
    .select({ reason: suppressions.reason, addressHash: suppressions.addressHash })
    .from(suppressions)
    .where(and(eq(suppressions.userId, user.id), inArray(suppressions.reason, ['unsubscribed', 'bounced'])))
  if (rows.some(({ reason }) => reason === 'unsubscribed')) return { address, stopped: 'unsubscribed' }
  const bounced = rows.some(({ addressHash }) => hashes.includes(addressHash))
  return { address, stopped: bounced ? 'bounced' : null }
}

/** Nothing goes to this address any more, because it does not exist. */
export async function suppressBounced(
  tx: Database,
  { seal, now }: Pick<Deps, 'seal' | 'now'>,
  { userId, address }: { readonly userId: string; readonly address: string },
): Promise<void> {
  const addressHash = await seal.sign(normalise(address), 'address')
  await tx.insert(suppressions).values({ userId, addressHash, reason: 'bounced', at: now() }).onConflictDoNothing()
}
