/** What a guest chose or did is told to its owner: by one mail each, exactly once whatever crashes; and one reminder. */
import { Temporal } from 'temporal-polyfill'
import { findUser, type User } from '../../db/accounts/users.ts'
import { asAt, type Coffee, findCoffee, releaseHolds, setReminded, setTold } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { storeLinks } from '../../db/links.ts'
import { findPersonByAddress } from '../../db/people.ts'
import type { ToldState } from '../../db/schema.ts'
import { holdLease, type Task } from '../../db/tasks.ts'
import type { Delivery, Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { policy } from '../../policy.ts'
import { normalise } from '../../text.ts'
import { replyDestinationOf, suppressBounced } from '../mail/address.ts'
import type { Outcome } from '../outcome.ts'
import { type About, choiceLink, choiceMail } from './choice-mail.ts'
import { comeBack, reminderOf, wantsTelling } from './moments.ts'

/**
 * The task of a coffee of which its owner is to hear: they are told, reminded of a choice before its hold is over, and then
 * the time is free again. A mail that was leaving when a run of this task ended is never sent again by itself: what came of it
 * is unknown.
 * @returns null where there is nobody to tell
 */
export async function tendChoice(deps: Deps, task: Task, coffee: Coffee): Promise<Outcome | null> {
  const user = await findUser(deps.db, coffee.userId)
  if (!user) return null
  const now = deps.now()
  for (const about of ['told', 'reminded'] as const)
    if (coffee[about] === 'sending') return note(deps, coffee, { about, from: 'sending', to: 'unknown' })
  if (coffee.state === 'chosen' && asAt(coffee, now).state !== 'chosen') return release(deps, coffee)
  if (wantsTelling(coffee, now)) return tell(deps, task, { user, coffee, about: 'told' })
  const reminder = reminderOf(coffee)
  if (reminder && reminder.epochMilliseconds <= now.epochMilliseconds)
    return tell(deps, task, { user, coffee, about: 'reminded' })
  return { next: reminder ?? holdEnd(coffee), write: (tx) => comeBack(tx, coffee, now) }
}

interface Telling {
  readonly user: User
  readonly coffee: Coffee
  readonly about: About
}

async function tell(deps: Deps, task: Task, { user, coffee, about }: Telling): Promise<Outcome> {
  const { mailer } = deps
  const { address, stopped } = await replyDestinationOf(deps.db, deps, user)
  const guest = await findPersonByAddress(deps.db, user.id, normalise(coffee.address))
  // Nobody is told that somebody waits for an answer who has died since.
  if (stopped || guest?.state === 'died') return note(deps, coffee, { about, from: null, to: 'unsent' })
  const link = await choiceLink(deps, coffee)
  if (!mailer) return note(deps, coffee, { about, from: null, to: 'sent', also: (tx) => storeLinks(tx, [link.row]) })
  // Drawn before it counts as leaving: a fault in it is no mail of unknown outcome.
  const mail = await choiceMail(deps, user, { coffee, address, about })
  const leaving = await deps.db.transaction(async (tx) => {
    await holdLease(tx, task)
    const current = await findCoffee(tx, user.id, coffee.id)
    // Answered, put away or changed meanwhile: there is nothing left to tell, or something else.
    if (!current || !isSame(current, coffee) || !isWanted(current, about, deps.now())) return undefined
    // Looked at once more: a proof may have been withdrawn, or mail come back, since.
    const now = await replyDestinationOf(tx, deps, user)
    if (now.stopped || now.address !== address) return undefined
    await storeLinks(tx, [link.row])
    return setMail(tx, coffee, { about, from: null, to: 'sending' })
  })
  // What it is by now is looked at again at once.
  if (!leaving) return { next: deps.now(), write: (tx) => comeBack(tx, coffee, deps.now()) }
  const delivery = await mailer.send({ to: address, replyTo: address, ...mail })
  deps.log('choice', { outcome: delivery.kind })
  return conclude(deps, task, { coffee, about, address, delivery })
}

/** The mail about it is the one that was drawn. */
const isSame = (one: Coffee, other: Coffee) =>
  one.news?.no === other.news?.no && one.startsAt?.epochMilliseconds === other.startsAt?.epochMilliseconds

const isWanted = (coffee: Coffee, about: About, now: Instant): boolean =>
  about === 'told' ? wantsTelling(coffee, now) : reminderOf(asAt(coffee, now)) !== null

interface Concluding extends Omit<Telling, 'user'> {
  readonly address: string
  readonly delivery: Delivery
}

/** What the relay said. An address that takes no mail is left for the next one, as a letter leaves it. */
function conclude(deps: Deps, task: Task, { coffee, about, address, delivery }: Concluding): Outcome {
  const noted = (to: ToldState) => note(deps, coffee, { about, from: 'sending', to })
  if (delivery.kind === 'accepted') return noted('sent')
  if (delivery.kind === 'unknown') return noted('unknown')
  if (delivery.kind === 'refused' && delivery.permanent && !delivery.atRecipient) return noted('failed')
  const again = async (tx: Database, at: Instant) => {
    await setMail(tx, coffee, { about, from: 'sending', to: null })
    await comeBack(tx, coffee, at)
  }
  if (delivery.kind === 'refused' && delivery.permanent)
    return {
      next: deps.now(),
      async write(tx) {
        await suppressBounced(tx, deps, { userId: coffee.userId, address })
        await again(tx, deps.now())
      },
    }
  const end = triedUntil(coffee)
  if (end.epochMilliseconds <= deps.now().epochMilliseconds) return noted('failed')
  const minutes = Math.min(longestMinutes, firstMinutes * 2 ** task.attempts)
  const next = earlier(deps.now().add({ minutes }), end)
  return {
    next,
    failure: { error: delivery.reason, attempts: task.attempts + 1 },
    write: (tx) => again(tx, next),
  }
}

/** Of a choice as long as it is held; of what happened since for a day. */
const triedUntil = (coffee: Coffee): Instant =>
  coffee.state === 'chosen' || !coffee.news
    ? holdEnd(coffee)
    : Temporal.Instant.from(coffee.news.at).add({ hours: hoursTried })

const firstMinutes = 2
const longestMinutes = 120
const hoursTried = 24

interface Noted {
  readonly about: About
  /** Where the mail was. */
  readonly from: ToldState | null
  readonly to: ToldState | null
  readonly also?: (tx: Database) => Promise<void>
}

const setMail = (tx: Database, coffee: Coffee, { about, from, to }: Noted) =>
  about === 'told' ? setTold(tx, coffee, from, { told: to }) : setReminded(tx, coffee, from, to)

/** Writes down what came of the mail; the task comes back when something else is due. */
function note(deps: Deps, coffee: Coffee, { about, from, to, also }: Noted): Outcome {
  return {
    next: lastMoment(coffee, deps.now()),
    async write(tx) {
      if (about === 'told') await setTold(tx, coffee, from, { told: to, toldAt: deps.now() })
      else await setReminded(tx, coffee, from, to)
      await also?.(tx)
      await comeBack(tx, coffee, deps.now())
    },
  }
}

/** The hold is over. A mail that no relay took by now would tell of what is past. */
function release(deps: Deps, coffee: Coffee): Outcome {
  return {
    next: lastMoment(coffee, deps.now()),
    async write(tx) {
      await releaseHolds(tx, coffee.userId, deps.now())
      await setTold(tx, coffee, null, { told: 'failed', toldAt: deps.now() })
      await comeBack(tx, coffee, deps.now())
    },
  }
}

/** As late as anything could be due: what is due earlier is asked for as the task is given back. */
const lastMoment = (coffee: Coffee, now: Instant): Instant => {
  const end = holdEnd(coffee)
  return end.epochMilliseconds > now.epochMilliseconds ? end : now.add(policy.hold)
}
const holdEnd = ({ holdUntil, createdAt }: Coffee): Instant => holdUntil ?? createdAt
const earlier = (one: Instant, other: Instant) => (one.epochMilliseconds <= other.epochMilliseconds ? one : other)
