/** What a guest chose is told to its owner: by one mail, exactly once whatever crashes, while the time is held. */
import { findUser, type User } from '../../db/accounts/users.ts'
import { asAt, type Coffee, findCoffee, releaseHolds, setTold } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { storeLinks } from '../../db/links.ts'
import type { ToldState } from '../../db/schema.ts'
import { dropTasks, holdLease, scheduleTask, type Task } from '../../db/tasks.ts'
import type { Delivery, Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { replyDestinationOf, suppressBounced } from '../mail/address.ts'
import type { Outcome } from '../outcome.ts'
import { choiceLink, choiceMail } from './choice-mail.ts'

/**
 * The task of a coffee that a guest chose: its owner is told, and when the hold is over the time is free again. A mail that
 * was leaving when a run of this task ended is never sent again by itself: what came of it is unknown.
 */
export async function tendChoice(deps: Deps, task: Task, coffee: Coffee): Promise<Outcome | null> {
  const user = await findUser(deps.db, coffee.userId)
  if (!user) return null
  if (coffee.told === 'sending') return note(deps, coffee, { from: 'sending', told: 'unknown' })
  if (asAt(coffee, deps.now()).state !== 'chosen') return release(deps, coffee)
  if (coffee.told !== null || !coffee.address) return { next: holdEnd(coffee), write: (tx) => keepLeaving(tx, coffee) }
  return tell(deps, task, { user, coffee })
}

interface Telling {
  readonly user: User
  readonly coffee: Coffee
}

async function tell(deps: Deps, task: Task, { user, coffee }: Telling): Promise<Outcome> {
  const { mailer } = deps
  const { address, stopped } = await replyDestinationOf(deps.db, deps, user)
  if (stopped) return note(deps, coffee, { from: null, told: 'unsent' })
  const link = await choiceLink(deps, coffee)
  if (!mailer) return note(deps, coffee, { from: null, told: 'sent', also: (tx) => storeLinks(tx, [link.row]) })
  // Drawn before it counts as leaving: a fault in it is no mail of unknown outcome.
  const mail = await choiceMail(deps, user, { coffee, address })
  const leaving = await deps.db.transaction(async (tx) => {
    await holdLease(tx, task)
    const current = await findCoffee(tx, user.id, coffee.id)
    // Answered or put away meanwhile: there is nothing left to tell.
    if (current?.state !== 'chosen') return undefined
    // Looked at once more: a proof may have been withdrawn, or mail come back, since.
    const now = await replyDestinationOf(tx, deps, user)
    if (now.stopped || now.address !== address) return undefined
    await storeLinks(tx, [link.row])
    return setTold(tx, coffee, null, { told: 'sending' })
  })
  // What it is by now is looked at again at once.
  if (!leaving) return { next: deps.now(), write: (tx) => keepLeaving(tx, coffee) }
  const delivery = await mailer.send({ to: address, replyTo: address, ...mail })
  deps.log('choice', { outcome: delivery.kind })
  return conclude(deps, task, { coffee, address, delivery })
}

interface Concluding {
  readonly coffee: Coffee
  readonly address: string
  readonly delivery: Delivery
}

/** What the relay said. An address that takes no mail is left for the next one, as a letter leaves it. */
function conclude(deps: Deps, task: Task, { coffee, address, delivery }: Concluding): Outcome {
  if (delivery.kind === 'accepted') return note(deps, coffee, { from: 'sending', told: 'sent' })
  if (delivery.kind === 'unknown') return note(deps, coffee, { from: 'sending', told: 'unknown' })
  if (delivery.kind === 'refused' && delivery.permanent && !delivery.atRecipient)
    return note(deps, coffee, { from: 'sending', told: 'failed' })
  const again = async (tx: Database) => {
    await setTold(tx, coffee, 'sending', { told: null })
    await keepLeaving(tx, coffee)
  }
  if (delivery.kind === 'refused' && delivery.permanent)
    return {
      next: deps.now(),
      async write(tx) {
        await suppressBounced(tx, deps, { userId: coffee.userId, address })
        await again(tx)
      },
    }
  const minutes = Math.min(longestMinutes, firstMinutes * 2 ** task.attempts)
  const next = earlier(deps.now().add({ minutes }), holdEnd(coffee))
  return { next, failure: { error: delivery.reason, attempts: task.attempts + 1 }, write: again }
}

const firstMinutes = 2
const longestMinutes = 120

interface Noted {
  /** Where the mail was. */
  readonly from: ToldState | null
  readonly told: ToldState
  readonly also?: (tx: Database) => Promise<void>
}

/** Writes down what came of the mail; the task comes back when the hold is over. */
function note(deps: Deps, coffee: Coffee, { from, told, also }: Noted): Outcome {
  return {
    next: holdEnd(coffee),
    async write(tx) {
      await setTold(tx, coffee, from, { told, toldAt: deps.now() })
      await also?.(tx)
      await keepLeaving(tx, coffee)
    },
  }
}

/** The owner may have sent the invitation while the mail was leaving: it leaves at its own time, not at the hold's end. */
async function keepLeaving(tx: Database, { id, userId }: Coffee): Promise<void> {
  const current = await findCoffee(tx, userId, id)
  if (current?.state === 'queued' && current.sendAt)
    await scheduleTask(tx, { kind: 'coffee', subject: id, userId }, current.sendAt)
}

/** The hold is over. A mail that no relay took by now would tell of what is past. */
function release(deps: Deps, coffee: Coffee): Outcome {
  return {
    next: holdEnd(coffee),
    async write(tx) {
      await releaseHolds(tx, coffee.userId, deps.now())
      await setTold(tx, coffee, null, { told: 'failed', toldAt: deps.now() })
      const current = await findCoffee(tx, coffee.userId, coffee.id)
      if (current?.state !== 'queued') await dropTasks(tx, ['coffee'], coffee.id)
      await keepLeaving(tx, coffee)
    },
  }
}

const holdEnd = ({ holdUntil, createdAt }: Coffee): Instant => holdUntil ?? createdAt
const earlier = (one: Instant, other: Instant) => (one.epochMilliseconds <= other.epochMilliseconds ? one : other)
