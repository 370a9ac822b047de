/** One user with one account in a database, and the task that works out their people, without any provider. */
import { eq, sql } from 'drizzle-orm'
import { createUser } from '../../../src/db/accounts/users.ts'
import type { Database } from '../../../src/db/database.ts'
import { storeFacts } from '../../../src/db/facts.ts'
import { checkpoints, connections, people, streams } from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import type { Fact, Instant } from '../../../src/facts.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { deriveUser } from '../../../src/work/people/derive.ts'
import { now as lifeNow, owner } from '../../people/derive/life.ts'
import { bareDeps } from '../../support/stage.ts'

export const userId = 'u'

export interface Stage {
  readonly deps: Deps
  now: Instant
  /** What its log says. */
  readonly logged: string[]
  /** Does the task once. */
  derive(): Promise<void>
  /** Everybody as the pages would show them, from going on, and from counting everything again. */
  both(): Promise<readonly [string, string]>
  store(facts: readonly Fact[], generation?: number): Promise<void>
  checkpoint(): Promise<typeof checkpoints.$inferSelect | undefined>
}

export async function setStage(db: Database): Promise<Stage> {
  const about = { email: owner, name: 'Me', timeZone: 'Europe/Berlin', timeZoneChosen: true }
  await createUser(db, { id: userId, ...about, settings: defaultSettings, createdAt: lifeNow })
  for (const id of ['c1', 'c2']) {
    const place = { userId, provider: 'google' as const, issuer: 'https://issuer.example', scopes: [] }
    await db
      .insert(connections)
      .values({ id, ...place, subject: id, email: owner, state: 'active', createdAt: lifeNow })
    for (const kind of ['mail', 'calendar'] as const)
      await db.insert(streams).values({ connectionId: id, kind, phase: 'current' })
  }
  const stage: Stage = {
    deps: bareDeps({ db, now: () => stage.now, log: (event) => stage.logged.push(event) }),
    now: lifeNow,
    logged: [],
    async derive() {
      const task = { kind: 'derive' as const, subject: userId, userId, runAt: stage.now, error: null, attempts: 0 }
      const outcome = await deriveUser(stage.deps, { ...task, leaseId: 'lease', leaseUntil: stage.now })
      try {
        await db.transaction(async (tx) => outcome?.write(tx))
      } catch (error) {
        await outcome?.failed?.(db, error)
        throw error
      }
    },
    async both() {
      await stage.derive()
      const went = await everybody(db)
      const kept = await stage.checkpoint()
      await db.delete(checkpoints)
      await db.delete(people)
      await stage.derive()
      const anew = await everybody(db)
      await db.delete(checkpoints)
      if (kept) await db.insert(checkpoints).values(kept)
      return [went, anew]
    },
    async store(facts, generation = 1) {
      await storeFacts(db, { userId, connectionId: 'c1', generation }, facts)
    },
    checkpoint: async () => (await db.select().from(checkpoints).where(eq(checkpoints.userId, userId)))[0],
  }
  return stage
}

async function everybody(db: Database): Promise<string> {
  return JSON.stringify(await db.select().from(people).orderBy(people.id))
}

/** By id of a person: the transaction that wrote the row last. */
export async function writtenBy(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.select({ address: people.address, by: sql<string>`xmin::text` }).from(people)
  return new Map(rows.map(({ address, by }) => [address, by]))
}
