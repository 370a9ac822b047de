/** The part of a coffee's task that moves its event in the owner's calendar or takes it out; the provider tells the guest. */

import { Temporal } from 'temporal-polyfill'
import { isFree } from '../../coffee/slots.ts'
import { type Connection, findConnection, listConnections } from '../../db/accounts/connections.ts'
import { listKinds } from '../../db/accounts/streams.ts'
import { findUser, type User } from '../../db/accounts/users.ts'
import { type Coffee, changeFixed } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { lockLease, scheduleTask, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { placeOfUser, type Sentence, tongueOf } from '../../place.ts'
import { ownPace } from '../../sync/access.ts'
import type { Outcome } from '../outcome.ts'
import { planFault } from '../retry.ts'
import { askCalendars, providerOf, withReach } from './free-busy.ts'
import { comeBack } from './moments.ts'

/** A coffee whose event is to change, and where it is. */
interface Changing {
  readonly coffee: Coffee
  readonly user: User
  readonly task: Task
  readonly now: Instant
}

const hoursTried = 24
/** The calendar is read soon after it was written. */
const secondsUntilRead = 5

/**
 * Moves or cancels the event of a coffee, as its row says. Done twice, it is done: a run that breaks off is made up for.
 * @returns null where the change was taken back
 * @throws whatever is no fault of the provider, which is an outcome
 */
export async function changeEvent(deps: Deps, task: Task, coffee: Coffee): Promise<Outcome | null> {
  const user = await findUser(deps.db, coffee.userId)
  if (!user) return null
  const changing = { coffee, user, task, now: deps.now() }
  try {
    const connection = coffee.connectionId && (await findConnection(deps.db, coffee.userId, coffee.connectionId))
    if (!connection || !coffee.externalEventId || !canChange(deps, connection))
      throw new ProviderError(
        'reconnect',
        { en: 'The permission to change events is not there.', de: 'Die Erlaubnis, Termine zu ändern, gibt es nicht.' },
        { reason: 'no permission' },
      )
    const event = { id: coffee.externalEventId, timeZone: coffee.timeZone }
    const when = isMove(coffee) ? spanOf(coffee.moveTo) : null
    if (isMove(coffee) && !when) return giveUp(changing, sentences.move)
    if (when && coffee.pending === 'move' && !(await isStillFree(deps, { coffee, user }, when)))
      return giveUp(changing, sentences.taken)
    if (!(await begin(deps, changing))) return null
    if (when) {
      // An earlier attempt may have reached the calendar: the guest is told of one move once.
      const tried = coffee.pending === 'moving'
      const there = await withReach(
        deps,
        connection,
        async (reach, { desk }) =>
          (tried && (await desk.standsAt(reach, { ...event, when }))) || desk.move(reach, { ...event, when }),
      )
      return there ? moved(changing, when, connection) : giveUp(changing, sentences.gone)
    }
    await withReach(deps, connection, (reach, { desk }) => desk.cancel(reach, event))
    return cancelled(changing, connection)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return toOutcome(deps, changing, error)
  }
}

const isMove = ({ pending }: Coffee): boolean => pending === 'move' || pending === 'moving'

/** Whether events of ours in its calendar may be changed, whoever tells their guests. */
export function canChange(deps: Pick<Deps, 'providers'>, connection: Connection): boolean {
  const desk = providerOf(deps, connection)?.desk
  return desk?.canWrite(connection.scopes) === true || desk?.canKeep?.(connection.scopes) === true
}

const spanOf = (moveTo: Coffee['moveTo']): Span | null =>
  moveTo && { start: Temporal.Instant.from(moveTo[0]), end: Temporal.Instant.from(moveTo[1]) }

/** What stands in the way is never the event itself, which is still where it was. */
async function isStillFree(
  deps: Deps,
  { coffee: { startsAt, endsAt }, user }: { readonly coffee: Coffee; readonly user: User },
  when: Span,
): Promise<boolean> {
  const answer = await askCalendars(deps, { user, connections: await listConnections(deps.db, user.id), window: when })
  if (answer.kind === 'unreachable') throw answer.fault
  if (answer.kind !== 'read') return true
  const others = answer.busy.filter(
    ({ start, end }) =>
      start.epochMilliseconds !== startsAt?.epochMilliseconds || end.epochMilliseconds !== endsAt?.epochMilliseconds,
  )
  return isFree(when, others)
}

/** From here on the calendar is asked: nobody can take it back any more. */
async function begin(deps: Deps, { coffee, task }: Changing): Promise<boolean> {
  const pending = isMove(coffee) ? 'moving' : 'cancelling'
  return deps.db.transaction(async (tx) => {
    if (!(await lockLease(tx, task))) return false
    const begun = await changeFixed(tx, coffee, [coffee.pending], { pending, problem: null })
    return begun !== undefined
  })
}

function moved({ coffee, now }: Changing, { start, end }: Span, connection: Connection): Outcome {
  return {
    next: now,
    async write(tx) {
      // Whoever accepted the old time has not accepted this one. `moveTo` stays until the calendar was read.
      const there = { startsAt: start, endsAt: end, state: 'invited', pending: null, problem: null } as const
      await changeFixed(tx, coffee, ['moving'], there)
      await readSoon(tx, { coffee, connection, now })
    },
  }
}

function cancelled({ coffee, now }: Changing, connection: Connection): Outcome {
  return {
    next: now,
    async write(tx) {
      const gone = { state: 'undone', pending: null, moveTo: null, problem: null } as const
      await changeFixed(tx, coffee, ['cancelling'], gone)
      await readSoon(tx, { coffee, connection, now })
    },
  }
}

interface Read {
  readonly coffee: Coffee
  readonly connection: Connection
  readonly now: Instant
}

/** What the product knows of the event it knows from the calendar. */
async function readSoon(tx: Database, { coffee, connection, now }: Read): Promise<void> {
  await comeBack(tx, coffee, now)
  if (!(await listKinds(tx, connection.id)).includes('calendar')) return
  const task = { kind: 'calendar', subject: connection.id, userId: coffee.userId } as const
  await scheduleTask(tx, task, now.add({ seconds: secondsUntilRead }))
}

/** The event stays as it is, with a sentence for the owner. */
function giveUp({ coffee, user, now }: Changing, sentence: Sentence): Outcome {
  const problem = sentence[tongueOf(placeOfUser(user))]
  return {
    next: now,
    async write(tx) {
      await changeFixed(tx, coffee, [coffee.pending, isMove(coffee) ? 'moving' : 'cancelling'], {
        pending: null,
        moveTo: null,
        problem,
      })
      await comeBack(tx, coffee, now)
    },
  }
}

/** Waits where waiting may help, for a day. */
function toOutcome(deps: Deps, changing: Changing, error: ProviderError): Outcome {
  const { coffee, task, now } = changing
  const { next, attempts } = planFault(error, task.attempts, now, Math.random())
  if (error.reason === ownPace) return { next, failure: { error: null, attempts: task.attempts }, async write() {} }
  deps.log('provider fault', { duty: task.kind, kind: error.kind, reason: error.reason })
  const waits = error.kind === 'unavailable' || error.kind === 'throttled'
  const until = (coffee.sendAt ?? now).add({ hours: hoursTried })
  if (waits && next.epochMilliseconds <= until.epochMilliseconds)
    return { next, failure: { error: error.reason ?? error.kind, attempts }, async write() {} }
  return giveUp(changing, isMove(coffee) ? sentences.move : sentences.cancel)
}

const sentences = {
  taken: {
    en: 'That time filled up before the event was moved, so it stands where it was. Choose another time.',
    de: 'Die neue Zeit wurde belegt, bevor der Termin verschoben war, also steht er, wo er stand. Such eine andere aus.',
  },
  gone: {
    en: 'The event is not in your calendar any more, so nothing was moved.',
    de: 'Der Termin steht nicht mehr in deinem Kalender, also wurde nichts verschoben.',
  },
  move: {
    en: 'Your calendar did not take the new time, so the event may stand where it was. Look there, and move it by hand: your calendar tells your guest.',
    de: 'Dein Kalender nahm die neue Zeit nicht an, also steht der Termin vielleicht, wo er stand. Schau dort nach und verschieb ihn von Hand: Dein Kalender sagt es deinem Gast.',
  },
  cancel: {
    en: 'Your calendar did not take the cancellation, so the event may still stand there. Look there, and cancel it by hand: your calendar tells your guest.',
    de: 'Dein Kalender nahm die Absage nicht an, also steht der Termin vielleicht noch dort. Schau dort nach und sag von Hand ab: Dein Kalender sagt es deinem Gast.',
  },
} as const
