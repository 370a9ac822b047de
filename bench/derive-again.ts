/** The task that works out people, with its database: one message more, against all of them. */

import { createUser } from '../src/db/accounts/users.ts'
import type { Database } from '../src/db/database.ts'
import { storeFacts } from '../src/db/facts.ts'
import { openEmbedded } from '../src/db/open.ts'
import { checkpoints, connections, people, streams } from '../src/db/schema.ts'
import { openServer } from '../src/db/server/open.ts'
import type { Deps } from '../src/deps.ts'
import { defaultSettings } from '../src/settings.ts'
import { deriveUser } from '../src/work/people/derive.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { depsOn, now } from './database.ts'
import { history, message, whole } from './history.ts'
import { atMost, type Result } from './result.ts'

const origin = { userId: 'u', connectionId: 'c', generation: 1 }
/** What a Worker has for everything. */
const workerBytes = 128e6

/** On both kinds of database. */
export async function again(): Promise<Result[]> {
  const embedded = await openEmbedded()
  await embedded.migrate('drizzle')
  const here = await measure(embedded.db, 'embedded').finally(() => embedded.close())
  const server = await startPostgres()
  const remote = openServer(await server.create('bench'), 4)
  try {
    return [...here, ...(await measure(remote.db, 'on a server'))]
  } finally {
    await remote.close()
    await server.stop()
  }
}

async function measure(db: Database, where: string): Promise<Result[]> {
  const deps = await fill(db)
  const all = await time(() => work(deps))
  const size = (await db.select({ state: checkpoints.state }).from(checkpoints))[0]?.state.length ?? 0
  const times = []
  for (let round = 0; round < 5; round++) {
    await oneMore(db, round)
    times.push(await time(() => work(deps)))
  }
  const one = times.toSorted((a, b) => a - b)[2] ?? 0
  await oneMore(db, 5)
  const oneBytes = await peak(deps)
  await db.delete(checkpoints)
  const allBytes = await peak(deps)
  const messages = `all ${whole.messages} messages`
  return [
    {
      name: `one new message among ${await db.$count(people)} people, ${where}`,
      measured: `${Math.round(one)} ms of processor`,
      baseline: `${Math.round(all)} ms for ${messages}`,
      ...atMost(one / all, 1 / 50, '≤ 1/50'),
    },
    {
      name: `memory taken for it, ${where}`,
      measured: `${Math.round(oneBytes / 1e6)} MB`,
      baseline: '128 MB of a Worker',
      ratio: oneBytes / workerBytes,
    },
    {
      name: `memory taken for ${messages}, ${where}`,
      measured: `${Math.round(allBytes / 1e6)} MB`,
      baseline: '128 MB of a Worker',
      ratio: allBytes / workerBytes,
    },
    {
      name: `what is kept to go on from, ${where}`,
      measured: `${(size / 1e6).toFixed(1)} MB`,
      baseline: `${(whole.messages / 1e4).toFixed(0)} MB, 100 bytes a message`,
      ratio: size / (whole.messages * 100),
    },
  ]
}

const oneMore = (db: Database, round: number) =>
  storeFacts(db, origin, [message(whole.messages + round, 17, now.subtract({ minutes: 60 - round }))])

/** The task, as often as one likes. */
async function work(deps: Deps): Promise<void> {
  const task = { kind: 'derive' as const, subject: 'u', userId: 'u', runAt: now, error: null, attempts: 0 }
  const outcome = await deriveUser(deps, { ...task, leaseId: 'bench', leaseUntil: now })
  await deps.db.transaction(async (tx) => outcome?.write(tx))
}

async function fill(db: Database): Promise<Deps> {
  const about = { email: 'me@owner.example', name: 'Sam', timeZone: 'Europe/Berlin', timeZoneChosen: true }
  await createUser(db, { id: 'u', ...about, settings: defaultSettings, createdAt: now })
  const place = { provider: 'google' as const, issuer: 'https://issuer.example', subject: 'u', scopes: [] }
  await db
    .insert(connections)
    .values({ id: 'c', userId: 'u', ...place, email: about.email, state: 'active', createdAt: now })
  await db.insert(streams).values({ connectionId: 'c', kind: 'mail', phase: 'current' })
  let batch = []
  for await (const fact of history()) {
    batch.push(fact)
    if (batch.length < 1000) continue
    await storeFacts(db, origin, batch)
    batch = []
  }
  return depsOn(db)
}

/** Milliseconds of the processor that this thread takes: whoever else wants the machine does not count. */
async function time(what: () => Promise<void>): Promise<number> {
  const started = process.threadCpuUsage()
  await what()
  const { user, system } = process.threadCpuUsage(started)
  return (user + system) / 1000
}

/** The most that was in use at a time, beyond what was before: garbage is collected at every call of the database. */
async function peak(deps: Deps): Promise<number> {
  const look = () => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed
  }
  const before = look()
  let most = before
  const watch = (db: Database): Database =>
    new Proxy(db, {
      get(target, name) {
        most = Math.max(most, look())
        if (name === 'transaction')
          return (what: (tx: Database) => Promise<unknown>) => target.transaction((tx) => what(watch(tx)))
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  await work({ ...deps, db: watch(deps.db) })
  return most - before
}
