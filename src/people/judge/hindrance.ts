/** What keeps somebody from being due, in a sentence. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { date, every, span } from '../../spans.ts'
import { daysBetween } from '../days.ts'
import type { Person, Reach, Standing, Tie } from '../types.ts'
import { type Alike, hinderedByAlike } from './alike.ts'
import { unusualFrom } from './figures.ts'
import { gate } from './gate.ts'
import type { Reaches } from './reach.ts'
import { endedWords, unreadWords, unsureWords } from './reach-words.ts'

interface Moment extends Place {
  readonly now: Instant
  readonly historyReadBackTo: Instant | undefined
  /** Silence as far as it is known, and all the time since the last contact. */
  readonly silentDays: number
  readonly sinceDays: number
  readonly reach: Reach | undefined
  readonly reaches?: Reaches | undefined
  /** Who else they may be: said of another entry, it keeps them back as well. */
  readonly alike?: Alike | undefined
  /** In place of what is usual for the two. */
  readonly quietFrom?: number | undefined
}

type Failing = Pick<Standing, 'why' | 'group' | 'onlyTooLongAgo' | 'unsure'>

/** The first condition that keeps someone from being due, in a sentence. Who is in touch is never called one matter, finished. */
export function hindrance(person: Person, moment: Moment): Failing | undefined {
  return (
    decided(person, moment) ??
    barred(person) ??
    unknown(person.relationship) ??
    timed(person.relationship, moment) ??
    hinderedByAlike(person, moment) ??
    finished(person, moment) ??
    faded(person, moment)
  )
}

/** The group in which somebody stands whatever the day, where there is one: a wish of the owner's, an exclusion, or too little between the two. */
export const standsAlways = (person: Person): Standing['group'] | undefined =>
  (decidedGroup(person) ?? barred(person) ?? unknown(person.relationship))?.group

/** As `decided` says it, without a date. */
const decidedGroup = ({ state }: Person): Pick<Failing, 'group'> | undefined => {
  if (state === 'active') return undefined
  return { group: state === 'elsewhere' ? 'in_touch' : state === 'resting' ? 'resting' : 'left_out' }
}

function decided(person: Person, moment: Moment): Failing | undefined {
  if (person.state === 'let_go') return { why: 'You asked not to have them suggested again.', group: 'left_out' }
  if (person.state === 'died') return { why: 'You said that they have died.', group: 'left_out' }
  if (person.state === 'elsewhere')
    return { why: 'You two talk elsewhere, so mail and meetings say little here.', group: 'in_touch' }
  if (person.state !== 'resting') return undefined
  const until = person.restUntil ? ` until ${date(person.restUntil, moment.now, moment)}` : ''
  return { why: `Resting${until}.`, group: 'resting' }
}

function barred(person: Person): Failing | undefined {
  if (person.kind !== 'person') return { why: `Left out because: ${person.kindReason}.`, group: 'left_out' }
  const exclusion = barring(person)
  if (!exclusion) return undefined
  const close = exclusion.kind === 'colleague' || exclusion.kind === 'closed'
  return { why: exclusion.reason, group: close ? 'in_touch' : 'left_out' }
}

const barring = ({ exclusions }: Person) => exclusions.find(({ kind }) => kind !== 'one_matter')

/** Whether whatever bars somebody for good leaves them out: then no day brings them. */
export const mayBeNamed = (person: Person): boolean => person.kind === 'person' && !barring(person)

/** One matter is told from a young tie only once a year is read. */
export const isMatterKnown = (historyReadBackTo: Instant | undefined, now: Instant): boolean =>
  historyReadBackTo !== undefined && daysBetween(historyReadBackTo, now) >= gate.history

function finished({ exclusions }: Person, { now, historyReadBackTo }: Moment): Failing | undefined {
  if (!isMatterKnown(historyReadBackTo, now)) return undefined
  const exclusion = exclusions.find(({ kind }) => kind === 'one_matter')
  return exclusion && { why: exclusion.reason, group: 'left_out' }
}

