/** Says of one person at one moment whether they are due, how warm the tie is, and why, in words. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { date, every, span } from '../../spans.ts'
import { dayMs, faded as halved } from '../days.ts'
import type { Person, Reach, Standing, Tie } from '../types.ts'
import { endedWords, type Reaches, reachOf, unreadWords, unsureWords } from './reach.ts'
import { because } from './why.ts'

/** The numbers of the gate. Days unless said otherwise; chosen on measured anchors. */
export const gate = {
  leastSilence: 21,
  mostSilence: 730,
  /** Silence has to be this many usual gaps. */
  gaps: 2,
  longestGap: 180,
  messages: 3,
  activeDays: 2,
  planned: 14,
  /** How much history must be read before a tie is called one matter. */
  history: 365,
} as const

/** Where the owner is, and how far each account could be read; of accounts that are not in it nothing is held against anybody. */
export interface Circumstances extends Place {
  readonly reaches?: Reaches
}

/**
 * The gate, then the two figures: `warm` orders the due, `strength` the people page; neither is ever shown.
 * `historyReadBackTo` is the oldest moment up to which the history is complete. Dates in `why` are of the place. Silence
 * counts only as far as the accounts that knew the person could be read.
 */
export function rank(
  person: Person,
  now: Instant,
  historyReadBackTo?: Instant,
  { timeZone, locale, reaches }: Circumstances = { timeZone: 'UTC', locale: null },
): Standing {
  const tie = person.relationship
  const { lastAt } = tie
  const reach = reaches && lastAt ? reachOf(tie, now, reaches) : undefined
  const sinceDays = lastAt && daysBetween(lastAt, now)
  const silentDays = lastAt && (reach ? Math.max(0, daysBetween(lastAt, reach.until)) : sinceDays)
  const figures = {
    warm:
      silentDays === undefined
        ? Number.NEGATIVE_INFINITY
        : warm(tie, silentDays, reach?.until ?? now) + ahead(tie, sinceDays ?? 0),
    strength: silentDays === undefined ? 0 : strength(tie, silentDays),
    ...(silentDays === undefined ? {} : { silentDays }),
    ...(sinceDays === undefined ? {} : { sinceDays }),
    ...(reach && reach.state !== 'read' ? { reach } : {}),
  }
  const failing = hindrance(person, {
    now,
    historyReadBackTo,
    timeZone,
    locale,
    silentDays: silentDays ?? Number.POSITIVE_INFINITY,
    sinceDays: sinceDays ?? Number.POSITIVE_INFINITY,
    reach,
  })
  if (failing) return { due: false, ...figures, ...failing }
  return {
    due: true,
    ...figures,
    why: because(person, { now, timeZone, locale, silentDays: silentDays ?? 0, ...(reach ? { reach } : {}) }),
    group: 'soon',
  }
}

/**
 * How likely the two are to be in touch again: what lies between them, of ever and of the last years; how long it is since
 * they wrote or met, and since they stood on anything together; and how even it was. `at` is the moment up to which silence
 * counts. Chosen among many for the best worst case over sets: docs/inference.md.
 */
export function warm(tie: Tie, silentDays: number, at: Instant): number {
  const seen = tie.seenAt ? Math.max(0, daysBetween(tie.seenAt, at)) : silentDays
  return (
    0.7 * Math.log(tie.weight + 0.5) +
    0.3 * Math.log(lately(tie, at) + 0.5) -
    1.5 * Math.log(1 + silentDays) -
    0.75 * Math.log(1 + Math.min(seen, silentDays)) +
    0.3 * balance(tie)
  )
}

/** The tie's weight with a half-life of a year. */
const lately = ({ weight, fading }: Tie, at: Instant) =>
  fading ? halved(fading.weight, at.epochMilliseconds - fading.at.epochMilliseconds) : weight

/**
 * What puts a former colleague before everybody else: the account that held the tie has ended, and there is another way to
 * reach them. For a year; then it is a tie like others.
 */
export const ahead = ({ privateAddress }: Tie, silentDays: number): number =>
  privateAddress !== undefined && silentDays <= gate.history ? 100 : 0

/**
 * How close the two are just now. Days count as much as messages, or one busy day of many messages would pass for a long
 * tie: that foretold contact of the next eight weeks better on both public sets than either alone.
 */
export const strength = (tie: Tie, silentDays: number): number =>
  (Math.sqrt(tie.weight * tie.activeDays) + 0.25) / (1 + silentDays)

/** ln of how even the two directions are: 0 when even, below when one-sided. */
export const balance = (tie: Tie): number =>
  Math.log((Math.min(tie.out, tie.in) + 0.5) / (Math.max(tie.out, tie.in) + 0.5))

/** From how many days on the present silence is unusual for the two. */
export const unusualFrom = (tie: Tie): number =>
  Math.max(gate.leastSilence, gate.gaps * Math.min(tie.typicalGapDays ?? gate.longestGap, gate.longestGap))

interface Moment extends Place {
  readonly now: Instant
  readonly historyReadBackTo: Instant | undefined
  /** Silence as far as it is known, and all the time since the last contact. */
  readonly silentDays: number
  readonly sinceDays: number
  readonly reach: Reach | undefined
}

type Failing = Pick<Standing, 'why' | 'group' | 'onlyTooLongAgo' | 'unsure'>

/** The first condition that keeps someone from being due, in a sentence. Who is in touch is never called one matter, finished. */
function hindrance(person: Person, moment: Moment): Failing | undefined {
  return (
    decided(person, moment) ??
    barred(person) ??
    unknown(person.relationship) ??
    timed(person.relationship, moment) ??
    finished(person, moment) ??
    faded(person.relationship, moment)
  )
}

function decided(person: Person, moment: Moment): Failing | undefined {
  if (person.state === 'let_go') return { why: 'You asked not to have them suggested again.', group: 'left_out' }
  if (person.state === 'elsewhere')
    return { why: 'You two talk elsewhere, so mail and meetings say little here.', group: 'in_touch' }
  if (person.state !== 'resting') return undefined
  const until = person.restUntil ? ` until ${date(person.restUntil, moment.now, moment)}` : ''
  return { why: `Resting${until}.`, group: 'resting' }
}

function barred(person: Person): Failing | undefined {
  if (person.kind !== 'person') return { why: `Left out because: ${person.kindReason}.`, group: 'left_out' }
  const exclusion = person.exclusions.find(({ kind }) => kind !== 'one_matter')
  if (!exclusion) return undefined
  const close = exclusion.kind === 'colleague' || exclusion.kind === 'closed'
  return { why: exclusion.reason, group: close ? 'in_touch' : 'left_out' }
}

/** One matter is told from a young tie only once a year is read. */
function finished({ exclusions }: Person, { now, historyReadBackTo }: Moment): Failing | undefined {
  if (historyReadBackTo === undefined || daysBetween(historyReadBackTo, now) < gate.history) return undefined
  const exclusion = exclusions.find(({ kind }) => kind === 'one_matter')
  return exclusion && { why: exclusion.reason, group: 'left_out' }
}

function unknown(tie: Tie): Failing | undefined {
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
  if (silentDays > gate.mostSilence || silentDays >= unusualFrom(tie)) return undefined
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
function faded(tie: Tie, moment: Moment): Failing | undefined {
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
const daysBetween = (from: Instant, to: Instant) => (to.epochMilliseconds - from.epochMilliseconds) / dayMs
