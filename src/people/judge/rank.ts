/** Says of one person at one moment whether they are due, how warm the tie is, and why, in words. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { daysBetween } from '../days.ts'
import type { Person, Standing } from '../types.ts'
import type { Alike } from './alike.ts'
import { ahead, strength, warm } from './figures.ts'
import { hindrance, isMatterKnown } from './hindrance.ts'
import { type Reaches, reachOfPerson } from './reach.ts'
import { because } from './why.ts'

/** Where the owner is, and how far each account could be read; of accounts that are not in it nothing is held against anybody. */
export interface Circumstances extends Place {
  readonly reaches?: Reaches
  /** Who else somebody may be: what is known of those keeps them back as well. Without it nobody is anybody else. */
  readonly alike?: Alike
  /** So many days of silence are enough, whatever is usual for the two: where there is an occasion. */
  readonly quietFrom?: number
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
  { timeZone, locale, reaches, alike, quietFrom }: Circumstances = { timeZone: 'UTC', locale: null },
): Standing {
  const tie = person.relationship
  // Whoever was added by hand counts from that day, as long as nothing is on record.
  const lastAt = tie.lastAt ?? tie.addedAt
  const reach = reaches && tie.lastAt ? reachOfPerson(person, now, reaches) : undefined
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
    reaches,
    alike,
    quietFrom,
  })
  if (failing) return { due: false, ...figures, ...failing }
  return {
    due: true,
    ...figures,
    // A letter orders many by their figures, and says of nobody why.
    get why() {
      const isYearRead = isMatterKnown(historyReadBackTo, now)
      return because(person, {
        now,
        timeZone,
        locale,
        silentDays: silentDays ?? 0,
        isYearRead,
        ...(reach ? { reach } : {}),
      })
    },
    group: 'soon',
  }
}
