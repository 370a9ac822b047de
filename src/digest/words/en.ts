/** Openers in English. */
import type { Wording } from './wording.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

export const english: Wording = {
  language: 'en',
  greet: (name) => `${name},`,
  quote: (title) => `“${title}”`,
  month: (month, year) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  openings: {
    question: [
      ({ title = 'a question', month }) =>
        `you sent me ${title} in ${month} and I never answered. I’m sorry. [your answer, in a line]`,
      ({ title = 'message', month }) =>
        `your ${title} of ${month} never had an answer from me. I’m sorry; here it is: [your answer, in a line]`,
    ],
    last_word: [
      ({ title = 'message', month }) =>
        `your ${title} of ${month} was the last word between us. [your answer to it, or your news]`,
      ({ title, month }) =>
        `the last word between us was yours${title === undefined ? '' : `, ${title}`}, in ${month}. [your answer to it, or your news]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `my note of ${month}${title === undefined ? '' : `, ${title},`} needs no answer any more. [something new, or of use to them]`,
      ({ title, month }) =>
        `I wrote to you in ${month}${title === undefined ? '' : `, ${title}`}; no need to go back to it. [something new, or of use to them]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `in ${month} I introduced you to ${other}. Did anything come of it? If there is somebody else you would like to meet, name them and I will write the note.`,
      ({ other, month }) =>
        `how did it go with ${other}, after my note in ${month}? And if there is somebody else you would like to know, tell me and I will introduce you.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `in ${month} I introduced you to ${other}. [a line about the two of them] If there is ever somebody else you would like to meet, I will write the note.`,
    ],
    introduction_to: [
      ({ other, month }) => `thank you for introducing me to ${other} in ${month}. [what came of it, in a line]`,
      ({ other, month }) =>
        `it was you who introduced me to ${other}, in ${month}. Thank you for that. [what came of it, in a line]`,
    ],
    introduction_by: [
      ({ other, month }) => `${other} introduced us in ${month}. [something of use to them since, or your news]`,
      ({ other, month }) =>
        `it was ${other} who brought us together, in ${month}. [something of use to them since, or your news]`,
    ],
    note: [
      ({ note, month }) => `one thing from ${month}: [a line on: ${note}]`,
      ({ note }) => `there is something to come back to. [a line on: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `our first ${met ? 'meeting' : 'email'} was ${one ? 'a year' : `${count} years`} ago this week. Thank you for ${one ? 'the year' : 'the years'} since. [one thing from them that stayed with you]`,
      ({ count, one, met }) =>
        `${one ? 'a year' : `${count} years`} ago this week came our first ${met ? 'meeting' : 'email'}. [a thing from then that stayed with you]`,
    ],
    series_ended: [
      ({ title = 'regular meeting', month }) => `our last ${title} was in ${month}. [one thing you took from it]`,
      ({ title = 'regular meeting', month }) =>
        `there has been no ${title} for us since ${month}. [one thing from it that you still use]`,
    ],
    meetings: [
      ({ title = 'a meeting', month, count }) =>
        `we met for ${title} ${count} times, the latest in ${month}. [one thing you took from those, or your news]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `we last met in ${month}${title === undefined ? '' : `, for ${title}`}. [something from that day, or your news]`,
      ({ title, month }) =>
        `${month} was when we last met${title === undefined ? '' : `, for ${title}`}. [something from that day, or your news]`,
    ],
    last_thread: [
      ({ title, month }) => `in ${month} we wrote about ${title}. [how it went on, or a link they would like]`,
      ({ title, month }) => `we wrote about ${title} in ${month}. [how it went on for you, or your news]`,
    ],
    moved: [
      ({ other }) =>
        `I see that you write from ${other} now. A good start there, if the wish comes late. [your news, in a line]`,
      ({ other }) => `${other} is where you write from now, I see. All good wishes for it. [your news, in a line]`,
    ],
    in_common: [
      ({ other }) => `${other} has often been in the same conversations as the two of us. [your news, or theirs]`,
    ],
    season: [
      ({ month }) =>
        `we have been in touch every ${month} for years, so here is this year’s hello. [your news, in a line]`,
    ],
    nothing_known: [() => '[what you would like to tell them, in a line or two]'],
  },
  asks: {
    video: [
      'Would you have twenty minutes for a coffee by video in the next few weeks? If it is a bad time, no matter.',
      'How about a coffee by video some day soon? Only if it suits you.',
      'If you have twenty minutes one of these weeks, let’s have a coffee by video. If not, that is quite all right.',
    ],
    in_person: [
      'Would you have time for a coffee in the next few weeks? If it is a bad time, no matter.',
      'How about a coffee some day soon? Only if it suits you.',
      'If you have an hour one of these weeks, let’s have a coffee. If not, that is quite all right.',
    ],
  },
  nothing: ['No need to write back.', 'No answer needed; this is all.', 'There is nothing you need to do with this.'],
}
