/** The entry for Node: settings, database, server and loop in one process, or any of them apart. */
import './node/version.ts'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { createApp } from './app.tsx'
import { type Config, ConfigError, readConfig, settingsTable } from './config.ts'
import { type OpenDatabase, openEmbedded, openServer } from './db/open.ts'
import { releaseTasks } from './db/tasks.ts'
import type { Deps, Log, SampleControls } from './deps.ts'
import { createMailer } from './mail/relay.ts'
import { printBacktest } from './node/backtest.ts'
import { examine } from './node/doctor.ts'
import { faultOf } from './node/fault.ts'
import { runImport } from './node/import.ts'
import { loadKeys } from './node/keys.ts'
import { lockFolder } from './node/lock.ts'
import { createProviders } from './providers/index.ts'
import { startSampleMicrosoft } from './sample/microsoft/server.ts'
import { startSample } from './sample/server.ts'
import { createSeal } from './seal.ts'
import { startLoop } from './work/tick.ts'

const faces = ['all', 'web', 'worker', 'migrate', 'settings', 'doctor', 'backtest', 'import'] as const
type Face = (typeof faces)[number]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Wide enough for the built-in history to be read in about a minute, narrow enough for the pace to be seen. */
const sampleQuotaPerMinute = 30_000

const log: Log = (event, details = {}) =>
  console.log(JSON.stringify({ at: new Date().toISOString(), event, ...details }))

async function main(face: Face): Promise<void> {
  if (face === 'settings') return console.log(settingsTable())
  if (existsSync('.env')) process.loadEnvFile('.env')
  const readFile = (path: string) => readFileSync(path, 'utf8')
  if (face === 'doctor') {
    const visit = { env: process.env, args: process.argv.slice(3), migrations: join(root, 'drizzle'), readFile }
    process.exitCode = await examine({ ...visit, say: console.log })
    return
  }
  const config = readConfig(process.env, readFile)
  if (face === 'backtest') {
    const request = { config, args: process.argv.slice(3), migrations: join(root, 'drizzle') }
    return printBacktest({ ...request, now: Temporal.Now.instant(), say: console.log })
  }
  if (face === 'import') {
    const progress = { terminal: process.stderr.isTTY, write: (text: string) => process.stderr.write(text) }
    const call = { config, args: process.argv.slice(3), migrations: join(root, 'drizzle'), progress }
    process.exitCode = await runImport({ ...call, say: console.log })
    return
  }
  mkdirSync(config.DATA_DIR, { recursive: true, mode: 0o700 })
  const unlock = config.DATABASE_URL ? () => {} : lockFolder(config.DATA_DIR)
  const database = await openDatabase(config)
  await database.migrate(join(root, 'drizzle'))
  // The lock of the folder says that nobody else is at work: what a killed process held goes on now, not in minutes.
  if (!config.DATABASE_URL) await releaseTasks(database.db, Temporal.Now.instant())
  const endings: (() => unknown)[] = [() => database.close(), unlock]
  if (face !== 'migrate') await run(face, config, database, endings)
  else await end(endings)
}

async function run(face: Face, config: Config, database: OpenDatabase, endings: (() => unknown)[]): Promise<void> {
  const samples = await startSamples(config)
  if (samples) endings.unshift(samples.close)
  const mailer = createMailer(config, { pool: true })
  if (mailer) endings.unshift(() => mailer.close())
  let wake = () => {}
  const deps: Deps = {
    config,
    db: database.db,
    seal: createSeal(config.SECRET_KEYS ?? loadKeys(config.DATA_DIR)),
    providers: createProviders(config, samples?.clients),
    now: samples?.now ?? (() => Temporal.Now.instant()),
    log,
    wake: () => wake(),
    mailer,
    sample: samples?.controls ?? null,
  }
  if (face !== 'web') {
    const loop = startLoop(deps)
    wake = loop.wake
    endings.unshift(loop.stop)
  }
  if (face !== 'worker') endings.unshift(await listen(deps))
  else log('worker started')
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void end(endings).then(() => process.exit(0)))
}

/**
 * The sample accounts of one made-up person, at two providers and by one clock. Where one provider is real, neither is
 * made up: nobody wants invented people among their own, and a real clock cannot be moved on.
 */
async function startSamples(config: Config) {
  if (config.GOOGLE_CLIENT_ID || config.MICROSOFT_CLIENT_ID || !config.local) return null
  const dir = join(config.DATA_DIR, 'sample')
  const quotaPerMinute = config.GOOGLE_QUOTA_PER_MINUTE ?? sampleQuotaPerMinute
  const google = await startSample({ dir, port: config.PORT + 1, quotaPerMinute })
  const now = () => google.now()
  const microsoft = await startSampleMicrosoft({ dir, port: config.PORT + 2, now, history: google.history })
  const controls: SampleControls = {
    letThemAnswer: () => google.letThemAnswer() + microsoft.letThemAnswer(),
    advance: (duration) => google.advance(duration),
  }
  const clients = { google: { ...google, quotaPerMinute: sampleQuotaPerMinute }, microsoft }
  const close = async () => {
    await microsoft.close()
    await google.close()
  }
  return { now, clients, controls, close }
}

function openDatabase(config: Config): Promise<OpenDatabase> | OpenDatabase {
  return config.DATABASE_URL ? openServer(config.DATABASE_URL) : openEmbedded(join(config.DATA_DIR, 'database'))
}

function listen(deps: Deps): Promise<() => Promise<void>> {
  const app = new Hono()
  app.use(
    '/assets/*',
    serveStatic({
      root: join(root, 'src/web'),
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=3600'),
    }),
  )
  app.route('/', createApp(deps))
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: deps.config.PORT, hostname: deps.config.HOST }, () => {
      console.log(`Coffee soon? is at ${deps.config.BASE_URL}`)
      resolve(() => new Promise<void>((closed) => server.close(() => closed())))
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new ConfigError(`PORT ${deps.config.PORT} is in use; set another one`) : error,
      ),
    )
  })
}

async function end(endings: (() => unknown)[]): Promise<void> {
  for (const ending of endings.splice(0)) await ending()
}

main(faces.find((face) => face === process.argv[2]) ?? 'all').catch((error: unknown) => {
  console.error(faultOf(error))
  process.exit(1)
})
