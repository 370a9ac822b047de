/** A fresh embedded database with one user, `u`, to measure on. */
import { Temporal } from 'temporal-polyfill'
import { createUser } from '../src/db/accounts.ts'
import { openEmbedded } from '../src/db/open.ts'
import { defaultSettings } from '../src/settings.ts'

export const now = Temporal.Instant.from('2026-11-22T08:00:00Z')

export async function openWithUser() {
  const database = await openEmbedded()
  await database.migrate('drizzle')
  const about = { email: 'u@example.org', name: 'U', timeZone: 'UTC', timeZoneChosen: false }
  await createUser(database.db, { id: 'u', ...about, settings: defaultSettings, createdAt: now })
  return database
}
