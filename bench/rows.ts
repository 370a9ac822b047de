/** What the second line between users costs: pages with it against pages without. */
import { sql } from 'drizzle-orm'
import { createApp } from '../src/app.tsx'
import type { Database } from '../src/db/database.ts'
import { storeFacts } from '../src/db/facts.ts'
import { applyListing } from '../src/db/listings/listings.ts'
import { claimTasks } from '../src/db/queue/claim.ts'
import { withClient } from '../src/db/rows/bound.ts'
import { connections, sessions, streams, users } from '../src/db/schema.ts'
import { openServer } from '../src/db/server/open.ts'
import { sha256 } from '../src/seal.ts'
import { requestDerive } from '../src/work/request.ts'
import { step } from '../src/work/step.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { addBenchUser, depsOn, now, openWithUser } from './database.ts'
import { history, whole } from './history.ts'
import type { Result } from './result.ts'

const size = { ...whole, messages: 10_000, people: 800 }
const times = 16

export async function benchRows(): Promise<Result[]> {
  const embedded = await openWithUser()
  await fill(embedded.db)
  const onEmbedded = await comparePages(embedded.db, 'embedded database')
  await embedded.close()
  const server = await startPostgres()
  const there = openServer(await server.create('rows'), 4)
  await addBenchUser(there.db)
  await fill(there.db)
  const onServer = await comparePages(there.db, 'PostgreSQL server')
  await there.close()
  await server.stop()
  return [...onEmbedded, ...onServer]
}

async function fill(db: Database): Promise<void> {
  await db.update(users).set({ timeZone: 'Europe/Berlin' })
  const account = {
    provider: 'google' as const,
    issuer: 'https://issuer.example',
    subject: 'u',
    email: 'me@owner.example',
  }
  await db.insert(connections).values({ id: 'c', userId: 'u', ...account, scopes: [], state: 'active', createdAt: now })
  const readBackTo = now.subtract({ hours: 24 * 365 * 5 })
  for (const kind of ['mail', 'calendar'] as const)
    await db.insert(streams).values({ connectionId: 'c', kind, phase: 'current', readBackTo, lastSyncedAt: now })
  const facts = []
  for await (const fact of history(size)) facts.push(fact)
  for (let start = 0; start < facts.length; start += 500) {
    const some = facts.slice(start, start + 500)
    await storeFacts(db, { userId: 'u', connectionId: 'c', generation: 1 }, some)
    const listed = some.map(({ id, thread }, place) => ({
      kind: 'listed' as const,
      id,
      thread,
      position: start + place,
    }))
    await applyListing(db, 'c', 1, listed)
  }
  await db
    .insert(sessions)
    .values({ hash: await sha256('token'), userId: 'u', createdAt: now, expiresAt: now.add({ hours: 24 }) })
  await requestDerive(db, 'u', now)
  const [task] = await claimTasks(db, now, 1, { kind: 'derive', subject: 'u' })
  if (task) await step(depsOn(db), task)
  await db.execute(sql`analyze`)
}

/** The same pages by turns, so that whatever else happens on the machine is shared: the lower half of the times of each. */
async function comparePages(db: Database, where: string): Promise<Result[]> {
  const { client } = (db as unknown as { session: { client: object } }).session
  const free = new Proxy(client, {
    get: (target, name) => (name === 'forUser' ? () => target : Reflect.get(target, name, target)),
  })
  const [bound, unbound] = [db, withClient(db, free)].map((one) => createApp(depsOn(one)))
  if (!bound || !unbound) throw new Error('nothing to compare')
  const ask = async (app: typeof bound, path: string) => {
    const started = performance.now()
    const page = await app.request(`http://localhost:8787${path}`, { headers: { cookie: 'session=token' } })
    await page.text()
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}`)
    return performance.now() - started
  }
  const results: Result[] = []
  for (const path of ['/letter', '/people']) {
    const taken: [number[], number[]] = [[], []]
    for (let time = 0; time < times; time++) {
      taken[0].push(await ask(bound, path))
      taken[1].push(await ask(unbound, path))
    }
    const [mine, all] = taken.map(lower) as [number, number]
    results.push({
      name: `${path} of ${size.messages} messages for its owner alone, ${where}`,
      measured: `${mine.toFixed(1)} ms`,
      baseline: `${all.toFixed(1)} ms by a program that the database trusts`,
      ratio: mine / all,
    })
  }
  return results
}

function lower(all: readonly number[]): number {
  const some = all.toSorted((a, b) => a - b).slice(0, Math.ceil(all.length / 2))
  return some.reduce((sum, one) => sum + one, 0) / some.length
}
