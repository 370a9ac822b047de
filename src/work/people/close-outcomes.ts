/** Closes what letters and coffees left open, by what really happened: nobody has to tick anything off. */
import { listConnections } from '../../db/accounts/connections.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import type { User } from '../../db/accounts/users.ts'
import { asAt, type Coffee, changeCoffee, isOpenChoice, listFollowed } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { type OpenItem, openItems, setOutcome } from '../../db/digests.ts'
import { factsSince } from '../../db/history/history.ts'
import { findMeetings } from '../../db/history/meetings.ts'
import { addressesWith } from '../../db/people.ts'
import { scheduleUnlessFailing } from '../../db/tasks.ts'
import type { Fact, Instant, MeetingFact, StoredFact } from '../../facts.ts'
import { outcomeOf } from '../../letter/choose/outcomes.ts'
import { type Own, ownOf } from '../../people/identity/own.ts'
import { planned } from '../../people/tie/interaction.ts'
import { ownNameOf } from '../../settings.ts'
import { normalise } from '../../text.ts'
import { toContacts } from './contacts.ts'

const openDays = 120

/**
 * Runs inside the transaction that writes news, or the derived people. One query each where nothing is open. The end of the
 * coffee that comes next closes it: people are worked out then, whether or not anything comes.
 * @param own the owner's addresses, where they are known already
 * @param seen ids of events that have just come, or gone
 * @param came all that has changed since this was done before: of whom none of it is, nothing else has become known
 * @returns whether one of these is a coffee that letters and pages follow
 */
export async function closeItems(tx: Database, { user, own, seen, came, now }: Closed): Promise<boolean> {
  const items = await openItems(tx, user.id, now.subtract({ hours: 24 * openDays }))
  const { asked, ends, events } = await moveCoffees(tx, user.id, now)
  if (ends) await scheduleUnlessFailing(tx, { kind: 'derive', subject: user.id, userId: user.id }, ends)
  const follows = seen !== undefined && events.some((id) => seen.has(id))
  if (!items.length) return follows
  const named = items.flatMap(({ item }) => (item.card ? [normalise(item.card.address)] : []))
  const held = await addressesWith(tx, user.id, named)
  if (came && !asked.length && !isOfAny(came, new Set([...named, ...[...held.values()].flat()]))) return follows
  const mine = ownOf(own ?? (await ownAddresses(tx, user.id)), ownNameOf(user.settings))
  await closePicks(tx, { userId: user.id, own: mine, held, asked, now }, items)
  return follows
}

interface Closed {
  readonly user: Pick<User, 'id' | 'settings'>
  readonly own?: readonly string[]
  readonly seen?: ReadonlySet<string>
  readonly came?: readonly Fact[] | undefined
  readonly now: Instant
}

const isOfAny = (facts: readonly Fact[], addresses: ReadonlySet<string>) =>
  facts.some((fact) => involves(fact, addresses))

async function ownAddresses(tx: Database, userId: string): Promise<readonly string[]> {
  const [known, connections] = [await listOwnAddresses(tx, userId), await listConnections(tx, userId)]
  return [...known.map(({ address }) => address), ...connections.map(({ email }) => email)]
}

interface Closing {
  readonly userId: string
  readonly own: Own
  /** By the address that a letter named: all that its bearer has. */
  readonly held: ReadonlyMap<string, readonly string[]>
  /** The invitations that left. */
  readonly asked: readonly Asked[]
  readonly now: Instant
}

/** An invitation of the owner's, and what its guest said. */
interface Asked {
  readonly address: string
  readonly at: Instant
  readonly declined: boolean
}

async function closePicks(tx: Database, closing: Closing, items: readonly OpenItem[]): Promise<void> {
  const { userId, own, held, now } = closing
  const since = items
    .map((one) => one.since)
    .reduce((a, b) => (a.epochMilliseconds <= b.epochMilliseconds ? a : b), now)
  const happened = await factsSince(tx, userId, [...new Set([...held.values()].flat())], since)
  for (const { item, since: sentAt } of items) {
    if (!item.card) continue
    const address = normalise(item.card.address)
    const theirs = new Set(held.get(address) ?? [address])
    const about = happened.filter((fact) => involves(fact, theirs))
    const asked = closing.asked
      .filter((one) => theirs.has(one.address) && one.at.epochMilliseconds > sentAt.epochMilliseconds)
      .at(-1)
    const outcome = outcomeOf(item.outcome, {
      since: sentAt,
      contacts: toContacts(about, own, now),
      theirs,
      ...(asked ? { asked } : {}),
      planned: about.some(
        (fact) =>
          fact.kind === 'meeting' && planned(fact, own, now.epochMilliseconds).some((guest) => theirs.has(guest)),
      ),
    })
    if (outcome && outcome !== item.outcome)
      await setOutcome(tx, {
        userId,
        digestId: item.digestId,
        addressHashes: [item.addressHash],
        outcome,
        at: now,
      })
  }
}

