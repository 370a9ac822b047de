/** Planning a coffee: the owner’s buttons to invite, undo or send at once. */
import type { CoffeeState, How } from '../../coffee/types.ts'
import type { User } from '../../db/accounts/users.ts'
import {
  asAt,
  type Coffee,
  changeCoffee,
  findCoffee,
  hurryCoffee,
  listCoffeesWith,
  lockPlans,
} from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { inTurn } from '../../db/in-turn.ts'
import type { KnownPerson } from '../../db/people.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { placeOfUser } from '../../place.ts'
import { wholeSettings } from '../../settings.ts'
import { spendLinesIn } from '../people/lines.ts'
import { keepEvent } from './change.ts'
import {
  checkRoom,
  chosenAlready,
  findChoice,
  findSame,
  isInvitation,
  isStillFree,
  keepDraft,
  keepWithChoice,
  queueInvitation,
  readNote,
  readTime,
  rowFor,
  taken,
} from './checks.ts'
import { type Ground, ownCalendarAmong, readGround, writerAmong } from './context.ts'
import { readTrace } from './habits.ts'

/** What the owner asks for. The recipient is no part of it: that is the person's newest address. */
export interface Ask {
  readonly how: How
  /** Null for a note. */
  readonly start: Instant | null
  readonly note: string
  /** Where the two meet in person; empty where it is not said. */
  readonly where?: string
  /** The first lines as they were proposed: a bracket of theirs that is still in the note is not filled. */
  readonly opener?: string
  /** Somebody else who comes. */
  readonly also?: KnownPerson | undefined
}

/**
 * Writes down what the owner asks for. An invitation leaves by itself once the time to undo it is over, or stays a draft
 * while no account may write events; a file goes into the owner's own calendar at once where one takes it; every other way to
 * ask stays a draft, since the owner sends it. Asked twice, or ten
 * times at once, it is one row.
 * @throws UserError 400 where something is missing, 409 where the time is taken, 429 after ten in a day, 503 where the
 * calendar cannot be asked
 */
export async function planCoffee(deps: Deps, user: User, person: KnownPerson, ask: Ask): Promise<Coffee> {
  const now = deps.now()
  const { how } = ask
  const note = readNote(ask.note, ask.opener)
  const when =
    ask.start && how !== 'note' && how !== 'write'
      ? readTime(ask.start, { now, minutes: wholeSettings(user.settings).coffeeMinutes })
      : null
  if (!when && (isInvitation(how) || how === 'ics'))
    throw new UserError(400, {
      en: 'No time was chosen. Choose one; your note is kept.',
      de: 'Es war kein Termin ausgesucht. Such einen aus; deine Nachricht bleibt stehen.',
    })
  if (!note && (how === 'note' || how === 'write'))
    throw new UserError(400, {
      en: 'The note is empty. Write a line first, and it opens in your own mail.',
      de: 'Da steht noch nichts. Schreib zuerst eine Zeile, dann öffnet sie sich in deinem eigenen Mailprogramm.',
    })
  const ground = await readGround(deps, user, person)
  const writer = putterAmong(deps, ground, how)
  const goesIn = isInvitation(how) || writer !== undefined
  const same = findSame(ground.mine, goesIn, when)
  if (same) return same
  if (
    when &&
    !(await isStillFree(deps, { user, connections: ground.connections, window: when }, writer !== undefined))
  ) {
    // It may be the same coffee that takes the time: pressed twice, and already in the calendar.
    const winner = findSame(await listCoffeesWith(deps.db, user.id, ground.hashes), goesIn, when)
    if (winner) return winner
    throw taken()
  }
  const { also } = ask
  const third = also && { person: also, titles: (await readTrace(deps, user, also, [])).titles }
  const row = {
    ...(await rowFor(deps, user, person, {
      how,
      titles: ground.trace.titles,
      where: ask.where ?? '',
      also: third,
    })),
    connectionId: (writer ?? ground.trace.connection)?.id ?? null,
    startsAt: when?.start ?? null,
    endsAt: when?.end ?? null,
    note,
  }
  const planned = await inTurn(deps.db, async (tx) => {
    await lockPlans(tx, user.id, now)
    const known = await listCoffeesWith(tx, user.id, ground.hashes)
    const winner = findSame(known, goesIn, when)
    if (winner) return winner
    // A guest waits for an answer to this one; another time is put beside it only once it is answered or put away.
    const chosen = known.find(({ state }) => state === 'chosen')
    if (writer && chosen && chosen !== findChoice(known, when))
      throw chosenAlready(chosen, { place: placeOfUser(user), person })
    if (!writer) {
      const place = placeOfUser(user)
      const kept = isInvitation(how) ? await keepWithChoice(tx, row, { known, when, place, person }) : undefined
      return kept ?? keepDraft(tx, row, known)
    }
    await checkRoom(tx, user.id, { when, now, own: findChoice(known, when) })
    return queueInvitation(deps, tx, row, known)
  })
  await spendLinesIn(deps, user, { person, note })
  deps.wake()
  return planned
}

