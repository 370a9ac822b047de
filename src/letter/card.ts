/** Makes the card of one person: name, last contact, points, opener, buttons; html, text, pages and export show what stands on it. */
import { wholeDate } from '../dates.ts'
import type { Instant } from '../facts.ts'
import { daysBetween } from '../people/days.ts'
import { firstNameOf } from '../people/identity/first-name.ts'
import { endedWords, unreadWords, unsureWords } from '../people/judge/reach-words.ts'
import { newestAddress } from '../people/newest-address.ts'
import { isLayOff } from '../people/subjects/subject.ts'
import type { Reach, Tie } from '../people/types.ts'
import { type Place, tongueOf } from '../place.ts'
import { cleanText } from '../text.ts'
import type { Telling } from './find/telling.ts'
import { inZone, monthsInWords, monthsUpTo } from './say/months.ts'
import { wordOpener } from './say/opener.ts'
import { bare, type Said } from './say/points.ts'
import type { Card, CardLead } from './types.ts'
import { wordsIn } from './words/words.ts'

export interface Carding {
  readonly personId: string
  /** Who it is about, and everything that may be told of them. */
  readonly telling: Telling
  /** The points that stand on it, the reason first. */
  readonly picked: readonly Said[]
  readonly reach: Reach
  /** What the choice says of the button; a message that cannot be opened is no button. */
  readonly lead: CardLead
  /** The address that opens the message which waits for an answer. */
  readonly message?: string | undefined
}

/** The card. The opener is about the same finding as the first point. */
export function makeCard({ personId, telling, picked, reach, lead, message }: Carding): Card {
  const { person, now } = telling
  const [first] = picked
  const months = monthsUpTo(person.relationship, { now, timeZone: telling.timeZone })
  const current = inZone(now, telling.timeZone).toPlainDate().toPlainYearMonth()
  const button = isAfterLayOff(telling) ? 'write' : lead === 'open' && !message ? 'coffee' : lead
  const { opener, marks } = wordOpener({
    telling,
    finding: first?.finding,
    asksNothing: button === 'write',
    meeting: isHere(telling) ? 'in_person' : 'video',
  })
  return {
    personId,
    address: newestAddress(person),
    name: cleanText(person.name, 80),
    firstName: firstNameOf(person),
    ...lastWords(person.relationship, { now, place: telling, reach }),
    months,
    monthsInWords: monthsInWords(months, {
      current,
      isQuiet: reach.state === 'read' && isQuiet(person.relationship, now),
      tongue: tongueOf(telling),
    }),
    ...(reach.state === 'unread' ? { unsure: unsureWords(reach, now, telling) } : {}),
    points: picked.map(bare),
    reason: first?.kind ?? 'last_thread',
    opener,
    lead: button,
    ...(message ? { message } : {}),
    ...(telling.turn ? { worded: [...picked.map(({ mark }) => mark), ...marks] } : {}),
  }
}

/** The last titles between the two speak of work that was lost: the note that is offered asks nothing. */
const isAfterLayOff = ({ contacts }: Telling): boolean =>
  contacts
    .flatMap(({ title }) => title ?? [])
    .slice(-2)
    .some(isLayOff)

/** How long ago the last contact was. Where the record breaks off before now, it is no more than the last that is known. */
function lastWords(
  { lastAt }: Tie,
  { now, place, reach }: { readonly now: Instant; readonly place: Place; readonly reach: Reach },
): Pick<Card, 'since' | 'lastInTouch'> {
  if (!lastAt) return { since: '', lastInTouch: '' }
  const words = wordsIn(tongueOf(place)).beside
  const days = daysBetween(lastAt, now)
  const day = wholeDate(inZone(lastAt, place.timeZone), place)
  if (reach.state === 'read') return { since: words.since(days), lastInTouch: words.lastInTouch(day) }
  const limit = (reach.state === 'ended' ? endedWords : unreadWords)(reach, now, place)
  return { since: words.lastKnown(days, day), lastInTouch: `${limit}.` }
}

/** For days nobody is called quiet, whichever month they fall into. */
const isQuiet = ({ lastAt }: Tie, now: Instant) => lastAt !== undefined && daysBetween(lastAt, now) >= quietDays
const quietDays = 28

/** The clock on their mail shows the owner's own time of day, now or half a year from now: messages of either season count. */
function isHere({ person, now, timeZone }: Telling): boolean {
  const { offsetMinutes } = person.relationship
  return [now, now.add({ hours: 24 * 182 })].some(
    (moment) => inZone(moment, timeZone).offsetNanoseconds / 6e10 === offsetMinutes,
  )
}
