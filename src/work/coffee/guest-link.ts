/** What a guest's link leads to: a coffee that waits for a choice or has had one, or the reason why it leads nowhere now. */
import { Temporal } from 'temporal-polyfill'
import { isFree } from '../../coffee/slots.ts'
import type { CoffeeState } from '../../coffee/types.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import { asAt, type Coffee, findCoffee, listAhead } from '../../db/coffees.ts'
import { storedBusy } from '../../db/history/history.ts'
import { findAnyLink, type LinkRow } from '../../db/links.ts'
import type { Deps } from '../../deps.ts'
import type { Instant, Span } from '../../facts.ts'
import { localPart } from '../../people/identity/address.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { sha256 } from '../../seal.ts'
import { canChange } from './change-event.ts'
import { offeredSpans, spansOf } from './context.ts'
import { listUnasked, providerOf } from './free-busy.ts'

export interface GuestLink {
  readonly coffee: Coffee
  readonly user: User
  readonly hash: string
}

export const chosenStates: ReadonlySet<CoffeeState> = new Set([
  'draft',
  'chosen',
  'queued',
  'sending',
  'invited',
  'accepted',
])

/** What the guest ended themselves still answers them, and can be read again. */
const own: ReadonlySet<string> = new Set(['none', 'cancel', 'stop'])
/** An invitation for what they chose that did not leave: they have to hear of it here. */
const fallen: ReadonlySet<CoffeeState> = new Set(['taken', 'refused'])

/** The coffee behind a link, as long as it waits for a choice or has had one. */
export async function openMeeting(deps: Pick<Deps, 'db' | 'now'>, token: string): Promise<GuestLink | null> {
  const found = await look(deps, token)
  return found && found.why === null ? found : null
}

/** Why a link leads nowhere any more. `owner` is a first name. */
export interface Gone {
  readonly owner: string
  readonly why: 'ended' | 'called off' | 'over' | 'ran out'
}

/** The reason for the guest; null for a link that there never was, and for one that leads somewhere. */
export async function whyGone(deps: Pick<Deps, 'db' | 'now'>, token: string): Promise<Gone | null> {
  const found = await look(deps, token)
  return found?.why ? { owner: ownerName(found.user), why: found.why } : null
}

/** What a guest reads of the owner: the first name, and where there is none what stands before the @ of their address, never all of it. */
export const ownerName = ({ name, email }: Pick<User, 'name' | 'email'>): string =>
  firstNameOf({ name: name.includes('@') ? '' : name, address: localPart(email) })

async function look({ db, now: time }: Pick<Deps, 'db' | 'now'>, token: string) {
  const link = await findAnyLink(db, await sha256(token), 'meet')
  if (!link) return null
  const now = time()
  const { row, user } = link
  const found = row.coffeeId ? await findCoffee(db, user.id, row.coffeeId) : undefined
  // Of an account that is gone nothing is said, not even that there was something.
  if (!found || row.revokedAt || found.address === '') return null
  const coffee = asAt(found, now)
  return { coffee, user, hash: row.hash, why: reasonOf(coffee, row, now) }
}

/** Null where the page is open. */
function reasonOf(coffee: Coffee, { expiresAt }: Pick<LinkRow, 'expiresAt'>, now: Instant): Gone['why'] | null {
  const { state, startsAt, endsAt, news } = coffee
  // One that was in the calendar and is not: its owner called it off.
  const calledOff = state === 'undone' && coffee.externalEventId !== null && !news?.off
  if (state === 'declined' || calledOff) return 'called off'
  if (state === 'met') return 'over'
  const last = endsAt ?? expiresAt
  // An event that was moved lasts longer than the times that were offered.
  const isOver = last !== null && last.epochMilliseconds <= now.epochMilliseconds
  const ranOut = expiresAt !== null && expiresAt.epochMilliseconds <= now.epochMilliseconds
  if (startsAt && isOver) return 'over'
  if (ranOut && !(startsAt && chosenStates.has(state))) return 'ran out'
  if (state === 'offered') return null
  if (startsAt && (chosenStates.has(state) || fallen.has(state))) return null
  return state === 'undone' && news && own.has(news.act) ? null : 'ended'
}

/** The accounts of a user that can be used at the moment. */
export async function usable(deps: Deps, userId: string): Promise<Connection[]> {
  return (await listConnections(deps.db, userId)).filter((connection) => providerOf(deps, connection))
}

/** The account that it was offered by, else any that may write. */
export function writerFor(
  deps: Deps,
  connections: readonly Connection[],
  { connectionId }: Coffee,
): Connection | undefined {
  const first = connections.filter(({ id }) => id === connectionId)
  return [...first, ...connections].find((one) => providerOf(deps, one)?.desk.canWrite(one.scopes))
}

/** The account in whose calendar the event is, as long as it may change it. */
export function keeperOf(deps: Deps, connections: readonly Connection[], coffee: Coffee): Connection | undefined {
  const { connectionId, externalEventId } = coffee
  if (!externalEventId) return undefined
  const keeper = connections.find(({ id }) => id === connectionId)
  return keeper && canChange(deps, keeper) ? keeper : undefined
}

/** Those of the offered times that are ahead and free as far as is known without asking anybody. */
export async function stillFree(
  deps: Pick<Deps, 'db' | 'providers'>,
  { coffee, user, connections }: Pick<GuestLink, 'coffee' | 'user'> & { readonly connections: readonly Connection[] },
  now: Instant,
): Promise<readonly Span[]> {
  const ahead = offeredSpans(coffee.offered).filter(({ start }) => Temporal.Instant.compare(start, now) > 0)
  const [first, last] = [ahead[0], ahead.at(-1)]
  if (!first || !last) return []
  const others = (await listAhead(deps.db, user.id, now)).filter(({ state }) => state !== 'offered')
  const unasked = await listUnasked(deps, user.id, connections)
  const busy = await storedBusy(deps.db, user, { start: first.start, end: last.end }, unasked)
  return ahead.filter((span) => isFree(span, [...busy, ...others.flatMap(spansOf)]))
}
