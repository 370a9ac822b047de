/** Puts a listing into reading order: all of it once it is complete, then thread by thread as it changes. */
import type { Database } from '../db/database.ts'
import { setCategories } from '../db/facts.ts'
import { type ListingRow, listThreads, nextThreads, setRanks, setRead } from '../db/listings/listings.ts'
import type { Signal } from '../facts.ts'
import type { Bounds } from '../providers/types.ts'
import { categorySignals, isMine, isWanted, readingRank, shapeOf } from './reading.ts'

const threadsAtOnce = 1000

/** What of the facts an order touches. */
export interface Reordered {
  /** Messages that were read and are no longer wanted: their facts must go. */
  readonly unwanted: readonly string[]
  /** Messages whose facts say something else now. */
  readonly changed: readonly string[]
  /** A message is to be read that nobody asked for yet. */
  readonly due: boolean
}

/** Orders everything that is listed. Memory stays flat: threads are read in pages. */
export async function orderListing(db: Database, connectionId: string, bounds: Bounds): Promise<Reordered> {
  const unwanted: string[] = []
  const changed: string[] = []
  let due = false
  let after = ''
  for (;;) {
    const threads = await nextThreads(db, connectionId, after, threadsAtOnce)
    const some = await reconcile(db, connectionId, threads, bounds)
    unwanted.push(...some.unwanted)
    changed.push(...some.changed)
    due ||= some.due
    const last = threads.at(-1)
    if (last === undefined || threads.length < threadsAtOnce) return { unwanted, changed, due }
    after = last
  }
}

/** Decides anew for these threads what is to be read, and keeps the categories of what was read in step with the labels. */
export async function reconcile(
  db: Database,
  connectionId: string,
  threads: readonly string[],
  bounds: Bounds,
): Promise<Reordered> {
  const byThread = Map.groupBy(await listThreads(db, connectionId, threads), (row) => row.thread)
  const ranks = new Map<string, number | null>()
  const categories = new Map<string, readonly Signal[]>()
  const unwanted: string[] = []
  let due = false
  for (const rows of byThread.values()) {
    for (const [row, rank] of rankThread(rows, bounds)) {
      if (row.rank !== rank) ranks.set(row.id, rank)
      if (row.read) {
        if (rank === null) unwanted.push(row.id)
        else categories.set(row.id, categorySignals(row.labels))
      } else due ||= rank !== null && row.tries === 0
    }
  }
  await setRanks(db, connectionId, ranks)
  await setRead(db, connectionId, unwanted, false)
  return { unwanted, changed: await setCategories(db, connectionId, categories), due }
}

function rankThread(rows: readonly ListingRow[], bounds: Bounds): (readonly [ListingRow, number | null])[] {
  const mine = isMine(rows)
  const newest = Math.min(...rows.map((row) => row.position ?? 0))
  const wanted = new Set(rows.filter((row) => isWanted(row, mine, bounds)))
  const shape = shapeOf([...wanted], { mine, newest })
  return rows.map((row) => [row, wanted.has(row) ? readingRank(row, shape, bounds) : null])
}
