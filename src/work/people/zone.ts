/** Works out the owner's time zone: from their own sent mail, else their calendar, else the browser they connected with. */
import { Temporal } from 'temporal-polyfill'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import { listStreams, type Stream } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import { listSentClocks } from '../../db/accounts/zones.ts'
import type { Database } from '../../db/database.ts'
import type { Instant } from '../../facts.ts'
import { isBulk } from '../../people/bulk.ts'
import { ownOf } from '../../people/identity/own.ts'
import { ownNameOf } from '../../settings.ts'
import { normalise } from '../../text.ts'
import { askZone, decideZone, type Known, type Question } from '../../zone/decide.ts'
import { inferZone } from '../../zone/infer.ts'
import { minutesAt } from '../../zone/steps.ts'
import { zones } from '../../zone/zones.ts'

/** Mail that ends longer ago says where somebody was: it counts only where nobody else says anything. */
const freshYears = 2

type Account = Pick<Connection, 'id' | 'state' | 'email'>
type Calendar = Pick<Stream, 'connectionId' | 'kind' | 'timeZone'>
type Owner = Pick<User, 'timeZone' | 'timeZoneChosen' | 'timeZoneHeld' | 'mailZone' | 'browserZone'>

export interface SettledZone {
  /** The zone to go by from now on. */
  readonly timeZone: string
  /** What sent mail shows; null where it shows nothing. */
  readonly mailZone: string | null
}

/** What the user's zone comes to now. Reads; writes nothing. */
export async function settleZone(db: Database, user: User, now: Instant): Promise<SettledZone> {
  const [connections, streams] = await Promise.all([listConnections(db, user.id), listStreams(db, user.id)])
  const { words } = knownZone(user, connections, streams)
  const sent = await readClocks(db, user, connections)
  if (sent[0]) await lookUp(sent[0].at)
  const found = inferZone(sent, [words.calendar, words.browser, user.timeZone])
  // Too little to go by now is no reason to forget what was known; nothing at all is.
  const shown = found ?? (sent.length ? user.mailZone : null)
  const old = now.toZonedDateTimeISO('UTC').subtract({ years: freshYears }).toInstant()
  const isStale = sent.every(({ at }) => Temporal.Instant.compare(at, old) < 0)
  const mailZone = isStale && (words.calendar ?? words.browser) ? null : shown
  const known = knownZone({ ...user, mailZone }, connections, streams)
  return { timeZone: decideZone(known, now), mailZone }
}

/** What is known of a user's zone. The calendar that was connected first speaks, among those that are still read if any is. */
export function knownZone(user: Owner, connections: readonly Account[], streams: readonly Calendar[]): Known {
  const isRead = ({ state }: Account) => state !== 'ended'
  const calendar = [...connections.filter(isRead), ...connections.filter((one) => !isRead(one))]
    .map(({ id }) => streams.find(({ connectionId, kind }) => connectionId === id && kind === 'calendar')?.timeZone)
    .find((zone) => zone)
  return {
    timeZone: user.timeZone,
    chosen: user.timeZoneChosen,
    held: user.timeZoneHeld,
    words: {
      ...(user.mailZone ? { mail: user.mailZone } : {}),
      ...(calendar ? { calendar } : {}),
      ...(user.browserZone ? { browser: user.browserZone } : {}),
    },
  }
}

/** What a user is asked about their zone on a page; undefined where nothing. */
export async function questionOf(db: Database, user: User, now: Instant): Promise<Question | undefined> {
  if (user.timeZoneChosen) return undefined
  const [connections, streams] = await Promise.all([listConnections(db, user.id), listStreams(db, user.id)])
  return askZone(knownZone(user, connections, streams), now)
}

/** The first look at a zone takes a millisecond or more, and there are many: others have their turn in between. */
async function lookUp({ epochMilliseconds }: Instant): Promise<void> {
  for (const [index, zone] of zones.entries()) {
    minutesAt(zone, epochMilliseconds)
    if (index % 8 === 7) await new Promise((resolve) => setTimeout(resolve, 0))
  }
}

/** Own mail only, as far as own addresses are known by now: not what a list or a program sent, or who shares the mailbox. */
async function readClocks(db: Database, user: User, connections: readonly Account[]) {
  const listed = await listOwnAddresses(db, user.id)
  const addresses = [user.email, ...connections.map(({ email }) => email), ...listed.map(({ address }) => address)]
  const own = ownOf(addresses.map(normalise), ownNameOf(user.settings))
  const clocks = await listSentClocks(db, user.id)
  return clocks
    .filter(({ from, signals }) => from !== null && own.has(from.address) && !own.isAnothers(from) && !isBulk(signals))
    .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
}
