/** Chooses the one way to ask that stands on the coffee page, and says why: the rule and its sentence are one. */
import type { Instant } from '../facts.ts'
import { daysBetween } from '../people/days.ts'
import type { Tie } from '../people/types.ts'
import type { Tongue } from '../place.ts'
import { daysOf, isLongSilence, policy } from '../policy.ts'
import type { How } from './types.ts'
import { type Why, whyIn } from './why/why.ts'

interface Circumstances {
  /** Of everybody who is to come. */
  readonly guests: readonly {
    readonly name: string
    readonly tie: Pick<Tie, 'lastAt' | 'in' | 'out' | 'met'>
    /** The owner's last messages to them in a row that have had no answer, and when the newest left. */
    readonly unanswered: { readonly count: number; readonly at?: Instant }
  }[]
  /** There are times to offer, and whether a calendar vouches for them. */
  readonly times: boolean
  readonly checked: boolean
  /** An account may write events. */
  readonly canInvite: boolean
  /** They seem to be in different places. */
  readonly video: boolean
  readonly now: Instant
  /** In which the reason is said. */
  readonly tongue: Tongue
}

export interface Way {
  readonly how: Exclude<How, 'ics'>
  /** One sentence for the owner. */
  readonly why: string
}

/**
 * The best way that works with what the owner has given and what lies between the two: a note that asks for nothing after
 * two messages without an answer, after one that has waited for `policy.patience`, and after a long silence; an invitation
 * where the permission is there, the times are known to be free and the two were in touch lately, both ways; else a note.
 */
export function chooseWay({ guests, times, checked, canInvite, video, now, tongue }: Circumstances): Way {
  const words = whyIn(tongue).way
  const restful = guests.map((guest) => whyRestful(guest, now, words)).find((why) => why !== undefined)
  if (restful) return { how: 'write', why: restful }
  const note = (why: string): Way => ({ how: 'note', why })
  const many = guests.length > 1
  if (!times) return note(words.noTimes)
  if (!canInvite) return note(words.noPermission)
  if (!checked) return note(words.unchecked)
  if (!guests.every(({ tie }) => isRecent(tie, now))) return note(words.notLately(policy.recentlyInTouch, many))
  return { how: video ? 'invite' : 'invite_in_person', why: words.lately(policy.recentlyInTouch, many) }
}

function whyRestful({ name, tie, unanswered }: Guest, now: Instant, words: Why['way']): string | undefined {
  const { count, at } = unanswered
  if (count > 1) return words.unanswered(count, name)
  if (count === 1 && at && daysBetween(at, now) > daysOf(policy.patience)) return words.unanswered(count, name)
  if (tie.lastAt && isLongSilence(daysBetween(tie.lastAt, now))) return words.longSilence(policy.longSilence, name)
  return undefined
}

type Guest = Circumstances['guests'][number]

/** Lately, and not by the owner alone. */
const isRecent = ({ lastAt, ...tie }: Pick<Tie, 'lastAt' | 'in' | 'out' | 'met'>, now: Instant) =>
  lastAt !== undefined &&
  daysBetween(lastAt, now) <= daysOf(policy.recentlyInTouch) &&
  ((tie.in > 0 && tie.out > 0) || tie.met > 0)
