/** What a guest does on their page after it was offered: another time, none of them, calling it off, rather just writing. */
import { Temporal } from 'temporal-polyfill'
import { holdUntil } from '../../coffee/hold.ts'
import { cleanLine, nextNews } from '../../coffee/news.ts'
import { isFree } from '../../coffee/slots.ts'
import type { GuestAct } from '../../coffee/types.ts'
import {
  asAt,
  type Coffee,
  changeCoffee,
  changeFixed,
  endStop,
  findCoffee,
  fixedStates,
  listAhead,
  listCoffeesWith,
  lockPlans,
} from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { isConflict } from '../../db/faults.ts'
import { storedBusy } from '../../db/history/history.ts'
import { inTurn } from '../../db/in-turn.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { placeOfUser, type Sentence, tongueOf } from '../../place.ts'
import { offeredSpans, spansOf, toIso } from './context.ts'
import { askCalendars } from './free-busy.ts'
import { type GuestLink, keeperOf, openMeeting, usable } from './guest-link.ts'

/** What a form of the guest's page asks for. */
export interface Wish {
  readonly act: GuestAct
  /** For another time. */
  readonly start: Instant | null
  /** For none: a line of their own. */
  readonly line: string
  /** Takes "I'd rather just write" back. */
  readonly undo: boolean
}

/**
 * Does what the guest asks for, and has the owner told. Pressed twice, it is done once.
 * @throws UserError 404 where the link leads nowhere, 400 without a time, 409 where it cannot be had or is just being changed
 */
export async function actAsGuest(deps: Deps, token: string, wish: Wish): Promise<void> {
  const opened = await openMeeting(deps, token)
  if (!opened) throw new UserError(404, { en: 'This link has rested.', de: 'Dieser Link ruht.' })
  if (isOften(opened.coffee, wish)) throw often()
  if (wish.act === 'change') await change(deps, opened, wish.start)
  else if (wish.act === 'stop') await (wish.undo ? goOn : stop)(deps, opened)
  else await withdraw(deps, opened, { act: wish.act, line: cleanLine(wish.line) })
  deps.wake()
}

/** Each of these tells the owner by a mail, and may ask their calendar: whoever has the link could go on for ever. */
const mostActs = 12

/** Calling it off and taking back "I'd rather just write" are always open, and say nothing twice. */
const isOften = ({ news }: Coffee, { act, undo }: Wish): boolean =>
  (news?.no ?? 0) >= mostActs && (act === 'change' || (act === 'stop' && !undo))

const often = () =>
  new UserError(409, {
    en: 'This was changed very often already, so it stays as it is. Answer the mail with the link instead.',
    de: 'Das wurde schon sehr oft geändert, also bleibt es, wie es ist. Bitte stattdessen auf die Mail mit dem Link antworten.',
  })

/** States in which nothing has left. */
const before = ['offered', 'chosen', 'draft', 'queued', 'taken', 'refused'] as const
const changeable = ['chosen', 'queued'] as const

/** @param kept whether an account may change the event, where there is one */
export function mayChange({ state, pending, news }: Coffee, kept: boolean): boolean {
  if (changeable.some((one) => one === state)) return true
  return fixedStates.some((one) => one === state) && kept && pending === null && !news?.off
}

const busy = () =>
  new UserError(409, {
    en: 'This time is just being written into the calendar. Try again in a minute.',
    de: 'Dieser Termin wird gerade in den Kalender geschrieben. Bitte in einer Minute noch einmal versuchen.',
  })
const filled = () =>
  new UserError(409, {
    en: 'That time filled up while you were reading. Choose another one.',
    de: 'Dieser Termin wurde inzwischen belegt. Bitte einen anderen aussuchen.',
  })

async function change(deps: Deps, { coffee, user }: GuestLink, start: Instant | null): Promise<void> {
  const now = deps.now()
  if (!start)
    throw new UserError(400, {
      en: 'Choose one of the times first. Nothing was changed.',
      de: 'Bitte zuerst einen der Termine aussuchen. Geändert wurde nichts.',
    })
  const when = offeredSpans(coffee.offered).find((one) => Temporal.Instant.compare(one.start, start) === 0)
  if (!when || Temporal.Instant.compare(when.start, now) <= 0)
    throw new UserError(400, {
      en: 'That time is not open any more. Choose another one.',
      de: 'Dieser Termin ist nicht mehr frei. Bitte einen anderen aussuchen.',
    })
  const isThere = ({ startsAt, moveTo, pending }: Coffee) =>
    (pending ? moveTo?.[0] : startsAt?.toString()) === when.start.toString()
  if (isThere(coffee)) return
  const connections = await usable(deps, user.id)
  const answer = await askCalendars(deps, { user, connections, window: when })
  // A calendar that does not answer is asked again before anything leaves.
  const stored = await storedBusy(deps.db, user, when, answer.answered)
  const taken = [...(answer.kind === 'read' ? answer.busy : []), ...stored]
  if (!isFree(when, without(taken, coffee))) throw filled()
  const done = await inTurn(deps.db, async (tx) => {
    const current = await lockCoffee(tx, coffee, now)
    if (isThere(current)) return current
    const held = (await listAhead(tx, user.id, now)).filter(({ id, state }) => state !== 'offered' && id !== coffee.id)
    if (!isFree(when, held.flatMap(spansOf))) throw filled()
    if (!mayChange(current, keeperOf(deps, connections, current) !== undefined)) throw busy()
    return moveChoice(tx, current, { when, now, undoSeconds: deps.config.UNDO_SECONDS })
  }).catch((error: unknown) => {
    // The index on the database held where the lock on the user did not.
    throw isConflict(error) ? filled() : error
  })
  if (!done) throw busy()
}

