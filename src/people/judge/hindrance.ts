/** What keeps somebody from being due, in a sentence. */
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { date } from '../../spans.ts'
import { daysBetween } from '../days.ts'
import { reasonIn } from '../reasons.ts'
import type { Person, Reach, Standing, Tie } from '../types.ts'
import { type Alike, hinderedByAlike } from './alike.ts'
import { unusualFrom } from './figures.ts'
import { gate } from './gate.ts'
import type { Reaches } from './reach.ts'
import { endedWords, unreadWords, unsureWords } from './reach-words.ts'
import { judgeWords } from './words.ts'

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
    barred(person, moment) ??
    unknown(person.relationship, moment) ??
    timed(person.relationship, moment) ??
    hinderedByAlike(person, moment) ??
    finished(person, moment) ??
    faded(person, moment)
  )
}

/** The group in which somebody stands whatever the day, where there is one: a wish of the owner's, an exclusion, or too little between the two. */
export const standsAlways = (person: Person): Standing['group'] | undefined =>
  (decidedGroup(person) ?? barred(person, anywhere) ?? unknown(person.relationship, anywhere))?.group

/** Its words are not said. */
const anywhere: Place = { timeZone: 'UTC', locale: null }

/** As `decided` says it, without a date. */
const decidedGroup = ({ state }: Person): Pick<Failing, 'group'> | undefined => {
  if (state === 'active') return undefined
  return { group: state === 'elsewhere' ? 'in_touch' : state === 'resting' ? 'resting' : 'left_out' }
}

function decided(person: Person, moment: Moment): Failing | undefined {
  const words = judgeWords(moment)
  if (person.state === 'let_go') return { why: words.letGo, group: 'left_out' }
  if (person.state === 'died') return { why: words.died, group: 'left_out' }
  if (person.state === 'elsewhere') return { why: words.elsewhere, group: 'in_touch' }
  if (person.state !== 'resting') return undefined
  return { why: words.resting(person.restUntil && date(person.restUntil, moment.now, moment)), group: 'resting' }
}

function barred(person: Person, moment: Place): Failing | undefined {
  const tongue = tongueOf(moment)
  if (person.kind !== 'person')
    return { why: judgeWords(moment).leftOut(reasonIn(tongue, person.kindReason)), group: 'left_out' }
  const exclusion = barring(person)
  if (!exclusion) return undefined
  const close = exclusion.kind === 'colleague' || exclusion.kind === 'closed'
  return { why: reasonIn(tongue, exclusion.reason), group: close ? 'in_touch' : 'left_out' }
}

const barring = ({ exclusions }: Person) => exclusions.find(({ kind }) => kind !== 'one_matter')

/** Whether whatever bars somebody for good leaves them out: then no day brings them. */
export const mayBeNamed = (person: Person): boolean => person.kind === 'person' && !barring(person)

/** One matter is told from a young tie only once a year is read; so is how often the two are usually in touch. */
export const isMatterKnown = (historyReadBackTo: Instant | undefined, now: Instant): boolean =>
  historyReadBackTo !== undefined && daysBetween(historyReadBackTo, now) >= gate.history

function finished({ exclusions }: Person, { now, historyReadBackTo, locale }: Moment): Failing | undefined {
  if (!isMatterKnown(historyReadBackTo, now)) return undefined
  const exclusion = exclusions.find(({ kind }) => kind === 'one_matter')
  return exclusion && { why: reasonIn(tongueOf({ locale }), exclusion.reason), group: 'left_out' }
}

function unknown(tie: Tie, moment: Place): Failing | undefined {
  if (tie.addedAt) return undefined
  const words = judgeWords(moment)
  const why =
    tie.out + tie.in + tie.met === 0
      ? words.nothing
      : tie.out === 0
        ? words.noneFromOwner
        : tie.in === 0
          ? words.noneFromThem
          : tie.out + tie.in < gate.messages || tie.activeDays < gate.activeDays
            ? words.tooLittle
            : undefined
  return why === undefined ? undefined : { why, group: 'left_out' }
}

function timed(tie: Tie, moment: Moment): Failing | undefined {
  const { now, silentDays, sinceDays, reach } = moment
  const words = judgeWords(moment)
  if (tie.plannedAt && daysBetween(now, tie.plannedAt) <= gate.planned)
    return { why: words.planned(date(tie.plannedAt, now, moment)), group: 'in_touch' }
  if (reach?.state === 'unread') return unread(tie, reach, moment)
  if (reach?.state === 'ended') return ended(tie, reach, moment)
  if (silentDays > gate.mostSilence || silentDays >= (moment.quietFrom ?? unusualFrom(tie))) return undefined
  if (!tie.lastAt) return { why: words.addedOnly, group: 'in_touch' }
  const usual = isMatterKnown(moment.historyReadBackTo, now) ? tie.typicalGapDays : undefined
  return { why: words.last(sinceDays, usual), group: 'in_touch' }
}

/** Whoever was in touch lately by what is read still is; of all others nobody can say. */
function unread(tie: Tie, reach: Reach, moment: Moment): Failing {
  const where = unreadWords(reach, moment.now, moment)
  if (moment.sinceDays < unusualFrom(tie) && isBeyond(tie, reach))
    return { why: judgeWords(moment).lastKnown(moment.sinceDays, where), group: 'in_touch' }
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
    why: judgeWords(moment).ended(moment.sinceDays, endedWords(reach, moment.now, moment)),
    group: moment.sinceDays < unusualFrom(tie) ? 'in_touch' : 'left_out',
  }
}

/** Contact came through another account after this one could not be read any more. */
const isBeyond = ({ lastAt }: Tie, { until }: Reach) =>
  lastAt !== undefined && lastAt.epochMilliseconds > until.epochMilliseconds

/** Asked last, so that who fails by it fails by nothing else. */
function faded({ close, relationship: tie }: Person, moment: Moment): Failing | undefined {
  // The owner said that they matter, however long ago it was.
  if (close || tie.addedAt) return undefined
  const words = judgeWords(moment)
  const say = moment.reach?.state === 'ended' ? words.longAgoAsKnown : words.longAgo
  return moment.sinceDays > gate.mostSilence
    ? {
        why: say(lastDate(tie, moment)),
        group: 'left_out',
        onlyTooLongAgo: true,
      }
    : undefined
}

const lastDate = ({ lastAt }: Tie, moment: Moment) => (lastAt ? date(lastAt, moment.now, moment) : '')
