/** Reads the owner's accounts as a letter depends on them: which addresses are theirs, and how far each is read. */
import { type Connection, listConnections } from '../../../db/accounts/connections.ts'
import { listOwnAddresses } from '../../../db/accounts/own-addresses.ts'
import { listStreams } from '../../../db/accounts/streams.ts'
import type { User } from '../../../db/accounts/users.ts'
import type { Database } from '../../../db/database.ts'
import type { Around } from '../../../db/few/around.ts'
import type { Deps } from '../../../deps.ts'
import type { Instant } from '../../../facts.ts'
import { type Own, ownOf } from '../../../people/identity/own.ts'
import type { Reaches } from '../../../people/judge/reach.ts'
import { ownNameOf } from '../../../settings.ts'
import { reachesOf } from '../../people/read-until.ts'
import { readUnreadParts } from '../../people/unread-parts.ts'
import { historyReadBackTo, isReadingFirstYear } from '../../reading-progress.ts'

/** Whose mail and meetings count as the owner's. */
export interface Mailboxes {
  readonly connections: readonly Connection[]
  /** Ids of the connections that have ended. */
  readonly ended: ReadonlySet<string>
  readonly own: Own
}

/** The same, and how far they are read. */
export interface Accounts extends Mailboxes {
  readonly readBackTo: Instant | undefined
  /** Nothing older is ever read. */
  readonly horizon: Instant
  /** Nothing is connected, or less than twelve months are read. */
  readonly reading: boolean
  /** How far each account could be read, for a letter of `at`. */
  readonly reaches: Reaches
}

export async function readMailboxes(db: Database, user: User): Promise<Mailboxes> {
  const [connections, declared] = await Promise.all([listConnections(db, user.id), listOwnAddresses(db, user.id)])
  return mailboxesOf(user, { connections, declared })
}

function mailboxesOf(
  { settings }: User,
  { connections, declared }: Pick<Around, 'connections' | 'declared'>,
): Mailboxes {
  const addresses = [...declared.map(({ address }) => address), ...connections.map(({ email }) => email)]
  return {
    connections,
    ended: new Set(connections.filter(({ state }) => state === 'ended').map((one) => one.id)),
    own: ownOf(addresses, ownNameOf(settings)),
  }
}

/** `at` is the moment for which the letter is written: now, or the hour of the next one. `known`: what is read already. */
export async function readAccounts(
  { db, config, now: clock }: Pick<Deps, 'db' | 'config' | 'now'>,
  user: User,
  { at, known }: { readonly at: Instant; readonly known?: Pick<Around, 'connections' | 'declared' | 'streams'> },
): Promise<Accounts> {
  const now = clock()
  const [mailboxes, streams] = known
    ? [mailboxesOf(user, known), known.streams]
    : await Promise.all([readMailboxes(db, user), listStreams(db, user.id)])
  const read = { connections: mailboxes.connections, streams }
  const parts = await readUnreadParts(db, user.id, { ...read, now })
  return {
    ...mailboxes,
    readBackTo: historyReadBackTo(streams),
    horizon: at.toZonedDateTimeISO('UTC').subtract({ years: config.HISTORY_YEARS }).toInstant(),
    reading: !read.connections.length || isReadingFirstYear(read, now),
    reaches: reachesOf({ ...read, parts }, now, at),
  }
}
