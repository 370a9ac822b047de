/**
 * One plain mail tells an owner that accounts have to be connected again, once for all of them, at most one a month; another
 * that reading stops because nobody is there (absence.ts). To a proven address, and never where they stopped their letters.
 * The row is written before anything leaves.
 */
import { type Alarm, listAlarms, moveAlarm, queueAlarm } from '../../db/accounts/alarms.ts'
import { listConnections } from '../../db/accounts/connections.ts'
import { findUser, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { holdLease, scheduleTask, type Task } from '../../db/tasks.ts'
import type { Delivery, Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { policy } from '../../policy.ts'
import { providerNames } from '../../providers/types.ts'
import type { Outcome } from '../outcome.ts'
import { isAbout, isLongAway, stopOf } from './absence.ts'
import { openStayLink } from './absence-mail.ts'
import { destinationOf, suppressBounced } from './address.ts'
import { alarmMail } from './alarm-mail.ts'

/** What stops together is told of together. */
const minutesTogether = 5
/** Nothing that was asked for longer ago is sent. */
const hoursTried = 24
const [firstMinutes, longestMinutes] = [2, 120]

/** Has the owner told that an account waits for them, unless a mail about any of them left within the month, or is about to. */
export async function raiseAlarm(tx: Database, userId: string, now: Instant): Promise<void> {
  const rows = (await listAlarms(tx, userId)).filter(({ kind }) => kind === 'accounts')
  if (rows.some((row) => row.state === 'queued' || hasLeft(row, now))) return
  await queueAlarm(tx, { id: crypto.randomUUID(), userId, kind: 'accounts', askedAt: now })
  await scheduleTask(tx, { kind: 'alarm', subject: userId, userId }, now.add({ minutes: minutesTogether }))
}

/** Whether it left, or may have, less than a month ago. */
function hasLeft({ state, askedAt }: Alarm, now: Instant): boolean {
  const since = now.toZonedDateTimeISO('UTC').subtract(policy.betweenAlarms).toInstant()
  const left = state === 'sending' || state === 'sent' || state === 'unknown'
  return left && askedAt.epochMilliseconds > since.epochMilliseconds
}

/**
 * The task `alarm` of a user: one at a time, so that never two leave. Null where there is nothing to do any more. A mail that
 * was leaving when a run ended is never sent again by itself.
 */
export async function sendAlarm(deps: Deps, task: Task): Promise<Outcome | null> {
  const { db, mailer } = deps
  const now = deps.now()
  const rows = await listAlarms(db, task.userId)
  const lost = rows.find(({ state }) => state === 'sending')
  if (lost) return end(deps, lost, { state: 'unknown', sentAt: now })
  const row = rows.find(({ state }) => state === 'queued')
  const user = row && (await findUser(db, task.userId))
  if (!row || !user) return null
  if (rows.some((other) => other.kind === 'accounts' && row.kind === 'accounts' && hasLeft(other, now)))
    return end(deps, row, { state: 'unsent' })
  if (row.askedAt.add({ hours: hoursTried }).epochMilliseconds <= now.epochMilliseconds)
    return end(deps, row, { state: 'failed' })
  const telling = await tellingOf(db, deps, { row, user })
  if (!telling) return end(deps, row, { state: 'unsent' })
  const { tells, address } = telling
  if (!mailer)
    return end(deps, row, { state: 'sent', ...tells, sentAt: now }, (tx) => openLinks(tx, deps, { row, now }))
  const mail = await alarmMail(deps, { ...row, ...tells }, user)
  const leaving = await db.transaction(async (tx) => {
    await holdLease(tx, task)
    // Looked at once more: connected again, seen, stopped or proven otherwise since.
    if ((await tellingOf(tx, deps, { row, user }))?.address !== address) return false
    await openLinks(tx, deps, { row, now })
    return moveAlarm(tx, row, ['queued'], { state: 'sending', ...tells, attempts: row.attempts + 1 })
  })
  // What it is by now is looked at again at once.
  if (!leaving) return { next: deps.now(), async write() {} }
  const delivery = await mailer.send({ to: address, replyTo: address, ...mail })
  deps.log('alarm', { outcome: delivery.kind })
  return conclude(deps, { row, address, delivery })
}

interface Telling {
  readonly tells: Partial<Pick<Alarm, 'providers' | 'stopsAt'>>
  readonly address: string
}

/** What there is to tell, and where; null where no account waits any more, the owner was seen, or no address takes mail. */
async function tellingOf(
  db: Database,
  deps: Deps,
  { row, user }: { readonly row: Alarm; readonly user: User },
): Promise<Telling | null> {
  const tells = row.kind === 'accounts' ? await accountsToTell(db, user) : await absenceToTell(db, row, deps.now())
  if (!tells) return null
  const { address, stopped } = await destinationOf(db, deps, user)
  return stopped ? null : { tells, address }
}

async function accountsToTell(db: Database, { id }: User): Promise<Telling['tells'] | null> {
  const waiting = (await listConnections(db, id)).filter(({ state }) => state === 'reconnect')
  const providers = providerNames.flatMap((name) => waiting.flatMap(({ provider }) => (provider === name ? name : [])))
  return providers.length ? { providers } : null
}

/** As of the moment at which it leaves, so that the time that it names is never too near. */
async function absenceToTell(db: Database, row: Alarm, now: Instant): Promise<Telling['tells'] | null> {
  const user = await findUser(db, row.userId)
  const isAway = user && isAbout(row, user, now) && isLongAway(user, now)
  return isAway ? { stopsAt: stopOf(user, now) } : null
}

/** Only the mail about an absence has a link of its own. */
async function openLinks(tx: Database, deps: Deps, { row, now }: { readonly row: Alarm; readonly now: Instant }) {
  if (row.kind === 'absence') await openStayLink(tx, deps, { ...row, at: now })
}

interface Concluding {
  readonly row: Alarm
  readonly address: string
  readonly delivery: Delivery
}

/** What the relay said. An address that takes no mail is left for the next one, as a letter leaves it. */
function conclude(deps: Deps, { row, address, delivery }: Concluding): Outcome {
  if (delivery.kind === 'accepted') return end(deps, row, { state: 'sent', sentAt: deps.now() })
  if (delivery.kind === 'unknown') return end(deps, row, { state: 'unknown', sentAt: deps.now() })
  const isFinal = delivery.kind === 'refused' && delivery.permanent
  if (isFinal && !delivery.atRecipient) return end(deps, row, { state: 'failed' })
  const again = async (tx: Database) => {
    await moveAlarm(tx, row, ['sending'], { state: 'queued' })
    if (isFinal) await suppressBounced(tx, deps, { userId: row.userId, address })
  }
  if (isFinal) return { next: deps.now(), write: again }
  const minutes = Math.min(longestMinutes, firstMinutes * 2 ** row.attempts)
  return {
    next: deps.now().add({ minutes }),
    failure: { error: delivery.reason, attempts: row.attempts + 1 },
    write: again,
  }
}

/** The task comes back once more, finds nothing and ends: what is asked for meanwhile is not lost. */
function end(
  { now }: Deps,
  row: Alarm,
  set: Partial<Pick<Alarm, 'state' | 'providers' | 'stopsAt' | 'sentAt'>>,
  also?: (tx: Database) => Promise<void>,
): Outcome {
  return {
    next: now(),
    async write(tx) {
      await also?.(tx)
      await moveAlarm(tx, row, ['queued', 'sending'], set)
    },
  }
}
