/** Taken times, put together so that the distance to the nearest is found at once. */
import type { Span } from '../facts.ts'

/** In epoch milliseconds. */
export interface Merged {
  readonly from: number
  readonly to: number
}

/** In their order in time, none touching another; what has no length takes none. */
export function mergeSpans(spans: readonly Span[]): Merged[] {
  const merged: { from: number; to: number }[] = []
  const sorted = spans
    .map(({ start, end }) => ({ from: start.epochMilliseconds, to: end.epochMilliseconds }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
  for (const span of sorted) {
    const before = merged.at(-1)
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to)
    else merged.push(span)
  }
  return merged
}

/** Milliseconds to the nearest taken time on either side; negative where one is touched. */
export function gapAround(busy: readonly Merged[], from: number, to: number): number {
  let gap = Number.POSITIVE_INFINITY
  for (const one of busy) {
    if (one.from >= to) return Math.min(gap, one.from - to)
    gap = one.to <= from ? from - one.to : -1
    if (gap < 0) return gap
  }
  return gap
}
