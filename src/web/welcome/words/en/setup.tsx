/** The page of setting up, in English: the ways in, the checklist, and what this server has. */
import type { Child } from 'hono/jsx'
import type { Step } from '../../../../work/house/step.ts'

interface Part {
  readonly name: string
  readonly state: string
  readonly words: string
}

const passwords = 'Mailboxes and calendars by a password'
const relay = 'Mail relay'
const database = 'Database'
const invitations = 'Invitations'
const signups = 'Who may connect'

const states: Readonly<Record<Step['state'], string>> = { done: 'done', open: 'next', yours: 'yours' }

export const setup = {
  title: 'Set up',
  heading: 'From a first look to your own letter',
  here: 'How this server is set up',

  /** @param connect the sample account, by its label */
  see: (sample: string, connect: { readonly href: string; readonly label: string } | null): Child => (
    <>
      <b>See the sample.</b> <a href={sample}>Read a whole letter</a>
      {connect ? (
        <>
          , or <a href={connect.href}>connect the {connect.label}</a>: a made-up person, on this machine
        </>
      ) : null}
      .
    </>
  ),
  files: (href: string): Child => (
    <>
      <b>Your own files.</b> <a href={href}>Hand over exported mail and calendars</a>. It needs no account and no
      password.
    </>
  ),
  byPassword: (href: string, mail: boolean): Child => (
    <>
      <b>{mail ? 'A mailbox' : 'A calendar'} by a password.</b> <a href={href}>Connect it by an app password</a>, at any
      provider that has such passwords.
    </>
  ),
  googleOrMicrosoft: 'Google or Microsoft.',
  connect: (label: string): string => `Connect ${label}`,
  ownClient: (google: string, microsoft: string): Child => (
    <>
      By an OAuth client of your own, which cannot open a message: the steps for <a href={google}>Google</a> and{' '}
      <a href={microsoft}>Microsoft</a>.
    </>
  ),

  /** @param progress "2 of 4 are done" */
  settingUp: (progress: string): string => `Setting up: ${progress}`,
  variables: (
    <>
      Settings are environment variables, read once at the start. <code>npm run doctor</code>, or{' '}
      <code>npx coffee-soon doctor</code>, says the same and tries them out.
    </>
  ) as Child,
  stepState: (title: string, state: Step['state']): string => `${title}: ${states[state]}.`,
  partState: (name: string, state: string): string => `${name}: ${state}.`,

  address: (base: string, local: boolean): Part => ({
    name: 'Address',
    state: base,
    words: local
      ? 'Only browsers on this machine reach it. docs/google.md has the ways round.'
      : 'Links in letters lead here.',
  }),
  noPasswords: {
    name: passwords,
    state: 'cannot be connected',
    words: 'This server runs where none can be reached.',
  } as Part,
  passwords: ({ mail, calendar }: { readonly mail: boolean; readonly calendar: boolean }): Part => ({
    name: passwords,
    state: 'can be connected',
    words: `${mail && calendar ? 'Both' : mail ? 'Mailboxes' : 'Calendars'}, at any server, by an app password. No client is needed.`,
  }),
  /** @param tenant of Microsoft's, who may sign in there */
  client: (name: string, tenant: string | null): Part => ({
    name,
    state: 'an OAuth client is set',
    words: `Accounts can be connected.${tenant ? ` Who may sign in there: ${tenant}.` : ''}`,
  }),
  noClient: (name: string, instead: 'sample' | 'others' | 'nothing'): Part => ({
    name,
    state: 'no OAuth client is set',
    words: {
      sample: 'A made-up account stands in.',
      others: `Without one no ${name} account can be connected by a permission that opens less than a password.`,
      nothing: 'No account can be connected before there is one.',
    }[instead],
  }),
  relay: { name: relay, state: 'set', words: 'Letters leave through it.' } as Part,
  noRelay: { name: relay, state: 'not set', words: 'Letters stay in the outbox on this server.' } as Part,
  server: { name: database, state: 'a PostgreSQL server', words: 'Any number of processes may work on it.' } as Part,
  embedded: { name: database, state: 'embedded', words: 'It lies in the data folder and takes one process.' } as Part,
  openToAll: { name: signups, state: 'everybody who reaches this page', words: 'SIGNUPS narrows it.' } as Part,
  closed: { name: signups, state: 'nobody new', words: 'Those who are here stay.' } as Part,
  listed: { name: signups, state: 'addresses on a list', words: 'SIGNUPS holds the list.' } as Part,
  waits: (seconds: number): Part => ({
    name: invitations,
    state: `wait ${seconds} seconds`,
    words: 'Until then they can be taken back.',
  }),
  atOnce: { name: invitations, state: 'leave at once', words: 'They cannot be taken back.' } as Part,

  mailTitle: 'Letters by mail',
  mail: (
    <>
      Set <code>SMTP_URL</code> and <code>MAIL_FROM</code>; docs/mail.md has three worked examples. Then{' '}
      <code>npm run doctor -- --send-test YOUR-ADDRESS</code> sends one short test mail and says what came of it.
    </>
  ) as Child,
}
