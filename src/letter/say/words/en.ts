/** Openers in English. */
import { months, weekdays } from '../../../dates.ts'
import { inWords } from '../../../policy.ts'
import type { Wording } from './wording.ts'

export const english: Wording = {
  language: 'en',
  greet: (name) => (name ? `${name},` : 'Hello,'),
  quote: (title) => `“${title}”`,
  month: (month, year) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: inWords,
  weekday: (day) => (day === undefined ? 'today' : `on ${weekdays[day - 1]}`),
  openings: {
    question: [
      ({ title = 'a question', month }) =>
        `you sent me ${title} in ${month} and I never answered. I’m sorry. [your answer, in a line]`,
      ({ title = 'message', month }) =>
        `your ${title} of ${month} never had an answer from me. I’m sorry; here it is: [your answer, in a line]`,
      ({ title = 'your question', month }) =>
        `I still owe you a reply to ${title}, from ${month}. I’m sorry it took this long. [your answer, in a line]`,
    ],
    last_word: [
      ({ title = 'message', month }) =>
        `your ${title} of ${month} was the last word between us. [your answer to it, or your news]`,
      ({ title, month }) =>
        `the last word between us was yours${title === undefined ? '' : `, ${title}`}, in ${month}. [your answer to it, or your news]`,
      ({ title = 'your message', month }) =>
        `${title}, from ${month}, is where we left off. [what you would say to it today, or your news]`,
      ({ title = 'your last message', month }) =>
        `a line to follow ${title}, from ${month}: [your answer to it, or something that happened since]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `my note of ${month}${title === undefined ? '' : `, ${title},`} needs no answer any more. [something new, or of use to them]`,
      ({ title, month }) =>
        `I wrote to you in ${month}${title === undefined ? '' : `, ${title}`}; no need to go back to it. [something new, or of use to them]`,
      ({ title = 'my last note', month }) =>
        `please let ${title} of ${month} rest. This is something else: [something new, or of use to them]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `in ${month} I introduced you to ${other}. Did anything come of it? If there is somebody else you would like to meet, name them and I’ll write the note.`,
      ({ other, month }) =>
        `how did it go with ${other}, after my note in ${month}? And if there is somebody else you would like to know, name them and I’ll write the note.`,
      ({ other, month }) =>
        `I never asked how things went with ${other} after ${month}. If there is somebody else you would like to meet, name them and I’ll write the note.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `in ${month} I introduced you to ${other}. [a line about the two of them] If there is ever somebody else you would like to meet, name them and I’ll write the note.`,
      ({ other, month }) =>
        `it was in ${month} that I put you in touch with ${other}. [a line about the two of them] If you would ever like to meet somebody else I know, name them and I’ll write the note.`,
    ],
    introduction_to: [
      ({ other, month }) => `thank you for introducing me to ${other} in ${month}. [what came of it, in a line]`,
      ({ other, month }) =>
        `it was you who introduced me to ${other}, in ${month}. Thank you for that. [what came of it, in a line]`,
      ({ other, month }) =>
        `${other} and I have been in touch since your note in ${month}. Thank you for it. [what came of it, in a line]`,
    ],
    introduction_by: [
      ({ other, month }) => `${other} introduced us in ${month}. [something of use to them since, or your news]`,
      ({ other, month }) =>
        `it was ${other} who brought us together, in ${month}. [something of use to them since, or your news]`,
      ({ other, month }) =>
        `we know each other through ${other}, since ${month}. [something you have learnt from them, or your news]`,
    ],
    note: [
      ({ note, month }) => `one thing from ${month}: [a line on: ${note}]`,
      ({ note }) => `there is something to come back to. [a line on: ${note}]`,
      ({ note, month }) => `I wrote something down in ${month}. [a line on: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `our first ${met ? 'meeting' : 'email'} was ${one ? 'a year' : `${count} years`} ago this week. Thank you for ${one ? 'the year' : 'the years'} since. [one thing from them that stayed with you]`,
      ({ count, one, met }) =>
        `${one ? 'a year' : `${count} years`} ago this week came our first ${met ? 'meeting' : 'email'}. [a thing from then that stayed with you]`,
      ({ count, one, met }) =>
        `this week it is ${one ? 'a year' : `${count} years`} since our first ${met ? 'meeting' : 'email'}. [what you would thank them for]`,
    ],
    birthday: [
      ({ when }) => `your birthday is ${when}: all good wishes for it. [what you wish them, in a line]`,
      ({ when }) => `all the best for your birthday ${when}. [a line that only you would write]`,
      ({ when }) => `a birthday wish for you ${when}: [what you wish them, in a line]`,
    ],
    birthday_guessed: [
      () => 'your birthday should be about now: all good wishes for it. [what you wish them, in a line]',
      () => 'all the best for your birthday, these days. [a line that only you would write]',
      () => 'a birthday wish, on the day or near it: [what you wish them, in a line]',
    ],
    series_ended: [
      ({ title = 'regular meeting', month }) => `our last ${title} was in ${month}. [one thing you took from it]`,
      ({ title = 'regular meeting', month }) =>
        `there has been no ${title} for us since ${month}. [one thing from it that you still use]`,
      ({ title = 'regular meeting', month }) =>
        `${month} was the last month with ${title === 'regular meeting' ? 'our regular meeting' : title} in it. [how things went on for you]`,
    ],
    meetings: [
      ({ title = 'a meeting', month, count }) =>
        `we met for ${title} ${count} times, the latest in ${month}. [one thing you took from those, or your news]`,
      ({ title = 'a meeting', month, count }) =>
        `${count} times ${title}, the last of them in ${month}. [one of those that you remember, and why]`,
      ({ title = 'a meeting', month, count }) =>
        `${title} brought us together ${count} times, until ${month}. [what you made of it since, or your news]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `we last met in ${month}${title === undefined ? '' : `, for ${title}`}. [something from that day, or your news]`,
      ({ title, month }) =>
        `${month} was when we last met${title === undefined ? '' : `, for ${title}`}. [something from that day, or your news]`,
      ({ title, month }) =>
        `${title === undefined ? 'our last meeting' : title} was in ${month}. [what has happened on your side since]`,
    ],
    last_thread: [
      ({ title, month }) => `in ${month} we wrote about ${title}. [how it went on, or a link they would like]`,
      ({ title, month }) => `we wrote about ${title} in ${month}. [how it went on for you, or your news]`,
      ({ title, month }) => `a postscript to ${title}, from ${month}: [what has changed since, in a line]`,
      ({ title, month }) => `${title} was our subject in ${month}. [something new on it, or your news]`,
    ],
    their_thread: [
      ({ title, month }) => `in ${month} you wrote to me about ${title}. [what you think of it today, or your news]`,
      ({ title, month }) => `your mail about ${title} was in ${month}. [how it looks from here now, or your news]`,
      ({ title, month }) => `${title} was what you wrote about in ${month}. [something new on it, or your news]`,
    ],
    own_thread: [
      ({ title, month }) => `in ${month} I wrote to you about ${title}. [how it went on, or something of use to them]`,
      ({ title, month }) => `here is how ${title} went on, which I wrote about in ${month}: [the news, in a line]`,
      ({ title, month }) => `my mail about ${title} was in ${month}. [what has changed since, in a line]`,
    ],
    moved: [
      ({ other }) =>
        `I see that you write from ${other} now. A good start there, if the wish comes late. [your news, in a line]`,
      ({ other }) => `${other} is where you write from now, I see. All good wishes for it. [your news, in a line]`,
      ({ other }) => `all the best at ${other}, where your mail comes from now. [your news, in a line]`,
    ],
    in_common: [
      ({ other }) => `you and I both know ${other}, going by mail and calendar. [your news, or theirs]`,
      ({ other }) => `we have ${other} in common. [your news, or theirs]`,
      ({ other }) => `our paths, yours, mine and those of ${other}, have crossed before. [your news, or theirs]`,
      ({ other }) => `the two of us and ${other} have been in the same company. [your news, or theirs]`,
    ],
    season: [
      ({ month }) =>
        `we have been in touch every ${month} for years, so here is this year’s hello. [your news, in a line]`,
      ({ month }) => `it is ${month}, which for years has been our month. [your news, in a line]`,
      ({ month }) => `another ${month}, so another hello. [what this year brought, in a line]`,
    ],
    nothing_known: [
      () => '[what you would like to tell them, in a line or two]',
      () => '[what made you think of them, in a line or two]',
      () => '[something you saw or did that they would like]',
    ],
  },
  length: (minutes) => `${minutes} minutes`,
  asks: {
    video: [
      'Would you have {length} for a coffee by video in the next few weeks? If it is a bad time, no matter.',
      'How about a coffee by video some day soon? Only if it suits you.',
      'If you have {length} one of these weeks, let’s have a coffee by video. If not, that is quite all right.',
      'Shall we have a coffee by video, {length}, whenever suits? No is a fine answer too.',
      'A coffee by video would be good, some time this month or next. If life is full, leave it for now.',
    ],
    in_person: [
      'Would you have time for a coffee in the next few weeks? If it is a bad time, no matter.',
      'How about a coffee some day soon? Only if it suits you.',
      'If you have {length} one of these weeks, let’s have a coffee. If not, that is quite all right.',
      'Shall we have a coffee, whenever and wherever suits you? No is a fine answer too.',
      'A coffee would be good, some time this month or next. If life is full, leave it for now.',
    ],
  },
  nothing: [
    'No need to write back.',
    'No answer needed; this is all.',
    'There is nothing you need to do with this.',
    'Feel free to leave this one unanswered.',
    'This wants no reply.',
  ],
}
