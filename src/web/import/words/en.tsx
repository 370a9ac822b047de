/** The page of an upload: choosing files, being read, whose they are, and what came of it. */
import { number, type Place } from '../../../place.ts'
import type { UploadResult } from '../../../work/uploads.ts'
import { count } from '../../frame/words.ts'

type Where = Pick<Place, 'locale'>

export const english = {
  title: 'Your own files',
  closed: 'This server runs where no files can be taken in. The import command reads them at home.',
  signInFirst: 'Sign in first: the files go to your account.',
  signIn: 'Sign in',

  more: 'More files',
  lede: 'Mail, calendars and contacts as Google and others hand them out: .zip, .tgz, .mbox, .eml, .ics, .vcf, .csv. They are read on this server and removed again; only header lines, titles, times and guests are kept, and of contacts names, addresses and birthdays.',
  files: 'Files, all parts of one export together',
  folder: 'Or a whole folder, such as an unpacked export or a Maildir',
  submit: 'Hand them over',
  how: (gigabytes: number): string =>
    `Drop them on the field or choose them, up to ${gigabytes} GB at once. Your browser shows how far the upload is. Nothing is worked out before you have said which addresses are yours.`,

  looking: 'Looking whose files these are',
  reading: 'Reading your files',
  percent: (percent: number): string => `${percent} of 100`,
  lastMinute: 'Less than a minute left.',
  left: (time: string): string => `About ${time} left.`,
  mayClose: 'You can close this page; it goes on by itself.',
  stop: 'Stop, and remove the files',

  whose: 'Which addresses are yours?',
  whoseSays:
    'What they wrote counts as yours, and whoever is not ticked is somebody else. Nothing is worked out before you press.',
  typeYours: 'The files do not show it, so type your address.',
  others: 'Others that are yours',
  confirm: 'These are mine, read the files',
  drop: 'None of it, remove the files',

  read: ({ messages, meetings, contacts }: Pick<UploadResult, 'messages' | 'meetings' | 'contacts'>): string =>
    `${count(messages, 'message')}${contacts ? ', ' : ' and '}${count(meetings, 'meeting')}${contacts ? ` and ${count(contacts, 'contact')}` : ''} read`,
  isNew: ({ mail, meeting, contact }: UploadResult['added'], withContacts: boolean): string =>
    `New here: ${count(mail, 'message')} and ${count(meeting, 'meeting')}${withContacts ? `, and ${count(contact, 'contact')}` : ''}.`,
  nothingNew: 'All of it was here already, so nothing has changed.',
  removed: 'The files are removed.',
  contactsSay: 'Contacts name people and join their addresses; nobody is suggested because of one.',
  letter: 'The letter',
  ties: (amount: number, where: Where): string =>
    `${number(amount, where)} ${amount === 1 ? 'person' : 'people'} you write to and hear from`,
  people: 'The people you are most in touch with',
  person: (name: string, { written, received, met }: Omit<UploadResult['people'][number], 'name'>, where: Where) => (
    <>
      <b>{name}</b>: {number(written, where)} from you, {number(received, where)} to you
      {met ? `, ${count(met, 'meeting')}` : ''}
    </>
  ),
  leftOut: 'What was left out, and why',
  leftOutLine: (amount: string, reason: string, places: readonly string[]): string =>
    `${amount}: ${reason}${places.length ? ` (${places.join('; ')})` : ''}`,
  notRead: 'Files that were not read',
  moreNotes: (amount: number): string => `And ${amount} more.`,

  /** What is kept of an upload is in English: why an address, what is wrong with a file, and why something was left out. */
  why: (said: string): string => said,
  problem: (said: string): string => said,
  note: (said: string): string => said,
  reason: (said: string, _amount: number): string => said,
  place: (said: string): string => said,
}
