/** Chooses the one way to ask that stands on the coffee page, and says why: the rule and its sentence are one. */
import type { Instant } from '../facts.ts'
import { daysBetween } from '../people/days.ts'
import type { Tie } from '../people/types.ts'
import { daysOf, inWords, isLongSilence, policy, sayLasting } from '../policy.ts'
import type { How } from './types.ts'

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
export function chooseWay({ guests, times, checked, canInvite, video, now }: Circumstances): Way {
  const restful = guests.map((guest) => whyRestful(guest, now)).find((why) => why !== undefined)
  if (restful) return { how: 'write', why: restful }
  const note = (why: string): Way => ({ how: 'note', why })
  const many = guests.length > 1
  if (!times) return note('There are no free times to offer, so a note asks what suits.')
  if (!canInvite) return note('A note goes from your own mail and needs no further permission.')
  if (!checked) return note('Your calendar does not vouch for these times, so a note comes before an invitation.')
  if (!guests.every(({ tie }) => isRecent(tie, now)))
    return note(
      `${many ? 'You were not in touch with all of them' : 'You two were not in touch'} within the last ${sayLasting(policy.recentlyInTouch)}, so a note comes before an invitation.`,
    )
  return {
    how: video ? 'invite' : 'invite_in_person',
    why: `You ${many ? 'were in touch with all of them' : 'two were in touch'} within the last ${sayLasting(policy.recentlyInTouch)}, so an invitation comes as no surprise.`,
  }
}

function whyRestful({ name, tie, unanswered }: Circumstances['guests'][number], now: Instant): string | undefined {
  const { count, at } = unanswered
  if (count > 1)
    return `Your last ${inWords(count)} messages to ${name} have had no answer, so this one asks for nothing.`
  if (count === 1 && at && daysBetween(at, now) > daysOf(policy.patience))
    return `Your last message to ${name} has had no answer, so this one asks for nothing.`
  if (tie.lastAt && isLongSilence(daysBetween(tie.lastAt, now)))
    return `It is more than ${sayLasting(policy.longSilence)} since you were last in touch with ${name}, so this one asks for nothing.`
  return undefined
}

/** Lately, and not by the owner alone. */
const isRecent = ({ lastAt, ...tie }: Pick<Tie, 'lastAt' | 'in' | 'out' | 'met'>, now: Instant) =>
  lastAt !== undefined &&
  daysBetween(lastAt, now) <= daysOf(policy.recentlyInTouch) &&
  ((tie.in > 0 && tie.out > 0) || tie.met > 0)
