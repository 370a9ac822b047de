/**
 * Tells a program of the owner's that a letter is ready: a row first, then one request under its id, again with growing pauses
 * until it is taken. Whoever gets one twice knows it by the id.
 */

import {
  changeWebhook,
  failWaiting,
  findWebhook,
  listWebhookMessages,
  moveWebhookMessage,
  queueWebhookMessage,
  type Webhook,
  type WebhookMessage,
} from '../../db/accounts/webhooks.ts'
import type { Database } from '../../db/database.ts'
import { scheduleTask, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { hoursOf, policy } from '../../policy.ts'
import type { Outcome } from '../outcome.ts'
import { type Answer, post } from './post.ts'
import { openTarget } from './secret.ts'

/** Has the owner's program told of a letter, once for each, where there is such a program. */
export async function tellOfLetter(
  tx: Database,
  { userId, id }: { readonly userId: string; readonly id: string },
  now: Instant,
): Promise<void> {
  await queue(tx, { userId, id: `letter_${id}`, kind: 'letter' }, now)
}

/** Has it told of nothing at all, to see whether it listens. @returns whether there is such a program */
export const tryWebhook = (tx: Database, userId: string, now: Instant): Promise<boolean> =>
  queue(tx, { userId, id: `test_${crypto.randomUUID()}`, kind: 'test' }, now)

async function queue(
  tx: Database,
  message: Pick<WebhookMessage, 'id' | 'userId' | 'kind'>,
  now: Instant,
): Promise<boolean> {
  const { userId } = message
  const hook = await findWebhook(tx, userId)
  if (hook?.state !== 'on') return false
  const until = now.subtract({ hours: hoursOf(policy.webhook.kept) })
  if (!(await queueWebhookMessage(tx, { ...message, askedAt: now }, until))) return false
  await scheduleTask(tx, { kind: 'webhook', subject: userId, userId }, now)
  return true
}

/** The task `webhook` of a user: one message at a time, the oldest first. Null where there is nothing to tell any more. */
export async function sendWebhook(deps: Deps, task: Task): Promise<Outcome | null> {
  const { userId } = task
  const hook = await findWebhook(deps.db, userId)
  const message = (await listWebhookMessages(deps.db, userId)).findLast(({ state }) => state === 'queued')
  if (!hook || !message) return null
  const target = await openTarget(deps.seal, userId, hook.sealed).catch(() => null)
  // A key that is lost opens nothing again: its owner makes another secret.
  if (!target) return giveUp(deps, hook, 'can’t be told any more, because its key is gone from this server')
  if (!isInTime(message, deps.now())) return failed(deps, { hook, message, problem: hook.problem })
  const answer = await post(deps, { target, message })
  deps.log('webhook', { outcome: answer.kind })
  return conclude(deps, { hook, message, answer })
}

const isInTime = ({ askedAt }: WebhookMessage, at: Instant): boolean =>
  at.epochMilliseconds < askedAt.add({ hours: hoursOf(policy.webhook.tried) }).epochMilliseconds

interface Told {
  readonly hook: Webhook
  readonly message: WebhookMessage
  readonly answer: Answer
}

function conclude(deps: Deps, { hook, message, answer }: Told): Outcome {
  const now = deps.now()
  if (answer.kind === 'taken')
    return {
      next: now,
      async write(tx) {
        await moveWebhookMessage(tx, message, { state: 'taken', endedAt: now })
        await changeWebhook(tx, hook, { takenAt: now, problem: null })
      },
    }
  if (answer.kind === 'gone') return giveUp(deps, hook, 'said that it is gone for good')
  const next = now.add({ seconds: pauseOf(message.attempts) })
  if (!isInTime(message, next)) return failed(deps, { hook, message, problem: answer.problem })
  return {
    next,
    failure: { error: answer.kind, attempts: message.attempts + 1 },
    async write(tx) {
      await moveWebhookMessage(tx, message, {})
      await changeWebhook(tx, hook, { problem: answer.problem })
    },
  }
}

/** The next letter is told of all the same. */
function failed(
  { now }: Deps,
  { hook, message, problem }: Pick<Told, 'hook' | 'message'> & Pick<Webhook, 'problem'>,
): Outcome {
  return {
    next: now(),
    async write(tx) {
      await moveWebhookMessage(tx, message, { state: 'failed', endedAt: now() })
      await changeWebhook(tx, hook, { problem: problem ?? 'was not reached in time' })
    },
  }
}

function giveUp({ now }: Deps, hook: Webhook, problem: string): Outcome {
  return {
    next: now(),
    async write(tx) {
      await failWaiting(tx, hook.userId, now())
      await changeWebhook(tx, hook, { state: 'off', problem })
    },
  }
}

const [firstSeconds, longestSeconds] = [30, 6 * 3600]

/** Half a minute, two minutes, eight, half an hour, two hours, and six from then on. */
const pauseOf = (attempts: number): number => Math.min(longestSeconds, firstSeconds * 4 ** Math.min(attempts, 10))
