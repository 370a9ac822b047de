/** The task of a coffee: sends its invitation under one id on every try, changes its event, and tells its owner. */

import { eventId } from '../../coffee/event-id.ts'
import { holdUntil } from '../../coffee/hold.ts'
import { nextNews } from '../../coffee/news.ts'
import { isFree } from '../../coffee/slots.ts'
import { shortDateAndTime } from '../../dates.ts'
import { findConnection, listConnections } from '../../db/accounts/connections.ts'
import { listKinds } from '../../db/accounts/streams.ts'
import { findUser, type User } from '../../db/accounts/users.ts'
import { type Coffee, changeCoffee, findCoffee } from '../../db/coffees.ts'
import { findPersonByAddress } from '../../db/people.ts'
import { lockLease, scheduleTask, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { placeOfUser, type Sentence, tongueOf } from '../../place.ts'
import { ownPace } from '../../sync/access.ts'
import { normalise } from '../../text.ts'
import type { Outcome } from '../outcome.ts'
import { planFault } from '../retry.ts'
import { changeEvent } from './change-event.ts'
import { askCalendars, providerOf, withReach } from './free-busy.ts'
import { comeBack, isLeaving, wantsTelling } from './moments.ts'
import { tendChoice } from './tell.ts'

/** A coffee whose time has come to leave, with everything that is needed for it. */
interface Leaving {
  readonly coffee: Coffee
  readonly user: User
  readonly when: Span
  readonly task: Task
}

const hoursTried = 24
/** The calendar is read soon after it was written: what the product knows of the coffee it knows from there. */
const secondsUntilRead = 5

/**
 * The duty `coffee`: of one that a guest chose or changed, of one that leaves, of one whose event is to change. Null where there is nothing to do any more.
 * @throws ProviderError where the calendar cannot be reached or written to; whatever else goes wrong
 */
export async function bookCoffee(deps: Deps, task: Task): Promise<Outcome | null> {
  const coffee = await findCoffee(deps.db, task.userId, task.subject)
  if (!coffee) return null
  const now = deps.now()
  // A mail was leaving when a run ended, whatever became of the coffee since; what has to leave now goes before any other mail.
  const mailing = coffee.told === 'sending' || coffee.reminded === 'sending'
  const isDue = isLeaving(coffee, now)
  if (mailing || (!isDue && (coffee.state === 'chosen' || wantsTelling(coffee, now))))
    return tendChoice(deps, task, coffee)
  if (coffee.pending) return isDue ? changeEvent(deps, task, coffee) : waitFor(coffee, now)
  if (coffee.state !== 'queued' && coffee.state !== 'sending') return null
  return isDue ? leave(deps, task, coffee) : waitFor(coffee, now)
}

/** Has the invitation leave, as far as the calendar takes it. */
async function leave(deps: Deps, task: Task, coffee: Coffee): Promise<Outcome | null> {
  const now = deps.now()
  const user = await findUser(deps.db, coffee.userId)
  if (!user) return null
  const { startsAt, endsAt } = coffee
  if (!startsAt || !endsAt || !coffee.address) return end({ coffee, user, now: deps.now() }, 'refused', sentences.blank)
  const guest = coffee.state === 'queued' && (await findPersonByAddress(deps.db, user.id, normalise(coffee.address)))
  if (guest && guest.state === 'died') return end({ coffee, user, now: deps.now() }, 'refused', sentences.died)
  const leaving = { coffee, user, when: { start: startsAt, end: endsAt }, task }
  if (coffee.state === 'sending' && !isAfter(startsAt, now))
    return end({ coffee, user, now: deps.now() }, 'refused', sentences.unknown)
  try {
    return coffee.state === 'queued' ? await checkAndSend(deps, leaving) : await send(deps, leaving)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return toOutcome(deps, leaving, error)
  }
}

/** Nothing is due before the coffee leaves. */
const waitFor = (coffee: Coffee, now: Instant): Outcome => ({ next: coffee.sendAt ?? now, async write() {} })

/** From here on the calendar is asked: nobody can take it back any more. */
async function checkAndSend(deps: Deps, leaving: Leaving): Promise<Outcome | null> {
  const { coffee, user, task } = leaving
  const { when } = leaving
  if (!isAfter(when.start, deps.now())) return end({ coffee, user, now: deps.now() }, 'taken', sentences.passed)
  const connections = await listConnections(deps.db, coffee.userId)
  const answer = await askCalendars(deps, { user, connections, window: when })
  if (answer.kind === 'unreachable') throw answer.fault
  if (answer.kind === 'read' && !isFree(when, answer.busy))
    return end({ coffee, user, now: deps.now() }, 'taken', sentences.taken)
  const begun = await deps.db.transaction(async (tx) => {
    if (!(await lockLease(tx, task))) return undefined
    return changeCoffee(tx, coffee, ['queued'], { state: 'sending', problem: null })
  })
  // Taken back at the last moment, or another worker has the task by now.
  if (!begun) return null
  return send(deps, { ...leaving, coffee: begun })
}

async function send(deps: Deps, leaving: Leaving): Promise<Outcome> {
  const { coffee, user, when } = leaving
  const connection = coffee.connectionId ? await findConnection(deps.db, user.id, coffee.connectionId) : undefined
  const provider = connection && providerOf(deps, connection)
  const quiet = coffee.how === 'ics'
  const { desk } = provider ?? {}
  const mayPut = connection && (quiet ? desk?.canKeep?.(connection.scopes) : desk?.canWrite(connection.scopes))
  if (!connection || !provider || !mayPut)
    throw new ProviderError(
      'reconnect',
      { en: 'The permission to add events is not there.', de: 'Die Erlaubnis, Termine einzutragen, gibt es nicht.' },
      { reason: 'no permission' },
    )
  const id = await eventId(user.id, coffee.id)
  const event = await withReach(deps, connection, (reach) =>
    provider.desk.invite(reach, {
      eventId: id,
      when,
      timeZone: coffee.timeZone,
      title: coffee.title,
      note: coffee.note,
      guest: { address: coffee.address, name: coffee.name },
      ...(coffee.alsoAddress ? { also: { address: coffee.alsoAddress, name: coffee.alsoName ?? '' } } : {}),
      video: coffee.how === 'invite' && !coffee.place,
      ...(quiet ? { quiet, owner: connection.email } : {}),
      ...(coffee.place ? { place: coffee.place } : {}),
    }),
  )
  return {
    next: deps.now(),
    async write(tx) {
      const invited = { state: 'invited', externalEventId: event.id, problem: null } as const
      await changeCoffee(tx, coffee, ['sending'], invited)
      await comeBack(tx, coffee, deps.now())
      const soon = deps.now().add({ seconds: secondsUntilRead })
      if ((await listKinds(tx, connection.id)).includes('calendar'))
        await scheduleTask(tx, { kind: 'calendar', subject: connection.id, userId: user.id }, soon)
    },
  }
}

/** Waits where waiting may help, for a day; then, or where it does not help, says what the owner can do. */
function toOutcome(deps: Deps, leaving: Leaving, error: ProviderError): Outcome {
  const { coffee, user, when, task } = leaving
  const now = deps.now()
  const { next, attempts } = planFault(error, task.attempts, now, Math.random())
  if (error.reason === ownPace) return { next, failure: { error: null, attempts: task.attempts }, async write() {} }
  deps.log('provider fault', { duty: task.kind, kind: error.kind, reason: error.reason })
  const lasting = error.kind !== 'unavailable' && error.kind !== 'throttled'
  const tried = coffee.state === 'sending'
  if (lasting && coffee.offered && !tried && isAfter(when.start, now))
    return holdChoice(deps, leaving, lastingSentence(error, tried, coffee))
  if (lasting) return end({ coffee, user, now: deps.now() }, 'refused', lastingSentence(error, tried, coffee))
  const until = earlier((coffee.sendAt ?? coffee.createdAt).add({ hours: hoursTried }), when.start)
  if (isAfter(next, until)) return end({ coffee, user, now: deps.now() }, 'refused', sentences.unknown)
  const local = until.toZonedDateTimeISO(user.timeZone)
  return {
    next,
    failure: { error: error.reason ?? error.kind, attempts },
    async write(tx) {
      const place = placeOfUser(user)
      const problem = sentences.waits(shortDateAndTime(local, place))[tongueOf(place)]
      await changeCoffee(tx, coffee, ['queued', 'sending'], { problem })
    },
  }
}

/** A guest chose the time and was promised an invitation: it is held, and its owner told, as where no account may write. */
function holdChoice(deps: Deps, { coffee, user, when }: Leaving, sentence: Sentence): Outcome {
  const now = deps.now()
  const problem = sentence[tongueOf(placeOfUser(user))]
  return {
    next: now,
    async write(tx) {
      const chosenAt = coffee.chosenAt ?? now
      const held = { state: 'chosen', chosenAt, holdUntil: holdUntil(now, when.start), sendAt: null, problem } as const
      await changeCoffee(tx, coffee, ['queued', 'sending'], held)
    },
  }
}

interface Ending {
  readonly coffee: Coffee
  readonly user: User
  readonly now: Instant
}

/** Ends the task with a sentence for the owner. A coffee that was taken back meanwhile stays taken back. */
function end({ coffee, user, now }: Ending, state: 'taken' | 'refused', sentence: Sentence): Outcome {
  const problem = sentence[tongueOf(placeOfUser(user))]
  return {
    next: now,
    async write(tx) {
      // A guest who chose the time may count on it: their owner hears of it as of the choice.
      const fell = coffee.offered && coffee.address ? { news: nextNews(coffee.news, { act: 'fell', at: now }) } : null
      const change = { state, problem, ...(fell ? { ...fell, told: null, toldAt: null } : {}) }
      await changeCoffee(tx, coffee, ['queued', 'sending'], change)
      await comeBack(tx, coffee, now)
    },
  }
}

const sentences = {
  taken: {
    en: 'That time filled up before the invitation left, so nothing was sent. Choose another; your note is kept.',
    de: 'Dieser Termin wurde belegt, bevor die Einladung hinausging, also wurde nichts verschickt. Such einen anderen aus; deine Nachricht bleibt stehen.',
  },
  passed: {
    en: 'The time came before the invitation could leave, so nothing was sent. Choose another; your note is kept.',
    de: 'Der Termin kam, bevor die Einladung hinausgehen konnte, also wurde nichts verschickt. Such einen anderen aus; deine Nachricht bleibt stehen.',
  },
  died: {
    en: 'You said that they have died, so nothing was sent.',
    de: 'Du hast gesagt, dass dieser Mensch gestorben ist, also wurde nichts verschickt.',
  },
  blank: {
    en: 'What this invitation was made from is gone, so nothing was sent.',
    de: 'Woraus diese Einladung gemacht war, ist nicht mehr da, also wurde nichts verschickt.',
  },
  permission: {
    en: 'The permission to add events is missing or has ended, so nothing was sent. Connect the account again for invitations, or open the filled-in form in your own calendar.',
    de: 'Die Erlaubnis, Termine einzutragen, fehlt oder ist abgelaufen, also wurde nichts verschickt. Verbinde das Konto noch einmal für Einladungen, oder öffne das ausgefüllte Formular in deinem eigenen Kalender.',
  },
  unknown: {
    en: 'The calendar did not answer in time. Look there first: the coffee may be in it. If it is not, you can plan it afresh.',
    de: 'Der Kalender antwortete nicht rechtzeitig. Schau zuerst dort nach: Vielleicht steht der Kaffee schon darin. Wenn nicht, kannst du neu planen.',
  },
  waits: (until: string): Sentence => ({
    en: `Your calendar is not answering. It is asked again until ${until}.`,
    de: `Dein Kalender antwortet nicht. Gefragt wird er noch bis ${until}.`,
  }),
} as const

/** @param tried an earlier attempt may have reached the calendar without our hearing of it */
function lastingSentence(error: ProviderError, tried: boolean, { how }: Pick<Coffee, 'how'>): Sentence {
  const { en, de } = error.sentence
  if (tried)
    return {
      en: `${en} Look in your calendar first: an earlier attempt may have reached it.`,
      de: `${de} Schau zuerst in deinem Kalender nach: Ein früherer Versuch kam dort vielleicht an.`,
    }
  if (error.kind === 'reconnect') return sentences.permission
  if (how === 'ics')
    return {
      en: `${en} The coffee was not put into it. You can plan it afresh.`,
      de: `${de} Eingetragen wurde der Kaffee nicht. Du kannst neu planen.`,
    }
  return {
    en: `${en} The invitation was not sent. You can open the note in your own mail instead.`,
    de: `${de} Die Einladung wurde nicht verschickt. Du kannst deine Zeilen stattdessen in deinem eigenen Mailprogramm öffnen.`,
  }
}

const isAfter = (one: Instant, other: Instant) => one.epochMilliseconds > other.epochMilliseconds
const earlier = (one: Instant, other: Instant) => (isAfter(one, other) ? other : one)
