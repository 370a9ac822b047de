/** What a replayed year says, in English. */
import { every, plural, span } from '../../spans.ts'

/** Of all months together: how often somebody was named, and how many were back in touch, by each way of choosing. */
export interface Sum {
  readonly months: number
  readonly named: number
  readonly resumed: number
  /** Of these, by the owner's own first step. */
  readonly byOwner: number
  readonly chance: number
  readonly recent: number
  readonly overdue: number
}

/** What chance comes to is a fraction. */
const number = (value: number) => String(Math.round(value * 10) / 10)
const times = (value: number) => (value === 1 ? 'once' : value === 2 ? 'twice' : `${value} times`)
const namedIn = ({ months, named }: Pick<Sum, 'months' | 'named'>) =>
  `In ${plural(months, 'month')} your letter would have named someone ${times(named)}.`

export const english = {
  rhythm: (days: number): string => `You used to be in touch about ${every(days)}.`,
  met: (day: string): string => `you met on ${day}`,
  /** @param byOwner they wrote first */
  wrote: (byOwner: boolean, day: string): string => `${byOwner ? 'you' : 'they'} wrote on ${day}`,
  /** @param back.answered in the same thread */
  wroteBack: (byOwner: boolean, day: string, back: { readonly day: string; readonly answered: boolean }): string =>
    `${english.wrote(byOwner, day)}, ${byOwner ? 'they' : 'you'} ${back.answered ? 'answered' : 'wrote'} on ${back.day}`,
  nothingAfter: 'no email or meeting in the eight weeks after',

  since: (days: number): string => `It was ${span(days)} since your last email or meeting.`,
  gone: 'Someone who is no longer stored',
  letGo: 'Someone you let go',
  notNamed: 'Someone who is not named here',
  noneResumed: 'None of those who were due was back in touch in these weeks.',
  ways: {
    letter: 'Your letter',
    chance: 'Chance',
    recent: 'Most recent',
    overdue: 'Longest past their usual gap',
  },
  tally: (resumed: number, named: number): string => (named ? `${number(resumed)} of ${named}` : 'nobody'),
  nobodyDue: 'Nobody was due on the first of these months, so a letter would have named nobody.',
  noneInTouch: (sum: Pick<Sum, 'months' | 'named'>): string =>
    `${namedIn(sum)} None of those who were due on these days was back in touch within eight weeks.`,
  summary: (sum: Sum): string =>
    `${namedIn(sum)} For ${sum.resumed} of these the two of you were back in touch within eight weeks${sum.byOwner ? `, ${times(sum.byOwner)} by your own first step` : ''}. As many picked by chance would come to ${number(sum.chance)}, the most recent to ${number(sum.recent)}, those longest past their usual gap to ${number(sum.overdue)}.`,
  /** Under every summary. */
  caveat:
    'This only shows whether contact came back, whoever began it and for whatever reason. It cannot tell whether a coffee would have been a good one. To your letter an answer after a long silence is also worth more, so that naming the most recent may well come to more here.',
  /** @param readBackTo a month; undefined where it is not known */
  tooLittle: (readBackTo: string | undefined): string =>
    `A month can be replayed once a whole year before it is read and the eight weeks after it are over. ${readBackTo ? `Your history is read back to ${readBackTo}, which is not enough yet.` : 'How far your history reaches is not known yet.'}`,
}
