import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import { storeFacts } from '../../src/db/facts.ts'
import { connections, streams } from '../../src/db/schema.ts'
import { defaultSettings } from '../../src/settings.ts'
import { mail } from '../people/derive/life.ts'
import { openTestDatabase } from '../support/database.ts'

test('files imported before this was kept end with their newest entry, unless that was young then', async () => {
  const { db, close } = await openTestDatabase()
  const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
  await createUser(db, {
    ...{ id: 'u', email: 'me@own.example', name: 'Me', timeZone: 'UTC', timeZoneChosen: true },
    settings: defaultSettings,
    createdAt: now,
  })
  const made = {
    userId: 'u',
    issuer: 'i',
    scopes: [],
    email: 'me@own.example',
    state: 'active' as const,
    createdAt: now,
  }
  for (const [id, provider, days] of [
    ['old', 'file', 40],
    ['young', 'file', 9],
    ['live', 'google', 40],
  ] as const) {
    await db.insert(connections).values({ ...made, id, provider, subject: id })
    await db.insert(streams).values({ connectionId: id, kind: 'mail', phase: 'current', lastSyncedAt: now })
    await storeFacts(db, { userId: 'u', connectionId: id, generation: 0 }, [mail({ from: 'a@b.example', days })])
  }
  const text = readFileSync(new URL('../../drizzle/0008_file_reach.sql', import.meta.url), 'utf8')
  for (const statement of text.split('--> statement-breakpoint')) await db.execute(sql.raw(statement))
  const rows = await db.select().from(streams).orderBy(streams.connectionId)
  expect(rows.map(({ connectionId, lastSyncedAt }) => [connectionId, lastSyncedAt?.toString()])).toEqual([
    ['live', now.toString()],
    ['old', '2026-10-13T09:00:00Z'],
    ['young', now.toString()],
  ])
  await close()
})
