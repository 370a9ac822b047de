/** The form of the settings: labels, hints and what can be chosen. */
import { clock, wholeDate } from '../../../../dates.ts'

/** A day and an hour by which a way to write is shown. */
const afternoon = { day: 23, month: 11, year: 2026, hour: 14, minute: 30 }

export const form = {
  letter: 'Your letter',
  day: 'Day',
  hour: 'Hour',
  zone: 'Time zone',
  locale: 'Dates and clock',
  localeHint:
    'Your letters and these pages follow it, and so does the first day of the week here. Notes to others keep the way of their language.',
  /** A few regions that differ in how they write English. */
  offered: ['en-GB', 'en-US', 'en-AU', 'en-DE'],
  /** One of them, by an afternoon as it is written there. */
  localeOption: (country: string, tag: string): string =>
    `${wholeDate(afternoon, { locale: tag })}, ${clock(afternoon, { locale: tag })} (${country})`,
  tongue: 'Language',
  tongueHint:
    'Your letters, these pages and mails to you are in it. A first line to somebody is in the language that the two of you write.',
  letterTo: 'It goes to',
  letterToSeveral: 'Addresses of the accounts you connected or sign in with that are known to be yours.',
  letterToOne: 'Connect a second account, and you can choose its address here.',
  people: 'People in a letter, at most',
  amounts: ['one', 'two', 'three', 'four', 'five'],
  pause: 'Take a break until',
  pauseHint: 'Leave it empty for no break.',
  discreet: 'No names in the letter’s subject line',
  discreetHint: 'Names show on lock screens.',
  read: 'What is read',
  subjects: 'Subject lines and meeting titles',
  subjectsHint:
    'They make half the reasons. Switched off, those stored so far are removed at once and no more are read; switched on again, they count from then on.',
  mailbox: 'Your mailbox',
  shared: (names: readonly string[]): string => `Mail goes out as ${names.join(' and as ')}. Who writes it?`,
  sharedHint: 'In a shared mailbox only what goes out under your own name counts as yours.',
  notSaid: 'Not said yet',
  alone: 'Only I write from it',
  weShare: (name: string): string => `We share it, I am ${name}`,
  own: 'Your own addresses',
  others: 'Other addresses of yours, one a line',
  othersHint: 'So that you are never suggested to yourself.',
  known: (addresses: readonly string[]): string =>
    `Known already, from your accounts and your sent mail: ${addresses.join(', ')}`,
  save: 'Save',
}