/** The coffee's own event, where it stands now, is in nobody's way. */
const without = (taken: readonly Span[], { startsAt, endsAt }: Coffee): Span[] =>
  taken.filter(
    ({ start, end }) =>
      start.epochMilliseconds !== startsAt?.epochMilliseconds || end.epochMilliseconds !== endsAt?.epochMilliseconds,
  )

/**
 * The coffee as it is, with everybody else of this user waiting, and its task due: whoever works on that has its row first and
 * the coffee's after it, as here.
 */
async function lockCoffee(tx: Database, { id, userId }: Coffee, now: Instant): Promise<Coffee> {
  await lockPlans(tx, userId, now)
  await scheduleTask(tx, { kind: 'coffee', subject: id, userId }, now)
  const current = await findCoffee(tx, userId, id)
  if (!current) throw new UserError(404, { en: 'This link has rested.', de: 'Dieser Link ruht.' })
  return asAt(current, now)
}

interface Moving {
  readonly when: Span
  readonly now: Instant
  readonly undoSeconds: number
}

/** A time that is held is held anew, an invitation waits anew, an event is moved at once: the guest asked for it. */
async function moveChoice(tx: Database, coffee: Coffee, { when, now, undoSeconds }: Moving) {
  const was = coffee.startsAt ? { was: coffee.startsAt.toString() } : {}
  const news = nextNews(coffee.news, { act: 'change', at: now, ...was })
  const told = { news, told: null, toldAt: null }
  const times = { startsAt: when.start, endsAt: when.end }
  if (coffee.state === 'chosen')
    return changeCoffee(tx, coffee, ['chosen'], {
      ...{ ...told, ...times, reminded: null },
      ...{ chosenAt: now, holdUntil: holdUntil(now, when.start) },
    })
  if (coffee.state === 'queued') {
    const sendAt = now.add({ seconds: undoSeconds })
    const chosenAt = coffee.chosenAt ? { chosenAt: now, holdUntil: holdUntil(now, when.start) } : {}
    return changeCoffee(tx, coffee, ['queued'], { ...told, ...times, ...chosenAt, sendAt })
  }
  return changeFixed(tx, coffee, [null], { ...told, pending: 'move', moveTo: toIso(when), sendAt: now, problem: null })
}

interface Withdrawing {
  readonly act: 'none' | 'cancel'
  readonly line: string
}

/** Nothing suits, or what was chosen does not after all: the time is free, and an event leaves both calendars. */
async function withdraw(deps: Deps, { coffee, user }: GuestLink, { act, line }: Withdrawing): Promise<void> {
  const now = deps.now()
  const connections = await usable(deps, user.id)
  await inTurn(deps.db, async (tx) => {
    const current = await lockCoffee(tx, coffee, now)
    if (current.state === 'undone' || current.news?.off) return
    const news = nextNews(current.news, { act, at: now, ...(line ? { line } : {}) })
    const told = { news, told: null, toldAt: null }
    if (before.some((one) => one === current.state)) {
      await changeCoffee(tx, current, before, { ...told, state: 'undone', problem: null })
      return
    }
    const isFixed = fixedStates.some((one) => one === current.state)
    if (!isFixed || current.pending === 'moving') throw busy()
    if (current.pending === 'cancelling') return
    if (act === 'none')
      throw new UserError(409, {
        en: 'It is fixed already. Call it off instead, or choose another time.',
        de: 'Der Termin steht schon fest. Er lässt sich absagen oder gegen einen anderen tauschen.',
      })
    const asks = keeperOf(deps, connections, current)
      ? ({ pending: 'cancel', moveTo: null, sendAt: now, problem: null } as const)
      : ({ pending: null, moveTo: null, problem: byHand[tongueOf(placeOfUser(user))] } as const)
    if (!(await changeFixed(tx, current, [null, 'move', 'cancel'], { ...told, ...asks }))) throw busy()
  })
}

const byHand: Sentence = {
  en: 'It may still stand in your calendar: cancel it there, which tells everybody on it.',
  de: 'Vielleicht steht es noch in deinem Kalender: Sag es dort ab, das erfahren alle, die dabei sind.',
}

/** Ends the pages with times from this owner to this guest, and nothing else: a time that was chosen stays. */
async function stop(deps: Deps, { coffee, user }: GuestLink): Promise<void> {
  const now = deps.now()
  await inTurn(deps.db, async (tx) => {
    const current = await lockCoffee(tx, coffee, now)
    if (current.stopped) return
    const news = nextNews(current.news, { act: 'stop', at: now })
    await changeCoffee(tx, current, [current.state], { stopped: true, news, told: null, toldAt: null })
    for (const one of await listCoffeesWith(tx, user.id, [coffee.addressHash]))
      await changeCoffee(tx, one, ['offered'], { state: 'undone' })
  })
}

/** Takes that back; the times that were offered are open again, as far as they are still ahead and nothing came after them. */
async function goOn(deps: Deps, { coffee, user }: GuestLink): Promise<void> {
  const now = deps.now()
  await inTurn(deps.db, async (tx) => {
    const current = await lockCoffee(tx, coffee, now)
    await endStop(tx, user.id, [coffee.addressHash])
    const rows = await listCoffeesWith(tx, user.id, [coffee.addressHash])
    const news = current.news?.act === 'stop' ? { news: { ...current.news, seen: true as const } } : {}
    await changeCoffee(tx, current, [current.state], news.news ? news : { stopped: false })
    const isLast = rows[0]?.id === coffee.id
    if (isLast && current.state === 'undone' && current.news?.act === 'stop' && !current.startsAt)
      await changeCoffee(tx, current, ['undone'], { state: 'offered' })
  })
}
