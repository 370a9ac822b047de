/** Finds what the owner and somebody met for: a title that came back, or the last time. */
import type { Contact } from '../types.ts'
import type { FindingOf, Span } from './finding.ts'
import { ids, type Reading, titled } from './reading.ts'
import { often } from './series-ended.ts'

/**
 * Meetings under one title where they came back, else all of them; a count only where the history allows one.
 * @param ended the series of which it is said that it stopped: left out
 */
export function findSharedMeetings(
  reading: Reading,
  ended: FindingOf<'series_ended'> | undefined,
): FindingOf<'shared_meetings'> | undefined {
  const told = new Set(ended?.evidence)
  const series = new Set(reading.direct.filter(({ id }) => told.has(id)).map((one) => one.series))
  const met = reading.direct.filter(
    (one) => one.kind === 'met' && (one.series === undefined || !series.has(one.series)),
  )
  const [best] = [...byTitle(reading, met)].sort((a, b) => b[1].length - a[1].length)
  const repeated = best && best[1].length >= often && best[1].length * 2 >= met.length ? best : undefined
  return repeated ? tell(reading, repeated[1], reading.quote(repeated[1].at(-1))) : tell(reading, met, undefined)
}

function tell(reading: Reading, met: readonly Contact[], title: string | undefined) {
  const first = met[0]
  const last = met.at(-1)
  if (!first || !last) return undefined
  const inYear = met.filter(({ at }) => at >= reading.yearAgo)
  const span: Span =
    met.length > 1 && reading.isComplete(first.at) ? 'all' : inYear.length > 1 && reading.knowsYear ? 'year' : 'none'
  const counted = span === 'all' ? met : span === 'year' ? inYear : [last]
  const lastTitle = title ?? reading.quote(last)
  // A single meeting without a title that may be told says nothing.
  if (span === 'none' && lastTitle === undefined) return undefined
  return {
    kind: 'shared_meetings' as const,
    evidence: ids(counted),
    span,
    first: counted[0]?.at ?? last.at,
    last: last.at,
    count: counted.length,
    ...titled(title),
    ...(lastTitle === undefined ? {} : { lastTitle }),
  }
}

function byTitle(reading: Reading, met: readonly Contact[]): ReadonlyMap<string, readonly Contact[]> {
  const found = new Map<string, Contact[]>()
  for (const one of met) {
    const title = reading.quote(one)?.toLowerCase()
    if (title === undefined) continue
    const known = found.get(title)
    if (known) known.push(one)
    else found.set(title, [one])
  }
  return found
}