function involves(fact: Fact, theirs: ReadonlySet<string>): boolean {
  const people = fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc] : fact.people
  return people.some(({ address }) => theirs.has(normalise(address)))
}

interface Choosing {
  readonly choices: readonly Coffee[]
  readonly now: Instant
}

/**
 * What a guest chose is planned once a calendar has it with them on it, by whichever hand: the owner may have saved the
 * filled-in form. From then on it follows its meeting like any invitation.
 */
async function closeChoices(tx: Database, userId: string, { choices, now }: Choosing): Promise<void> {
  if (!choices.length) return
  const known = await addressesWith(
    tx,
    userId,
    choices.map(({ address }) => normalise(address)),
  )
  for (const coffee of choices) {
    if (!coffee.startsAt || !coffee.address) continue
    const address = normalise(coffee.address)
    const theirs = new Set(known.get(address) ?? [address])
    const found = (await factsSince(tx, userId, [...theirs], coffee.startsAt)).find(
      (fact) => isCoffeeAt(fact, coffee.startsAt) && involves(fact, theirs),
    )
    if (found?.kind !== 'meeting') continue
    const state = stateOf(found, coffee.address, now)
    const set = { state, externalEventId: found.id, connectionId: found.connectionId, problem: null }
    await changeCoffee(tx, coffee, ['chosen', 'draft'], set)
  }
}

const isCoffeeAt = (fact: StoredFact, startsAt: Instant | null): boolean =>
  fact.kind === 'meeting' &&
  !fact.cancelled &&
  fact.mine !== 'declined' &&
  fact.when.start.epochMilliseconds === startsAt?.epochMilliseconds

interface Followed {
  /** The invitations that left, oldest first. */
  readonly asked: readonly Asked[]
  /** Their events. */
  readonly events: readonly string[]
  /** When the coffee that comes next is over. */
  readonly ends?: Instant | undefined
}

/** An invitation follows its meeting: answered by the guest, called off, over. */
async function moveCoffees(tx: Database, userId: string, now: Instant): Promise<Followed> {
  const known = await listFollowed(tx, userId)
  const choices = known.map((one) => asAt(one, now)).filter((one) => isOpenChoice(one, now))
  await closeChoices(tx, userId, { choices, now })
  const open = known.filter(({ state }) => state !== 'chosen' && state !== 'draft')
  const ids = open.flatMap(({ externalEventId }) => externalEventId ?? [])
  if (!ids.length) return { asked: [], events: [] }
  const meetings = await findMeetings(tx, userId, ids)
  for (const coffee of open) {
    const meeting = meetings.get(coffee.externalEventId ?? '')
    const state = meeting?.kind === 'meeting' ? stateOf(meeting, coffee.address, now) : undefined
    if (!state || meeting?.kind !== 'meeting') continue
    // Moved by hand in a calendar, the coffee is when its event is; one that is being moved from here is told by that.
    const { start: startsAt, end: endsAt } = meeting.when
    const differs = startsAt.epochMilliseconds !== coffee.startsAt?.epochMilliseconds
    const unread = differs && coffee.moveTo !== null && isYoung(coffee, now)
    const moved = differs && coffee.pending === null && !unread ? { startsAt, endsAt } : {}
    const read = coffee.pending === null && coffee.moveTo !== null && !unread ? { moveTo: null } : {}
    const change = { ...(state === coffee.state ? {} : { state }), ...moved, ...read }
    if (Object.keys(change).length) await changeCoffee(tx, coffee, [coffee.state], change)
  }
  const asked = open.map(({ address, createdAt, externalEventId }) => {
    const meeting = meetings.get(externalEventId ?? '')
    const declined = meeting?.kind === 'meeting' && guestOf(meeting, address)?.reply === 'declined'
    return { address: normalise(address), at: createdAt, declined }
  })
  const ends = [...meetings.values()]
    .flatMap((one) => (one.kind === 'meeting' && isAhead(one.when.end, now) ? one.when.end : []))
    .toSorted((a, b) => a.epochMilliseconds - b.epochMilliseconds)[0]
  return { asked, events: ids, ends }
}

const isAhead = (at: Instant, now: Instant): boolean => at.epochMilliseconds > now.epochMilliseconds

/** Moved from here so lately that the calendar may not have been read since. */
const isYoung = ({ sendAt, createdAt }: Coffee, now: Instant): boolean =>
  now.epochMilliseconds - (sendAt ?? createdAt).epochMilliseconds < hoursUnread * 3_600_000

const hoursUnread = 6

function stateOf(meeting: StoredFact & { kind: 'meeting' }, address: string, now: Instant) {
  const guest = guestOf(meeting, address)
  if (meeting.cancelled || meeting.mine === 'declined' || guest?.reply === 'declined') return 'declined' as const
  if (meeting.when.end.epochMilliseconds <= now.epochMilliseconds) return 'met' as const
  return guest?.reply === 'accepted' ? ('accepted' as const) : ('invited' as const)
}

const guestOf = ({ people }: MeetingFact, address: string) =>
  people.find((one) => normalise(one.address) === normalise(address))
