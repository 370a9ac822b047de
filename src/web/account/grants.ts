/** What a connection may read, in words, and what goes without where a box was left unticked. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Provider } from '../../providers/index.ts'

const google = 'https://www.googleapis.com/auth/'

const words: Readonly<Record<string, string>> = {
  [`${google}gmail.metadata`]: 'mail: who, when and subject lines, never a message',
  [`${google}calendar.events.readonly`]: 'calendar: titles, times and guests',
  [`${google}calendar.calendarlist.readonly`]: 'the list of your calendars',
  [`${google}calendar.events.owned`]: 'putting a coffee into your calendar when you press the button',
  'Mail.ReadBasic': 'mail: who, when and subject lines, never a message',
  'Calendars.ReadBasic': 'calendar: titles, times and guests, never descriptions',
  'Calendars.ReadWrite': 'putting a coffee into your calendar when you press the button',
}

/** The permissions of a connection as sentences; signing in itself goes without saying. */
export function grantsInWords(connection: Connection): string[] {
  return connection.scopes.flatMap((scope) => words[scope] ?? [])
}

/** What is missing of the permissions asked for, each with what does not work without it. */
export function missingGrants(connection: Connection, provider: Provider | undefined): string[] {
  if (!provider || connection.state !== 'active') return []
  const open = provider.streams(connection.scopes)
  return (['mail', 'calendar'] as const)
    .filter((kind) => !open.includes(kind))
    .map((kind) => `${left[provider.name][kind]} ${without[kind]}`)
}

/** Google shows a box for each permission; Microsoft is answered as a whole, by the user or an administrator. */
const left = {
  google: { mail: 'Mail was left unticked.', calendar: 'Calendar was left unticked.' },
  microsoft: { mail: 'Mail was not allowed.', calendar: 'The calendar was not allowed.' },
} as const
const without = {
  mail: 'Without it: only meetings count, and most people stay unseen.',
  calendar: 'Without it: no meetings and no free times.',
} as const

/** A sentence for a connection that is not being read, with nothing left out that its owner can do. */
export function problemOf(connection: Connection): string | undefined {
  const { state, problem } = connection
  if (state === 'active' || state === 'ended') return undefined
  return problem ?? sentences[state]
}

const sentences = {
  reconnect: 'The permission to read this account has ended. Connect it again, and reading goes on where it stopped.',
  waiting_admin:
    'An administrator of its organisation has to allow the connection first. Once they have, reading goes on by itself.',
  paused: 'Reading this account is paused.',
  failed: 'This account could not be read. Connect it again to give it another try.',
} as const
