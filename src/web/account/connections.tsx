/** The connected accounts as a list: state, permissions in words, and what can be done about each. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Deps } from '../../deps.ts'
import type { Tongue } from '../../place.ts'
import { policy } from '../../policy.ts'
import { labelIn } from '../../providers/labels.ts'
import { traits } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import { moreAccounts } from '../../work/letter/more-accounts.ts'
import { PostForm } from '../frame/layout.tsx'
import { StreamTroubles } from '../frame/stuck.tsx'
import { grantsInWords, missingGrants, problemOf } from './grants.ts'
import { accountWords } from './words/words.ts'

interface ConnectionsProps {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  readonly providers: Deps['providers']
  readonly csrf: string
  readonly tongue: Tongue
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

export function Connections({ connections, streams, providers, csrf, tongue }: ConnectionsProps) {
  const words = accountWords(tongue)
  return (
    <section id="connections">
      <h2>{words.connections.title}</h2>
      <ul class="plain">
        {connections.map((connection) => (
          <li>
            <h3>{cleanText(connection.email)}</h3>
            <Account {...{ connection, streams, providers, csrf, tongue }} />
          </li>
        ))}
      </ul>
      <p class="meta">{words.account.absence(policy.absence.stop, policy.absence.notice)}</p>
      <p class="pair">
        {moreAccounts(providers, connections, tongue).map(({ label, path }) => (
          <a class="btn q" href={path}>
            {label}
          </a>
        ))}
      </p>
    </section>
  )
}

function Account({
  connection,
  streams,
  providers,
  csrf,
  tongue,
}: Omit<ConnectionsProps, 'connections'> & { connection: Connection }) {
  const provider = connection.provider === 'file' ? undefined : providers.get(connection.provider)
  const { connections: words } = accountWords(tongue)
  const grants = grantsInWords(connection, tongue)
  const troubles = [problemOf(connection, tongue) ?? [], missingGrants(connection, provider, tongue)].flat()
  const from =
    connection.provider === 'file'
      ? words.files
      : capital(labelIn(provider?.label ?? traits[connection.provider].label, tongue))
  const { state } = connection
  const standing = connection.provider === 'file' ? (state === 'ended' ? 'pastFiles' : 'recentFiles') : state
  return (
    <>
      <p class="meta tight">
        {words.standing(from, standing === 'failed' ? '' : words.states[standing], state === 'ended' ? [] : grants)}
      </p>
      {troubles.map((words) => (
        <p class="trouble">{cleanText(words, 300)}</p>
      ))}
      {connection.state === 'active' ? <StreamTroubles streams={streams} of={connection.id} /> : null}
      <div class="pair">
        {provider && (connection.state !== 'active' || troubles.length) ? (
          <a class="btn q small" href={`/connect/${provider.name}`}>
            {words.reconnect}
          </a>
        ) : null}
        {connection.state === 'ended' || connection.provider === 'file' ? null : (
          <PostForm action={`/connections/${connection.id}/keep`} csrf={csrf}>
            <button type="submit" class="q small">
              {connection.state === 'active' ? words.stop : words.keep}
            </button>
          </PostForm>
        )}
        <a class="btn q small" href={`/account#disconnect-${connection.id}`}>
          {words.leave}
        </a>
      </div>
    </>
  )
}
