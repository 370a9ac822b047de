/** The program at work on Node: database, sample accounts, loop and server in one process, or any of them apart. */
import { createServer } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { createApp } from './app.tsx'
import { type Config, ConfigError } from './config.ts'
import type { Deps, Mailer, SampleControls } from './deps.ts'
import { counting, createLog } from './log.ts'
import { startBackups } from './node/backup/at-work.ts'
import { openHere } from './node/database.ts'
import { seeHouse } from './node/house.ts'
import { createLogins } from './node/logins.ts'
import { createNet } from './node/net/net.ts'
import { createWire } from './node/net/wire.ts'
import { giveBackAtRest, growClosely } from './node/rest.ts'
import { openImporter } from './node/upload/importer.ts'
import { version } from './node/version.ts'
import { watchVitals } from './node/vitals.ts'
import { startWorkers } from './node/workers.ts'
import { createProviders } from './providers/index.ts'
import { clientIds } from './sample/clients.ts'
import { openDoor } from './sample/door.ts'
import { createSeal } from './seal.ts'
import { createTally } from './tally.ts'
import { isProbe } from './web/frame/guard.ts'
import { startStandstillWatch } from './work/mail/standstill.ts'
import { startLoop } from './work/tick.ts'

/** Wide enough for the built-in history to be read in about a minute, narrow enough for the pace to be seen. */
const sampleQuotaPerMinute = 30_000

/** So long a mail relay is still waited for once the process is told to end: containers are given ten seconds. */
const graceMs = 7_000

/** After so long without a page asked for, pages may wait for a moment. */
const quietMs = 120_000

/** What of the program this process is. */
export type Face = 'all' | 'web' | 'worker'

/**
 * Serves until it is told to end.
 * @param root the folder that `src` and `drizzle` lie in
 * @throws ConfigError where the folder or the port is another process's
 */
export async function serveFace(face: Face, config: Config, root: string): Promise<void> {
  const { db, keys, rewrite, close } = await openHere(config, join(root, 'drizzle'), () => assertFree(face, config))
  const endings: (() => unknown)[] = [close]
  const vitals = watchVitals()
  endings.unshift(vitals.close)
  const tally = createTally(vitals.families)
  const log = counting(createLog(config.LOG_LEVEL), tally)
  if (!config.DATABASE_URL) endings.unshift(await startBackups({ config, db, keys, version, log }))
  const samples = await startSamples(config)
  if (samples) endings.unshift(samples.close)
  const patience = new AbortController()
  const mailer = await openMailer(config, patience.signal)
  if (mailer) endings.unshift(() => mailer.close())
  const net = createNet(config)
  let wake = () => {}
  let askedAt = Number.NEGATIVE_INFINITY
  const isQuiet = () => performance.now() - askedAt > quietMs
  const house: Deps = {
    config,
    db,
    seal: createSeal(keys),
    providers: createProviders(config, samples?.clients, createLogins(net)),
    net,
    probeMailbox: async (login) =>
      (await import('./providers/imap/probe.ts')).probe({ net, wire: createWire() }, login),
    findCalendar: async (wanted) => {
      const { findCalendar } = await import('./providers/caldav/discover.ts')
      return findCalendar(net, wanted)
    },
    say: console.log,
    now: samples?.now ?? (() => Temporal.Now.instant()),
    log,
    wake: () => wake(),
    mailer,
    sample: samples?.controls ?? null,
    files: rewrite && { rewrite, isQuiet },
    seeHouse: () => seeHouse(config, Temporal.Now.instant()),
    tally,
  }
  const importer = face === 'worker' ? null : openImporter(house)
  if (importer) endings.unshift(importer.close)
  const deps: Deps = importer ? { ...house, importer } : house
  endings.unshift(startStandstillWatch(deps))
  if (face !== 'web') {
    const loop = startLoop(deps)
    wake = loop.wake
    endings.unshift(async () => {
      // Whoever ends a process kills it soon after: what became of a letter is written down before that.
      const timer = setTimeout(() => patience.abort(), graceMs)
      await loop.stop()
      clearTimeout(timer)
    })
  }
  // The sample accounts live in this process, and the embedded database has one that works on it.
  if (face !== 'web' && config.WORKERS > 1 && config.DATABASE_URL && !samples) {
    const workers = startWorkers(config.WORKERS - 1, log)
    endings.unshift(() => workers.stop())
  }
  if (face !== 'worker')
    endings.unshift(
      await listen(deps, root, () => {
        askedAt = performance.now()
      }),
    )
  else log('worker started')
  growClosely()
  giveBackAtRest()
  // Begun by another process of ours, it goes when that one is gone.
  if (process.connected) process.once('disconnect', () => void end(endings).then(() => process.exit(0)))
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void end(endings).then(() => process.exit(0)))
}

