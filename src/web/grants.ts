/** What a connection may read, in words, and what goes without where a box was left unticked. */
import type { Connection } from '../db/accounts.ts'
import type { Provider } from '../providers/index.ts'

const google = 'https://www.googleapis.com/auth/'

const words: Readonly<Record<string, string>> = {
  [`${google}gmail.metadata`]: 'mail: who, when and subject lines, never a message',
  [`${google}calendar.events.readonly`]: 'calendar: titles, times and guests',
  [`${google}calendar.calendarlist.readonly`]: 'the list of your calendars',
  [`${google}calendar.events.owned`]: 'putting a coffee into your calendar when you press the button',
}

/** The permissions of a connection as sentences; signing in itself goes without saying. */
export function grantsInWords(connection: Connection): string[] {
  return connection.scopes.flatMap((scope) => words[scope] ?? [])
}

/** What is missing of the permissions asked for, each with what does not work without it. */
export function missingGrants(connection: Connection, provider: Provider | undefined): string[] {
  if (!provider || connection.state !== 'active') return []
  const open = provider.streams(connection.scopes)
  return (['mail', 'calendar'] as const).filter((kind) => !open.includes(kind)).map((kind) => without[kind])
}

const without = {
  mail: 'Mail was left unticked. Without it: only meetings count, and most people stay unseen.',
  calendar: 'Calendar was left unticked. Without it: no meetings and no free times.',
} as const

/** A sentence for a connection that is not being read, with nothing left out that its owner can do. */
export function problemOf(connection: Connection): string | undefined {
  const { state, problem } = connection
  if (state === 'active' || state === 'ended') return undefined
  return problem ?? sentences[state]
}

const sentences = {
  reconnect: 'The permission to read this account has ended. Connect it again, and reading goes on where it stopped.',
  waiting_admin: 'The administrator of this account has to allow the connection first. Connect again once they have.',
  paused: 'Reading this account is paused.',
  failed: 'This account could not be read. Connect it again to give it another try.',
} as const
