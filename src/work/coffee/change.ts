/** The owner's buttons for a coffee that is in both calendars: move it, call it off, and take that back in time. */
import { Temporal } from 'temporal-polyfill'
import { isFree } from '../../coffee/slots.ts'
import type { User } from '../../db/accounts/users.ts'
import { type Coffee, changeFixed, findCoffee, fixedStates, listAhead, lockPlans } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { inTurn } from '../../db/in-turn.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { wholeSettings } from '../../settings.ts'
import { readTime, taken } from './checks.ts'
import { spansOf, toIso } from './context.ts'
import { askCalendars } from './free-busy.ts'
import { keeperOf, usable } from './guest-link.ts'

/**
 * Has the event leave both calendars once the time to undo is over; the provider tells the guest. Pressed twice, it is once.
 * @throws UserError 404 where it is not the user's, 409 where it is in no calendar that may be written to
 */
export async function cancelCoffee(deps: Deps, user: User, coffeeId: string): Promise<void> {
  await ask(deps, user, coffeeId, async (tx, coffee, sendAt) => {
    if (coffee.pending === 'cancel' || coffee.pending === 'cancelling') return true
    const change = { pending: 'cancel', moveTo: null, sendAt, problem: null } as const
    return (await changeFixed(tx, coffee, [null, 'move'], change)) !== undefined
  })
}

/**
 * Has the event move to another time once the time to undo is over; until then both times are held.
 * @throws UserError 404, 409 as above, and where the time is taken; 400 for one that is over; 503 where nobody can tell
 */
export async function moveCoffee(deps: Deps, user: User, coffeeId: string, start: Instant | null): Promise<void> {
  const now = deps.now()
  if (!start)
    throw new UserError(400, {
      en: 'No time was chosen. Choose one; nothing was changed.',
      de: 'Es war kein Termin ausgesucht. Such einen aus; geändert wurde nichts.',
    })
  const coffee = await find(deps, user, coffeeId)
  // It stays as long as it was agreed, whatever the settings say by now.
  const minutes =
    coffee.startsAt && coffee.endsAt
      ? coffee.startsAt.until(coffee.endsAt).total('minutes')
      : wholeSettings(user.settings).coffeeMinutes
  const when = readTime(start, { now, minutes })
  if (coffee.startsAt && Temporal.Instant.compare(coffee.startsAt, when.start) === 0) return
  await checkFree(deps, user, { coffee, when })
  await ask(deps, user, coffeeId, async (tx, current, sendAt) => {
    const held = (await listAhead(tx, user.id, now)).filter(({ id, state }) => state !== 'offered' && id !== current.id)
    if (!isFree(when, held.flatMap(spansOf))) throw taken()
    const change = { pending: 'move', moveTo: toIso(when), sendAt, problem: null } as const
    return (await changeFixed(tx, current, [null, 'move'], change)) !== undefined
  })
}

/** @throws UserError 409, 503 */
async function checkFree(
  deps: Deps,
  user: User,
  { coffee, when }: { readonly coffee: Coffee; readonly when: Span },
): Promise<void> {
  const answer = await askCalendars(deps, { user, connections: await usable(deps, user.id), window: when })
  if (answer.kind === 'unreachable')
    throw new UserError(503, {
      en: 'Your calendar is not answering, so the time could not be checked and nothing was changed. Try again in a few minutes.',
      de: 'Dein Kalender antwortet nicht, also ließ sich der Termin nicht prüfen, und geändert wurde nichts. Versuch es in ein paar Minuten noch einmal.',
    })
  const { startsAt, endsAt } = coffee
  const others = (answer.kind === 'read' ? answer.busy : []).filter(
    ({ start, end }) =>
      start.epochMilliseconds !== startsAt?.epochMilliseconds || end.epochMilliseconds !== endsAt?.epochMilliseconds,
  )
  if (!isFree(when, others)) throw taken()
}

type Change = (tx: Database, coffee: Coffee, sendAt: Instant) => Promise<boolean>

async function ask(deps: Deps, user: User, coffeeId: string, change: Change): Promise<void> {
  const now = deps.now()
  const coffee = await find(deps, user, coffeeId)
  if (!keeperOf(deps, await usable(deps, user.id), coffee)) throw notFromHere()
  const sendAt = now.add({ seconds: deps.config.UNDO_SECONDS })
  const done = await inTurn(deps.db, async (tx) => {
    await lockPlans(tx, user.id, now)
    await scheduleTask(tx, { kind: 'coffee', subject: coffee.id, userId: user.id }, sendAt)
    const current = await findCoffee(tx, user.id, coffeeId)
    if (!current || !fixedStates.some((state) => state === current.state)) throw notFromHere()
    return change(tx, current, sendAt)
  })
  deps.wake()
  if (!done)
    throw new UserError(409, {
      en: 'It is being changed at this moment, so nothing was done. Look again in a minute.',
      de: 'Daran wird gerade etwas geändert, also geschah nichts. Schau in einer Minute noch einmal nach.',
    })
}

const notFromHere = () =>
  new UserError(409, {
    en: 'This cannot be changed from here. Change it in your own calendar, which tells your guest.',
    de: 'Das lässt sich von hier aus nicht ändern. Ändere es in deinem eigenen Kalender, der sagt es deinem Gast.',
  })

async function find({ db }: Deps, user: User, coffeeId: string): Promise<Coffee> {
  const coffee = await findCoffee(db, user.id, coffeeId)
  if (!coffee)
    throw new UserError(404, { en: 'There is no such coffee here.', de: 'Diesen Kaffee gibt es hier nicht.' })
  return coffee
}

/**
 * Takes a change of the event back before the calendar is asked for it; what the guest asked for themselves is theirs.
 * @throws UserError 409 where the calendar is being asked
 */
export async function keepEvent({ db }: Pick<Deps, 'db'>, coffee: Coffee): Promise<Coffee> {
  const { sendAt, news } = coffee
  const byGuest = news && sendAt && Temporal.Instant.from(news.at).epochMilliseconds === sendAt.epochMilliseconds
  const kept = byGuest
    ? undefined
    : await changeFixed(db, coffee, ['cancel', 'move'], { pending: null, moveTo: null, sendAt: null })
  if (kept) return kept
  throw new UserError(409, {
    en: 'Your calendar is being asked for it already, so it cannot be taken back here.',
    de: 'Dein Kalender wird schon danach gefragt, also lässt es sich hier nicht mehr zurücknehmen.',
  })
}
