/** One bounded piece of one duty. The only place that catches a provider's fault, and whatever else a duty throws. */
import { moveConnection, noteAnswered, noteRefused } from '../db/accounts/connections.ts'
import { changeStream, findStream, listKinds } from '../db/accounts/streams.ts'
import type { User } from '../db/accounts/users.ts'
import { takeTurn, turnSeconds } from '../db/budgets.ts'
import type { Database } from '../db/database.ts'
import { countWanted } from '../db/listings/counts.ts'
import type { Look } from '../db/queue/look.ts'
import { endTask, finishTask, LeaseLost, renewLease, scheduleTask, type Task } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { placeOfUser, tongueOf } from '../place.ts'
import type { Page } from '../providers/types.ts'
import { countCalls, dayOf, ownPace } from '../sync/access.ts'
import { quietProgress } from '../sync/progress.ts'
import { pullPage } from '../sync/pull.ts'
import { writePage } from '../sync/write.ts'
import type { Pull } from '../sync/writing.ts'
import { readAddressBook } from './address-book.ts'
import { asUser } from './as-user.ts'
import { replayNext } from './backtest/backtest.ts'
import { bookCoffee } from './coffee/book.ts'
import { deliverLetter } from './letter/deliver.ts'
import { isAbsent } from './mail/absence.ts'
import { raiseAlarm, sendAlarm } from './mail/alarm.ts'
import { sendConfirmation } from './mail/confirm.ts'
import type { Outcome } from './outcome.ts'
import { deriveUser } from './people/derive.ts'
import { takeNews } from './people/news.ts'
import { refusedOf, weigh } from './refusal.ts'
import { planRestart, type Restart } from './restart.ts'
import { carefulFrom, type Effect, planFault } from './retry.ts'
import { besideOthers } from './side-by-side.ts'
import { sendSignInLink } from './signing/send-link.ts'
import { noteThrow } from './thrown.ts'
import { sendWebhook } from './webhook/tell.ts'

const duties: Readonly<Record<Task['kind'], (deps: Deps, task: Task) => Promise<Outcome | null>>> = {
  mail: readStream,
  calendar: readStream,
  contacts: readAddressBook,
  derive: deriveUser,
  letter: deliverLetter,
  coffee: bookCoffee,
  backtest: replayNext,
  confirm: sendConfirmation,
  alarm: sendAlarm,
  signin: sendSignInLink,
  webhook: sendWebhook,
}

/**
 * Does one step of a claimed task and gives it back, whatever comes of it.
 * @throws what the task threw, where not even that can be written down: then its lease lapses, and it is tried again
 */
export async function step(given: Deps, task: Task): Promise<void> {
  const deps = asUser(given, task.userId)
  const beside = besideOthers(task)
  let outcome: Outcome | null = null
  try {
    outcome = await duties[task.kind](keepLease(deps, task), task)
    if (!outcome) return await endTask(deps.db, task)
    if (outcome.look) return await beside.finish(deps.db, { next: outcome.next, ...outcome.look })
    const { next, failure = { error: null, attempts: 0 } } = outcome
    await deps.db.transaction(async (tx) => {
      await finishTask(tx, task, next, failure)
      await outcome?.write(tx)
    })
  } catch (error) {
    if (error instanceof LeaseLost) deps.log('lease lost', { kind: task.kind })
    else await noteThrow(deps, task, { error, failed: outcome?.failed })
  } finally {
    beside.end()
  }
}

/** Whatever mail the task sends, nobody else takes it up while the relay is waited for: that may be minutes. */
function keepLease(deps: Deps, task: Task): Deps {
  const { mailer } = deps
  if (!mailer) return deps
  const stillWaiting = () => renewLease(deps.db, task, deps.now())
  return { ...deps, mailer: { ...mailer, send: (mail) => mailer.send(mail, stillWaiting) } }
}

/** A page to be read, with whom it is read for. */
interface Reading extends Pull {
  readonly user: User
}

