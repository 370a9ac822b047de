/** The pages behind a letter's quiet links, before their one button is pressed and after. */
import type { Child } from 'hono/jsx'
import { atFirst, type Lasting, sayLasting } from '../../../../policy.ts'

const theNext = 'The next one comes at your usual day and hour.'
const asBefore = 'Your mail and calendar are read as before, and your letters come as before.'

/** A name is missing where nobody here has the address any more. */
type Name = string | undefined

const letGo = (name: Name): string =>
  `I won’t bring ${name ?? 'them'} up again, here or in any letter. Nothing in your mail changes and nobody is told.`

export const answers = {
  cancel: 'Cancel',
  undo: 'Undo',
  done: 'Done',
  close: 'You can close this page.',

  notNow: {
    title: 'Not now',
    asks: (name: Name): string => `${name ?? 'They'} can wait`,
    button: 'Let them rest',
    until: 'Until when?',
    /** @param day missing where none is known any more */
    done: (name: Name, day: string | undefined): string => `${name ?? 'They'} can rest until ${day ?? 'later'}.`,
  },
  spoken: {
    title: 'We’ve spoken',
    asks: 'Lovely',
    button: 'We’ve spoken',
    means: (name: Name): string =>
      `Then nothing is open between you and ${name ?? 'them'}. They come back after new mail or a meeting.`,
    promise: 'Anything you promised? One line, if you like. It stays on this server.',
    day: 'A day for it, if it has one. “By Friday” in the line is enough.',
    done: (name: Name): string =>
      `Nothing is open between you and ${name ?? 'them'}. New mail or a meeting brings them back.`,
  },
  elsewhere: {
    title: 'We talk elsewhere',
    asks: 'Mail is not all of life',
    button: 'We talk elsewhere',
    means: (name: Name): string => `${name ?? 'They'} can stay with your people, and will never again be called quiet.`,
    done: (name: Name): string => `${name ?? 'They'} will never again be called quiet.`,
  },
  letGo: {
    title: 'Don’t suggest again',
    asks: (name: Name): string => `Not suggest ${name ?? 'them'} again?`,
    button: 'Don’t suggest again',
    means: letGo,
    done: letGo,
  },
  keep: {
    title: 'Suggest again',
    asks: (name: Name): string => `Suggest ${name ?? 'them'} again?`,
    button: 'Suggest again',
    means: (name: Name): string => `${name ?? 'They'} may then come up in a letter when there is a reason.`,
    done: (name: Name): string => `${name ?? 'They'} may come up in a letter again.`,
  },
}

/** Days until which somebody can wait, as a person would name them. */
export const waits = {
  for: (time: Lasting): string => atFirst(sayLasting(time)),
  summer: 'After the summer',
  holidays: 'After the holidays',
  spring: 'Next spring',
}

export const resume = {
  title: 'Have letters come again',
  asks: 'Have letters come again?',
  theNext,
  button: 'Start again',
  done: 'Letters come again',
  change: 'Change day or hour, or take a break',
}

export const stay = {
  title: 'Have reading go on',
  asks: 'Have reading go on?',
  asBefore,
  button: 'Go on',
  done: 'Reading goes on',
}

export const unsubscribe = {
  title: 'Unsubscribe',
  asks: 'Stop the letters?',
  means: 'No letter comes any more. Your account and your people stay as they are.',
  button: 'Unsubscribe',
  orBreak: (link: string): Child => (
    <>
      Or <a href={link}>take a break</a> until a day you choose.
    </>
  ),
  done: 'No more letters',
  doneMeans: 'You are unsubscribed. Your account and your people stay as they are.',
  startAgain: 'Start again',
  ways: (letter: string, account: string): Child => (
    <>
      The same button is on your <a href={letter}>letter page</a>. <a href={account}>Delete everything</a> is on the
      account page.
    </>
  ),
}
