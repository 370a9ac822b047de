/** The sample letter, in English: its people are made up, and so is every word of theirs. */

export const sample = {
  notice: 'This is a sample. Everybody in it is made up, Sam as well, and each link says what it would do.',
  toFront: 'Back to Coffee soon',
  ofSample: 'A link of the sample letter',
  back: 'Back to the sample letter',
  toStart: 'To the start',
  met: 'You met Jonas Lind on Thursday.',

  teo: {
    since: '14 months since your last email or meeting.',
    lastInTouch: 'Last in touch 25 September 2025.',
    points: [
      ['This Thursday', 'Five years since your first email, 26 November 2021.'],
      ['Shared', '22 “Thursday reading group” meetings together, 2024 to 2025.'],
    ],
    opener:
      'Teo, our first email was five years ago this week. Thank you for the years since. [one thing from them that stayed with you] How about a coffee some day soon? Only if it suits you.',
  },
  maren: {
    since: '7 months since your last email or meeting.',
    lastInTouch: 'Last in touch 12 April 2026.',
    points: [
      ['Still open', 'Their “Studio move + a question” of 12 April, and no answer by mail so far.'],
      ['Shared', 'Nine “Accessibility guild” meetings together, 2025 to 2026.'],
      ['In common', 'Jonas Lind, on six threads with you both.'],
    ],
    opener:
      'Maren, you sent me “Studio move + a question” in April and I never answered. I’m sorry. [your answer, in a line] Shall we have a coffee by video, 45 minutes, whenever suits? No is a fine answer too.',
  },
  priya: {
    since: '5 months since your last email or meeting.',
    lastInTouch: 'Last in touch 9 June 2026.',
    points: [
      ['Follow through', 'You introduced Priya to Dana Whitlock on 3 June, and they both replied.'],
      ['Shared', 'Four “Northlight design review” meetings together in the last year.'],
    ],
    opener:
      'Priya, in June I introduced you to Dana Whitlock. Did anything come of it? If there is somebody else you would like to meet, name them and I’ll write the note. A coffee by video would be good, some time this month or next.',
  },

  /** What each link of a letter opens, and what it does not do by itself. */
  meanings: {
    coffee: {
      title: 'Plan a coffee',
      words:
        'Opens a page with a few times at which you are free, and this first line as a note. You change what you like. Nothing is sent until you press a button there.',
    },
    write: {
      title: 'Just write',
      words: 'Opens a note that asks for nothing, to make your own and take to your own mail.',
    },
    message: {
      title: 'Open the message',
      words: 'Opens the message that waits for an answer, in your own mail. Coffee soon cannot read it.',
    },
    'not-now': {
      title: 'Not now',
      words: 'Asks how long they can wait: a month, until after the holidays, or until spring. They are not told.',
    },
    spoken: {
      title: 'We’ve spoken',
      words: 'Notes that you two have been in touch somewhere this can’t see, and counts from that day.',
    },
    elsewhere: {
      title: 'We talk elsewhere',
      words: 'For somebody you see or call anyway: they are never again called quiet, and stay in your list of people.',
    },
    'dont-suggest': {
      title: 'Don’t suggest again',
      words:
        'After one more click they are not brought up again, here or in any letter. Nothing in your mail changes and nobody is told. You can undo it.',
    },
    thank: { title: 'Say thank you', words: 'Opens two lines of thanks, while it’s fresh, to make your own.' },
    promise: {
      title: 'Note what you promised',
      words: 'Takes one line from you. It stays on the server, and a later letter reminds you of it.',
    },
    settings: {
      title: 'Change day or number',
      words: 'Opens your settings: the day and hour of the letter, how many people are in it, or a break.',
    },
    stored: {
      title: 'What is stored',
      words:
        'Opens your account page: what is kept and how much, every request made to your mail, and how to delete it all.',
    },
    unsubscribe: { title: 'Unsubscribe', words: 'Asks once, and then no letter comes any more.' },
  },
}