/** Reads the next page of a stream; null where there is nothing to read any more. */
async function readStream(deps: Deps, task: Task): Promise<Outcome | null> {
  const pull = await load(deps, task)
  if (!pull || (await isAbsent(deps, pull.user))) return null
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

async function readPage(deps: Deps, pull: Reading, task: Task): Promise<Outcome> {
  try {
    const page = await pullPage(deps, pull)
    const fault = page.fault ? weigh(page.fault, pull.connection, deps.now()) : null
    // Who makes progress has not failed yet, however often something was in the way.
    const attempts = isProgress(pull, page) ? 0 : task.attempts
    const effect = fault ? toEffect(deps, { error: fault, duty: task.kind, attempts }) : null
    const rest = deps.now().add({ minutes: deps.config.SYNC_INTERVAL_MINUTES })
    const look = lookOf(pull, page, deps.now())
    return {
      next: effect?.next ?? (page.more ? deps.now() : rest),
      ...(look ? { look } : {}),
      ...(fault && effect ? toFailure(fault, effect) : {}),
      async write(tx) {
        const { ids, due } = await writePage(tx, pull, page, deps.now())
        const { kind, subject, userId } = task
        if (due && !page.more) await scheduleTask(tx, { kind, subject, userId }, deps.now())
        await countCalls(tx, pull, deps.now())
        if (pull.connection.state !== 'active') await resume(tx, pull, deps.now())
        if (isAnswer(pull, fault)) await noteAnswered(tx, pull.connection.id)
        if (fault && effect) await writeFault(tx, pull, { error: fault, effect, now: deps.now() })
        const { more, complete } = page
        const first = isFirst(pull)
        if (ids.length || complete || (first && !more))
          await takeNews(tx, {
            user: pull.user,
            first,
            more,
            done: pull.stream.done,
            ids,
            came: allOf(page, ids),
            now: deps.now(),
          })
      },
      failed: (tx) => countCalls(tx, pull, deps.now()),
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) {
      await countCalls(deps.db, pull, deps.now())
      throw error
    }
    const fault = weigh(error, pull.connection, deps.now())
    const effect = toEffect(deps, { error: fault, duty: task.kind, attempts: task.attempts })
    const restart = planRestart(fault, pull.stream, { now: deps.now(), place: placeOfUser(pull.user) })
    return {
      next: restart?.next ?? effect.next,
      ...toFailure(fault, effect),
      async write(tx) {
        await writeFault(tx, pull, { error: fault, effect, now: deps.now() })
        if (restart) await writeRestart(tx, pull, restart)
        await countCalls(tx, pull, deps.now())
      },
    }
  }
}

/** What a page brought, where no more than that is different after it. */
const allOf = ({ facts, complete }: Page, ids: readonly string[]) =>
  complete || ids.length > facts.length ? undefined : facts

/** A look that brought nothing, and after which nothing else has to be said of the account; undefined for any other. */
function lookOf(pull: Reading, page: Page, now: Instant): Look | undefined {
  const { connection, stream, calls: counts } = pull
  if (connection.state !== 'active' || isAnswer(pull, null) || isFirst(pull)) return undefined
  const progress = quietProgress(pull, page, now)
  return progress ? { stream, progress, asked: { day: dayOf(now), counts } } : undefined
}

interface Met {
  readonly error: ProviderError
  readonly duty: Task['kind']
  readonly attempts: number
}

function toEffect(deps: Deps, { error, duty, attempts }: Met): Effect {
  if (error.reason !== ownPace) deps.log('provider fault', { duty, kind: error.kind, reason: error.reason })
  return planFault(error, attempts, deps.now(), Math.random())
}

/** A stream that is not read to its end: for the first time, or anew. */
const isFirst = ({ stream: { lastSyncedAt, phase } }: Pull): boolean =>
  lastSyncedAt === null || phase === 'queued' || phase === 'listing' || phase === 'reading'

/** Whether a page brought anything, or went any further. */
function isProgress({ stream }: Pull, { facts, gone, read, listing, cursor }: Page): boolean {
  const brought = [facts, gone, read ?? [], listing ?? []].some(({ length }) => length > 0)
  return brought || inOrder(cursor) !== inOrder(stream.cursor)
}

/** As JSON in which keys stand in one order: the database keeps its own. */
const inOrder = (value: unknown) =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

/** Whether a page shows that the grant is good again that was doubted. */
const isAnswer = ({ connection: { refusedGrantAt, refusedTokenAt } }: Pull, fault: ProviderError | null): boolean =>
  Boolean(refusedGrantAt ?? refusedTokenAt) && !(fault && isDoubt(fault))

/** Our own pacing is no failure. */
function toFailure({ reason, kind }: ProviderError, { attempts }: Effect): Pick<Outcome, 'failure'> {
  return reason === ownPace ? {} : { failure: { error: reason ?? kind, attempts } }
}

/**
 * The stream with its connection, as long as there is something to read: a connection of a configured provider that is
 * active, or that waits for an administrator, who may have agreed by now.
 */
async function load(deps: Deps, { kind, subject, attempts }: Task): Promise<Reading | null> {
  if (kind !== 'mail' && kind !== 'calendar') return null
  const found = await findStream(deps.db, { connectionId: subject, kind }, deps.now())
  if (!found || found.connection.provider === 'file') return null
  const { stream, connection, user, waiting } = found
  if (connection.state !== 'active' && connection.state !== 'waiting_admin') return null
  const provider = deps.providers.get(found.connection.provider)
  // A connection works only with the issuer that it was made with.
  if (provider?.issuer !== connection.issuer) return null
  const { subjects } = user.settings
  return {
    connection,
    stream,
    waiting,
    provider,
    subjects,
    timeZone: user.timeZone,
    user,
    careful: attempts >= carefulFrom,
    attempts,
    seal: deps.seal,
    calls: new Map(),
  }
}

interface Fault {
  readonly error: ProviderError
  readonly effect: Effect
  readonly now: Instant
}

/** Our own pacing is no fault and leaves no trace; a refused grant parks the whole connection, and its owner is told. */
async function writeFault(
  tx: Database,
  { connection, stream, user }: Reading,
  { error, effect, now }: Fault,
): Promise<void> {
  if (error.reason === ownPace) return
  const tongue = tongueOf(placeOfUser(user))
  await changeStream(tx, stream, {
    ...(effect.restart ? { cursor: null } : {}),
    ...(effect.phase ? { phase: effect.phase, error: error.in(tongue) } : {}),
  })
  const doubted = isDoubt(error)
  if (doubted) await noteRefused(tx, connection, doubted, now)
  // Who waits for an administrator goes on waiting, whatever is said meanwhile.
  if (!effect.connection || connection.state === 'waiting_admin') return
  const problem = effect.connection === 'waiting_admin' ? null : error.in(tongue)
  // Renewed by somebody else meanwhile: what was refused is an older token.
  const { tokenVersion, ...same } = connection
  const which = refusedOf(error) === 'grant' ? connection : same
  const moved = await moveConnection(tx, which, 'active', { state: effect.connection, problem })
  if (moved && effect.connection === 'reconnect') await raiseAlarm(tx, connection.userId, now)
}

/** What a weighed fault still doubts, if it is one that has to be said again before it is believed. */
const isDoubt = (error: ProviderError) => (error.cause instanceof ProviderError ? refusedOf(error.cause) : null)

/** A position that is lost again and again costs a snapshot each time. What the last one read to its end counts as read. */
async function writeRestart(tx: Database, { stream }: Pull, restart: Restart): Promise<void> {
  const { restarts, restartedAt, error } = restart
  const counts = stream.kind === 'mail' && stream.bounds ? await countWanted(tx, stream.connectionId) : null
  const until = counts && counts.done === counts.total ? stream.startedAt : null
  const isNewer = until && until.epochMilliseconds > (stream.lastSyncedAt?.epochMilliseconds ?? 0)
  await changeStream(tx, stream, {
    restarts,
    restartedAt,
    ...(error ? { phase: 'waiting' as const, error } : {}),
    ...(isNewer ? { lastSyncedAt: until } : {}),
  })
}

/** The administrator has agreed: everything goes on where it stopped. */
async function resume(tx: Database, { connection }: Pull, now: Instant): Promise<void> {
  await moveConnection(tx, connection, 'waiting_admin', { state: 'active', problem: null })
  for (const kind of await listKinds(tx, connection.id))
    await scheduleTask(tx, { kind, subject: connection.id, userId: connection.userId }, now)
}
