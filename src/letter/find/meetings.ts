/** Finds what the owner and somebody met for: a series that stopped, a title that came back, the last time. */
import { dayMs } from '../../people/days.ts'
import type { Contact } from '../types.ts'
import type { FindingOf, Span } from './finding.ts'
import { ids, type Reading, titled } from './reading.ts'

/** Beyond this the end of a series is no news. */
const recentDays = 400
/** Who has been in touch for longer than this since it ended has got over it. */
const afterDays = 60
/** From so many on a title that came back is worth a count. */
const often = 3

/** The last series that ran with them and has stopped; that no date of it lies ahead is known from the tie. */
export function findSeriesEnded(reading: Reading): FindingOf<'series_ended'> | undefined {
  if (reading.telling.cut) return undefined
  const met = reading.direct.filter(({ kind }) => kind === 'met')
  const ended = reading.telling.person.relationship.series
    .filter((series) => series.ended)
    .map(({ id }) => met.filter(({ series }) => series === id))
    .filter((run) => run.length >= often)
    .sort((a, b) => lastAt(b) - lastAt(a))[0]
  const [first, last] = [ended?.[0], ended?.at(-1)]
  if (!ended || !first || !last || reading.now - last.at > recentDays * dayMs) return undefined
  if ((reading.direct.at(-1)?.at ?? last.at) - last.at > afterDays * dayMs) return undefined
  const counted = reading.isComplete(first.at)
  return {
    kind: 'series_ended',
    evidence: ids(counted ? ended : [last]),
    at: last.at,
    ...titled(reading.quote(last)),
    ...(counted ? { count: ended.length } : {}),
  }
}

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

const lastAt = (run: readonly Contact[]) => run.at(-1)?.at ?? 0