function unknown(tie: Tie): Failing | undefined {
  if (tie.addedAt) return undefined
  const why =
    tie.out + tie.in + tie.met === 0
      ? 'No personal mail or small meeting between you yet.'
      : tie.out === 0
        ? 'Nothing has gone from you to them so far.'
        : tie.in === 0
          ? 'Nothing has come from them to you so far.'
          : tie.out + tie.in < gate.messages || tie.activeDays < gate.activeDays
            ? 'Too little between you so far to know what is usual.'
            : undefined
  return why === undefined ? undefined : { why, group: 'left_out' }
}

function timed(tie: Tie, moment: Moment): Failing | undefined {
  const { now, silentDays, sinceDays, reach } = moment
  if (tie.plannedAt && daysBetween(now, tie.plannedAt) <= gate.planned)
    return { why: `A meeting is planned for ${date(tie.plannedAt, now, moment)}.`, group: 'in_touch' }
  if (reach?.state === 'unread') return unread(tie, reach, moment)
  if (reach?.state === 'ended') return ended(tie, reach, moment)
  if (silentDays > gate.mostSilence || silentDays >= (moment.quietFrom ?? unusualFrom(tie))) return undefined
  if (!tie.lastAt)
    return { why: 'You added them by hand, and nothing between you is on record yet.', group: 'in_touch' }
  const usual =
    tie.typicalGapDays === undefined ? '' : `; about ${every(tie.typicalGapDays)} is usual for the two of you`
  return {
    why: `Your last email or meeting was ${sinceDays < 1 ? 'today' : `${span(sinceDays)} ago`}${usual}.`,
    group: 'in_touch',
  }
}

/** Whoever was in touch lately by what is read still is; of all others nobody can say. */
function unread(tie: Tie, reach: Reach, moment: Moment): Failing {
  const where = unreadWords(reach, moment.now, moment)
  if (moment.sinceDays < unusualFrom(tie) && isBeyond(tie, reach))
    return {
      why: `The last email or meeting I know of was ${lastAgo(moment)}; ${lowered(where)}.`,
      group: 'in_touch',
    }
  return {
    why: unsureWords(reach, moment.now, moment),
    group: moment.sinceDays < unusualFrom(tie) ? 'in_touch' : 'left_out',
    unsure: true,
  }
}

/**
 * Of an account that is over nothing more comes. A former colleague was cut off by that, so the time since counts for them;
 * everybody else is named only where it was quiet for unusually long before.
 */
function ended(tie: Tie, reach: Reach, moment: Moment): Failing | undefined {
  const days = tie.privateAddress === undefined ? moment.silentDays : moment.sinceDays
  if (days >= unusualFrom(tie)) return undefined
  return {
    why: `The last email or meeting I know of was ${lastAgo(moment)}; ${lowered(endedWords(reach, moment.now, moment))}, so I can’t tell whether it is quiet between you.`,
    group: moment.sinceDays < unusualFrom(tie) ? 'in_touch' : 'left_out',
  }
}

/** Contact came through another account after this one could not be read any more. */
const isBeyond = ({ lastAt }: Tie, { until }: Reach) =>
  lastAt !== undefined && lastAt.epochMilliseconds > until.epochMilliseconds
const lastAgo = ({ sinceDays }: Moment) => (sinceDays < 1 ? 'today' : `${span(sinceDays)} ago`)
/** "The calendar of" within a sentence. */
const lowered = (words: string) => words.replace(/^The /, 'the ')

/** Asked last, so that who fails by it fails by nothing else. */
function faded({ close, relationship: tie }: Person, moment: Moment): Failing | undefined {
  // The owner said that they matter, however long ago it was.
  if (close || tie.addedAt) return undefined
  const last = moment.reach?.state === 'ended' ? 'The last email or meeting I know of' : 'Your last email or meeting'
  return moment.sinceDays > gate.mostSilence
    ? {
        why: `${last} was more than two years ago, on ${lastDate(tie, moment)}.`,
        group: 'left_out',
        onlyTooLongAgo: true,
      }
    : undefined
}

const lastDate = ({ lastAt }: Tie, moment: Moment) => (lastAt ? date(lastAt, moment.now, moment) : '')
