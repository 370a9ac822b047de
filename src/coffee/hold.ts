/** How long a time that a guest chose is held, and how that is said. */
import { clock, weekdayAndDate, weekdayName } from '../dates.ts'
import type { Instant } from '../facts.ts'
import { firstNameOf, type Named } from '../people/identity/first-name.ts'
import type { Place } from '../place.ts'
import { policy } from '../policy.ts'
import { cleanText } from '../text.ts'
import { toldIn } from './told/told.ts'

/** Who is answered the day before can still plan the day. */
const hoursBefore = 24
/** What is chosen later than that is held for so long all the same, though never beyond its own beginning. */
const leastHours = 2

/**
 * Until when a chosen time is held: `policy.hold`, at the latest a day before it begins; chosen so late that this would leave
 * less than two hours, for two hours or until it begins.
 * @param chosenAt when the guest chose
 * @param startsAt when the coffee begins
 */
export function holdUntil(chosenAt: Instant, startsAt: Instant): Instant {
  const usual = earlier(chosenAt.add(policy.hold), startsAt.subtract({ hours: hoursBefore }))
  const least = chosenAt.add({ hours: leastHours })
  return usual.epochMilliseconds >= least.epochMilliseconds ? usual : earlier(least, startsAt)
}

/** Whoever is reminded has still time to answer, and a choice of this morning needs no reminding at noon. */
const remindedBefore = { hours: 24 }
const leastToRemind = { hours: 6 }

/**
 * When the owner is reminded of a choice that nobody has answered: a day before the hold ends, half-way through a shorter hold;
 * undefined for one so short that the mail about the choice itself is the reminder.
 */
export function remindAt(chosenAt: Instant, until: Instant): Instant | undefined {
  const holds = until.epochMilliseconds - chosenAt.epochMilliseconds
  if (holds < leastToRemind.hours * 3_600_000) return undefined
  const early = until.subtract(remindedBefore)
  const half = chosenAt.add({ milliseconds: Math.floor(holds / 2) })
  return early.epochMilliseconds >= half.epochMilliseconds ? early : half
}

/** A guest by their whole name, as the coffee has it, and by what is known of whoever has that name. */
export type Guest = Pick<Named, 'name' | 'exclusions'>

interface Choice extends Guest {
  readonly startsAt: Instant
}

/** "Maren chose Thursday 3 December, 10:00", on the clock of `place`. */
export function sayChoice({ startsAt, ...guest }: Choice, place: Place): string {
  return toldIn(place).chose(guestName(guest, place), sayDay(startsAt, place))
}

/** "Thursday 3 December, 10:00". */
export function sayDay(at: Instant, place: Place): string {
  const local = at.toZonedDateTimeISO(place.timeZone)
  return `${weekdayAndDate(local, place)}, ${clock(local, place)}`
}

/** "Wednesday 18:00": a hold never lasts a week. */
export function sayHold(until: Instant, place: Place): string {
  const local = until.toZonedDateTimeISO(place.timeZone)
  return toldIn(place).until(weekdayName(local, place), clock(local, place))
}

/** "Maren", fit for one line; the whole name where two people share the address. */
export const guestName = ({ name, exclusions = [] }: Guest, place: Pick<Place, 'locale'>): string =>
  cleanText(firstNameOf({ name, exclusions, address: '' }), 24) || toldIn(place).guest

const earlier = (one: Instant, other: Instant) => (one.epochMilliseconds <= other.epochMilliseconds ? one : other)
