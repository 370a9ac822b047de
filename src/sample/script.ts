/** What happens by itself in a made-up life: the part that was there at the start, and the part that is still to come. */
import { Temporal } from 'temporal-polyfill'

export interface Script<T> {
  /** What was there at the start. */
  readonly before: readonly T[]
  /** Counts one more as arrived. */
  arrive(id: string): T | undefined
  /** What should have arrived by now and has not, oldest first. */
  due(now: Temporal.Instant): readonly T[]
}

/** Divides a script at the start of the sample, by the moment at which each part of it happens. */
export function openScript<T extends { readonly id: string }>(
  parts: readonly T[],
  startedAt: Temporal.Instant,
  momentOf: (part: T) => Temporal.Instant,
): Script<T> {
  const byId = new Map(parts.map((part) => [part.id, part]))
  const isAfter = (part: T, moment: Temporal.Instant) => Temporal.Instant.compare(momentOf(part), moment) > 0
  const later = parts
    .filter((part) => isAfter(part, startedAt))
    .sort((a, b) => Temporal.Instant.compare(momentOf(a), momentOf(b)))
  let arrived = 0
  return {
    before: parts.filter((part) => !isAfter(part, startedAt)),
    arrive: (id) => {
      arrived++
      return byId.get(id)
    },
    due: (now) => {
      const end = later.findIndex((part) => isAfter(part, now))
      return later.slice(arrived, end < 0 ? later.length : end)
    },
  }
}
