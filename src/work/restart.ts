/** When a stream whose position was lost looks through everything again: at once the first time, then later and later. Pure. */
import { shortDateAndTime } from '../dates.ts'
import type { Stream } from '../db/accounts/streams.ts'
import type { ProviderError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { times as timesInGerman } from '../letter/words/de/pieces.ts'
import { type Place, type Sentence, tongueOf } from '../place.ts'
import { inWords } from '../policy.ts'

const [firstMinutes, longestMinutes] = [15, 12 * 60]
/** Our own reasons for a new snapshot: the window moved on, another version wrote the position, subjects were switched. */
const own: ReadonlySet<string | undefined> = new Set(['anchor', 'cursor', 'subjects', 'sent'])

/** What a lost position changes in its stream. */
export interface Restart {
  readonly restarts: number
  readonly restartedAt: Instant
  /** When the snapshot begins; null: as soon as after any fault. */
  readonly next: Instant | null
  /** A sentence for the owner where it waits. */
  readonly error: string | null
}

/** Null where nothing was lost but by our own doing. A provider may refuse every position that it hands out. */
export function planRestart(
  error: ProviderError,
  { restarts, restartedAt }: Pick<Stream, 'restarts' | 'restartedAt'>,
  { now, place }: { readonly now: Instant; readonly place: Place },
): Restart | null {
  if (error.kind !== 'cursor-expired' || own.has(error.reason)) return null
  const isAgain = restartedAt && restartedAt.add({ hours: 24 }).epochMilliseconds > now.epochMilliseconds
  const times = isAgain ? Math.min(restarts + 1, 1000) : 1
  if (times === 1) return { restarts: 1, restartedAt: now, next: null, error: null }
  const minutes = Math.min(longestMinutes, firstMinutes * 2 ** Math.min(times - 2, 10))
  const next = now.add({ minutes })
  const when = shortDateAndTime(next.toZonedDateTimeISO(place.timeZone), place)
  return {
    restarts: times,
    restartedAt: now,
    next,
    error: lostAgain(times, when)[tongueOf(place)],
  }
}

const lostAgain = (times: number, when: string): Sentence => ({
  en: `The place where reading had come to was lost ${times === 2 ? 'twice' : `${inWords(times)} times`} in a row, each time within a day. Everything is looked through again on ${when}; what was read is kept.`,
  de: `Die Stelle, bis zu der gelesen war, ging ${timesInGerman(times)} hintereinander verloren, jedes Mal innerhalb eines Tages. Alles wird noch einmal durchgesehen: ${when}. Was gelesen wurde, bleibt.`,
})
