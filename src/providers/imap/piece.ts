/** Which messages of the open folder are read next. */
import type { Instant } from '../../facts.ts'
import type { Call } from '../types.ts'
import { mostNumbers, searchNumbers } from './fetch.ts'
import type { Folder } from './position.ts'
import type { Session } from './session.ts'

/** In kilobytes: the header lines of a message that are asked for, and what is said around them. */
const kilobytesOfMessage = 2

/** Numbers to be read, and how the folder stands afterwards. */
export interface Piece {
  readonly numbers: readonly number[]
  after(reached: Instant | null): Partial<Folder>
}

/** What came since is read first, upwards; then what was there before, downwards, as far back as is read at all. */
export async function nextPiece(
  call: Call,
  session: Session,
  { folder, next, most }: { readonly folder: Folder; readonly next: number; readonly most: number },
): Promise<Piece | null> {
  const { low, top } = folder
  if (next > top + farAhead) return jump(call, session, { folder, next, most })
  if (next > top) {
    const end = top + (await affordable(call, session, Math.min(most, next - top)))
    const numbers = Array.from({ length: end - top }, (_, at) => top + at)
    return { numbers, after: () => ({ top: end }) }
  }
  if (low <= 1) return null
  const wanted = await wantedIn(call, session, folder)
  const below = placeIn(wanted, low)
  if (below === 0) {
    session.wanted.delete(folder.key)
    return { numbers: [], after: () => ({ low: 1 }) }
  }
  const some = await affordable(call, session, Math.min(most, below))
  const numbers = [...wanted.subarray(below - some, below)]
  return {
    numbers,
    after: (reached) => ({ low: numbers[0] ?? 1, ...(reached ? { reached: reached.toString() } : {}) }),
  }
}

/** More numbers than that were never given out since the last look: it is asked which. */
const farAhead = 5_000

async function jump(
  call: Call,
  session: Session,
  { folder: { top }, next, most }: { readonly folder: Folder; readonly next: number; readonly most: number },
): Promise<Piece> {
  const there = await searchNumbers(session, dayBefore(call.since))
  const from = placeIn(there, top)
  const some = from < there.length ? await affordable(call, session, Math.min(most, there.length - from)) : 0
  const numbers = [...there.subarray(from, from + some)]
  return { numbers, after: () => ({ top: from + some < there.length ? (numbers.at(-1) ?? top) + 1 : next }) }
}

/** Those within the horizon, asked for once a connection. By the day on which the server accepted them, wherever that was. */
async function wantedIn(call: Call, session: Session, { key, low }: Folder): Promise<Uint32Array> {
  const { wanted } = session
  const known = wanted.get(key)
  if (known) return known
  const found = await searchNumbers(session, dayBefore(call.since))
  const below = found.subarray(0, placeIn(found, low))
  // Folders are read by turns. Where they are very large, those of others are let go and asked for again.
  let size = below.length
  for (const numbers of wanted.values()) size += numbers.length
  if (size > mostNumbers) wanted.clear()
  wanted.set(key, below)
  return below
}

/** A server keeps days in a zone of its own. */
export const dayBefore = (at: Instant) => at.subtract({ hours: 48 })

/** How many of these are smaller. */
export function placeIn(numbers: Uint32Array, limit: number): number {
  let [from, to] = [0, numbers.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((numbers[middle] ?? 0) < limit) from = middle + 1
    else to = middle
  }
  return from
}

/** How many messages may be read now. @throws ProviderError `throttled` */
async function affordable(call: Call, { weight }: Session, most: number): Promise<number> {
  const cost = kilobytesOfMessage * weight
  const whole = (units: number) => Math.floor(units / cost) * cost
  return Math.max(1, Math.floor((await call.budget.take(cost, cost * most, whole)) / cost))
}
