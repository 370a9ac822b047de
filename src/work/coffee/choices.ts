/** What guests chose and nobody has answered yet: shown as what it is, and nobody is named or reckoned quiet meanwhile. */
import { type Guest, sayChoice, sayHold } from '../../coffee/hold.ts'
import { sayNews } from '../../coffee/news.ts'
import { toldIn } from '../../coffee/told/told.ts'
import { aheadAt, type Coffee, listAhead } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import type { Instant } from '../../facts.ts'
import type { Person, Standing } from '../../people/types.ts'
import type { Place } from '../../place.ts'
import { normalise } from '../../text.ts'

/** Coffees that no calendar tells of yet: those that are held for a guest, and invitations that are about to leave. */
export const listWaiting = async (db: Database, userId: string, now: Instant): Promise<readonly Coffee[]> =>
  waitingAmong(await listAhead(db, userId, now), now)

/** The same of coffees that were read already. */
export function waitingAmong(coffees: readonly Coffee[], now: Instant): readonly Coffee[] {
  return aheadAt(coffees, now).filter(({ state }) => state === 'chosen' || state === 'queued' || state === 'sending')
}

/** The one of these that is with this person, by any address of theirs. */
export function waitingWith(
  waiting: readonly Coffee[],
  person: { readonly addresses: readonly { readonly address: string }[] },
): Coffee | undefined {
  if (!waiting.length) return undefined
  const theirs = new Set(person.addresses.map(({ address }) => normalise(address)))
  return waiting.find(
    ({ address, alsoAddress }) => theirs.has(normalise(address)) || (alsoAddress !== null && theirs.has(alsoAddress)),
  )
}

/** The same for several entries that may be one human's. */
export function waitingWithAny(
  waiting: readonly Coffee[],
  entries: readonly Parameters<typeof waitingWith>[1][],
): Coffee | undefined {
  for (const entry of entries) {
    const found = waitingWith(waiting, entry)
    if (found) return found
  }
  return undefined
}

type Exclusive = Pick<Person, 'exclusions'>

/** The guest as they are called in words: by the name that the coffee has, and as one of two where they share an address. */
export const guestOf = ({ name }: Coffee, person: Exclusive | undefined): Guest => ({
  name,
  exclusions: person?.exclusions ?? [],
})

/** Whoever chose a time is not quiet: they wait for the owner. */
export function standingWith(
  standing: Standing,
  coffee: Coffee | undefined,
  { place, person }: { readonly place: Place; readonly person: Exclusive },
): Standing {
  if (coffee?.state !== 'chosen') return standing
  const { onlyTooLongAgo: _, ...rest } = standing
  return { ...rest, due: false, group: 'in_touch', why: choiceWords(coffee, place, person) }
}

/**
 * What happened to a choice, the last of it; where that is the choice itself or another time instead, with how long it is held:
 * "Maren chose Thursday 3 December, 10:00. It is held until Wednesday 18:00." Once the hold is over: "… It was held until
 * Wednesday 18:00 and is not any more." On the clock of `place`. `person` is the guest, where they are still known.
 */
export function choiceWords(coffee: Coffee, place: Place, person: Exclusive | undefined): string {
  const { state, startsAt, createdAt, news } = coffee
  const isChoice = state === 'chosen' || state === 'draft'
  const said = news ? sayNews({ ...guestOf(coffee, person), news, startsAt }, place) : ''
  const words = news && (news.act === 'change' || !isChoice || (news.act === 'stop' && !news.seen)) ? [said] : []
  if (isChoice && startsAt && news?.act !== 'change')
    words.push(`${sayChoice({ ...guestOf(coffee, person), startsAt }, place)}.`)
  if (!words.length) words.push(`${sayChoice({ ...guestOf(coffee, person), startsAt: startsAt ?? createdAt }, place)}.`)
  return [...words, choiceRest(coffee, place)].filter(Boolean).join(' ')
}

/** How long a choice is held, or what follows from what the guest did. */
export const choiceRest = (coffee: Coffee, place: Place): string =>
  coffee.state === 'chosen' || coffee.state === 'draft' ? heldWords(coffee, place) : afterNews(coffee, place)

function heldWords({ state, holdUntil }: Coffee, place: Place): string {
  const words = toldIn(place)
  if (!holdUntil) return words.notHeld
  const until = sayHold(holdUntil, place)
  return state === 'chosen' ? words.held(until) : words.wasHeld(until)
}

/** What follows in the owner's calendar from what the guest did. */
function afterNews({ news, state, pending, problem }: Coffee, place: Place): string {
  const words = toldIn(place)
  const fixed = state === 'invited' || state === 'accepted'
  if (news?.act === 'fell') return [problem ?? '', words.mayCount].join(' ').trim()
  if (news?.act === 'change' && (state === 'queued' || state === 'sending')) return words.goesOut
  if (news?.act === 'change' && fixed) {
    if (pending) return words.isMoved
    return problem ?? words.wasMoved
  }
  if (news?.act === 'cancel' && fixed) return pending ? words.isTakenOut : (problem ?? '')
  if (news?.act === 'cancel' || news?.act === 'none') return words.free
  return ''
}
