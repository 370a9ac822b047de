/** One page of one stream: asked for, then written as facts, listing, cursor and progress. */
import { and, eq } from 'drizzle-orm'
import type { Connection, Stream } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
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
import type { Instant } from '../facts.ts'
import { readZone } from '../place.ts'
import type { Provider } from '../providers/index.ts'
import type { Call, Page } from '../providers/types.ts'
import { orderListing, reconcile } from './order.ts'
import { createReach } from './reach.ts'

/** What a stream is read with. */
export interface Pull {
  readonly connection: Connection
  readonly stream: Stream
  readonly provider: Provider
  readonly subjects: boolean
  /** The requests that were sent so far, by API method, whatever came of them. */
  readonly calls: Map<string, number>
}

/**
 * Asks for the next page. No transaction is open while the network is asked.
 * @throws ProviderError
 */
export async function pullPage(deps: Deps, pull: Pull): Promise<Page> {
  return pull.provider.source(pull.stream.kind).next(createCall(deps, pull), pull.stream.cursor)
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
    syncIntervalMinutes: config.SYNC_INTERVAL_MINUTES,
  }
}

/** Writes a page; runs inside the transaction that also moves the duty on. */
export async function writePage(db: Database, { connection, stream }: Pull, page: Page, now: Instant): Promise<void> {
  const generation = stream.generation + (page.restart ? 1 : 0)
  const origin = { userId: connection.userId, connectionId: connection.id, generation }
  const bounds = page.restart ? null : (page.bounds ?? stream.bounds)
  await storeFacts(db, origin, page.facts)
  const gone = new Set(page.gone)
  if (stream.kind === 'mail') {
    const threads = await applyListing(db, connection.id, generation, page.listing ?? [])
    for (const change of page.listing ?? []) if (change.kind === 'deleted') gone.add(change.id)
    for (const thread of await forgetListed(db, connection.id, page.gone)) threads.add(thread)
    await setRead(db, connection.id, [...(page.read ?? []), ...(page.bounds ? [] : readAlong(page))], true)
    if (page.bounds) {
      for (const id of await forgetOlderListings(db, connection.id, generation)) gone.add(id)
      for (const id of await orderListing(db, connection.id, page.bounds)) gone.add(id)
    } else if (bounds) for (const id of await reconcile(db, connection.id, [...threads], bounds)) gone.add(id)
  } else if (page.complete) await removeUnseenMeetings(db, connection.id, generation, page.complete)
  await removeFacts(db, connection.id, [...gone])
  await writeProgress(db, stream, page, { generation, bounds, now })
}

/** Messages that came along with a thread are read too. */
const readAlong = (page: Page) => page.facts.map((fact) => fact.id)

async function writeProgress(
  db: Database,
  stream: Stream,
  page: Page,
  at: { generation: number; bounds: Stream['bounds']; now: Instant },
) {
  const mail = stream.kind === 'mail' && at.bounds !== null
  const counted =
    mail && (page.bounds || !page.more || page.read?.length) ? await countWanted(db, stream.connectionId) : null
  const oldest = mail && page.read?.length ? await readBackTo(db, stream.connectionId) : null
  const back = page.progress?.readBackTo ?? (oldest ? await findFactTime(db, stream.connectionId, oldest) : null)
  const skipped = { ...(page.restart ? {} : stream.skipped) }
  const timeZone = readZone(page.progress?.timeZone)
  for (const { reason } of page.skipped ?? []) skipped[reason] = (skipped[reason] ?? 0) + 1
  await db
    .update(streams)
    .set({
      cursor: page.cursor,
      generation: at.generation,
      bounds: at.bounds,
      phase: page.more ? (page.progress?.phase ?? stream.phase) : 'current',
      error: null,
      skipped,
      done: counted?.done ?? page.progress?.done ?? stream.done,
      total: counted?.total ?? page.progress?.total ?? stream.total,
      ...(back ? { readBackTo: back } : {}),
      ...(timeZone ? { timeZone } : {}),
      ...(page.restart || page.bounds || !stream.startedAt ? { startedAt: at.now } : {}),
      ...(page.more ? {} : { lastSyncedAt: at.now }),
    })
    .where(and(eq(streams.connectionId, stream.connectionId), eq(streams.kind, stream.kind)))
}
