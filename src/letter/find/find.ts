/** Asks every finder what is true between the owner and somebody, in the order in which points stand on a card. */
import { findBirthday } from './birthday.ts'
import { findAnniversary, findInCommon, findMoved, findNote, findSeason } from './circumstances.ts'
import type { Finding } from './finding.ts'
import { findIntroductionMade, findIntroductionReceived } from './introductions.ts'
import { findLastThread } from './last-thread.ts'
import { findSeriesEnded, findSharedMeetings } from './meetings.ts'
import { type Reading, read } from './reading.ts'
import type { Telling } from './telling.ts'
import { findOwed, findUnanswered } from './words-between.ts'

/** Everything that is true, in the order of `PointKind`. */
export function find(telling: Telling): readonly Finding[] {
  const reading = read(telling)
  return finders.map((finder) => finder(reading)).filter((finding) => finding !== undefined)
}

const finders: readonly ((reading: Reading) => Finding | undefined)[] = [
  findOwed,
  findIntroductionMade,
  findIntroductionReceived,
  findNote,
  findAnniversary,
  findBirthday,
  findSeriesEnded,
  findSharedMeetings,
  findLastThread,
  findMoved,
  findInCommon,
  findSeason,
  findUnanswered,
]
