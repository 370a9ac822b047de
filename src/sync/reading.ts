/** Which listed messages are read, and in which order: pure. */
import { classes, classSize, closePart } from '../db/listings/ranks.ts'
import type { Signal } from '../facts.ts'
import type { Label } from '../providers/listing.ts'
import { type Bounds, recentDays } from '../providers/types.ts'

/** A listed message, as far as the decision needs it. `position` is null for what came after the listing. */
export interface Candidate {
  readonly position: number | null
  readonly labels: readonly Label[]
}

const bulk = ['social', 'promotions', 'updates', 'forums'] as const satisfies readonly Label[]

/** How the provider sorts a message, as its fact says it. */
export function categorySignals(labels: readonly Label[]): Signal[] {
  return bulk.filter((label) => labels.includes(label)).map((label): Signal => `category-${label}`)
}

/** True for a thread that the owner wrote in. */
export function isMine(thread: readonly Candidate[]): boolean {
  return thread.some(({ labels }) => labels.includes('sent') && !labels.includes('hidden'))
}

/**
 * Snapshot and increments alike read what is neither hidden (spam, trash, chat, draft) nor beyond the horizon, and what
 * the provider sorts as bulk only in threads the owner wrote in.
 */
export function isWanted({ position, labels }: Candidate, mine: boolean, bounds: Bounds): boolean {
  if (labels.includes('hidden')) return false
  if (position !== null && position >= bounds.horizon) return false
  return mine || !bulk.some((label) => labels.includes(label))
}

/** Within so many days so many threads are read of each; beyond it they grow sparse. */
const closeDays = 365

/** What is known of a thread before any of it is read. */
export interface ThreadShape {
  readonly mine: boolean
  /** Its newest position. */
  readonly newest: number
  /** The newest positions of what the owner sent in it, and of what others did. */
  readonly sent?: number
  readonly received?: number
  /** How many of its messages are to be read. */
  readonly size: number
}

/** @param wanted its messages that are to be read */
export function shapeOf(wanted: readonly Candidate[], known: Pick<ThreadShape, 'mine' | 'newest'>): ThreadShape {
  const newestOf = (isSent: boolean) =>
    wanted.flatMap(({ position, labels }) => (position !== null && labels.includes('sent') === isSent ? position : []))
  const [sent, received] = [newestOf(true), newestOf(false)]
  return {
    ...known,
    size: wanted.length,
    ...(sent.length ? { sent: Math.min(...sent) } : {}),
    ...(received.length ? { received: Math.min(...received) } : {}),
  }
}

/** From so many messages on a thread is read whole, for what two of them cost; of a shorter one the newest says who is in it. */
const whole = 3

/** What lies in this part of the last three weeks is newer than the least silence, however unevenly mail came. */
const surely = 0.9

/**
 * Where a year has so many listed messages, its threads cost several times what a first letter waits for, and one message of
 * each finds more people than all messages of a few.
 */
const largeYear = 12_000
/** Of so many of the year's threads; the others are read whole at once: to come twice to all of them would cost too much. */
const glanced = 1 / 2
/** Every so many messages it is what the owner wrote that is glanced at, and then what others did: a tie goes both ways. */
const glanceTurn = 64

/**
 * The place of a message in the reading order, smallest first:
 *
 * 1. what arrived since the listing, and the last three weeks, so that nobody is called quiet who is not; but of two messages
 *    that are one thread, one of them the owner's, that one: the other is the question to it or its answer;
 * 2. threads the owner wrote in, spread evenly over a year and ever more sparsely over those before it, the longer ones earlier:
 *    from three messages on they say more for what they cost. Where a year is large, one message of each, and sooner sparse;
 * 3. what those threads have beside that message;
 * 4. everything else, newest first.
 */
export function readingRank({ position, labels }: Candidate, thread: ThreadShape, bounds: Bounds): number {
  const { mine, newest, size, sent = Number.POSITIVE_INFINITY } = thread
  if (position === null) return -1
  const isSaid = sent < bounds.recent * surely || sent === newest
  const isTold = mine && size === 2 && isSaid && sent < bounds.recent && !labels.includes('sent')
  if (position < bounds.recent) return placed(isTold ? 'later' : 'recent', position)
  if (!mine) return placed('rest', position)
  const close = Math.max((bounds.recent * closeDays) / recentDays, bounds.horizon * closePart, 1)
  const isLarge = close >= largeYear
  const sparse = (age: number) => 1 + (isLarge ? (1.5 * age) ** 2 : age ** 4)
  const turn = spread(newest, bounds.horizon) * sparse(newest / close)
  const isGlance = isLarge && newest >= bounds.recent && turn < glanced
  // What is told for the price of one message; of the same people each further one tells less.
  const told = isLarge ? 1 : Math.max(1, size / 2) ** 0.75
  const tells = isGlance ? position === glanceOf(thread) : position === newest || size >= whole
  const score = turn / (sparse(bounds.horizon / close) * told)
  return placed(tells ? 'telling' : 'later', Math.min(classSize - 1, Math.floor(score * classSize)))
}

const placed = (kind: keyof typeof classes, place: number): number => classes[kind] * classSize + place

/** The position of the message that speaks for its thread. */
function glanceOf({ newest, sent, received }: ThreadShape): number {
  const isTurned = Math.floor(newest / glanceTurn) % 2 === 1
  return (isTurned ? sent : received) ?? sent ?? received ?? newest
}

/**
 * Reverses the bits of a position, as a fraction from 0 to below 1: the sequence 0, 1, 2, … visits a range in even strides that
 * grow finer.
 */
function spread(position: number, size: number): number {
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(2, size))))
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) if (position & (1 << bit)) reversed |= 1 << (bits - 1 - bit)
  return (reversed >>> 0) / 2 ** bits
}
