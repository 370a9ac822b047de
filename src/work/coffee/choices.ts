/** What guests chose and nobody has answered yet: shown as what it is, and nobody is named or reckoned quiet meanwhile. */
import { sayChoice, sayHold } from '../../coffee/hold.ts'
import { type Coffee, listAhead } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import type { Instant } from '../../facts.ts'
import type { Standing } from '../../people/types.ts'
import type { Place } from '../../place.ts'
import { normalise } from '../../text.ts'

/** Coffees that no calendar tells of yet: those that are held for a guest, and invitations that are about to leave. */
export async function listWaiting(db: Database, userId: string, now: Instant): Promise<readonly Coffee[]> {
  const ahead = await listAhead(db, userId, now)
  return ahead.filter(({ state }) => state === 'chosen' || state === 'queued' || state === 'sending')
}

/** The one of these that is with this person, by any address of theirs. */
export function waitingWith(
  waiting: readonly Coffee[],
  person: { readonly addresses: readonly { readonly address: string }[] },
): Coffee | undefined {
  if (!waiting.length) return undefined
  const theirs = new Set(person.addresses.map(({ address }) => normalise(address)))
  return waiting.find(({ address }) => theirs.has(normalise(address)))
}

/** Whoever chose a time is not quiet: they wait for the owner. */
export function standingWith(standing: Standing, coffee: Coffee | undefined, place: Place): Standing {
  if (coffee?.state !== 'chosen') return standing
  const { onlyTooLongAgo: _, ...rest } = standing
  return { ...rest, due: false, group: 'in_touch', why: choiceWords(coffee, place) }
}

/**
 * "Maren chose Thursday 3 December, 10:00. It is held until Wednesday 18:00." Once the hold is over: "… It was held until
 * Wednesday 18:00 and is not any more." On the clock of `place`.
 */
export function choiceWords({ state, name, startsAt, createdAt, holdUntil }: Coffee, place: Place): string {
  const chose = `${sayChoice({ name, startsAt: startsAt ?? createdAt }, place)}.`
  if (!holdUntil) return `${chose} It is not held.`
  const until = sayHold(holdUntil, place)
  return state === 'chosen'
    ? `${chose} It is held until ${until}.`
    : `${chose} It was held until ${until} and is not any more.`
}
