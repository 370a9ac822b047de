/** What the owner can decide about somebody, and how it is said of what they decided, in English. */
import { inWords, policy } from '../../../../policy.ts'

export const decisions = {
  right: 'Is this right?',
  joins: 'If somebody really writes from here, they join your people.',
  person: 'This is a person',
  heading: 'What would you like?',
  headingGrave: 'As you see fit',
  /** What holds, and the button that ends it. */
  states: {
    resting: {
      /** @param until undefined: no day is known */
      text: (until: string | undefined): string => (until ? `They are resting. Until ${until}.` : 'They are resting.'),
      button: 'Bring them back now',
    },
    elsewhere: {
      text: (): string => 'You talk elsewhere, so silence here means nothing.',
      button: 'Count mail and meetings again',
    },
    let_go: {
      text: (): string => 'They are not suggested any more. Nothing changed in your mail, and nobody was told.',
      button: 'Bring them back',
    },
  },
  closed: 'Nothing is open between you. New mail or a meeting brings them back.',
  suggest: 'Suggest them all the same',
  keptClose: (name: string): string =>
    `You keep ${name} close: once it is unusually quiet between you, they come first.`,
  added: (name: string, day: string): string => `You added ${name} by hand on ${day}.`,
  undo: 'Undo',
  undoClose: 'Undo: kept close',
  undoAdded: 'Undo: added by hand',

  remembered: (name: string): string =>
    `You said that ${name} has died. No letter, birthday or list names them; this page keeps what was, and the search finds it.`,

  keepClose: {
    button: 'Keep close',
    about: (name: string): string =>
      `Up to ${inWords(policy.close.most)} people. Once it is unusually quiet between you, ${name} comes before others and rests less long. Nobody is told.`,
  },
  rest: {
    summary: 'Not now',
    until: (name: string): string => `${name} can wait. Until when?`,
    button: 'Let them rest',
  },
  spoken: {
    summary: 'We’ve spoken',
    about: 'An answer that was open counts as given. They come back after new mail or a meeting.',
    button: 'Nothing is open between us',
  },
  elsewhere: {
    button: 'We talk elsewhere',
    about: (name: string): string => `Mail is not all of life. ${name} stays here and is never again called quiet.`,
  },
  letGo: {
    button: 'Don’t suggest again',
    about: (name: string): string =>
      `I won’t bring ${name} up again, here or in any letter. Nothing in your mail changes and nobody is told.`,
  },
  robot: {
    button: 'This is no person',
    about: 'They move to what was left out, where one tap brings them back.',
  },
  died: {
    button: 'They have died',
    about: (name: string): string =>
      `No letter, birthday or list names ${name} any more. This page keeps what was, and asks nothing. Nobody is told.`,
  },

  soFar: 'What you decided so far',
  decided: {
    let_go: 'not to be suggested again',
    elsewhere: 'you talk elsewhere',
    keep: 'to be suggested',
    person: 'a person',
    robot: 'no person',
    keep_close: 'kept close',
    died: 'has died',
    rest: 'resting',
    close: 'nothing open between you',
    merge: 'joined with another entry',
    split: 'not the same as another entry',
  },
  /** @param what one of the above */
  onDay: (day: string, what: string): string => `${day}: ${what}`,
  restingUntil: (day: string, until: string): string => `${day}: resting until ${until}`,
  undoAria: (what: string, day: string): string => `Undo: ${what}, ${day}`,
}
