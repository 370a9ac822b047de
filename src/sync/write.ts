/** One page of one stream, written as facts, listing, cursor and progress. */
import type { Database } from '../db/database.ts'
import { writeEach } from '../db/each.ts'
import { removeFacts, removeUnseenMeetings, storeFacts } from '../db/facts.ts'
import { applyListing, forgetListed, forgetOlderListings, setRead } from '../db/listings/listings.ts'
import { applyPlaces, forgetPlaces } from '../db/listings/places.ts'
import { hurryTries, noteTries } from '../db/listings/tries.ts'
import type { Instant, Skipped } from '../facts.ts'
import type { ListingChange } from '../providers/listing.ts'
import type { Page } from '../providers/types.ts'
import { isStorableId, reasons } from '../storable.ts'
import { orderListing, type Reordered, reconcile } from './order.ts'
import { deletedBy, lookBefore, writeProgress } from './progress.ts'
import type { Pull, Writing } from './writing.ts'

/**
 * Writes a page; runs inside the transaction that also moves the task on.
 * @returns `ids`: the messages and meetings whose facts came, changed or went with it, nothing else is news to anybody; `due`:
 * what it read ahead of its order leaves something to read at once
 */
export async function writePage(db: Database, pull: Pull, page: Page, now: Instant): Promise<Written> {
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
  const { gone, refused, changed = [], due = false, before } = await write(db, writing, skipped)
  const removed = [...new Set([...page.gone, ...gone])]
  await removeFacts(db, connection.id, removed)
  await writeProgress(db, { ...writing, ...(before ? { before } : {}) }, [...skipped, ...refused])
  return { ids: [...page.facts.map(({ id }) => id), ...removed, ...changed], due: due && page.ahead === true }
}

interface Written {
  readonly ids: readonly string[]
  readonly due: boolean
}

/** What of a stream is written beside its facts, and comes of it. */
interface Effects {
  /** Whose facts must go. */
  readonly gone: readonly string[]
  /** What the database would not take. */
  readonly refused: readonly Skipped[]
  /** Whose facts say something else now. */
  readonly changed?: readonly string[]
  /** A message is to be read that nobody asked for yet. */
  readonly due?: boolean
  readonly before?: Writing['before']
}

/** The listing of a mailbox, what is read of it, and in which order the rest will be. */
async function writeMailbox(db: Database, writing: Writing, skipped: readonly Skipped[]): Promise<Effects> {
  const { pull, page, generation } = writing
  const { id } = pull.connection
  const before = await lookBefore(db, writing)
  const { threads, refused } = await writeListing(db, pull, generation, page.listing ?? [])
  if (page.restart) await forgetPlaces(db, id)
  const nowhere = await applyPlaces(db, id, page.places ?? [])
  for (const thread of await forgetListed(db, id, [...page.gone, ...nowhere])) threads.add(thread)
  const along = page.bounds ? [] : readAlong(page, [...skipped, ...refused])
  await setRead(db, id, [...(page.read ?? []), ...along], true)
  const { unwanted, changed, due } = await orderMailbox(db, writing, threads)
  const gone = [...nowhere, ...deletedBy(page), ...unwanted]
  return { gone, changed, due, refused: [...refused, ...(await stepOver(db, writing))], ...(before ? { before } : {}) }
}

/** Messages that were not handed out wait; after some tries they are stepped over, and counted until they can be read. */
async function stepOver(db: Database, { pull: { connection }, page, now }: Writing): Promise<readonly Skipped[]> {
  if (page.restart) await hurryTries(db, connection.id)
  const failed = page.failed ?? []
  const over = await noteTries(db, connection.id, failed, now)
  return failed.filter(({ id }) => over.has(id)).map(({ id, reason }) => ({ id, reason }))
}

/** All of it once the listing is complete, then the threads that changed. */
async function orderMailbox(
  db: Database,
  { pull: { connection }, page, generation, bounds }: Writing,
  threads: ReadonlySet<string>,
): Promise<Reordered> {
  if (page.bounds) {
    const forgotten = await forgetOlderListings(db, connection.id, {
      generation,
      unlisted: page.unlisted ?? [],
    })
    const { unwanted, changed, due } = await orderListing(db, connection.id, page.bounds)
    return { unwanted: [...forgotten, ...unwanted], changed, due }
  }
  return bounds ? reconcile(db, connection.id, [...threads], bounds) : { unwanted: [], changed: [], due: false }
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
