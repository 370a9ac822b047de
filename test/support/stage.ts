/** The kit that every stage is built of: a database, providers, a relay and a clock, each by its option, under one program. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/database.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { openServer } from '../../src/db/server/open.ts'
import type { Delivery, Deps, Mail, Mailer } from '../../src/deps.ts'
import type { Instant } from '../../src/facts.ts'
import { createProviders } from '../../src/providers/index.ts'
import { createSeal } from '../../src/seal.ts'
import { openTestDatabase } from './database.ts'

/** Every test seals and hashes under this one key, so that a row that one wrote another can read. */
export const testKey = { id: 'test', bytes: new Uint8Array(32).fill(7) }

export interface StageOptions {
  /**
   * An embedded one, emptied, unless said. `postgres`: the address of one on a server, which `postgres.ts` starts. `opened`: one
   * that this stage closes. `db`: one that somebody else closes.
   */
  readonly database?: 'pglite' | { postgres: string } | { opened: OpenDatabase } | { db: Database }
  /** Called before every statement of an embedded database, which is not done when it throws. */
  readonly onStatement?: (query: string) => void
  readonly env?: Readonly<Record<string, string>>
  /** None, unless said. `clients`: those of the real ones, whom nobody asks. Or samples that are running. */
  readonly providers?: 'none' | 'clients' | Parameters<typeof createProviders>[1]
  /** What the relay does with a mail; none, unless said: letters lie in the outbox. */
  readonly relay?: ((mail: Mail, stillWaiting?: () => Promise<void>) => Promise<Delivery>) | Mailer | null
  /** Where a clock begins that stands until it is moved; or a clock. */
  readonly clock: Instant | (() => Instant)
  readonly sample?: Deps['sample']
}

export interface Ground {
  readonly deps: Deps
  readonly db: Database
  /** What the relay took. */
  readonly mails: Mail[]
  readonly events: { event: string; details: object }[]
  /** How often whoever works was woken. */
  woken(): number
  now(): Instant
  /** Moves a clock that stands, never back. */
  jump(to: Instant): void
  /** Sets it to any moment, an earlier one too. */
  rewind(to: Instant): void
  close(): Promise<void>
}

/** Sets the ground. Whoever opens it closes it. */
export async function openStage(options: StageOptions): Promise<Ground> {
  const { env = {}, providers = 'none', clock } = options
  const { db, close } = await databaseOf(options)
  const mails: Mail[] = []
  const events: Ground['events'] = []
  let at = typeof clock === 'function' ? clock() : clock
  let wakes = 0
  const now = typeof clock === 'function' ? clock : () => at
  const clients = providers === 'clients' ? { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' } : {}
  const config = readConfig({ ...clients, ...env })
  const deps = bareDeps({
    config,
    db,
    now,
    ...(providers === 'none' ? {} : { providers: createProviders(config, providers === 'clients' ? {} : providers) }),
    log: (event, details = {}) => events.push({ event, details }),
    wake: () => {
      wakes++
    },
    mailer: mailerOf(options.relay, mails),
    sample: options.sample ?? null,
  })
  return {
    ...{ deps, db, mails, events, now, close },
    woken: () => wakes,
    jump(to) {
      if (Temporal.Instant.compare(to, at) > 0) at = to
    },
    rewind(to) {
      at = to
    },
  }
}

/** Default settings, no provider, letters to the outbox; `given` adds to it or takes its place. */
export const bareDeps = (given: Pick<Deps, 'db' | 'now'> & Partial<Deps>): Deps => ({
  config: readConfig({}),
  seal: createSeal([testKey]),
  providers: new Map(),
  log: () => {},
  wake: () => {},
  mailer: null,
  sample: null,
  ...given,
})

/** Opens one database before the tests of a file, and closes it after them: what a test stores it also deletes. */
export function useDatabase(): () => Database {
  let opened: OpenDatabase
  beforeAll(async () => {
    opened = await openTestDatabase()
  })
  afterAll(() => opened.close())
  return () => opened.db
}

async function databaseOf({ database = 'pglite', onStatement }: StageOptions): Promise<Omit<OpenDatabase, 'migrate'>> {
  if (database === 'pglite') return openTestDatabase(onStatement)
  if ('postgres' in database) return openServer(database.postgres, serverConnections)
  return 'opened' in database ? database.opened : { db: database.db, async close() {} }
}

const serverConnections = 4

function mailerOf(relay: StageOptions['relay'], mails: Mail[]): Mailer | null {
  if (typeof relay !== 'function') return relay ?? null
  return {
    async send(mail, stillWaiting) {
      const delivery = await relay(mail, stillWaiting)
      if (delivery.kind === 'accepted') mails.push(mail)
      return delivery
    },
    async close() {},
  }
}
