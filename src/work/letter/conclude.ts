/** What the relay said of a letter, written down together with the next moment of its task. */
import { changeSettings, findUser, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { type LetterRow, moveDigest } from '../../db/digests.ts'
import type { Delivery, Deps } from '../../deps.ts'
import type { Letter } from '../../letter/types.ts'
import { deliveryWords } from '../../letter/words/words.ts'
import { policy } from '../../policy.ts'
import { destinationOf, suppressBounced } from '../mail/address.ts'
import type { linksFor, NewLink } from '../mail/links.ts'
import type { Outcome } from '../outcome.ts'
import { spendLinesOf } from '../people/lines.ts'
import { tellOfLetter } from '../webhook/tell.ts'
import { rest } from './until-next.ts'

export interface Leaving {
  readonly row: LetterRow
  readonly letter: Letter
  readonly links: Awaited<ReturnType<typeof linksFor>>['links']
  readonly rows: readonly NewLink[]
  readonly messageId: string
}

/** What the relay said, written down together with the next moment of the task. */
export async function conclude(
  deps: Deps,
  user: User,
  leaving: Leaving,
  delivery: Delivery,
  to: string,
): Promise<Outcome> {
  const { row } = leaving
  const words = deliveryWords(user)
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

/**
 * A program that wants to know is told. Too many letters in a row came to nothing: the one that says so is followed by a while
 * without any.
 */
export async function afterwards(tx: Database, deps: Deps, { row, letter }: Leaving): Promise<void> {
  await tellOfLetter(tx, row, deps.now())
  await spendLinesOf(tx, row.userId, { letter, at: deps.now() })
  if (letter.kind !== 'pausing') return
  const user = await findUser(tx, row.userId)
  if (!user) return
  const today = deps.now().toZonedDateTimeISO(user.timeZone).toPlainDate()
  const pausedUntil = today.add(policy.quiet.pause).toString()
  await changeSettings(tx, user.id, { pausedUntil })
}
