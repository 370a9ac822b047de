/** A large mailbox in an embedded database: listed, read, with meetings, decisions and a letter that went out. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { createUser } from '../../src/db/accounts/users.ts'
import type { Database } from '../../src/db/database.ts'
import { storeFacts } from '../../src/db/facts.ts'
import { connections, listings, sessions, streams } from '../../src/db/schema.ts'
import type { Fact, MeetingFact } from '../../src/facts.ts'
import { sha256 } from '../../src/seal.ts'
import { defaultSettings } from '../../src/settings.ts'
import { now } from '../database.ts'
import { history, whole } from '../history.ts'

export const userId = 'u'
export const connectionId = 'c'
export const token = 'bench-token'
const meetings = 5_000

/** Every message is listed and read; nobody is derived yet. */
export async function fillMailbox(db: Database): Promise<void> {
  const email = 'me@owner.example'
  const about = { email, name: 'Sam', timeZone: 'Europe/Berlin', timeZoneChosen: true }
  await createUser(db, { id: userId, ...about, settings: defaultSettings, createdAt: now })
  await db
    .insert(sessions)
    .values({ hash: await sha256(token), userId, createdAt: now, expiresAt: now.add({ hours: 24 }) })
  const place = { provider: 'google' as const, issuer: 'https://accounts.google.com', subject: userId, scopes: [] }
  await db.insert(connections).values({ id: connectionId, userId, ...place, email, state: 'active', createdAt: now })
  const readBackTo = Temporal.Instant.from('2021-11-22T08:00:00Z')
  for (const kind of ['mail', 'calendar'] as const)
    await db
      .insert(streams)
      .values({ connectionId, kind, phase: 'current', readBackTo, lastSyncedAt: now, generation: 1 })
  await list(db)
  const batch: Fact[] = []
  for await (const fact of history()) {
    batch.push(fact)
    if (batch.length === 1000) await storeFacts(db, { userId, connectionId, generation: 1 }, batch.splice(0))
  }
  for (let index = 0; index < meetings; index++) {
    batch.push(meeting(index))
    if (batch.length === 1000) await storeFacts(db, { userId, connectionId, generation: 1 }, batch.splice(0))
  }
  await db.execute(sql`analyze`)
}

async function list(db: Database): Promise<void> {
  await db.execute(sql`
    insert into ${listings} (connection_id, external_id, thread_id, position, labels, generation, read, rank)
    select ${connectionId}, 'm' || n, 't' || (n / 3), ${whole.messages - 1} - n,
      case when n % 2 = 0 then 1 else 2 end, 1, true, ${whole.messages - 1} - n
    from generate_series(0, ${whole.messages - 1}) n`)
}

/** Two of them a day, the newest two weeks ahead. */
function meeting(index: number): MeetingFact {
  const start = whole.end.add({ hours: 24 * 14 - 12 * index })
  const other = index % 400
  const guest = { reply: 'accepted' as const, organizer: false, resource: false, optional: false }
  return {
    kind: 'meeting',
    id: `e${index}`,
    uid: `u${index}`,
    when: { start, end: start.add({ minutes: 30 }) },
    allDay: false,
    people: [
      { address: 'me@owner.example', self: true, ...guest, organizer: true },
      {
        address: `person${other}@house${other % 700}.example`,
        name: `Given${other} Family${other % 900}`,
        self: false,
        ...guest,
      },
    ],
    mine: 'accepted',
    cancelled: false,
    busy: true,
    type: 'default',
    title: `Catching up ${index % 300}`,
  }
}
