/** The entry for Cloudflare Workers: pages, the clock that looks for due tasks, and the queue that has them done. */
import type { ExecutionContext, Hyperdrive, MessageBatch, Queue, ScheduledController } from '@cloudflare/workers-types'
import { Temporal } from 'temporal-polyfill'
import { createApp } from './app.tsx'
import { type Config, ConfigError, readConfig } from './config.ts'
import { dueAt, listDue } from './db/due.ts'
import { noteIncident } from './db/health/incidents.ts'
import { findTableFault } from './db/health/version.ts'
import { claimTasks } from './db/queue/claim.ts'
import { connectServer } from './db/server/server.ts'
import type { TaskKind } from './db/tasks.ts'
import type { Deps } from './deps.ts'
import { describeError } from './errors.ts'
import { createLog } from './log.ts'
import { onWorkers } from './mail/patience.ts'
import { createMailer } from './mail/relay.ts'
import { createProviders } from './providers/index.ts'
import { createSeal } from './seal.ts'
import { isProbe } from './web/frame/guard.ts'
import { nothingCounted } from './web/welcome/metrics.ts'
import { noReadiness } from './web/welcome/ready.ts'
import { lookAtClock } from './work/clock.ts'
import { keepHouse } from './work/house/house.ts'
import { lookForStandstill } from './work/mail/standstill.ts'
import { step } from './work/step.ts'
import { type Assets, lists } from './workers/lists.ts'

/** What wrangler.toml binds. Every setting of config.ts may stand beside it, as a variable or a secret. */
interface Env {
  readonly HYPERDRIVE: Hyperdrive
  readonly DUTIES: Queue<Duty>
  /** What is published beside this Worker; a wrangler.toml from before there were lists in it does not bind it. */
  readonly ASSETS?: Assets
}

/** A wake-up: which row to look at. Everything else is in the row. */
interface Duty {
  readonly kind: TaskKind
  readonly subject: string
}

/** With five requests to a provider in flight, six connections would be used up (Workers, simultaneous connections). */
const connections = 5
/** Queues take a hundred messages at once; more tasks than fifty times that wait for the next run of the clock. */
const batchSize = 100
const wakeUpsAtOnce = 50 * batchSize
/** A message works this long at most, so that nobody waits behind a long first reading. */
const sliceSeconds = 20
/** A task due before the next run of the clock is woken again by its own message. */
const clockSeconds = 60

/** Where wake-ups end that failed again and again (wrangler.toml). */
const lostQueue = 'coffee-soon-duties-failed'

/** What `/readyz` and `/metrics` know, from call to call. */
const readiness = noReadiness()
const counted = nothingCounted()
/** Tables that fit once do so as long as this Worker lives: none is taken away by a migration that it knows. So do lists. */
let fits = false

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    try {
      return await withDeps(env, context, async (deps, later) => {
        const { pathname } = new URL(request.url)
        if (!isProbe(pathname)) {
          const fault = await findUnfit(env, deps)
          if (fault) return new Response(`${unfit} ${fault}.`, { status: 503, headers: { 'retry-after': '60' } })
        }
        // Of the tables it is told by itself.
        const fault = pathname === '/readyz' ? await lists.findFault(env.ASSETS) : null
        if (fault) return new Response(fault, { status: 503 })
        const response = await createApp(deps, readiness, counted).fetch(request)
        if (!response.body) return response
        // An export reads the database while it is being sent: the client stays open until the last byte.
        const { readable, writable } = new TransformStream()
        later(response.body.pipeTo(writable))
        return new Response(readable, response)
      })
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      createLog('error')('wrong setting', { error: error.message })
      return new Response('This server is not set up completely; its log names the setting.', { status: 503 })
    }
  },

  scheduled(controller: ScheduledController, env: Env, context: ExecutionContext): Promise<void> {
    return withDeps(env, context, async (deps) => {
      if (await findUnfit(env, deps)) return
      // Once an hour; a run that is left out is made up for an hour later.
      const hourly = new Date(controller.scheduledTime).getUTCMinutes() === 0
      if (hourly) {
        await lookAtClock(deps)
        await lookForStandstill(deps)
      }
      await sendWakeUps(env, deps)
      if (hourly) await keepHouse(deps)
    })
  },

  queue(batch: MessageBatch<Duty>, env: Env, context: ExecutionContext): Promise<void> {
    return withDeps(env, context, async (deps) => {
      if (batch.queue === lostQueue) return noteLost(deps, batch)
      // The clock wakes again what is still due when they do.
      if (await findUnfit(env, deps)) return batch.ackAll()
      for (const message of batch.messages) {
        try {
          await work(env, deps, message.body)
          message.ack()
        } catch (error) {
          // Not even the failure could be written down: the lease lapses by itself, and the message comes again after it.
          deps.log('step failed', {
            kind: message.body.kind,
            ...describeError(error),
          })
          message.retry({ delaySeconds: 2 * clockSeconds })
        }
      }
    })
  },
}

