/** How far a stream is after a page. */
import { changeStream, type Stream } from '../db/accounts/streams.ts'
import type { Database } from '../db/database.ts'
import { findFactTime } from '../db/facts.ts'
import { countThreads, countWanted, sumOf, type Wanted } from '../db/listings/counts.ts'
import { readBackTo } from '../db/listings/listings.ts'
import type { Instant, Skipped } from '../facts.ts'
import { readZone } from '../place.ts'
import type { Page, SetAside } from '../providers/types.ts'
import { isStorableId } from '../storable.ts'
import { noteLeftOut, nothingLeftOut } from './skipped.ts'
import type { Before, Pull, Writing } from './writing.ts'

/** Writes down how far the stream is. @param skipped what was left out of the page, and why */
export async function writeProgress(
  db: Database,
  { pull: { stream }, page, generation, bounds, now, before }: Writing,
  skipped: readonly Skipped[],
): Promise<void> {
  const { counted, oldest } =
    stream.kind === 'mail' && bounds ? await lookAt(db, stream, { page, before }) : nothingRead
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
async function lookAt(
  db: Database,
  stream: Stream,
  { page, before }: { readonly page: Page; readonly before: Before | undefined },
) {
  const read = (page.read?.length ?? 0) > 0 || (page.failed?.length ?? 0) > 0
  const changed = (page.listing?.length ?? 0) > 0 || page.gone.length > 0
  const counts = page.bounds || !page.more || read || changed
  // What comes after a listing that was read to its end is newer than all of it.
  const isBack = stream.phase === 'current' && stream.readBackTo !== null
  return {
    counted: counts ? await count(db, stream, before) : null,
    oldest: read && !isBack ? await readBackTo(db, stream.connectionId) : null,
  }
}

/** The listing of a mailbox may be long, and a page touches little of it. */
async function count(db: Database, { connectionId, done, total }: Stream, before: Before | undefined): Promise<Wanted> {
  if (!before || total === null) return countWanted(db, connectionId)
  const after = sumOf(await countThreads(db, connectionId, { threads: before.threads }))
  const { counts } = before
  return { total: total + after.total - counts.total, done: done + after.done - counts.done }
}

/**
 * To be asked before the page is written: the threads that it touches, and what is wanted and read of them. Undefined where all
 * is counted anew: as long as an account is read, where a page does not say what it touches, and with the first page of a day.
 */
export async function lookBefore(db: Database, writing: Writing): Promise<Before | undefined> {
  const { page, pull, now } = writing
  if (!isCounted(pull.stream, page, now)) return undefined
  const touched = touchedBy(page)
  const known = await countThreads(db, pull.connection.id, touched)
  return { threads: [...new Set([...known.keys(), ...touched.threads])], counts: sumOf(known) }
}

const isCounted = ({ phase, total, lastSyncedAt }: Stream, page: Page, now: Instant): boolean =>
  phase === 'current' &&
  total !== null &&
  !page.restart &&
  !page.bounds &&
  !page.places &&
  lastSyncedAt?.toString().slice(0, 10) === now.toString().slice(0, 10)

/** The messages and threads of which a page may change whether they are wanted, or read. */
const touchedBy = ({ facts, gone, read = [], failed = [], listing = [] }: Page) => ({
  ids: [...new Set([...facts, ...failed, ...listing].map(({ id }) => id).concat(gone, read))].filter(isStorableId),
  threads: [...new Set(listing.flatMap((change) => (change.kind === 'deleted' ? [] : change.thread)))],
})

/** Messages that the page says are gone from the listing. */
export const deletedBy = (page: Page): readonly string[] =>
  (page.listing ?? []).flatMap((change) => (change.kind === 'deleted' ? change.id : []))

/** A page that came ends what stood in its way. */
const goingOn = ({ phase }: Stream): Stream['phase'] => (phase === 'failed' || phase === 'waiting' ? 'reading' : phase)
