/** The account page: what is stored, how it is taken away, and what is said once it is. */
import type { Place } from '../../../../place.ts'
import { daysOf, type Lasting, policy, sayLasting } from '../../../../policy.ts'
import { count } from '../../../frame/words.ts'

type Where = Pick<Place, 'locale'>

const headers = (amount: number, where: Where) => count(amount, 'message header', 'message headers', where)
const entries = (amount: number, where: Where) => count(amount, 'calendar entry', 'calendar entries', where)

/** Amounts of what an account has brought. */
export interface Held {
  readonly mail: number
  readonly meetings: number
  readonly contacts: number
}

export const account = {
  title: 'Account',
  heading: 'What is stored, and how to take it away',
  stored: 'Stored about you',
  held: ({ mail, meetings, contacts }: Held, where: Where): string =>
    `${headers(mail, where)} and ${entries(meetings, where)}${contacts ? `, and ${count(contacts, 'contact', 'contacts', where)}` : ''}`,
  made: (people: number, others: number, where: Where) => (
    <>
      <b>Made from these.</b> {count(people, 'person', 'people', where)}, and{' '}
      {count(others, 'robot, list or role address', 'robots, lists and role addresses', where)} left out. Whoever stands
      on any of it is counted, close to you or not
    </>
  ),
  own: (decisions: number, notes: number) => (
    <>
      <b>Your own words.</b> {count(decisions, 'decision')} and {count(notes, 'note')}
    </>
  ),
  you: (name: string, email: string) => (
    <>
      <b>You.</b> {name}, {email}, your settings and your sign-ins
    </>
  ),
  fields:
    'Of a message: from, to, cc, date, subject, its Message-ID, the sender’s time zone offset, the link that opens it in Outlook, and whether a list or a program sent it. Of a calendar entry: title, time, place, guests and their answers. Of a contact: names, addresses and the day of the birthday. Bodies, descriptions and attachments are never fetched, and no note, picture or number of a contact is kept.',
  absence: (stop: Lasting, notice: Lasting): string =>
    `When nobody has opened a page here or pressed a link of a letter for ${sayLasting(stop)}, reading stops, and letters with it. One mail says so ${sayLasting(notice)} before. Once you are back, both go on.`,
  onPhone:
    'On a phone, “Add to home screen” in the browser’s menu keeps these pages on the start screen; what another app shares then fills a form here, and nothing is kept before you send it.',
  export: 'Export all of it',
  requests: 'Requests of the last 30 days',
  noRequests: 'None.',
  bookTrouble: {
    now: 'Its address book is not read at the moment.',
    again: (when: string): string => `It is tried again on ${when}.`,
    way: 'Let it read the address book again',
  },
  stopContacts: 'Stop reading its address book, and delete its contacts',
  noContacts: 'Its address book is not read',
  contactsHelp:
    'It could join one person’s several addresses, name bare ones and tell birthdays. Read once a day would be names, addresses and the day of a birthday; no note, picture or number is kept, and nobody is suggested because of a contact.',
  permissionCalled: (label: string, called: string): string => `${label} calls this permission “${called}”.`,
  readContacts: 'Let it read the address book',
  typeAgain: 'Type its password once more and tick the box:',
}

/** After an account was disconnected, or everything deleted. */
export const ended = {
  stopped: 'Reading has stopped',
  kept: (email: string): string => `${email} is not read any more. What was read is kept.`,
  toAccounts: 'Back to your accounts',
  disconnected: 'Disconnected',
  seeStored: 'See what is stored now',
  deleted: 'Everything is deleted',
  rows: '0 rows left. Your mail and calendar stay as they are.',
  gone: (email: string): string =>
    `What came only from ${email} is deleted here. What another account of yours also saw stays.`,
  password: 'The password that was kept here is deleted. At its own server it works until you take it back there.',
  revoked: 'The permission was taken back at the provider.',
  byHandSample:
    'The provider did not confirm that the permission was taken back. It is a sample account, so that there is nothing to do by hand; nothing is read from here either way.',
  /** @param page where it is done; null: not known */
  byHand: (page: string | null): string =>
    `The provider did not confirm that the permission was taken back. Do it by hand at ${page ?? 'your account’s own page there'}; nothing is read from here either way.`,
  letterStopped: 'No letter goes out at the moment.',
  letterTo: (address: string): string => `Your letter goes to ${address}.`,
  typeToDisconnect: (email: string): string => `Type ${email} to disconnect it. Nothing was changed.`,
  typeToDelete: (email: string): string => `Type ${email} to delete everything. Nothing was changed.`,
}

/** Where what was deleted may lie still, and for how long. */
export const files = {
  server:
    'The log of the database server, and copies that its owner keeps of it, hold it until they are overwritten. Backups you made yourself still hold it.',
  embedded: (): string =>
    `The files of the database are written anew without it, within ${sayLasting(policy.erased)} while this server runs. Backups that the program makes by itself are kept for ${daysOf(policy.backups.gone)} days, and are gone or without it after that. Backups you made yourself still hold it.`,
}

export const leaving = {
  stale: (time: Lasting): string =>
    `You signed in more than ${sayLasting(time)} ago. To export, to disconnect or to delete, sign in once more first; it leads back here.`,
  disconnect: 'Disconnect an account',
  disconnectSays:
    'This takes the permission back at the provider and deletes what came from that account. What you decided and noted stays with you.',
  disconnectOne: (email: string): string => `Disconnect ${email}`,
  none: 'No account is connected.',
  deleteAll: 'Delete everything',
  deleteSays: (people: number, { mail, meetings }: Held, where: Where): string =>
    `This removes ${count(people, 'person', 'people', where)}, ${headers(mail, where)} and ${entries(meetings, where)} from this server, with your decisions, notes and settings, and takes back the permission at the provider. Your mail and calendar stay as they are. It can’t be undone.`,
  confirm: (wanted: string) => (
    <>
      To confirm, type <b>{wanted}</b>
    </>
  ),
}
