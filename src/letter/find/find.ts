/** Asks the finders what is true between the owner and somebody. */
import type { PointKind } from '../types.ts'
import { findAnniversary } from './anniversary.ts'
import { findBirthday } from './birthday.ts'
import type { Finding } from './finding.ts'
import { findInCommon } from './in-common.ts'
import { findIntroductionMade } from './introduction-made.ts'
import { findIntroductionReceived } from './introduction-received.ts'
import { findLastThread } from './last-thread.ts'
import { findMoved } from './moved.ts'
import { findNote } from './note.ts'
import { type Reading, read } from './reading.ts'
import { findSeason } from './season.ts'
import { findSeriesEnded } from './series-ended.ts'
import { findSharedMeetings } from './shared-meetings.ts'
import type { Telling } from './telling.ts'
import { findOwed, findUnanswered } from './words-between.ts'

/** What is true between the two, by kind: each thing is looked for once, and not before somebody asks for it. */
export type Finder = { readonly [Kind in PointKind]: () => Finding | undefined }

/** `read` takes a moment, so that it is as late as the rest. */
export function finder(telling: Telling): Finder {
  const reading = once(() => read(telling))
  const find = <Found>(how: (reading: Reading) => Found) => once(() => how(reading()))
  const owed = find(findOwed)
  const made = find(findIntroductionMade)
  const received = find(findIntroductionReceived)
  const ended = find(findSeriesEnded)
  const unanswered = find(findUnanswered)
  return {
    owed_reply: owed,
    introduction_made: made,
    introduction_received: received,
    note: find(findNote),
    anniversary: find(findAnniversary),
    birthday: find(findBirthday),
    series_ended: ended,
    shared_meetings: find((reading) => findSharedMeetings(reading, ended())),
    last_thread: find((reading) => findLastThread(reading, [owed(), unanswered(), made(), received()])),
    moved: find(findMoved),
    in_common: find(findInCommon),
    season: find(findSeason),
    unanswered,
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
