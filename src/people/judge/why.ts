/** Why someone is due, in one or two sentences: the concrete reason first where there is one, then the rhythm of the two. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { date, every, month, plural, span } from '../../spans.ts'
import { dayMs } from '../days.ts'
import { organisation } from '../identity/address.ts'
import type { Person, Quote, Reach, Tie } from '../types.ts'
import { endedWords } from './reach-words.ts'

interface Moment extends Place {
  readonly now: Instant
  readonly silentDays: number
  /** How far the record reaches; up to now where it is absent. */
  readonly reach?: Reach
}

export function because(person: Person, moment: Moment): string {
  const { lastAt, addedAt } = person.relationship
  if (!lastAt && addedAt)
    return `You added them by hand on ${date(addedAt, moment.now, moment)}; nothing between you is on record since.`
  // What nobody answered, and what came to an end, is known only of an account that is read.
  const concrete = moment.reach?.state === 'ended' ? undefined : reason(person, moment)
  return concrete ? `${concrete} ${rhythm(person.relationship, moment)}` : rhythm(person.relationship, moment)
}

/** "You used to be in touch about every 2 weeks, nearly evenly; it is 7 months since your last email or meeting." */
function rhythm(tie: Tie, moment: Moment): string {
  const { silentDays, reach } = moment
  const usual = tie.typicalGapDays === undefined ? '' : ` about ${every(tie.typicalGapDays)}`
  const amount = [tie.met ? plural(tie.met, 'meeting') : '', mails(tie)].filter(Boolean).join(' and ')
  const used = `You used to be in touch${usual}${evenness(tie)} (${amount} read so far)`
  if (reach?.state === 'ended' && tie.lastAt)
    return `${used}; the last email or meeting I know of was on ${date(tie.lastAt, moment.now, moment)}. ${endedWords(reach, moment.now, moment)}.`
  return `${used}; it is ${span(silentDays)} since your last email or meeting.`
}

function evenness({ out, in: incoming, smallMeetings }: Tie): string {
  const [mine, theirs] = [out - smallMeetings, incoming - smallMeetings]
  if (mine + theirs < 4) return ''
  if (Math.min(mine, theirs) >= 0.6 * Math.max(mine, theirs)) return ', nearly evenly'
  return mine > theirs ? ', more often from you' : ', more often from them'
}

function mails({ out, in: incoming, smallMeetings }: Tie): string {
  const count = out + incoming - 2 * smallMeetings
  return count ? plural(count, 'email') : ''
}

function reason(person: Person, moment: Moment): string | undefined {
  const { now } = moment
  const tie = person.relationship
  const within = (at: Instant, days: number) => now.epochMilliseconds - at.epochMilliseconds <= days * dayMs
  const said = (at: Instant) => date(at, now, moment)
  if (tie.owed?.asks && within(tie.owed.at, 400))
    return `Their question${quoted(tie.owed)} of ${said(tie.owed.at)} is still open between you.`
  if (tie.introduced?.wentOn && !tie.introduced.askedSince && within(tie.introduced.quote.at, 400))
    return `You introduced them to ${tie.introduced.personName} on ${said(tie.introduced.quote.at)}, and the two went on from there.`
  const ended = tie.series.filter((series) => series.ended && within(series.lastAt, 300)).at(-1)
  if (ended) return `Your series of ${ended.count} meetings${quoted(ended)} ended on ${said(ended.lastAt)}.`
  const move = moved(person)
  if (move && within(move.since, 365))
    return `They have written from ${move.to} since ${month(move.since, now, moment)}; ${move.from} has gone quiet.`
  if (tie.introducedTo && within(tie.introducedTo.quote.at, 400))
    return `They introduced you to ${tie.introducedTo.personName} on ${said(tie.introducedTo.quote.at)}; you two have been in touch ${times(tie.introducedTo.since)} since.`
  if (tie.introducedBy && within(tie.introducedBy.quote.at, 400))
    return `${tie.introducedBy.personName} introduced you on ${said(tie.introducedBy.quote.at)}.`
  if (tie.owed && within(tie.owed.at, 400))
    return `Their message${quoted(tie.owed)} of ${said(tie.owed.at)} was the last word between you.`
  if (tie.unanswered && within(tie.unanswered.at, 400))
    return `Your message${quoted(tie.unanswered)} of ${said(tie.unanswered.at)} was the last word; that is often timing.`
  if (tie.lastThread)
    return `You last wrote to each other${tie.lastThread.title === undefined ? '' : ` about${quoted(tie.lastThread)}`} in ${month(tie.lastThread.at, now, moment)}.`
  return undefined
}

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

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

const quoted = ({ title }: Pick<Quote, 'title'> | { readonly title?: string }) =>
  title === undefined ? '' : ` “${title}”`
