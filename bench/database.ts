/** What measuring stands on: a fresh embedded database with one user, `u`, and a program without accounts or relay. */
import { Temporal } from 'temporal-polyfill'
import { readConfig } from '../src/config.ts'
import { createUser } from '../src/db/accounts/users.ts'
import type { Database } from '../src/db/database.ts'
import { openEmbedded } from '../src/db/open.ts'
import type { Deps } from '../src/deps.ts'
import { createSeal } from '../src/seal.ts'
import { defaultSettings } from '../src/settings.ts'

export const now = Temporal.Instant.from('2026-11-22T08:00:00Z')

export async function openWithUser() {
  const database = await openEmbedded()
  await database.migrate('drizzle')
  await addBenchUser(database.db)
  return database
}

export async function addBenchUser(db: Database): Promise<void> {
  const about = { email: 'u@example.org', name: 'U', timeZone: 'UTC', timeZoneChosen: false }
  await createUser(db, { id: 'u', ...about, settings: defaultSettings, createdAt: now })
}

export const depsOn = (db: Database): Deps => ({
  config: readConfig({}),
  db,
  seal: createSeal([{ id: 'bench', bytes: new Uint8Array(32).fill(1) }]),
  providers: new Map(),
  now: () => now,
  log: () => {},
  wake: () => {},
  mailer: null,
  sample: null,
})
