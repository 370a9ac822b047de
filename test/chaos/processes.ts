/**
 * Real processes on a real PostgreSQL: a web and two workers, and beside them the bundle for Workers inside workerd where that is
 * asked for, of which one after another is killed, while providers and relay fail.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { nextDueAt } from '../../src/db/due.ts'
import { connections, digests, facts, streams } from '../../src/db/schema.ts'
import { openServer } from '../../src/db/server/open.ts'
import { bundledWorker } from '../runtime/workerd/bundle.ts'
import { connectAccount, freeAddress } from '../support/mailbox.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Program, startProgram } from '../support/program.ts'
import { readStored } from '../support/recount.ts'
import { startRelay } from '../support/relay.ts'
import { smallHistory } from '../support/small.ts'
import { type Spawned, startNode, startProcess } from '../support/spawned.ts'
import { randomFrom } from '../support/storm.ts'
import { makeBundle } from '../support/worker-bundle.ts'
import type { Outcome } from './chaos.ts'
import { friends } from './events.ts'
import { strikes } from './trouble.ts'

interface Storm {
  readonly seed: number
  readonly kills: number
  /** The bundle for Workers works as well. */
  readonly bundle?: boolean
}

/** @returns what does not hold, and what was tried */
export async function storm({ seed, kills, bundle = false }: Storm): Promise<Outcome> {
  const random = randomFrom(seed)
  const tried = new Map<string, number>()
  const note = (what: string) => tried.set(what, (tried.get(what) ?? 0) + 1)
  const postgres = await startPostgres()
  const relay = await startRelay()
  // The calm one: it reads at the end, in one process, what the others have read under blows.
  const calm = await startProgram({
    begin: Temporal.Now.instant(),
    history: smallHistory(undefined, Temporal.Now.plainDateISO('UTC')),
    env: {},
  })
  const running = new Set<Spawned>()
  const noted = (one: Spawned) => {
    running.add(one)
    return one
  }
  const folder = mkdtempSync(join(tmpdir(), 'coffee-chaos-'))
  const url = await postgres.create('chaos')
  const address = await freeAddress()
  const settings = {
    ...settingsOf(calm),
    ...address,
    DATABASE_URL: url,
    SMTP_URL: relay.url,
    MAIL_FROM: 'letter@coffee.example',
    SYNC_INTERVAL_MINUTES: '1',
  }
  try {
    const worker = { name: 'a worker', start: () => noted(startProcess('worker', settings)) }
    const kinds = [worker, worker, ...(bundle ? [bundled(await makeBundle(folder), settings, noted)] : [])]
    await noted(startProcess('web', settings)).says(/Coffee soon\? is at/)
    await connectAccount(address.BASE_URL)
    const alone = kinds.length > 2 ? kinds.at(-1)?.start() : undefined
    if (alone) await firstFacts(url, alone, note)
    const workers = [...kinds.slice(0, 2).map(({ start }) => start()), ...(alone ? [alone] : [])]
    for (let killed = 0; killed < kills; killed++) {
      await wait(400 + random() * 2500)
      trouble(calm, random, note)
      if (killed % 7 === 3) {
        await postgres.halt()
        note('the database server ends and begins again')
        await wait(1500)
        await postgres.resume()
      }
      const at = Math.floor(random() * workers.length)
      const old = workers[at] as Spawned
      running.delete(old)
      await old.end('SIGKILL')
      const kind = kinds[at] ?? worker
      note(`${kind.name} is killed`)
      workers[at] = kind.start()
    }
    calm.sample.faults.clear()
    const database = openServer(url, 2)
    try {
      const wrong = await comeToRest(database.db, 300)
      await calm.connect()
      await calm.settle()
      return {
        wrong: [...wrong, ...(await compare(database.db, calm)), ...(await letters(database.db, relay.caught.length))],
        tried,
      }
    } finally {
      await database.close()
    }
  } finally {
    for (const one of running) await one.end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
    await calm.stop()
    await relay.close()
    await postgres.stop()
  }
}

