/** One page of one stream: asked for, then written as facts, listing, cursor and progress. */
import { and, eq } from 'drizzle-orm'
import type { Connection, Stream } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import { writeEach } from '../db/each.ts'
import { findFactTime, removeFacts, removeUnseenMeetings, storeFacts } from '../db/facts.ts'
import {
  applyListing,
  countWanted,
  dueMessages,
  forgetListed,
  forgetOlderListings,
  listingSize,
  messageAt,
  readBackTo,
  setRead,
} from '../db/listing.ts'
import { streams } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { Instant, Skipped } from '../facts.ts'
import { readZone } from '../place.ts'
import type { Provider } from '../providers/index.ts'
import type { Call, ListingChange, Page } from '../providers/types.ts'
import { isStorableId, reasons } from '../storable.ts'
import { checkPage } from './check.ts'
import { orderListing, reconcile } from './order.ts'
import { createReach } from './reach.ts'
import { noteLeftOut, nothingLeftOut } from './skipped.ts'

/** What a stream is read with. */
export interface Pull {
  readonly connection: Connection
  readonly stream: Stream
  readonly provider: Provider
  readonly subjects: boolean
  /** The last tries at this page failed: it is taken item by item, and the one that fails is left out. */
  readonly careful?: boolean
  /** The requests that were sent so far, by API method, whatever came of them. */
  readonly calls: Map<string, number>
}

/**
 * Asks for the next page. No transaction is open while the network is asked.
 * @throws ProviderError
 */
export async function pullPage(deps: Deps, pull: Pull): Promise<Page> {
  return checkPage(await pull.provider.source(pull.stream.kind).next(createCall(deps, pull), pull.stream.cursor))
}

function createCall(deps: Deps, pull: Pull): Call {
  const { db, config } = deps
  const { connection, stream, subjects } = pull
  const reach = createReach(deps, { ...pull, kind: stream.kind })
  return {
    ...reach,
    listing: {
      due: (limit) => dueMessages(db, connection.id, limit),
      at: (position) => messageAt(db, connection.id, stream.generation, position),
      size: () => listingSize(db, connection.id, stream.generation),
    },
    since: reach.now.toZonedDateTimeISO('UTC').subtract({ years: config.HISTORY_YEARS }).toInstant(),
    subjects,
    careful: pull.careful ?? false,
    syncIntervalMinutes: config.SYNC_INTERVAL_MINUTES,
  }
}

/** Writes a page; runs inside the transaction that also moves the task on. */
export async function writePage(db: Database, pull: Pull, page: Page, now: Instant): Promise<void> {
  const { connection, stream, careful = false } = pull
  const generation = stream.generation + (page.restart ? 1 : 0)
  const origin = { userId: connection.userId, connectionId: connection.id, generation, careful }
  const bounds = page.restart ? null : (page.bounds ?? stream.bounds)
  const skipped = [...(page.skipped ?? []), ...(await storeFacts(db, origin, page.facts))]
  const gone = new Set(page.gone)
  if (stream.kind === 'mail') {
    const { threads, refused } = await writeListing(db, pull, generation, page.listing ?? [])
    skipped.push(...refused)
    for (const id of deletedBy(page)) gone.add(id)
    for (const thread of await forgetListed(db, connection.id, page.gone)) threads.add(thread)
    await setRead(db, connection.id, [...(page.read ?? []), ...(page.bounds ? [] : readAlong(page, skipped))], true)
    if (page.bounds) {
      for (const id of await forgetOlderListings(db, connection.id, generation)) gone.add(id)
      for (const id of await orderListing(db, connection.id, page.bounds)) gone.add(id)
    } else if (bounds) for (const id of await reconcile(db, connection.id, [...threads], bounds)) gone.add(id)
  } else {
    // What an event was before it became unreadable is not so any more.
    for (const { id, cut } of skipped) if (id && !cut) gone.add(id)
    if (page.complete) await removeUnseenMeetings(db, connection.id, generation, page.complete)
  }
  await removeFacts(db, connection.id, [...gone])
  await writeProgress(db, stream, page, { generation, bounds, now, skipped })
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
  stream: Stream,
  page: Page,
  at: {
    readonly generation: number
    readonly bounds: Stream['bounds']
    readonly now: Instant
    readonly skipped: readonly Skipped[]
  },
) {
  const mail = stream.kind === 'mail' && at.bounds !== null
  const counted =
    mail && (page.bounds || !page.more || page.read?.length) ? await countWanted(db, stream.connectionId) : null
  const oldest = mail && page.read?.length ? await readBackTo(db, stream.connectionId) : null
  const back = page.progress?.readBackTo ?? (oldest ? await findFactTime(db, stream.connectionId, oldest) : null)
  const timeZone = readZone(page.progress?.timeZone)
  // Only a snapshot without a position begins the count anew: Outlook's calendar is read again window by window.
  const leftOut = noteLeftOut(page.restart && !stream.cursor ? nothingLeftOut : stream, {
    whole: [...page.facts.map(({ id }) => id), ...page.gone, ...deletedBy(page)],
    found: at.skipped,
  })
  await db
    .update(streams)
    .set({
      cursor: page.cursor,
      generation: at.generation,
      bounds: at.bounds,
      phase: page.more ? (page.progress?.phase ?? goingOn(stream)) : 'current',
      error: null,
      ...leftOut,
      done: counted?.done ?? page.progress?.done ?? stream.done,
      total: counted?.total ?? page.progress?.total ?? stream.total,
      ...(back ? { readBackTo: back } : {}),
      ...(timeZone ? { timeZone } : {}),
      ...(page.restart || page.bounds || !stream.startedAt ? { startedAt: at.now } : {}),
      ...(page.more ? {} : { lastSyncedAt: at.now }),
    })
    .where(and(eq(streams.connectionId, stream.connectionId), eq(streams.kind, stream.kind)))
}

/** A page that came ends what stood in its way. */
const goingOn = ({ phase }: Stream): Stream['phase'] => (phase === 'failed' || phase === 'waiting' ? 'reading' : phase)
