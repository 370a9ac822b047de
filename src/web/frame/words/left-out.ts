/** Why something of an account is not kept, or not whole, in the words of whoever asks: which is it, does it matter, is it tried again? Pure. */
import type { Stream } from '../../../db/accounts/streams.ts'
import { number, type Place, tongueOf } from '../../../place.ts'
import { meanings as germanMeanings, reasons as germanReasons } from './de/left-out.ts'
import type { LeftOutKind, Meaning, Origin } from './left-out-kinds.ts'

const onlyThere = 'Only somebody who appears nowhere else is missing because of this.'
const weekly = 'Your calendar is looked at as a whole about once a week, and this with it.'
const mended = 'Once the file is mended, import it again.'
const nothing = { mail: '', calendar: '', file: '' }

/** What each kind means for the owner, of one and of many alike. */
export const meanings = {
  broken: { matters: onlyThere, again: { mail: 'Trying again would not help.', calendar: weekly, file: mended } },
  withheld: {
    matters: onlyThere,
    again: { mail: 'The provider is asked again about once a week.', calendar: weekly, file: mended },
  },
  refused: {
    matters: `Everything else goes on without. ${onlyThere}`,
    again: { mail: 'There is no further try by itself.', calendar: weekly, file: 'The next import tries again.' },
  },
  cut: { matters: 'Everything but what was left off counts.', again: nothing },
  beyond: {
    matters: onlyThere,
    again: { ...nothing, file: 'Export it in smaller pieces, such as a year each, and import those.' },
  },
} as const satisfies Readonly<Record<LeftOutKind, Meaning>>

/** Each reason as it is stored and exported, of one; its kind, and how it reads of several. */
export const leftOutReasons: Readonly<Record<string, { readonly kind: LeftOutKind; readonly many: string }>> = {
  'a message without a readable sender': { kind: 'broken', many: 'messages without a readable sender' },
  'a message of an unknown form': { kind: 'broken', many: 'messages of an unknown form' },
  'a message with an impossible date': { kind: 'broken', many: 'messages with an impossible date' },
  'a message whose id cannot be kept': { kind: 'broken', many: 'messages whose id cannot be kept' },
  'a message that Gmail does not hand out': { kind: 'withheld', many: 'messages that Gmail does not hand out' },
  'a message that Microsoft does not hand out': { kind: 'withheld', many: 'messages that Microsoft does not hand out' },
  'a message that the server does not hand out': {
    kind: 'withheld',
    many: 'messages that the server does not hand out',
  },
  'a message without a readable date': { kind: 'broken', many: 'messages without a readable date' },
  'a message that could not be stored': { kind: 'refused', many: 'messages that could not be stored' },
  'a message to more than 500 people, of whom 500 are kept': {
    kind: 'cut',
    many: 'messages to more than 500 people each, of whom 500 are kept',
  },
  'a folder of an unknown form': { kind: 'broken', many: 'folders of an unknown form' },
  'an event without a readable time': { kind: 'broken', many: 'events without a readable time' },
  'an event of an unknown form': { kind: 'broken', many: 'events of an unknown form' },
  'an event at an impossible time': { kind: 'broken', many: 'events at an impossible time' },
  'an event that ends before it begins': { kind: 'broken', many: 'events that end before they begin' },
  'an event that lasts longer than a year': { kind: 'broken', many: 'events that last longer than a year' },
  'an event whose id cannot be kept': { kind: 'broken', many: 'events whose id cannot be kept' },
  'an event that could not be stored': { kind: 'refused', many: 'events that could not be stored' },
  'an event with more than 500 guests, of whom 500 are kept': {
    kind: 'cut',
    many: 'events with more than 500 guests each, of whom 500 are kept',
  },
  'an entry without a readable time': { kind: 'broken', many: 'entries without a readable time' },
  'an entry that cannot be read': { kind: 'broken', many: 'entries that cannot be read' },
  'an entry that is no calendar text': { kind: 'broken', many: 'entries that are no calendar text' },
  'an entry that is cut off': { kind: 'broken', many: 'entries that are cut off' },
  'an entry larger than 1 MB': { kind: 'broken', many: 'entries larger than 1 MB' },
  'an entry without a UID': { kind: 'broken', many: 'entries without a UID' },
  'a repetition that is not understood; its first meeting is read': {
    kind: 'cut',
    many: 'repetitions that are not understood; the first meeting of each is read',
  },
  'a date of a series that cannot be read; the others are': {
    kind: 'cut',
    many: 'dates of series that cannot be read; the others are',
  },
  'a time zone that is not known; the calendar’s own is used': {
    kind: 'cut',
    many: 'time zones that are not known; the calendar’s own is used',
  },
  'a meeting beyond the 200,000 that are read of one file': {
    kind: 'beyond',
    many: 'meetings beyond the 200,000 that are read of one file',
  },
}

/** One reason with how many it is so of. */
export interface LeftOutLine {
  /** As it is stored. */
  readonly reason: string
  readonly kind: LeftOutKind
  readonly count: number
  /** "3 messages without a readable sender". */
  readonly words: string
  readonly matters: string
  readonly again: string
}

/** What of a stream is left out or cut, the most frequent reason first. A reason of an older version is said as it stands. */
export function leftOutLines({ skipped }: Pick<Stream, 'skipped'>, origin: Origin, place: Place): LeftOutLine[] {
  const isGerman = tongueOf(place) === 'de'
  return Object.entries(skipped)
    .toSorted(([, one], [, other]) => other - one)
    .map(([reason, count]) => {
      const known = Object.hasOwn(leftOutReasons, reason) ? leftOutReasons[reason] : undefined
      const { kind } = known ?? { kind: 'broken' as const }
      const { matters, again } = (isGerman ? germanMeanings : meanings)[kind]
      const [one, many] = (isGerman && germanReasons[reason]) || [reason.replace(/^an? /, ''), known?.many]
      return {
        reason,
        kind,
        count,
        words: known ? `${number(count, place)} ${count === 1 ? one : many}` : `${number(count, place)}: ${reason}`,
        matters,
        again: again[origin],
      }
    })
}