/** The bundle inside workerd, bound as it is deployed; killed with all of its processes. */
function bundled(
  script: string,
  settings: ReturnType<typeof settingsOf> & Readonly<Record<string, string>>,
  noted: (one: Spawned) => Spawned,
) {
  const { DATABASE_URL = '', SMTP_URL = '', PORT: _, ...rest } = settings
  const around = { script, database: DATABASE_URL, origin: rest.GOOGLE_ISSUER, relay: SMTP_URL }
  const client = { clientId: rest.GOOGLE_CLIENT_ID, clientSecret: rest.GOOGLE_CLIENT_SECRET }
  const options = JSON.stringify({ workers: [bundledWorker({ ...around, ...client }, rest)] })
  const host = ['--import', 'tsx', 'test/chaos/bundle-host.ts', options]
  return { name: 'the bundle for Workers', start: () => noted(startNode(host, {}, true)) }
}

/** So far nobody else is at work: what is read was read by the bundle. */
async function firstFacts(url: string, bundle: Spawned, note: (what: string) => void): Promise<void> {
  await bundle.says(/the bundle is at work/)
  const { db, close } = openServer(url, 1)
  try {
    for (const until = Date.now() + 120_000; (await db.$count(facts)) === 0; await wait(200))
      if (Date.now() > until) throw new Error(`the bundle reads nothing:\n${bundle.lines.join('\n')}`)
    note('the bundle for Workers reads by itself')
  } finally {
    await close()
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const enough = '1000000000'

const settingsOf = ({ sample }: Program) => ({
  SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  GOOGLE_CLIENT_ID: sample.clientId,
  GOOGLE_CLIENT_SECRET: sample.clientSecret,
  GOOGLE_ISSUER: sample.origin,
  GOOGLE_API_ORIGIN: sample.origin,
  GOOGLE_QUOTA_PER_MINUTE: enough,
  GOOGLE_PROJECT_QUOTA_PER_MINUTE: enough,
})

/** Of those faults that pass within the minutes of such a run. */
const passing = strikes.filter(
  ({ provider, name }) =>
    provider === 'google' &&
    /^(?:reset|truncated|backendError|badGateway|unavailable|unauthorized|delay|emptyPage|expired|exhausted|minuteQuota|gatewayTimeout)$/.test(
      name,
    ),
)

let count = 0

function trouble({ sample }: Program, random: () => number, note: (what: string) => void): void {
  const strike = passing[Math.floor(random() * passing.length)]
  if (strike) {
    sample.faults.add(strike.methods[Math.floor(random() * strike.methods.length)] ?? '*', strike.fault)
    note(`google: ${strike.name}`)
  }
  const friend = friends[Math.floor(random() * friends.length)]
  if (!friend) return
  const made = sample.deliver({
    from: friend,
    to: [{ address: sample.history.owner.address }],
    subject: `Blow ${++count}`,
  })
  note('mail arrives')
  if (random() < 0.4) sample.trash(made.id)
}

/** Waits until every stream was read after the last of it. */
async function comeToRest(db: ReturnType<typeof openServer>['db'], seconds: number): Promise<string[]> {
  const since = Temporal.Now.instant()
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await wait(500)) {
    const rows = await db.select().from(streams)
    const isRead = rows.every(
      ({ phase, lastSyncedAt, error }) =>
        phase === 'current' && !error && (lastSyncedAt?.epochMilliseconds ?? 0) > since.epochMilliseconds,
    )
    if (rows.length && isRead) return []
  }
  const rows = await db.select().from(streams)
  return [
    `not read in ${seconds} seconds: ${JSON.stringify(rows.map(({ kind, phase, error }) => [kind, phase, error]))}, next ${await nextDueAt(db)}`,
  ]
}

async function compare(db: ReturnType<typeof openServer>['db'], calm: Program): Promise<string[]> {
  const stored = async (from: typeof db) => {
    const [one] = await from.select().from(connections)
    return readStored(from, one?.id ?? '')
  }
  const [had, has] = [await stored(db), await stored(calm.deps.db)]
  const wrong: string[] = has.size < 50 ? [`the calm run read ${has.size} facts`] : []
  for (const id of new Set([...had.keys(), ...has.keys()])) {
    const [one, other] = [had.get(id), has.get(id)].map((fact) => JSON.stringify(fact))
    if (one !== other) wrong.push(`${id}: ${one ?? 'nothing'}, calmly ${other ?? 'nothing'}`)
  }
  return wrong
}

async function letters(db: ReturnType<typeof openServer>['db'], taken: number): Promise<string[]> {
  const rows = await db.select().from(digests)
  const left = rows.filter(({ state }) => state === 'sent' || state === 'unknown')
  return taken > left.length ? [`${taken} mails left, and ${left.length} letters say so`] : []
}
