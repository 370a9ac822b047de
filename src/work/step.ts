/** One bounded piece of one duty. The only place that catches a provider's fault, and whatever else a duty throws. */
import { moveConnection } from '../db/accounts/connections.ts'
import { changeStream, findStream, listKinds } from '../db/accounts/streams.ts'
import { takeTurn, turnSeconds } from '../db/budgets.ts'
import type { Database } from '../db/database.ts'
import { endTask, finishTask, LeaseLost, renewLease, scheduleTask, type Task } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { countCalls, ownPace } from '../sync/access.ts'
import { type Pull, pullPage, writePage } from '../sync/pull.ts'
import { replayNext } from './backtest/backtest.ts'
import { bookCoffee } from './coffee/book.ts'
import { deliverLetter } from './letter/deliver.ts'
import { sendConfirmation } from './mail/confirm.ts'
import type { Outcome } from './outcome.ts'
import { deriveUser, requestDeriveOfNew } from './people/derive.ts'
import { carefulFrom, deriveDelaySeconds, type Effect, planFault } from './retry.ts'
import { noteThrow } from './thrown.ts'

const duties: Readonly<Record<Task['kind'], (deps: Deps, task: Task) => Promise<Outcome | null>>> = {
  mail: readStream,
  calendar: readStream,
  derive: deriveUser,
  letter: deliverLetter,
  coffee: bookCoffee,
  backtest: replayNext,
  confirm: sendConfirmation,
}

/**
 * Does one step of a claimed task and gives it back, whatever comes of it.
 * @throws what the task threw, where not even that can be written down: then its lease lapses, and it is tried again
 */
export async function step(deps: Deps, task: Task): Promise<void> {
  let outcome: Outcome | null = null
  try {
    outcome = await duties[task.kind](keepLease(deps, task), task)
    if (!outcome) return await endTask(deps.db, task)
    const { next, failure = { error: null, attempts: 0 } } = outcome
    await deps.db.transaction(async (tx) => {
      await finishTask(tx, task, next, failure)
      await outcome?.write(tx)
    })
  } catch (error) {
    if (error instanceof LeaseLost) deps.log('lease lost', { kind: task.kind })
    else await noteThrow(deps, task, { error, failed: outcome?.failed })
  }
}

/** Whatever mail the task sends, nobody else takes it up while the relay is waited for: that may be minutes. */
function keepLease(deps: Deps, task: Task): Deps {
  const { mailer } = deps
  if (!mailer) return deps
  const stillWaiting = () => renewLease(deps.db, task, deps.now())
  return { ...deps, mailer: { ...mailer, send: (mail) => mailer.send(mail, stillWaiting) } }
}

/** Reads the next page of a stream; null where there is nothing to read any more. */
async function readStream(deps: Deps, task: Task): Promise<Outcome | null> {
  const pull = await load(deps, task)
  if (!pull) return null
  if (!pull.provider.byTurns) return readPage(deps, pull, task)
  const giveBack = await takeTurn(deps.db, task, deps.now())
  if (!giveBack) {
    const failure = { error: null, attempts: task.attempts }
    return { next: deps.now().add({ seconds: turnSeconds }), failure, async write() {} }
  }
  try {
    return await readPage(deps, pull, task)
  } finally {
    await giveBack()
  }
}

async function readPage(deps: Deps, pull: Pull, task: Task): Promise<Outcome> {
  try {
    const page = await pullPage(deps, pull)
    const effect = page.fault ? toEffect(deps, page.fault, task) : null
    const rest = deps.now().add({ minutes: deps.config.SYNC_INTERVAL_MINUTES })
    return {
      next: effect?.next ?? (page.more ? deps.now() : rest),
      ...(page.fault && effect ? toFailure(page.fault, effect) : {}),
      async write(tx) {
        await writePage(tx, pull, page, deps.now())
        await countCalls(tx, pull, deps.now())
        if (pull.connection.state !== 'active') await resume(tx, pull, deps.now())
        if (page.fault && effect) await writeFault(tx, pull, page.fault, effect)
        const changed =
          page.facts.length > 0 || page.gone.length > 0 || (page.listing?.length ?? 0) > 0 || page.complete
        const delay = page.more ? deriveDelaySeconds(pull.stream.done) : 0
        if (changed) await requestDeriveOfNew(tx, pull.connection.userId, deps.now().add({ seconds: delay }))
      },
      failed: (tx) => countCalls(tx, pull, deps.now()),
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) {
      await countCalls(deps.db, pull, deps.now())
      throw error
    }
    const effect = toEffect(deps, error, task)
    return {
      next: effect.next,
      ...toFailure(error, effect),
      async write(tx) {
        await writeFault(tx, pull, error, effect)
        await countCalls(tx, pull, deps.now())
      },
    }
  }
}

function toEffect(deps: Deps, error: ProviderError, task: Task): Effect {
  if (error.reason !== ownPace) deps.log('provider fault', { duty: task.kind, kind: error.kind, reason: error.reason })
  return planFault(error, task.attempts, deps.now(), Math.random())
}

/** Our own pacing is no failure. */
function toFailure({ reason, kind }: ProviderError, { attempts }: Effect): Pick<Outcome, 'failure'> {
  return reason === ownPace ? {} : { failure: { error: reason ?? kind, attempts } }
}

/**
 * The stream with its connection, as long as there is something to read: a connection of a configured provider that is
 * active, or that waits for an administrator, who may have agreed by now.
 */
async function load(deps: Deps, { kind, subject, attempts }: Task): Promise<Pull | null> {
  if (kind !== 'mail' && kind !== 'calendar') return null
  const found = await findStream(deps.db, subject, kind)
  if (!found || found.connection.provider === 'file') return null
  const { stream, connection, user } = found
  if (connection.state !== 'active' && connection.state !== 'waiting_admin') return null
  const provider = deps.providers.get(found.connection.provider)
  // A connection works only with the issuer that it was made with.
  if (provider?.issuer !== connection.issuer) return null
  const { subjects } = user.settings
  return { connection, stream, provider, subjects, careful: attempts >= carefulFrom, calls: new Map() }
}

/** Our own pacing is no fault and leaves no trace; a refused grant parks the whole connection. */
async function writeFault(
  tx: Database,
  { connection, stream }: Pull,
  error: ProviderError,
  effect: Effect,
): Promise<void> {
  if (error.reason === ownPace) return
  await changeStream(tx, stream, {
    ...(effect.restart ? { cursor: null } : {}),
    ...(effect.phase ? { phase: effect.phase, error: error.message } : {}),
  })
  // Who waits for an administrator goes on waiting, whatever is said meanwhile.
  if (!effect.connection || connection.state === 'waiting_admin') return
  const problem = effect.connection === 'waiting_admin' ? null : error.message
  await moveConnection(tx, connection, 'active', { state: effect.connection, problem })
}

/** The administrator has agreed: everything goes on where it stopped. */
async function resume(tx: Database, { connection }: Pull, now: Instant): Promise<void> {
  await moveConnection(tx, connection, 'waiting_admin', { state: 'active', problem: null })
  for (const kind of await listKinds(tx, connection.id))
    await scheduleTask(tx, { kind, subject: connection.id, userId: connection.userId }, now)
}
