/** One page of one stream: asked for, then written as facts, listing, cursor and progress. */
import { chosenOf } from '../db/accounts/calendars.ts'
import type { Connection } from '../db/accounts/connections.ts'
import { changeStream, type Stream } from '../db/accounts/streams.ts'
import type { Database } from '../db/database.ts'
import { writeEach } from '../db/each.ts'
import { findFactTime, removeFacts, removeUnseenMeetings, storeFacts } from '../db/facts.ts'
import { listedAmong, listingSize } from '../db/listings/listed.ts'
import {
  applyListing,
  countWanted,
  forgetListed,
  forgetOlderListings,
  messageAt,
  readBackTo,
  setRead,
} from '../db/listings/listings.ts'
import { applyPlaces, countNumbers, forgetPlaces, numbersOf } from '../db/listings/places.ts'
import { dueMessages, hurryTries, nextTryAt, noteTries } from '../db/listings/tries.ts'
import type { Deps } from '../deps.ts'
import type { Instant, Skipped } from '../facts.ts'
import { readZone } from '../place.ts'
import type { ListingChange } from '../providers/listing.ts'
import type { Provider } from '../providers/provider.ts'
import type { Call, Page, SetAside } from '../providers/types.ts'
import { isStorableId, reasons } from '../storable.ts'
import { createReach } from './access.ts'
import { checkPage } from './check.ts'
import { orderListing, reconcile } from './order.ts'
import { noteLeftOut, nothingLeftOut } from './skipped.ts'

/** What a stream is read with. */
export interface Pull {
  readonly connection: Connection
  readonly stream: Stream
  /** A listed message was to be read, or to be tried again, when the stream was looked up. */
  readonly waiting: boolean
  readonly provider: Provider
  readonly subjects: boolean
  /** The owner's zone (IANA). */
  readonly timeZone?: string
  /** The last tries at this page failed: it is taken item by item, and the one that fails is left out. */
  readonly careful?: boolean
  /** So many tries at this page failed in a row. */
  readonly attempts?: number
  /** Opens what tells whom the user had forgotten. */
  readonly seal?: Deps['seal']
  /** The requests that were sent so far, by API method, whatever came of them. */
  readonly calls: Map<string, number>
}

/**
 * Asks for the next page. No transaction is open while the network is asked.
 * @throws ProviderError
 */
export async function pullPage(deps: Deps, pull: Pull): Promise<Page> {
  const { provider, stream, connection } = pull
  const chooses = stream.kind === 'calendar' && provider.desk.readsAll === true
  const chosen = chooses ? await chosenOf(deps.db, { userId: connection.userId, connectionId: connection.id }) : null
  const call = { ...createCall(deps, pull), ...(chosen ? { calendars: chosen } : {}) }
  return checkPage(await provider.source(stream.kind).next(call, stream.cursor))
}

function createCall(deps: Deps, pull: Pull): Call {
  const { db, config } = deps
  const { connection, stream, subjects } = pull
  const reach = createReach(deps, { ...pull, kind: stream.kind })
  return {
    ...reach,
    listing: {
      due: (limit) => dueMessages(db, connection.id, { limit, now: reach.now }),
      nextTryAt: () => nextTryAt(db, connection.id),
      waiting: pull.waiting,
      at: (position) => messageAt(db, connection.id, stream.generation, position),
      size: () => listingSize(db, connection.id, stream.generation),
      known: (ids) => listedAmong(db, connection.id, { generation: stream.generation, ids }),
      numbers: (folder, page) => numbersOf(db, connection.id, { folder, ...page }),
      countNumbers: (folder) => countNumbers(db, connection.id, folder),
    },
    since: reach.now.toZonedDateTimeISO('UTC').subtract({ years: config.HISTORY_YEARS }).toInstant(),
    subjects,
    careful: pull.careful ?? false,
    attempts: pull.attempts ?? 0,
    syncIntervalMinutes: config.SYNC_INTERVAL_MINUTES,
    address: connection.email,
    ...(pull.timeZone ? { timeZone: pull.timeZone } : {}),
  }
}

