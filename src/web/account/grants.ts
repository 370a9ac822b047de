/** What a connection may read, in words, and what goes without where a box was left unticked. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Tongue } from '../../place.ts'
import type { Provider } from '../../providers/provider.ts'
import { grantWords, traits } from '../../providers/traits.ts'
import { accountWords } from './words/words.ts'

/** The permissions of a connection as sentences; signing in itself goes without saying. */
export function grantsInWords(connection: Connection, tongue: Tongue): string[] {
  return connection.scopes.flatMap((scope) => grantWords.get(scope)?.[tongue] ?? [])
}

/** What is missing of the permissions asked for, each with what does not work without it. */
export function missingGrants(connection: Connection, provider: Provider | undefined, tongue: Tongue): string[] {
  if (!provider || connection.state !== 'active') return []
  const { without } = accountWords(tongue).grants
  const open = provider.streams(connection.scopes)
  return (['mail', 'calendar'] as const)
    .filter((kind) => !open.includes(kind))
    .map((kind) => `${traits[provider.name].withheld[kind][tongue]} ${without[kind]}`)
}

/** A sentence for a connection that is not being read, with nothing left out that its owner can do. */
export function problemOf(connection: Connection, tongue: Tongue): string | undefined {
  const { state, problem } = connection
  if (state === 'active' || state === 'ended') return undefined
  return problem ?? accountWords(tongue).grants.states[state]
}
