/** The front door, in English. */
import type { Child } from 'hono/jsx'

/** @param sample whether the account is a made-up one, such as "sample account" */
type Labelled = (label: string, sample: boolean) => string

const connect: Labelled = (label, sample) => `Connect ${sample ? `a ${label}` : label}`
const signIn: Labelled = (label, sample) => `Sign in with ${sample ? `the ${label}` : label} to see it`

export const landing = {
  goOn: (why: string): string => `${why} Sign in to go on.`,
  signInFirst: 'Sign in to see that page.',
  signIn,
  mailLink: 'Have a link mailed to you',
  title: 'Three people a week, worth a coffee',
  lede: 'It looks at dates, names and subject lines, never inside a message. Each week you get one short letter: who has gone quiet, a real reason to write, and a first line to make your own.',
  connect,
  files: (href: string): Child => (
    <>
      No account at all: <a href={href}>hand over your own files</a>, as Google and others export them.
    </>
  ),
  lostAccount: (href: string): Child => (
    <>
      Here already, and the account that you came with is gone? <a href={href}>Have a link mailed to you</a>.
    </>
  ),
  noProvider: 'No provider is set up on this server yet. The README says how.',
  sampleNote: (setup: string): Child => (
    <>
      No Google account is touched, and none at Microsoft: this is a made-up person with two years of made-up mail, on
      this machine. To connect your own, set <code>GOOGLE_CLIENT_ID</code> and <code>GOOGLE_CLIENT_SECRET</code>, or the
      same of <code>MICROSOFT</code>; <a href={setup}>the set-up page</a> has the steps.
    </>
  ),
  tickBoxes:
    'Google may show empty tick boxes. Tick each one, or there is nothing to read. Undo it any time, here or in your Google account.',
  adminMayAsk:
    'With a work or school account Microsoft may ask for an administrator’s approval; you then get a link for them.',
  byPassword: (href: string, mail: boolean): Child => (
    <>
      {mail ? 'Any other mailbox' : 'Any other calendar'}: <a href={href}>connect it by an app password</a>. Such a
      password opens more than is asked for, and the page says so.
    </>
  ),
  sampleTitle: 'A sample letter',
  plan: (firstName: string): string => `Plan a coffee with ${firstName}`,
  readSample: (href: string): Child => (
    <>
      <a href={href}>Read the whole sample letter</a> before connecting.
    </>
  ),
  nextTitle: 'What happens next',
  next: [
    <>
      <b>Now.</b> It reads headers, the last weeks first. A big mailbox takes an hour or so; you can watch the count.
    </>,
    <>
      <b>Soon after.</b> You check who it found. Remove anyone; it holds to that.
    </>,
    <>
      <b>On the day you choose.</b> Your letter. If nobody needs you that week, it says so in two lines.
    </>,
  ] as readonly Child[],
  readsTitle: 'What it reads',
  reads: [
    <>
      <b>Who and when.</b> From, to, cc and date of each message
    </>,
    <>
      <b>Subject lines.</b> To remind you what you talked about; you can switch them off
    </>,
    <>
      <b>Meetings.</b> Title, time, place and guests
    </>,
  ] as readonly Child[],
  microsoftCalls: 'Microsoft calls this “read basic mail”. ',
  googleCalls:
    'Google calls this “view your email message metadata such as labels and headers, but not the email body”.',
  neverTitle: 'What it never does',
  never: [
    <>
      <b>Read your messages.</b> The permission it asks for can’t open bodies or attachments; an app password could, and
      none is ever asked for
    </>,
    <>
      <b>Write to anyone.</b> Nothing leaves without you pressing send
    </>,
    <>
      <b>Phone home.</b> Your data stays on this server
    </>,
  ] as readonly Child[],
  noTitlesOnly: 'Google has no calendar permission for titles only. ',
  counted:
    'Descriptions and attachments of meetings are never asked for, and your account page counts every request made.',
}