/** Writes a page; runs inside the transaction that also moves the task on. */
export async function writePage(db: Database, pull: Pull, page: Page, now: Instant): Promise<void> {
  const { connection, stream, careful = false } = pull
  const generation = stream.generation + (page.restart ? 1 : 0)
  const bounds = page.restart ? null : (page.bounds ?? stream.bounds)
  const writing = { pull, page, generation, bounds, now }
  const origin = {
    userId: connection.userId,
    connectionId: connection.id,
    generation,
    careful,
    ...(pull.seal ? { seal: pull.seal } : {}),
  }
  const skipped = [...(page.skipped ?? []), ...(await storeFacts(db, origin, page.facts))]
  const write = stream.kind === 'mail' ? writeMailbox : writeCalendar
  const { gone, refused } = await write(db, writing, skipped)
  await removeFacts(db, connection.id, [...new Set([...page.gone, ...gone])])
  await writeProgress(db, writing, [...skipped, ...refused])
}

/** A page that is being written. */
interface Writing {
  readonly pull: Pull
  readonly page: Page
  /** The snapshot that it belongs to. */
  readonly generation: number
  /** The reading order that holds from now on; null while the listing is not complete. */
  readonly bounds: Stream['bounds']
  readonly now: Instant
}

/** What of a stream is written beside its facts, and comes of it. */
interface Effects {
  /** Whose facts must go. */
  readonly gone: readonly string[]
  /** What the database would not take. */
  readonly refused: readonly Skipped[]
}

/** The listing of a mailbox, what is read of it, and in which order the rest will be. */
async function writeMailbox(db: Database, writing: Writing, skipped: readonly Skipped[]): Promise<Effects> {
  const { pull, page, generation } = writing
  const { id } = pull.connection
  const { threads, refused } = await writeListing(db, pull, generation, page.listing ?? [])
  if (page.restart) await forgetPlaces(db, id)
  const nowhere = await applyPlaces(db, id, page.places ?? [])
  for (const thread of await forgetListed(db, id, [...page.gone, ...nowhere])) threads.add(thread)
  const along = page.bounds ? [] : readAlong(page, [...skipped, ...refused])
  await setRead(db, id, [...(page.read ?? []), ...along], true)
  const gone = [...nowhere, ...deletedBy(page), ...(await orderMailbox(db, writing, threads))]
  return { gone, refused: [...refused, ...(await stepOver(db, writing))] }
}

/** Messages that were not handed out wait; after some tries they are stepped over, and counted until they can be read. */
async function stepOver(db: Database, { pull: { connection }, page, now }: Writing): Promise<readonly Skipped[]> {
  if (page.restart) await hurryTries(db, connection.id)
  const failed = page.failed ?? []
  const over = await noteTries(db, connection.id, failed, now)
  return failed.filter(({ id }) => over.has(id)).map(({ id, reason }) => ({ id, reason }))
}

/** All of it once the listing is complete, then the threads that changed. @returns messages whose facts must go */
async function orderMailbox(
  db: Database,
  { pull: { connection }, page, generation, bounds }: Writing,
  threads: ReadonlySet<string>,
): Promise<readonly string[]> {
  if (page.bounds) {
    const forgotten = await forgetOlderListings(db, connection.id, {
      generation,
      unlisted: page.unlisted ?? [],
    })
    return [...forgotten, ...(await orderListing(db, connection.id, page.bounds))]
  }
  return bounds ? reconcile(db, connection.id, [...threads], bounds) : []
}

/** A complete look at a calendar's window removes what it did not see there. */
async function writeCalendar(
  db: Database,
  { pull: { connection }, page, generation }: Writing,
  skipped: readonly Skipped[],
): Promise<Effects> {
  if (page.complete) await removeUnseenMeetings(db, connection.id, generation, page.complete)
  // What an event was before it became unreadable is not so any more.
  return { gone: skipped.flatMap(({ id, cut }) => (id && !cut ? id : [])), refused: [] }
}

/** Changes of the listing in their order; those that the database refuses are left out. */
async function writeListing(
  db: Database,
  { connection, careful }: Pull,
  generation: number,
  items: readonly ListingChange[],
): Promise<{ threads: Set<string>; refused: readonly Skipped[] }> {
  const threads = new Set<string>()
  const refused = await writeEach(db, {
    items,
    careful,
    async write(tx, some) {
      for (const thread of await applyListing(tx, connection.id, generation, some)) threads.add(thread)
    },
  })
  return { threads, refused: refused.map(({ id }) => ({ id, reason: reasons.mailRefused })) }
}

/** Messages that came along with a thread are read too, those that could not be kept as well: they would be asked for for ever. */
const readAlong = (page: Page, skipped: readonly Skipped[]) => [
  ...page.facts.map(({ id }) => id).filter(isStorableId),
  ...skipped.flatMap(({ id }) => id || []),
]

