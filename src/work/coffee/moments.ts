/** When somebody has to look at a coffee again, whatever asked for it last. Pure but for the one row that is read. */
import { remindAt } from '../../coffee/hold.ts'
import { asAt, type Coffee, findCoffee } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { dropTasks, scheduleTask } from '../../db/tasks.ts'
import type { Instant } from '../../facts.ts'

/** The owner is to hear of what the guest chose, or of what happened since, and nothing was said of it yet. */
export function wantsTelling(coffee: Coffee, now: Instant): boolean {
  if (coffee.told !== null || !coffee.address) return false
  if (coffee.news) return !coffee.news.seen
  return asAt(coffee, now).state === 'chosen'
}

/** When the owner is to be reminded of a choice; null where they were, or were not told of it in the first place. */
export function reminderOf({ state, chosenAt, holdUntil, told, reminded }: Coffee): Instant | null {
  if (state !== 'chosen' || reminded !== null || !chosenAt || !holdUntil) return null
  if (told !== 'sent' && told !== 'unknown') return null
  return remindAt(chosenAt, holdUntil) ?? null
}

/** The calendar is to be asked for something now. */
export const isLeaving = ({ state, pending, sendAt }: Coffee, now: Instant): boolean =>
  state === 'sending' || ((state === 'queued' || pending !== null) && !(sendAt && isAfter(sendAt, now)))

/**
 * When the task of a coffee is wanted again; null where nothing is left to do.
 * @param untold from when on an owner who was not told or reminded yet may be
 */
export function nextMoment(coffee: Coffee, untold: Instant): Instant | null {
  const { state, pending, sendAt, holdUntil, createdAt } = coffee
  const reminder = reminderOf(coffee)
  const moments = [
    ...(wantsTelling(coffee, untold) ? [untold] : []),
    ...(state === 'queued' || state === 'sending' || pending ? [sendAt ?? createdAt] : []),
    ...(state === 'chosen' ? [holdUntil ?? createdAt, ...(reminder ? [later(reminder, untold)] : [])] : []),
  ]
  return moments.reduce<Instant | null>((first, one) => (first && !isAfter(first, one) ? first : one), null)
}

/**
 * Has the task of a coffee come back when its row, as it is by now, wants it; ends it where nothing is left. In the transaction
 * that gives the task back, after that: whoever changes a coffee asks for its task first, and so waits for this or is seen.
 */
export async function comeBack(tx: Database, { userId, id }: Coffee, untold: Instant): Promise<void> {
  const current = await findCoffee(tx, userId, id)
  const next = current && nextMoment(current, untold)
  if (next) await scheduleTask(tx, { kind: 'coffee', subject: id, userId }, next)
  else await dropTasks(tx, ['coffee'], id)
}

const isAfter = (one: Instant, other: Instant) => one.epochMilliseconds > other.epochMilliseconds
const later = (one: Instant, other: Instant) => (isAfter(one, other) ? one : other)
