/** Finds a series of meetings that the two had, and that has stopped. */
import { dayMs } from '../../people/days.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
import { ids, type Reading, titled } from './reading.ts'

/** Beyond this the end of a series is no news. */
const recentDays = 400
/** Who has been in touch for longer than this since it ended has got over it. */
const afterDays = 60
/** From so many on a title that came back is worth a count. */
export const often = 3

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

const lastAt = (run: readonly Contact[]) => run.at(-1)?.at ?? 0
