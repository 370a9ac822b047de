/** A mailbox and its calendar by password: what that opens, the form, and the link that proves the address. */
import type { Child } from 'hono/jsx'
import { type Lasting, sayLasting } from '../../../policy.ts'
import type { Guide } from '../../../providers/imap/servers.ts'

/** The mailbox, or a calendar by itself. */
export type Kind = 'mailbox' | 'calendar'

const form = {
  title: (kind: Kind): string => `Connect a ${kind}`,
  again: (problem: string): string => `${problem} Nothing was connected, and the password has to be typed again.`,
  renew: 'The password of this account no longer works. Type a new one, and it is read again from where it stopped.',
  onlyCalendar:
    'This server cannot read a mailbox by a password yet. A calendar by itself can be connected, at any server that speaks CalDAV.',
  opens: {
    mailbox:
      'This password opens everything: reading, sending, deleting. Coffee soon asks only for header lines and lists every command.',
    calendar:
      'This password opens everything in the calendar: reading, changing, deleting. Coffee soon keeps only titles, times and guests, and lists every command.',
  },
  cannot: (
    <>
      <b>Cannot:</b> with Google’s and Microsoft’s own permissions the provider hands out no message text, whatever this
      program does.
    </>
  ),
  doesNot: (account: (label: string) => Child) => (
    <>
      <b>Does not:</b> with a password it could, and does not. {account('The account page')} lists each command it sent.
      The password is kept sealed, is never shown again, and sends no mail.
    </>
  ),
  less: 'A permission that allows less:',
  connect: (label: string): string => `Connect ${label}`,
  lessOnce:
    'A Google or Microsoft account can be opened by a permission that allows less, once this server has an OAuth client.',
  howToSetUp: 'How to set one up',
  howTo: 'How to get the password',
  address: 'Email address',
  password: 'App password',
  what: 'What it opens here',
  both: 'the mailbox, and its calendar where there is one',
  mailAlone: 'the mailbox alone',
  calendarAlone: 'a calendar alone',
  contacts: 'Also read my address book',
  contactsHint:
    'Names, addresses and birthdays, beside the calendar, once a day; no note, picture or number is kept. They name people and join their addresses; nobody is suggested because of one.',
  server: 'The server, or a name of its own to sign in by',
  serverHint: 'Left empty, each server is found by the domain, and the name is the address.',
  user: 'User name',
  dav: 'Server for the calendar (CalDAV)',
  imap: 'Server for IMAP',
  port: 'Port',
  tls: 'TLS',
  implicit: 'from the first byte',
  starttls: 'by STARTTLS',
  submit: (kind: Kind): string => (kind === 'mailbox' ? 'Connect' : 'Connect this calendar'),
}

const connected = {
  title: (kind: Kind): string => `The ${kind} is connected`,
  says: (kind: Kind, missed: string): string =>
    `${kind === 'mailbox' ? 'Its header lines are' : 'It is'} read from now on. ${missed}`,
  goOn: 'Go on',
  connectCalendar: 'Connect a calendar',
  /** What could not be connected beside it. @param why a sentence */
  noCalendar: (why: string): string => `Its calendar is not connected: ${why}`,
  noContacts: 'No address book was found beside the calendar, so none is read.',
}

const proof = {
  /** On the terminal: where the program runs without a relay. */
  title: (terminal: boolean): string => (terminal ? 'Look into the terminal' : 'Look into your mail'),
  lede: (terminal: boolean, time: Lasting): string =>
    `The password works. Now open the link ${terminal ? 'that stands in the terminal in which this program runs' : 'that is on its way to your address'}, in this browser, within ${sayLasting(time)}.`,
  why: (terminal: boolean): string =>
    `${
      terminal
        ? 'No mail relay is set up on this machine, and whoever reads its terminal owns it: that is proof enough here.'
        : 'Anybody can run a server that takes a password; only you read at your address.'
    } Until then nothing is stored on this server: the password waits in this browser, sealed.`,
  ask: (kind: Kind): string => `Connect this ${kind}?`,
  becomes: (address: string, kind: Kind, calendarToo: boolean) => (
    <>
      <b>{address}</b> becomes yours here, and{' '}
      {kind === 'mailbox' ? 'its header lines are read' : 'the calendar is read'} from now on
      {calendarToo ? ', and its calendar as well' : ''}.
    </>
  ),
  connect: 'Connect',
  notAsked: 'If you did not ask for this, close the page: without the button nothing happens.',
  over: 'This link connects nothing',
  overSays: (time: Lasting): string =>
    `It works for ${sayLasting(time)}, once, and only in the browser in which the password was typed. Nothing was stored.`,
  typeAgain: 'Type it again',
}

export const english = {
  form,
  connected,
  proof,
  /** How a provider is called, and its clicks. */
  guide: ({ label, steps }: Guide): Pick<Guide, 'label' | 'steps'> => ({ label, steps }),
}
