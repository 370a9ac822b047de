/** Why someone is due, in one or two sentences: the concrete reason first where there is one, then the rhythm of the two. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { date, month } from '../../spans.ts'
import { dayMs } from '../days.ts'
import { organisation } from '../identity/address.ts'
import type { Person, Quote, Reach, Tie } from '../types.ts'
import { endedWords } from './reach-words.ts'
import type { Rhythm } from './words/en.ts'
import { judgeWords } from './words.ts'

interface Moment extends Place {
  readonly now: Instant
  readonly silentDays: number
  /** A year is read: of less, some messages of each month, nobody knows how often the two are usually in touch. */
  readonly isYearRead: boolean
  /** How far the record reaches; up to now where it is absent. */
  readonly reach?: Reach
}

export function because(person: Person, moment: Moment): string {
  const { lastAt, addedAt } = person.relationship
  if (!lastAt && addedAt) return judgeWords(moment).added(date(addedAt, moment.now, moment))
  // What nobody answered, and what came to an end, is known only of an account that is read.
  const concrete = moment.reach?.state === 'ended' ? undefined : reason(person, moment)
  return concrete ? `${concrete} ${rhythm(person.relationship, moment)}` : rhythm(person.relationship, moment)
}

/** "You used to be in touch about every 2 weeks, nearly evenly; it is 7 months since your last email or meeting." */
function rhythm(tie: Tie, moment: Moment): string {
  const { silentDays, reach } = moment
  const words = judgeWords(moment)
  const of: Rhythm = {
    gapDays: moment.isYearRead ? tie.typicalGapDays : undefined,
    more: evenness(tie),
    met: tie.met,
    mails: tie.out + tie.in - 2 * tie.smallMeetings,
  }
  if (reach?.state === 'ended' && tie.lastAt)
    return words.rhythmEnded(of, {
      day: date(tie.lastAt, moment.now, moment),
      ended: endedWords(reach, moment.now, moment),
    })
  return words.rhythm(of, silentDays)
}

function evenness({ out, in: incoming, smallMeetings }: Tie): Rhythm['more'] {
  const [mine, theirs] = [out - smallMeetings, incoming - smallMeetings]
  if (mine + theirs < 4) return undefined
  if (Math.min(mine, theirs) >= 0.6 * Math.max(mine, theirs)) return 'both'
  return mine > theirs ? 'owner' : 'they'
}

function reason(person: Person, moment: Moment): string | undefined {
  const { now } = moment
  const tie = person.relationship
  const words = judgeWords(moment)
  const within = (at: Instant, days: number) => now.epochMilliseconds - at.epochMilliseconds <= days * dayMs
  const said = (at: Instant) => date(at, now, moment)
  const quoted = ({ at, title }: Pick<Quote, 'at' | 'title'>) => ({ day: said(at), title })
  if (tie.owed?.asks && within(tie.owed.at, 400)) return words.asked(quoted(tie.owed))
  if (tie.introduced?.wentOn && !tie.introduced.askedSince && within(tie.introduced.quote.at, 400))
    return words.introduced(tie.introduced.personName, said(tie.introduced.quote.at))
  const ended = tie.series.filter((series) => series.ended && within(series.lastAt, 300)).at(-1)
  if (ended) return words.series(ended.count, { day: said(ended.lastAt), title: ended.title })
  const move = moved(person)
  if (move && within(move.since, 365)) return words.moved({ ...move, month: month(move.since, now, moment) })
  if (tie.introducedTo && within(tie.introducedTo.quote.at, 400)) {
    const { personName, quote, since } = tie.introducedTo
    return words.introducedTo(personName, { day: said(quote.at), times: since })
  }
  if (tie.introducedBy && within(tie.introducedBy.quote.at, 400))
    return words.introducedBy(tie.introducedBy.personName, said(tie.introducedBy.quote.at))
  if (tie.owed && within(tie.owed.at, 400)) return words.owed(quoted(tie.owed))
  if (tie.unanswered && within(tie.unanswered.at, 400)) return words.unanswered(quoted(tie.unanswered))
  return tie.lastThread && words.lastThread(month(tie.lastThread.at, now, moment), tie.lastThread.title)
}

/** The organisation of an address of theirs, by its newest domain where it is the one they are at. */
export function firmIn({ relationship }: Person, address: string): string | undefined {
  const place = organisation(address)
  return place !== undefined && relationship.domains?.includes(place) ? relationship.organisation : place
}

/** The same person at a new organisation, with the old address silent since. */
export function moved(person: Person): { from: string; to: string; since: Instant } | undefined {
  const placed = person.addresses
    .map((one) => ({ ...one, organisation: firmIn(person, one.address) }))
    .sort((a, b) => a.lastAt.epochMilliseconds - b.lastAt.epochMilliseconds)
  const newest = placed.at(-1)
  const before = placed
    .filter((one) => one.organisation !== undefined && one.organisation !== newest?.organisation)
    .at(-1)
  if (!newest?.organisation || !before?.organisation) return undefined
  const since = placed
    .filter((one) => one.organisation === newest.organisation)
    .reduce((a, b) => (a.firstAt.epochMilliseconds < b.firstAt.epochMilliseconds ? a : b)).firstAt
  return before.lastAt.epochMilliseconds <= since.epochMilliseconds + 30 * dayMs
    ? { from: before.organisation, to: newest.organisation, since }
    : undefined
}
