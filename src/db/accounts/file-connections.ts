/** Where imported facts go: a connection of their own, which nothing ever asks a provider about. */
import { and, count, eq, sql } from 'drizzle-orm'
import type { Fact, Instant, Skipped } from '../../facts.ts'
import { type Seal, sha256, shortId } from '../../seal.ts'
import { isStorableId } from '../../storable.ts'
import type { Database } from '../database.ts'
import { removeFacts, storeFacts } from '../facts.ts'
import { connections, facts, ownAddresses, streams } from '../schema.ts'
import type { Connection } from './connections.ts'
import type { User } from './users.ts'

/** An account whose files end longer ago than this has ended: whoever was a colleague there is one no more. */
const endedDays = 60

/** Files that end so lately count as written when they are imported: in a small mailbox little comes. Less than makes anybody due. */
const freshDays = 14

/** The connection of the files of this mailbox, made at the first import. The first own address names it. */
export async function openFileConnection(
  db: Database,
  user: Pick<User, 'id'>,
  me: readonly string[],
  now: Instant,
): Promise<Connection> {
  const [email = ''] = me
  const subject = (await sha256(`${user.id}|${email}`)).slice(0, 22)
  await db
    .insert(connections)
    .values({
      id: shortId(),
      userId: user.id,
      provider: 'file',
      issuer: 'file',
      subject,
      email,
      scopes: [],
      state: 'active',
      createdAt: now,
    })
    .onConflictDoNothing()
  const where = and(eq(connections.issuer, 'file'), eq(connections.subject, subject), eq(connections.userId, user.id))
  const row = (await db.select().from(connections).where(where))[0]
  if (!row) throw new Error('the connection of the files is not there')
  // Said by the owner, as in the settings: an address that nothing was sent from shows itself in no other way.
  const declared = me.map((address) => ({ userId: user.id, address, source: 'declared' as const }))
  await db.insert(ownAddresses).values(declared).onConflictDoNothing()
  return row
}

/** Keeps facts of a file; those that are there already stay as they are. @returns what was left out, or kept only in part */
export async function keepFacts(
  db: Database,
  { id, userId, seal }: Connection & { readonly seal?: Seal },
  found: readonly Fact[],
): Promise<readonly Skipped[]> {
  if (found.length === 0) return []
  return db.transaction((tx) =>
    storeFacts(tx, { userId, connectionId: id, generation: 0, ...(seal ? { seal } : {}) }, found),
  )
}

/** Forgets meetings that are off. */
export async function forgetMeetings(db: Database, { id }: Connection, ids: readonly string[]): Promise<void> {
  await removeFacts(db, id, ids.filter(isStorableId))
}

/** How many messages and meetings the connection has. */
export async function countKept(db: Database, { id }: Connection): Promise<{ mail: number; meeting: number }> {
  const rows = await db
    .select({ kind: facts.kind, count: count() })
    .from(facts)
    .where(eq(facts.connectionId, id))
    .groupBy(facts.kind)
  const amount = (kind: string) => rows.find((row) => row.kind === kind)?.count ?? 0
  return { mail: amount('mail'), meeting: amount('meeting') }
}

/** Writes down how far back the files reach, and whether the account is one of the past. */
export async function closeImport(
  db: Database,
  connection: Connection,
  read: { readonly oldestMail: Instant | null; readonly timeZone: string | null; readonly contacts?: number },
  reading: { readonly since: Instant; readonly now: Instant },
): Promise<void> {
  const { now } = reading
  const kept = await countKept(db, connection)
  const rows = [
    ...(kept.mail ? [{ kind: 'mail' as const, done: kept.mail, readBackTo: read.oldestMail, timeZone: null }] : []),
    ...(kept.meeting
      ? [{ kind: 'calendar' as const, done: kept.meeting, readBackTo: reading.since, timeZone: read.timeZone }]
      : []),
  ]
  const newestOfAll = await newestOf(db, connection, now)
  const isFresh = newestOfAll !== null && newestOfAll.until(now).total('hours') <= 24 * freshDays
  for (const { kind, done, readBackTo, timeZone } of rows) {
    // Files know nothing of what came after they were written.
    const lastSyncedAt = isFresh ? now : ((await newestOf(db, connection, now, factKinds[kind])) ?? now)
    const row = {
      connectionId: connection.id,
      kind,
      phase: 'current' as const,
      done,
      total: done,
      lastSyncedAt,
      readBackTo,
      timeZone,
    }
    await db
      .insert(streams)
      .values(row)
      .onConflictDoUpdate({
        target: [streams.connectionId, streams.kind],
        set: {
          done,
          total: done,
          lastSyncedAt,
          readBackTo: sql`least(${streams.readBackTo}, excluded.read_back_to)`,
          timeZone: sql`coalesce(excluded.time_zone, ${streams.timeZone})`,
        },
      })
  }
  // An older archive, added to a younger one, does not end it; an address book says nothing of its age.
  const over = newestOfAll === null ? !read.contacts : newestOfAll.until(now).total('hours') > 24 * endedDays
  await db
    .update(connections)
    .set({ state: over ? 'ended' : 'active' })
    .where(eq(connections.id, connection.id))
}

const factKinds = { mail: 'mail', calendar: 'meeting' } as const

async function newestOf(
  db: Database,
  { id }: Connection,
  now: Instant,
  kind?: 'mail' | 'meeting',
): Promise<Instant | null> {
  const rows = await db
    .select({ at: facts.at })
    .from(facts)
    .where(
      and(eq(facts.connectionId, id), kind && eq(facts.kind, kind), sql`${facts.at} <= ${now.toString()}::timestamptz`),
    )
    .orderBy(sql`${facts.at} desc`)
    .limit(1)
  return rows[0]?.at ?? null
}