/** The account whose calendar it goes into by itself. */
function putterAmong(deps: Deps, ground: Ground, how: How) {
  if (isInvitation(how)) return writerAmong(deps, ground)
  return how === 'ics' ? ownCalendarAmong(deps, ground) : undefined
}

/**
 * Takes a coffee back before it leaves; a draft, an offer, a choice or one that could not leave is put away likewise. An
 * invitation for what a guest chose becomes their choice again.
 * @throws UserError 404 where it is not the user's, 409 where it has left
 */
export async function undoCoffee(deps: Deps, userId: string, coffeeId: string): Promise<Coffee> {
  const coffee = await own(deps.db, userId, coffeeId)
  const { id } = coffee
  if (coffee.pending) return keepEvent(deps, coffee)
  const undone =
    coffee.state === 'queued' && coffee.chosenAt
      ? await backToChoice(deps, coffee)
      : await changeCoffee(deps.db, { userId, id }, ['queued', ...putAway], { state: 'undone', problem: null })
  if (undone) return undone
  const after = await own(deps.db, userId, coffeeId)
  if (after.state === 'undone') return after
  throw new UserError(409, {
    en: 'It has left already, so it cannot be taken back here. You can cancel it in your own calendar, which tells your guest.',
    de: 'Die Einladung ist schon hinaus, also lässt sie sich hier nicht zurücknehmen. Du kannst in deinem eigenen Kalender absagen, der sagt es deinem Gast.',
  })
}

const putAway: readonly CoffeeState[] = ['draft', 'offered', 'chosen', 'taken', 'refused']

/** The guest was told until when their time is held: it is held again for what is left of that. */
async function backToChoice({ db, now: time }: Deps, coffee: Coffee): Promise<Coffee | undefined> {
  return inTurn(db, async (tx) => {
    const now = time()
    const back = asAt({ ...coffee, state: 'chosen' }, now)
    const change = { state: back.state, sendAt: null, problem: null }
    // The task first: whoever works on it has its row, and goes on to the coffee's.
    await scheduleTask(tx, { kind: 'coffee', subject: coffee.id, userId: coffee.userId }, now)
    return changeCoffee(tx, coffee, ['queued'], change)
  })
}

const onTheWay: ReadonlySet<CoffeeState> = new Set(['sending', 'invited', 'accepted', 'declined', 'met'])

/**
 * Has a waiting invitation leave now. One that is on its way or has left stays as it is.
 * @throws UserError 404 where it is not the user's, 409 where it was taken back or could not leave
 */
export async function sendNow(deps: Deps, userId: string, coffeeId: string): Promise<Coffee> {
  const now = deps.now()
  const { id } = await own(deps.db, userId, coffeeId)
  const sent = await inTurn(deps.db, async (tx) => {
    await scheduleTask(tx, { kind: 'coffee', subject: id, userId }, now)
    // Never later than planned: after a day of failing it is given up, counted from here.
    return hurryCoffee(tx, { userId, id }, now)
  })
  deps.wake()
  if (sent) return sent
  const after = await own(deps.db, userId, coffeeId)
  if (onTheWay.has(after.state)) return after
  throw new UserError(409, {
    en: 'It was taken back or could not leave, so nothing was sent. You can plan it afresh.',
    de: 'Die Einladung wurde zurückgenommen oder konnte nicht hinaus, also wurde nichts verschickt. Du kannst neu planen.',
  })
}

async function own(db: Database, userId: string, coffeeId: string): Promise<Coffee> {
  const coffee = await findCoffee(db, userId, coffeeId)
  if (!coffee)
    throw new UserError(404, { en: 'There is no such coffee here.', de: 'Diesen Kaffee gibt es hier nicht.' })
  return coffee
}
