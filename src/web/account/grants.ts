/** What a connection may read, in words, and what goes without where a box was left unticked. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Provider } from '../../providers/provider.ts'
import { grantWords, traits } from '../../providers/traits.ts'

/** The permissions of a connection as sentences; signing in itself goes without saying. */
export function grantsInWords(connection: Connection): string[] {
  return connection.scopes.flatMap((scope) => grantWords.get(scope) ?? [])
}

/** What is missing of the permissions asked for, each with what does not work without it. */
export function missingGrants(connection: Connection, provider: Provider | undefined): string[] {
  if (!provider || connection.state !== 'active') return []
  const open = provider.streams(connection.scopes)
  return (['mail', 'calendar'] as const)
    .filter((kind) => !open.includes(kind))
    .map((kind) => `${traits[provider.name].withheld[kind].en} ${without[kind]}`)
}

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
