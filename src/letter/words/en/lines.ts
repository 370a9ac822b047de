/** The lines that a mail program shows before the letter is opened: subject and preheader. Names, never guilt. */
import { atFirst, inWords, sayLasting } from '../../../policy.ts'
import type { PointKind } from '../../types.ts'
import { listed, listedWith, people } from './pieces.ts'

export const lines = {
  subject: {
    /** By turns, as the weeks go. */
    unsure: ['Nobody named this week', 'This week I name nobody'],
    empty: ['Nothing for you to do this week', 'A quiet week, nothing to do'],
    noted: ['Something you noted for this week', 'This week you noted something'],
    birthday: ['A birthday this week', 'This week has a birthday'],
    beginning: 'Your first letter: who is here',
    pausing: (time: Parameters<typeof sayLasting>[0]): string => `Quiet for ${sayLasting(time)}`,
    /** What begins a subject without names. */
    discreet: 'Your letter of',
    first: (count: number): string => `Your first letter: ${inWords(count)} ${people(count)}`,
    many: (count: number, day: string): string => `${atFirst(inWords(count))} ${people(count)} this week, ${day}`,
    endings: [
      ': one good reason each',
      ': a reason to say hello',
      ': worth a hello',
      ': hello again?',
      ', this week',
      ', if you like',
    ],
    alone: [
      'NAME: a reason to say hello',
      'One person this week: NAME',
      'A hello for NAME?',
      'NAME, if you like',
      'Worth a line: NAME',
      'This week: NAME',
    ],
    together: (names: readonly string[], more: number): string => (more > 0 ? listedWith(names, more) : listed(names)),
  },
  preheader: {
    unsure: 'An account could not be read, so I can’t tell who has gone quiet.',
    noted: 'A line of your own, and its day.',
    birthday: 'A line each, and nothing else to do.',
    empty: 'Nobody to be named, and nothing to do.',
    beginning: 'Whom I found so far, and what would help.',
    pausing: 'The people will keep. Start again whenever you like.',
    many: (count: number): string => `${atFirst(inWords(count))} ${people(count)} to say hello to.`,
    /** Several of the hints below in one sentence. */
    of: (hints: readonly string[]): string => `${atFirst(listed(hints))}.`,
    open: 'a question still open',
    hints: {
      owed_reply: 'a last word that was theirs',
      introduction_made: 'an introduction worth asking about',
      introduction_received: 'a thank-you for an introduction',
      note: 'a line you noted',
      anniversary: 'an anniversary this week',
      birthday: 'a birthday',
      series_ended: 'a series that ended',
      shared_meetings: 'meetings you shared',
      last_thread: 'a thread to pick up again',
      moved: 'a new address',
      in_common: 'somebody you both know',
      season: 'the time of year you write',
      unanswered: 'a note that may have come at a bad time',
    } as Readonly<Record<PointKind, string>>,
  },
}
