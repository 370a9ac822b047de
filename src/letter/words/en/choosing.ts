/** What keeps somebody out of the next letter, for their page. */
import { atFirst, inWords, type Lasting, policy, sayLasting } from '../../../policy.ts'

export const choosing = {
  stopped: 'Your letters are stopped, so nobody is named in them.',
  pausedUntil: (day: string): string => `Your letter takes a break until ${day}.`,
  notThis: 'You passed over them this week.',
  yes: 'You said yes to them, so your next letter names them as long as nothing else comes.',
  inTouch: 'You have been in touch since people were last worked out.',
  nothingToSay: 'There is nothing on record that a letter could truly say of them.',
  colleague: (name: string): string =>
    `${name} of the same organisation is in this week’s letter, which names one of each where it can.`,
  full: 'This week’s letter named others first; they may be in a later one.',

  /** Of the last letters, each without a full stop. */
  spaced: (day: string, between: Lasting): string =>
    `They were in your letter of ${day}, and ${sayLasting(between)} lie between two mentions`,
  passedOver: (day: string): string => `You passed over them on ${day}`,
  untouched: (rest: Lasting): string =>
    `${atFirst(inWords(policy.untouched.inRow))} letters named them and nothing came of it, so they rest for ${sayLasting(rest)}`,
  unanswered: (rest: Lasting): string =>
    `${atFirst(inWords(policy.unanswered.inRow))} notes that followed a letter have had no answer, so they rest for ${sayLasting(rest)}`,
  declined: (rest: Lasting): string =>
    `${atFirst(inWords(policy.unanswered.inRow))} notes or invitations that followed a letter came at no good time, so they rest for ${sayLasting(rest)}`,
  /** @param why one of those; @param back the first day on which they may be named */
  cooling: (why: string, back: string): string => `${why}; they may be named again from ${back} on.`,
  cooled: (why: string, back: string): string => `${why}; from ${back} on they may be named again.`,
  inThisWeeks: (back: string): string => `They are in this week’s letter; from ${back} on they may be named again.`,
  short: (day: string, back: string): string => `In your letter of ${day}; again from ${back}`,
}
