/** Hands one written letter to the relay: marked as leaving before, and with what became of it after. */
import { changeSettings, findUser, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { type LetterRow, listDigests, moveDigest } from '../../db/digests.ts'
import { holdLease, type Task } from '../../db/tasks.ts'
import type { Delivery, Deps } from '../../deps.ts'
import { words } from '../../letter/delivery-words.ts'
import { headersOf, messageIdOf } from '../../letter/paper/headers.ts'
import { toHtml } from '../../letter/paper/html.tsx'
import { toText } from '../../letter/paper/text.ts'
import { isPaused } from '../../letter/schedule.ts'
import type { Letter } from '../../letter/types.ts'
import { policy } from '../../policy.ts'
import { destinationOf, suppressBounced } from '../mail/address.ts'
import { linksFor, type NewLink, openLinks } from '../mail/links.ts'
import type { Outcome } from '../outcome.ts'
import { letterToday } from './recheck.ts'
import { wentOut } from './sent.ts'
import { rest } from './until-next.ts'

interface Leaving {
  readonly row: LetterRow
  readonly letter: Letter
  readonly links: Awaited<ReturnType<typeof linksFor>>['links']
  readonly rows: readonly NewLink[]
  readonly messageId: string
}

/** Sends a letter that is ready. Without a relay it lies in the outbox at once. */
export async function handOver(deps: Deps, task: Task, user: User, row: LetterRow): Promise<Outcome> {
  const letter = await letterToday(deps, user, row)
  if (row.items.length && !letter.cards.length)
    return rest(deps, user, async (tx) => {
      await moveDigest(tx, row, ['ready'], { state: 'dropped', problem: words.nobody })
    })
  const { links, rows } = await linksFor(deps, row, letter)
  const leaving = { row, letter, links, rows, messageId: await messageIdFor(deps, row) }
  const { mailer } = deps
  if (!mailer)
    return rest(deps, user, async (tx) => {
      if (await leave(tx, deps, leaving, 'sent')) await afterwards(tx, deps, leaving)
    })
  // Drawn before the letter counts as leaving: a fault in it is no letter of unknown outcome.
  const html = toHtml(letter, links)
  const text = toText(letter, links)
  const headers = headersOf(links, deps.config.BASE_URL)
  const to = await deps.db.transaction(async (tx) => {
    await holdLease(tx, task)
    return leave(tx, deps, leaving, 'sending')
  })
  if (!to) return rest(deps, user)
  const { messageId } = leaving
  const mail = { to, replyTo: to, subject: letter.subject, html, text, messageId, headers }
  return conclude(deps, user, leaving, await mailer.send(mail), to)
}

/** The same for every attempt at one sending of one letter. */
async function messageIdFor({ seal, config }: Deps, { userId, week, sends }: LetterRow): Promise<string> {
  const user = (await seal.sign(userId, 'message id')).slice(0, 16)
  return messageIdOf({ user, week, count: sends + 1, host: new URL(config.BASE_URL).hostname })
}

/**
 * Moves the letter on and opens its links, unless letters were stopped or paused, or the address is not proven any more: all
 * of it is looked at in this transaction.
 * @returns where it goes; null where it stays
 */
async function leave(
  tx: Database,
  deps: Deps,
  { row, rows, messageId }: Leaving,
  state: 'sending' | 'sent',
): Promise<string | null> {
  const at = deps.now()
  const user = await findUser(tx, row.userId)
  if (!user) return null
  const { address, stopped } = await destinationOf(tx, deps, user)
  if (stopped || isPaused(user, at)) {
    const problem = stopped === 'unproven' ? words.unproven : stopped ? words.stopped : words.paused
    await moveDigest(tx, row, ['ready'], { state: 'dropped', problem })
    return null
  }
  const set =
    state === 'sent'
      ? { state, messageId, problem: null, sentAt: at, sent: true as const }
      : { state, messageId, attempts: row.attempts + 1 }
  if (!(await moveDigest(tx, row, ['ready'], set))) return null
  const previous = (await listDigests(tx, row.userId, 8)).find((other) => other.week < row.week && wentOut(other))
  const about = { userId: row.userId, digestId: row.id, previousId: previous?.id ?? null, rows, at }
  await openLinks(tx, about)
  return address
}

/** What the relay said, written down together with the next moment of the task. */
async function conclude(deps: Deps, user: User, leaving: Leaving, delivery: Delivery, to: string): Promise<Outcome> {
  const { row } = leaving
  const move = (set: Parameters<typeof moveDigest>[3]) => async (tx: Database) => {
    await moveDigest(tx, row, ['sending'], set)
  }
  deps.log('letter', { outcome: delivery.kind })
  if (delivery.kind === 'accepted')
    return rest(deps, user, async (tx) => {
      await move({ state: 'sent', sentAt: deps.now(), problem: null, sent: true })(tx)
      await afterwards(tx, deps, leaving)
    })
  const { reason } = delivery
  if (delivery.kind === 'unknown')
    return rest(deps, user, async (tx) => {
      await move({ state: 'unknown', problem: words.unknown(reason), sent: true })(tx)
      await afterwards(tx, deps, leaving)
    })
  if (delivery.kind === 'refused' && delivery.permanent && delivery.atRecipient) {
    const next = await destinationOf(deps.db, deps, user, [to])
    // The relay took nothing: the letter is written anew for the other address, whose subject may hold more or less.
    if (!next.stopped && row.sends === 0)
      return {
        next: deps.now(),
        async write(tx) {
          await move({ state: 'ready', problem: words.moved(reason) })(tx)
          await suppressBounced(tx, deps, { userId: row.userId, address: to })
        },
      }
    return rest(deps, user, async (tx) => {
      await move({ state: 'failed', problem: words.bounced(reason) })(tx)
      await suppressBounced(tx, deps, { userId: user.id, address: to })
    })
  }
  if (delivery.kind === 'refused' && delivery.permanent)
    return rest(deps, user, move({ state: 'failed', problem: words.refused(reason) }))
  return { ...pause(deps, row, reason), write: move({ state: 'ready', problem: words.later(reason) }) }
}

/** Nothing was handed over: tried again with growing pauses, and looked at once more when it has become stale. */
function pause(deps: Deps, row: LetterRow, reason: string): Pick<Outcome, 'next' | 'failure'> {
  const now = deps.now()
  const later = now.add({ minutes: Math.min(longestMinutes, firstMinutes * 2 ** row.attempts) })
  const next = later.epochMilliseconds < row.dropAt.epochMilliseconds ? later : row.dropAt
  return { next, failure: { error: reason, attempts: row.attempts + 1 } }
}

const firstMinutes = 2
const longestMinutes = 120

/** Too many letters in a row came to nothing: the one that says so is followed by a while without any. */
async function afterwards(tx: Database, deps: Deps, { row, letter }: Leaving): Promise<void> {
  if (letter.kind !== 'pausing') return
  const user = await findUser(tx, row.userId)
  if (!user) return
  const today = deps.now().toZonedDateTimeISO(user.timeZone).toPlainDate()
  const pausedUntil = today.add(policy.quiet.pause).toString()
  await changeSettings(tx, user.id, { pausedUntil })
}
