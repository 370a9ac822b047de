/** Openers in English. No bracket and no sentence stands in two of these lists: a letter that draws on several never repeats one. */
import { months, weekdays } from '../../../dates.ts'
import { inWords } from '../../../policy.ts'
import { asks, nothing } from './en-endings.ts'
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
        `your ${title} of ${month} never had an answer from me. I’m sorry; here it is: [the answer itself]`,
      ({ title = 'your question', month }) =>
        `I still owe you a reply to ${title}, from ${month}. I’m sorry it took this long. [the reply, as short as you like]`,
      ({ title = 'what you asked', month }) =>
        `I’m sorry: ${title} has been lying here since ${month}. [what you would have answered then]`,
      ({ title = 'a question', month }) =>
        `in ${month} you wrote me ${title}, and it got no answer. I’m sorry for the wait. [your answer now]`,
      ({ title = 'your mail', month }) =>
        `late, and I’m sorry for it, but here is my reply to ${title}, from ${month}: [the reply, in two lines at most]`,
      ({ title = 'your question', month }) =>
        `I’m sorry that ${title} of ${month} stayed open so long. [what you can say to it today, even if it is “I don’t know”]`,
      ({ title = 'your message', month }) =>
        `there is an answer I owe you, to ${title} from ${month}. I’m sorry it comes only now. [the answer, plainly]`,
    ],
    last_word: [
      ({ title = 'your message', month }) => `we left off at ${title}, in ${month}. [what you would say to it today]`,
      ({ title = 'message', month }) => `your ${title} of ${month} was the last word between us. [your answer to it]`,
      ({ title, month }) =>
        `the last of our mails was yours${title === undefined ? '' : `, ${title}`}, in ${month}. [your news since then]`,
      ({ title = 'your last message', month }) =>
        `a line to follow ${title}, which came in ${month}: [something that happened since]`,
      ({ title = 'what you wrote', month }) => `a thought on ${title}, from ${month}: [the thought]`,
      ({ title = 'your mail', month }) =>
        `it was ${month} when ${title} came. [how things are with you now, in a line]`,
      ({ title = 'your message', month }) => `[a piece of your news] That may follow ${title}, of ${month}.`,
      ({ title = 'your last mail', month }) => `something to go with ${title}, from ${month}: [your addition]`,
      ({ title = 'your message', month }) =>
        `you wrote last, in ${month}: ${title}. My turn. [what you have been busy with]`,
      ({ title = 'your mail', month }) => `picking up from ${title}, in ${month}: [where it stands on your side]`,
      ({ title = 'your message', month }) => `since ${title}, in ${month}, there is this to tell: [the news itself]`,
      ({ title = 'mail', month }) => `your ${title} of ${month} is still the newest here. [what it brings to mind]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `my note of ${month}${title === undefined ? '' : `, ${title},`} needs no answer any more. [something new, or of use to them]`,
      ({ title, month }) =>
        `I wrote to you in ${month}${title === undefined ? '' : `, ${title}`}; no need to go back to it. [a fresh piece of news]`,
      ({ title = 'my last note', month }) =>
        `please let ${title} of ${month} rest. This is something else: [the something else]`,
      ({ title = 'what I wrote', month }) => `never mind ${title}, from ${month}. [a link or a tip they could use]`,
      ({ title = 'my mail', month }) => `${title} of ${month} can stay where it is. [one good thing from your week]`,
      ({ title = 'my note', month }) =>
        `nothing hangs on ${title}, of ${month}, by the way. [a reason to write that is about them]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `in ${month} I introduced you to ${other}. Did anything come of it? If there is somebody else you would like to meet, name them and I’ll write the note.`,
      ({ other, month }) =>
        `how did it go with ${other}, after ${month}? And should there be somebody else you would like to know, I’m glad to write again.`,
      ({ other, month }) =>
        `I never asked how things went with ${other} after ${month}. I’d put you in touch with somebody else any time; a name is enough.`,
      ({ other, month }) =>
        `${month} is when I put you and ${other} in touch. What became of it? For somebody else I know, just say who.`,
      ({ other, month }) =>
        `was it of any use, my introducing you to ${other} in ${month}? There may be somebody else I could connect you with.`,
      ({ other, month }) =>
        `did you and ${other} get on, after my note of ${month}? Tell me if I can bring in somebody else.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `my note of ${month} named ${other} to you. [a line about the two of them] Should you ever want to meet somebody else, name them.`,
      ({ other, month }) =>
        `it was in ${month} that I put you in touch with ${other}. [what made you think they would get on] The same goes for somebody else, any time.`,
      ({ other, month }) =>
        `I hope my note about ${other}, in ${month}, was of use. [one thing about either of them] If somebody else comes to mind, a name is enough.`,
      ({ other, month }) =>
        `you and ${other} have had each other’s address since ${month}. [why you brought them together] I’d gladly do it for somebody else too.`,
      ({ other, month }) =>
        `my introduction to ${other} is of ${month}. [what you have heard since, if anything] There is always room for somebody else.`,
      ({ other, month }) =>
        `${month} brought you a mail about ${other}, from me. [a word on how it came about] For somebody else, I’m a mail away.`,
    ],
    introduction_to: [
      ({ other, month }) => `thank you for introducing me to ${other} in ${month}. [what came of it, in a line]`,
      ({ other, month }) =>
        `it was you who introduced me to ${other}, in ${month}. Thank you for that. [what the two of you do now]`,
      ({ other, month }) =>
        `${other} and I have been in touch since your note in ${month}. Thank you for it. [the best that came of it]`,
      ({ other, month }) => `thank you again for ${other}, and for your note of ${month}. [how it went]`,
      ({ other, month }) =>
        `your mail of ${month} brought ${other} and me together. Thank you for the idea. [what it led to]`,
      ({ other, month }) => `your introduction to ${other} was in ${month}. Thank you for making it. [where it went]`,
    ],
    introduction_by: [
      ({ other, month }) => `${other} introduced us in ${month}. [something of use to them since]`,
      ({ other, month }) => `it was ${other} who brought us together, in ${month}. [what you would tell them next]`,
      ({ other, month }) =>
        `we know each other through ${other}, since ${month}. [something you have learnt from them]`,
      ({ other, month }) => `back in ${month} ${other} wrote to us both. [what has come out of it for you]`,
      ({ other, month }) =>
        `there was a mail in which ${other} named us both, in ${month}. [what you have in mind since]`,
      ({ other, month }) => `thanks to ${other} we have had each other’s address since ${month}. [a use for it today]`,
    ],
    note: [
      ({ note, month }) => `one thing from ${month}: [a line on: ${note}]`,
      ({ note }) => `there is something to come back to. [a line on: ${note}]`,
      ({ note, month }) => `I wrote something down in ${month}. [a line on: ${note}]`,
      ({ note, month }) => `from my notes of ${month}: [a line on: ${note}]`,
      ({ note }) => `here is what I noted for you. [a line on: ${note}]`,
      ({ note, month }) => `I kept a line for you, in ${month}. [a line on: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `our first ${met ? 'meeting' : 'email'} was ${one ? 'a year' : `${count} years`} ago this week. Thank you for ${one ? 'the year' : 'the years'} since. [one thing from them that stayed with you]`,
      ({ count, one, met }) =>
        `${one ? 'a year' : `${count} years`} ago this week came our first ${met ? 'meeting' : 'email'}. [a thing from then that you still know]`,
      ({ count, one, met }) =>
        `this week it is ${one ? 'a year' : `${count} years`} since our first ${met ? 'meeting' : 'email'}. [what you would thank them for]`,
      ({ count, one, met }) =>
        `a small anniversary: ${one ? 'a year' : `${count} years`} since our first ${met ? 'meeting' : 'email'}, this week. [how you remember it]`,
      ({ count, one, met }) =>
        `the calendar says ${one ? 'a year' : `${count} years`} this week, counted from our first ${met ? 'meeting' : 'email'}. [what came out of that day]`,
      ({ count, one, met }) =>
        `our first ${met ? 'meeting' : 'email'} turns ${one ? 'one' : count} this week. [the best of the time since]`,
    ],
    birthday: [
      ({ when }) => `a happy birthday ${when}. [what you wish them, in a line]`,
      ({ when }) => `all the best for your birthday ${when}. [a line that only you would write]`,
      ({ when }) => `your birthday is ${when}, and here are my wishes: [the wishes]`,
      ({ when }) => `many happy returns ${when}. [what the coming year should bring them]`,
      ({ when }) => `this is for your birthday ${when}. [the wish]`,
      ({ when }) => `good wishes for the birthday ${when}. [something you like about them]`,
    ],
    birthday_guessed: [
      () => 'your birthday should be about now, so here is to it. [one wish, your own]',
      () => 'all the best for your birthday, these days. [a line in your own voice]',
      () => 'a birthday wish, on the day or near it: [the wish itself]',
      () => 'if I count right, it is about your birthday. [a wish for the year]',
      () => 'happy birthday, give or take a day. [what you hope it brings]',
      () => 'your birthday must be close, so here it comes: [good wishes, in a line]',
    ],
    series_ended: [
      ({ title = 'regular meeting', month }) => `our last ${title} was in ${month}. [one thing you took from it]`,
      ({ title = 'regular meeting', month }) =>
        `there has been no ${title} for us since ${month}. [a habit from it that you kept]`,
      ({ title = 'regular meeting', month }) =>
        `${month} was the last month with ${title === 'regular meeting' ? 'our regular meeting' : title} in it. [how things went on for you]`,
      ({ title = 'the regular meeting', month }) => `since ${title} stopped, in ${month}: [what fills that hour now]`,
      ({ title = 'our regular meeting', month }) =>
        `we had ${title} until ${month}. [a moment from it worth telling again]`,
      ({ title = 'our regular meeting', month }) =>
        `after ${title} ended in ${month}, one thing was left: [a thing you did not get to say there]`,
    ],
    meetings: [
      ({ title = 'a meeting', month, count }) =>
        `we met ${count} times for ${title}, the latest in ${month}. [one thing you took from those]`,
      ({ title = 'a meeting', month, count }) =>
        `we met for ${title} ${count} times, up to ${month}. [one of those that you remember, and why]`,
      ({ title = 'a meeting', month, count }) =>
        `${title} brought us together ${count} times, until ${month}. [what you made of it since]`,
      ({ title = 'a meeting', month, count }) =>
        `of our ${count} times at ${title}, the last was in ${month}. [what you would put on the next agenda]`,
      ({ title = 'a meeting', month, count }) =>
        `since the last ${title} in ${month}, after ${count} of them: [your news from the same field]`,
      ({ title = 'a meeting', month, count }) =>
        `I count ${count} times that we met for ${title}, lastly in ${month}. [what those were good for]`,
      ({ title = 'a meeting', month, count }) =>
        `[something you would have brought up] That is for ${title}, which we met for ${count} times, until ${month}.`,
      ({ title = 'a meeting', month, count }) =>
        `${month} was our last ${title}, after ${count} meetings. [where you have got to with it]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `we last met in ${month}${title === undefined ? '' : `, for ${title}`}. [something from that day]`,
      ({ title, month }) =>
        `${month} was when we last met${title === undefined ? '' : `, for ${title}`}. [what stayed with you of it]`,
      ({ title, month }) =>
        `${title === undefined ? 'our last meeting' : title} was in ${month}. [what has changed for you since]`,
      ({ title, month }) =>
        `the calendar has us together in ${month}${title === undefined ? '' : `, for ${title}`}. [how that week went on]`,
      ({ title, month }) =>
        `one thing since we met in ${month}${title === undefined ? '' : ` for ${title}`}: [the one thing]`,
      ({ title, month }) =>
        `when we met${title === undefined ? '' : ` for ${title}`}, it was ${month}. [what you did not say then]`,
      ({ title, month }) =>
        `[a line about your month] The last time we met it was ${month}${title === undefined ? '' : `, and about ${title}`}.`,
      ({ title, month }) =>
        `a follow-up to ${title === undefined ? 'our meeting' : title} in ${month}, late as it is: [the follow-up]`,
      ({ title, month }) =>
        `in ${month} we sat down${title === undefined ? '' : ` for ${title}`}. [what you would tell them if it were today]`,
      ({ title, month }) =>
        `I have ${month} down as our last meeting${title === undefined ? '' : `, ${title}`}. [the short version of the time since]`,
      ({ title, month }) =>
        `${title === undefined ? 'our meeting' : title} in ${month} needs a second part. [a subject for it]`,
      ({ title, month }) =>
        `you and I last sat together in ${month}${title === undefined ? '' : `, over ${title}`}. [one thing to catch up on]`,
    ],
    last_thread: [
      ({ title, month }) => `in ${month} we wrote about ${title}. [how it went on]`,
      ({ title, month }) => `we wrote about ${title} in ${month}. [how it went on for you]`,
      ({ title, month }) => `a postscript to ${title}, from ${month}: [what is different now, in a line]`,
      ({ title, month }) => `${title} was our subject in ${month}. [something new on it]`,
      ({ title, month }) => `something on ${title}, which we had in ${month}: [a link they would like]`,
      ({ title, month }) => `one more line on ${title}, of ${month}: [the line]`,
      ({ title, month }) => `[a small piece of your news] It goes with ${title}, from ${month}.`,
      ({ title, month }) => `our mails of ${month} were about ${title}. [what came of it here]`,
      ({ title, month }) => `it is a while since ${month} and ${title}. [what you have seen, read or made since]`,
      ({ title, month }) => `back to ${title}, from ${month}: [what struck you]`,
      ({ title, month }) => `what we wrote about ${title} in ${month} went on like this: [the next chapter]`,
      ({ title, month }) => `our thread ${title}, of ${month}, has room for one more. [the one more]`,
    ],
    their_thread: [
      ({ title, month }) => `in ${month} you wrote to me about ${title}. [what you think of it today]`,
      ({ title, month }) => `your mail about ${title} was in ${month}. [how it looks from here now]`,
      ({ title, month }) => `${title} was what you wrote about in ${month}. [something to add to it]`,
      ({ title, month }) => `you told me about ${title} in ${month}. [what it set off for you]`,
      ({ title, month }) => `going back to your ${title}, from ${month}: [a thought on it]`,
      ({ title, month }) => `your ${title} is of ${month}. [what it has led to on your side]`,
      ({ title, month }) => `[a word of your own] Yours, about ${title}, came in ${month}.`,
      ({ title, month }) => `on ${title}, which you wrote of in ${month}: [what you can offer]`,
    ],
    own_thread: [
      ({ title, month }) => `in ${month} I wrote to you about ${title}. [how that went, briefly]`,
      ({ title, month }) => `here is how ${title} went on, which I wrote about in ${month}: [the news, in a line]`,
      ({ title, month }) => `my mail about ${title} was in ${month}. [what has moved since]`,
      ({ title, month }) =>
        `the end of the story of ${title}, which I was telling in ${month}: [the end, or as far as it goes]`,
      ({ title, month }) => `you heard from me about ${title} in ${month}. [what you know now that you did not then]`,
      ({ title, month }) => `an update to ${title}, of ${month}: [the update]`,
      ({ title, month }) => `[the latest from you] It goes with my mail about ${title}, of ${month}.`,
      ({ title, month }) => `what I wrote in ${month} about ${title} has a sequel. [the sequel]`,
    ],
    moved: [
      ({ other }) =>
        `I see that you write from ${other} now. Good luck there, late as the wish may come. [your news, in a line]`,
      ({ other }) => `${other} is where you write from now, I see. All good wishes for it. [what is new with you]`,
      ({ other }) => `all the best at ${other}, where your mail comes from now. [a line on your own work]`,
      ({ other }) => `your new address says ${other}. I hope it is a good place. [where you are yourself these days]`,
      ({ other }) => `so it is ${other} now. Good luck with all of it. [something you could help with there]`,
      ({ other }) =>
        `your mail comes from ${other} these days; I wish you well there. [a name or a tip for the new place]`,
    ],
    in_common: [
      ({ other }) => `you and I both know ${other}, going by mail and calendar. [your news, or theirs]`,
      ({ other }) => `we have ${other} in common. [what you would tell them both]`,
      ({ other }) => `our paths, yours, mine and those of ${other}, have crossed before. [what you are doing now]`,
      ({ other }) => `the two of us and ${other} have been in the same company. [a memory of it]`,
      ({ other }) => `${other} is somebody we both know. [when you thought of them]`,
      ({ other }) => `there are a few people we both know, and ${other} is one. [how you are, in a line]`,
      ({ other }) => `through ${other} and otherwise we are not strangers. [what you would like them to know]`,
      ({ other }) => `you will know ${other}, as I do. [a thing the three of you would laugh about]`,
      ({ other }) => `[your week, in a line] I saw that we both write with ${other}.`,
      ({ other }) => `between us there is also ${other}. [what brings you to write]`,
      ({ other }) => `with ${other} we make three. [an idea for the three of you, or for two]`,
      ({ other }) => `we have both been in touch with ${other}. [what that could lead to]`,
    ],
    season: [
      ({ month }) =>
        `we have been in touch every ${month} for years, so here is this year’s hello. [this year in a line]`,
      ({ month }) => `it is ${month}, which for years has been our month. [how it is this time]`,
      ({ month }) => `another ${month}, so another hello. [what this year brought]`,
      ({ month }) => `${month} would not be ${month} without a line to you. [your line]`,
      ({ month }) => `the yearly word from me, as every ${month}: [what was good since the last one]`,
      ({ month }) => `our mails tend to come in ${month}. [what you would like to ask, or tell]`,
    ],
    nothing_known: [
      () => '[what you would like to tell them, in a line or two]',
      () => '[what made you think of them, in a line or two]',
      () => '[something you saw or did that they would like]',
      () => '[a story of two sentences]',
      () => '[why today, in your own words]',
      () => '[one thing you have been wanting to say]',
    ],
  },
  length: (minutes) => `${minutes} minutes`,
  asks,
  nothing,
}
