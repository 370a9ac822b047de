/** The letter in one line, for the people page: ready, when it comes next, or what keeps it. */
import type { User } from '../../db/accounts/users.ts'
import type { Overview } from '../../db/overview.ts'
import type { Deps } from '../../deps.ts'
import { upcoming, weeksHad } from '../../letter/schedule.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { destinationAmong } from '../../work/mail/address.ts'
import { isReadingFirstYear } from '../../work/reading-progress.ts'
import { clockTime, frameWords, weekdayDate } from '../frame/words.ts'
import { stoppedWords, troubleOf } from './delivery.tsx'
import { letterWords } from './words/words.ts'

export interface Line {
  readonly text: string
  /** What the link behind it is called. */
  readonly link: string
  /** Where the letter goes. */
  readonly address: string
}

/** Reads nothing: all of it is in the overview. */
export async function letterLine(
  { seal, mailer, now: time }: Pick<Deps, 'seal' | 'mailer' | 'now'>,
  user: User,
  overview: Overview,
): Promise<Line> {
  const now = time()
  const { digests: rows } = overview
  const place = placeOfUser(user)
  const tongue = tongueOf(place)
  const words = letterWords(tongue).line
  const { address, stopped } = await destinationAmong({ seal, mailer }, user, overview)
  if (stopped) return { text: stoppedWords(stopped, { address, tongue }), link: words.see, address }
  if (!overview.connections.length) return { text: frameWords(tongue).notes.noLetter, link: words.page, address }
  const trouble = troubleOf({ latest: rows[0] ?? null, sent: null }, tongue)
  if (trouble) return { text: trouble, link: words.see, address }
  if (!rows.some(({ sends }) => sends > 0))
    return isReadingFirstYear(overview, now)
      ? { text: words.shownSoon, link: words.page, address }
      : { text: words.ready, link: words.readFirst, address }
  const { at } = upcoming(user, now, weeksHad(user, rows))
  return { text: words.next(weekdayDate(at, place), clockTime(at, place)), link: words.lookNow, address }
}
