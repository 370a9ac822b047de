/** What a provider does not hand out while the rest goes on: when it is tried again, and how that is told. Pure. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { isStorableTime } from '../storable.ts'

/** A moment in a stored position. */
export const momentSchema = z.string().refine((text) => {
  try {
    return isStorableTime(Temporal.Instant.from(text))
  } catch {
    return false
  }
})

export const troubleSchema = z.object({
  kind: z.enum(['forbidden', 'missing', 'throttled', 'unavailable', 'unexpected']),
  reason: z.string(),
  tries: z.int32().min(1),
  /** When it first failed. */
  since: momentSchema,
  /** Not asked for before. */
  next: momentSchema,
})
/** Of one folder, one listing or one stretch: its own tries and pauses, whatever becomes of the others. */
export type Trouble = z.infer<typeof troubleSchema>

const minutes = [15, 60, 240, 1440]
const daysOfMessages = 7

/** The next try of a part: after a quarter of an hour, then later and later, daily at last. */
export function troubled(error: ProviderError, now: Instant, before?: Trouble): Trouble {
  const tries = (before?.tries ?? 0) + 1
  const pause = now.add({ minutes: minutes[Math.min(tries, minutes.length) - 1] ?? 1440 })
  const next = error.retryAt && Temporal.Instant.compare(error.retryAt, pause) > 0 ? error.retryAt : pause
  return {
    kind: troubleSchema.shape.kind.safeParse(error.kind).data ?? 'unexpected',
    reason: error.reason ?? error.kind,
    tries: Math.min(tries, 2 ** 31 - 1),
    since: before?.since ?? now.toString(),
    next: next.toString(),
  }
}

/** The next try of one message: three within some hours, then once a week. @param tries those that failed, at least one */
export function nextTry(tries: number, now: Instant): Instant {
  return now.add(tries < minutes.length ? { minutes: minutes[tries - 1] ?? 15 } : { hours: 24 * daysOfMessages })
}

/** Whether it is asked for again. No rule puts a try further ahead than a week: what lies beyond, a clock did that was wrong. */
export function isDue({ next }: { readonly next: string }, now: Instant): boolean {
  const at = Temporal.Instant.from(next)
  return Temporal.Instant.compare(at, now) <= 0 || at.since(now).total('days') > daysOfMessages + 1
}

/** The earliest of these tries. */
export function earliest(all: readonly { readonly next: string }[]): Instant | undefined {
  return all.map(({ next }) => Temporal.Instant.from(next)).toSorted(Temporal.Instant.compare)[0]
}

const patienceHours = 24

/** Too many requests are no fault of a folder, and one that was deleted a moment ago is not listed next time: not told at once. */
export function isTold({ kind, tries, since }: Trouble, now: Instant): boolean {
  if (kind === 'missing') return tries > 1
  const waited = now.since(Temporal.Instant.from(since)).total('hours')
  return kind !== 'throttled' || waited >= patienceHours
}

/** What the messages of a folder are listed under: a number made from its id (FNV-1a, 32 bits). */
export function folderKey(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash | 0
}
