/** Asks every finder what is true between the owner and somebody, in the order in which points stand on a card. */
import { findAnniversary } from './anniversary.ts'
import { findBirthday } from './birthday.ts'
import type { Finding } from './finding.ts'
import { findInCommon } from './in-common.ts'
import { findIntroductionMade } from './introduction-made.ts'
import { findIntroductionReceived } from './introduction-received.ts'
import { findLastThread } from './last-thread.ts'
import { findMoved } from './moved.ts'
import { findNote } from './note.ts'
import { read } from './reading.ts'
import { findSeason } from './season.ts'
import { findSeriesEnded } from './series-ended.ts'
import { findSharedMeetings } from './shared-meetings.ts'
import type { Telling } from './telling.ts'
import { findOwed, findUnanswered } from './words-between.ts'

/** Everything that is true, in the order of `PointKind`; each thing is looked for once. */
export function find(telling: Telling): readonly Finding[] {
  const reading = read(telling)
  const owed = findOwed(reading)
  const made = findIntroductionMade(reading)
  const received = findIntroductionReceived(reading)
  const ended = findSeriesEnded(reading)
  const unanswered = findUnanswered(reading)
  const found = [
    ...[owed, made, received, findNote(reading), findAnniversary(reading), findBirthday(reading), ended],
    findSharedMeetings(reading, ended),
    findLastThread(reading, [owed, unanswered, made, received]),
    ...[findMoved(reading), findInCommon(reading), findSeason(reading), unanswered],
  ]
  return found.filter((finding) => finding !== undefined)
}
