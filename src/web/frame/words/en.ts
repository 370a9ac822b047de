/** What stands around every page, and how moments are told on all of them, in English. */
import { span } from '../../../spans.ts'
import { introducing } from './en/introducing.tsx'
import { kept } from './en/kept.ts'
import { notes } from './en/notes.tsx'
import { programs } from './en/programs.tsx'

export const english = {
  skip: 'Skip to content',
  main: 'Main',
  people: 'People',
  letter: 'Letter',
  outbox: 'Outbox',
  settings: 'Settings',
  account: 'Account',
  signOut: 'Sign out',
  sampleLetter: 'Sample letter',
  signIn: 'Sign in',
  signInWith: (label: string): string => `Sign in with ${label}`,
  /** What a provider is called; a sample account has a name in each tongue. */
  label: (label: string): string => label,
  signInByLink: 'Sign in by a link',
  guestFoot: 'No tracking, no cookies, no outside scripts or fonts.',
  foot: 'No tracking, no outside scripts or fonts.',
  stored: 'What is stored, export, disconnect, delete',
  stays: 'This page stays as it is.',
  reloads: (seconds: number): string => `This page loads itself again every ${seconds} seconds.`,
  reload: 'Let it load itself again',
  keep: 'Keep it as it is',
  toStart: 'Back to the start',

  moment: (day: string, clock: string): string => `${day} at ${clock}`,
  today: 'today',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  /** @param days at least two */
  ago: (days: number): string => `${span(days)} ago`,
  ahead: (days: number): string => `in ${span(days)}`,
  never: 'No email or meeting between the two of you yet',
  inTouchToday: 'In touch today',
  since: (days: number): string => `${span(days)} since your last email or meeting`,
  lastKnown: (ago: string): string => `The last email or meeting I know of: ${ago}`,
  justNow: 'just now',
  minutesAgo: (minutes: number): string => `${minutes} minutes ago`,
  hoursAgo: (hours: number): string => `${hours} ${hours === 1 ? 'hour' : 'hours'} ago`,
  aMinute: 'a minute',
  minutes: (minutes: number): string => `${minutes} minutes`,
  hours: (hours: number): string => `${hours} hours`,

  noPage: 'There is no such page',
  noPageWhy: 'The address may be old or mistyped. If it came from a letter, the newest letter has a working one.',
  noMethod: 'This address does not work that way',
  openAsPage: 'Open it as a page.',
  belongsToButton: 'It belongs to a button. Go to the page with the button and press it there.',
  wentWrong: 'Something went wrong here',
  notYourDoing: 'It is not your doing, and the log of this server says what happened. Try again in a minute.',
  /** Above a sentence that says what did not go, by its status. */
  refused: {
    400: 'That did not fit',
    403: 'Not from here',
    404: 'Not found',
    409: 'Not that way',
    410: 'This link has rested',
    429: 'A little slower',
    503: 'Not just now',
  },

  notes,
  introducing,
  programs,
  kept,
}
