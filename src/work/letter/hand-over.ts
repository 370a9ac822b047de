/** Hands one written letter to the relay: marked as leaving before, and with what became of it after. */
import { findUser, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { type LetterRow, listDigests, moveDigest } from '../../db/digests.ts'
import { holdLease, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { headersOf, messageIdOf } from '../../letter/paper/headers.ts'
import { toHtml } from '../../letter/paper/html.tsx'
import { toText } from '../../letter/paper/text.ts'
import { isPaused } from '../../letter/schedule.ts'
import { deliveryWords } from '../../letter/words/words.ts'
import { destinationOf } from '../mail/address.ts'
import { linksFor, openLinks } from '../mail/links.ts'
import type { Outcome } from '../outcome.ts'
import { afterwards, conclude, type Leaving } from './conclude.ts'
import { letterToday } from './recheck.ts'
import { wentOut } from './sources/sent.ts'
import { rest } from './until-next.ts'

/** Sends a letter that is ready. Without a relay it lies in the outbox at once. */
export async function handOver(deps: Deps, task: Task, user: User, row: LetterRow): Promise<Outcome> {
  const letter = await letterToday(deps, user, row)
  if (row.items.length && !letter.cards.length)
    return rest(deps, user, async (tx) => {
      await moveDigest(tx, row, ['ready'], { state: 'dropped', problem: deliveryWords(user).nobody })
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
    const words = deliveryWords(user)
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