const deletedBy = (page: Page) => (page.listing ?? []).flatMap((change) => (change.kind === 'deleted' ? change.id : []))

async function writeProgress(
  db: Database,
  { pull: { stream }, page, generation, bounds, now }: Writing,
  skipped: readonly Skipped[],
): Promise<void> {
  const { counted, oldest } = stream.kind === 'mail' && bounds ? await lookAt(db, stream, page) : nothingRead
  const back = page.progress?.readBackTo ?? (oldest ? await findFactTime(db, stream.connectionId, oldest) : null)
  const change = progressOf({ pull: { stream }, page, generation, bounds, now }, { skipped, counted, back })
  await changeStream(db, stream, change)
}

/** What a page found out beside its facts. */
interface Found {
  readonly skipped: readonly Skipped[]
  readonly counted: { readonly done: number; readonly total: number } | null
  readonly back: Instant | null
}

/** How far a stream is after a page. */
function progressOf(
  { pull: { stream }, page, generation, bounds, now }: Omit<Writing, 'pull'> & { readonly pull: Pick<Pull, 'stream'> },
  { skipped, counted, back }: Found,
): Partial<Stream> {
  const timeZone = readZone(page.progress?.timeZone)
  // Only a snapshot without a position begins the count anew: Outlook's calendar is read again window by window.
  const leftOut = noteLeftOut(page.restart && !stream.cursor ? nothingLeftOut : stream, {
    whole: [...page.facts.map(({ id }) => id), ...(page.read ?? []), ...page.gone, ...deletedBy(page)],
    found: skipped,
  })
  return {
    cursor: page.cursor,
    generation,
    bounds,
    phase: page.more ? (page.progress?.phase ?? goingOn(stream)) : 'current',
    error: null,
    ...leftOut,
    done: counted?.done ?? page.progress?.done ?? stream.done,
    total: counted?.total ?? page.progress?.total ?? stream.total,
    ...(back ? { readBackTo: back } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(page.setAside ? { setAside: page.setAside.map((one) => sinceRead(one, stream)) } : {}),
    ...(page.restart || page.bounds || !stream.startedAt ? { startedAt: now } : {}),
    ...(page.more ? {} : { lastSyncedAt: now }),
  }
}

/**
 * Pure: what a page changes that has nothing in it, of a stream that is current and where nothing stands in the way; null
 * where there is more to write than that. What of the listing is read has been counted with the page that changed it.
 */
export function quietProgress({ stream }: Pick<Pull, 'stream'>, page: Page, now: Instant): Partial<Stream> | null {
  const { facts, gone, listing = [], read = [], failed = [], skipped = [] } = page
  const brought = [facts, gone, listing, read, failed, skipped].some(({ length }) => length > 0)
  const whole = page.restart || page.complete || page.bounds || page.unlisted || page.setAside || page.fault
  if (brought || whole || page.more || stream.phase !== 'current' || stream.error !== null) return null
  const { generation, bounds } = stream
  const back = page.progress?.readBackTo ?? null
  return progressOf({ pull: { stream }, page, generation, bounds, now }, { skipped: [], counted: null, back })
}

/** A new snapshot knows nothing of what the one before it had read. */
function sinceRead(one: SetAside, { setAside, lastSyncedAt }: Stream): SetAside {
  const before = setAside.find(({ what, key, from }) => what === one.what && key === one.key && from === one.from)
  const since = one.since ?? (before ? before.since : lastSyncedAt?.toString())
  return since ? { ...one, since } : one
}

const nothingRead = { counted: null, oldest: null }

/** How much of an ordered mailbox is read, and back to which message, where a page may have changed that. */
async function lookAt(db: Database, { connectionId }: Stream, page: Page) {
  const read = (page.read?.length ?? 0) > 0 || (page.failed?.length ?? 0) > 0
  const changed = (page.listing?.length ?? 0) > 0 || page.gone.length > 0
  const counts = page.bounds || !page.more || read || changed
  return {
    counted: counts ? await countWanted(db, connectionId) : null,
    oldest: read ? await readBackTo(db, connectionId) : null,
  }
}

/** A page that came ends what stood in its way. */
const goingOn = ({ phase }: Stream): Stream['phase'] => (phase === 'failed' || phase === 'waiting' ? 'reading' : phase)