/** What is said where this Worker was deployed before its migrations. */
const unfit = 'This server is being brought up to date, and nothing is lost. For whoever runs it:'

/** In words what is wrong with the tables or the lists, also written down; null where both fit. An isolate asks both at once. */
async function findUnfit({ ASSETS }: Env, { db, log }: Deps): Promise<string | null> {
  if (fits) return null
  const [tables, absent] = await Promise.all([findTableFault(db), lists.findFault(ASSETS)])
  if (tables) log('tables do not fit', { why: tables })
  if (absent) log('lists are not there', { why: absent })
  fits = !tables && !absent
  return tables ?? absent
}

/** Their tasks are rows, and the clock wakes them again: what is to be seen is that something keeps failing. */
async function noteLost(deps: Deps, batch: MessageBatch<Duty>): Promise<void> {
  deps.log('wake-ups lost', { count: batch.messages.length })
  await noteIncident(deps.db, 'wake-ups', { state: 'untold', at: deps.now(), times: batch.messages.length })
  batch.ackAll()
}

/** Does steps of exactly this task until it is not due any more, somebody else has it, or the slice is over. */
async function work(env: Env, deps: Deps, duty: Duty): Promise<void> {
  const end = deps.now().add({ seconds: sliceSeconds }).epochMilliseconds
  let worked = false
  while (deps.now().epochMilliseconds < end) {
    const [task] = await claimTasks(deps.db, deps.now(), 1, duty)
    if (!task) break
    await step(deps, task)
    worked = true
  }
  if (!worked) return
  const due = await dueAt(deps.db, duty)
  const wait = due ? Math.ceil((due.epochMilliseconds - deps.now().epochMilliseconds) / 1000) : clockSeconds
  if (wait < clockSeconds) await env.DUTIES.send(duty, { delaySeconds: Math.max(0, wait) })
}

/** Wakes what is due. A message that got lost is sent again by the next run, and one sent twice finds nothing to do. */
async function sendWakeUps(env: Env, deps: Deps): Promise<void> {
  const due = await listDue(deps.db, deps.now(), wakeUpsAtOnce)
  for (let start = 0; start < due.length; start += batchSize)
    await env.DUTIES.sendBatch(due.slice(start, start + batchSize).map((duty) => ({ body: duty })))
}

/**
 * One database client for each invocation: sockets belong to the invocation that opened them. It is closed after what
 * `use` hands to `later`.
 */
async function withDeps<T>(
  env: Env,
  context: ExecutionContext,
  use: (deps: Deps, later: (work: Promise<unknown>) => void) => Promise<T>,
): Promise<T> {
  const config = readSettings(env)
  const { db, close } = connectServer(env.HYPERDRIVE.connectionString, {
    max: connections,
    prepare: config.DATABASE_PREPARE === 'on',
  })
  const mailer = createMailer(config, { pool: false, patience: onWorkers })
  const pending: Promise<unknown>[] = []
  const later = (work: Promise<unknown>) => void pending.push(work)
  const deps: Deps = {
    config,
    db,
    seal: createSeal(config.SECRET_KEYS ?? []),
    providers: createProviders(config),
    now: () => Temporal.Now.instant(),
    log: createLog(config.LOG_LEVEL),
    wake: () => later(sendWakeUps(env, deps)),
    // Sockets belong to the invocation as well; none is opened before a letter leaves.
    mailer,
    sample: null,
  }
  try {
    return await use(deps, later)
  } finally {
    context.waitUntil(
      Promise.allSettled(pending)
        .then(() => mailer?.close())
        .then(close),
    )
  }
}

/** @throws ConfigError */
function readSettings(env: Env): Config {
  const texts = Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const given = Object.fromEntries(texts)
  if (!given.BASE_URL) throw new ConfigError('BASE_URL is required on Workers')
  // There is no port to listen on here.
  // The way to Hyperdrive is within Cloudflare's network; to the server it goes on as Hyperdrive was told.
  return readConfig({ ...given, HOST: 'workers', DATABASE_URL: env.HYPERDRIVE.connectionString, DATABASE_TLS: 'off' })
}