/** Null without a relay, and then nothing of it is loaded. */
async function openMailer(config: Config, signal: AbortSignal): Promise<Mailer | null> {
  if (!config.SMTP_URL) return null
  const { createMailer } = await import('./mail/relay.ts')
  return createMailer(config, { pool: true, signal })
}

/**
 * The sample accounts of one made-up person, at two providers and by one clock, made up when somebody first asks for them.
 * Where one provider is real, neither is made up: nobody wants invented people among their own, and a real clock cannot be
 * moved on.
 */
async function startSamples(config: Config) {
  if (config.GOOGLE_CLIENT_ID || config.MICROSOFT_CLIENT_ID || !config.local) return null
  const dir = join(config.DATA_DIR, 'sample')
  const quotaPerMinute = config.GOOGLE_QUOTA_PER_MINUTE ?? sampleQuotaPerMinute
  const google = await openDoor({
    dir,
    file: 'sample.json',
    port: config.PORT + 1,
    open: async (door) => (await import('./sample/google/server.ts')).startSample({ dir, door, quotaPerMinute }),
  })
  const real = () => Temporal.Now.instant()
  const now = () => google.opened()?.now() ?? real().add(google.offset)
  const microsoft = await openDoor({
    dir,
    file: 'microsoft.json',
    port: config.PORT + 2,
    open: async (door) => {
      const [{ startSampleMicrosoft }, { history }] = await Promise.all([
        import('./sample/microsoft/server.ts'),
        google.enter(),
      ])
      return startSampleMicrosoft({ dir, door, now, history })
    },
  })
  const controls: SampleControls = {
    letThemAnswer: async () => (await google.enter()).letThemAnswer() + (await microsoft.enter()).letThemAnswer(),
    advance: async (duration) => (await google.enter()).advance(duration),
  }
  const clients = {
    google: { ...google, clientId: clientIds.google, quotaPerMinute: sampleQuotaPerMinute },
    microsoft: { ...microsoft, clientId: clientIds.microsoft },
  }
  const close = async () => {
    await microsoft.close()
    await google.close()
  }
  return { now, clients, controls, close }
}

/** @param asked is called whenever somebody asks for a page */
function listen(deps: Deps, root: string, asked: () => void): Promise<() => Promise<void>> {
  const app = new Hono()
  app.use(
    '/assets/*',
    serveStatic({
      root: join(root, 'src/web'),
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=3600'),
    }),
  )
  app.use((c, next) => {
    if (!isProbe(c.req.path)) asked()
    return next()
  })
  app.route('/', createApp(deps))
  return new Promise((resolve, reject) => {
    const { PORT: port, HOST: hostname } = deps.config
    const server = serve({ fetch: app.fetch, port, hostname, serverOptions: { requestTimeout: uploadMs } }, () => {
      console.log(`Coffee soon? is at ${deps.config.BASE_URL}`)
      resolve(() => new Promise<void>((closed) => server.close(() => closed())))
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? isTaken(deps.config) : error),
    )
  })
}

/** Node ends a request after five minutes; files that are handed over on a page may take as long as the way to here does. */
const uploadMs = 6 * 3_600_000

const isTaken = ({ PORT }: Config) => new ConfigError(`PORT ${PORT} is in use; set another one`)

/** Looks whether its port can be had, before anything is made that takes time. */
function assertFree(face: Face, config: Config): Promise<void> {
  if (face === 'worker') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? isTaken(config) : error),
    )
    server.listen(config.PORT, config.HOST, () => server.close(() => resolve()))
  })
}

async function end(endings: (() => unknown)[]): Promise<void> {
  for (const ending of endings.splice(0)) await ending()
}
