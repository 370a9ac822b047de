/** The connected accounts as a list: state, permissions in words, and what can be done about each. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Deps } from '../../deps.ts'
import { traits } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import { moreAccounts } from '../../work/letter/more-accounts.ts'
import { absenceRule } from '../../work/mail/absence.ts'
import { PostForm } from '../frame/layout.tsx'
import { StreamTroubles } from '../frame/stuck.tsx'
import { grantsInWords, missingGrants, problemOf } from './grants.ts'

interface ConnectionsProps {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  readonly providers: Deps['providers']
  readonly csrf: string
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

const states: Readonly<Partial<Record<Connection['state'], string>>> = {
  active: 'being read',
  reconnect: 'needs to be connected again',
  waiting_admin: 'waits for its administrator',
  paused: 'not read while nobody is here',
  ended: 'no longer read; what was read is kept',
}

/** Nothing is ever asked for after the import. */
const files = {
  recent: 'read once; newer mail comes with the next import',
  past: 'of an account that has ended; what was read is kept',
} as const

export function Connections({ connections, streams, providers, csrf }: ConnectionsProps) {
  return (
    <section id="connections">
      <h2>Accounts</h2>
      <ul class="plain">
        {connections.map((connection) => (
          <li>
            <h3>{cleanText(connection.email)}</h3>
            <Account connection={connection} streams={streams} providers={providers} csrf={csrf} />
          </li>
        ))}
      </ul>
      <p class="meta">{absenceRule()}</p>
      <p class="pair">
        {moreAccounts(providers, connections).map(({ label, path }) => (
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
}: Omit<ConnectionsProps, 'connections'> & { connection: Connection }) {
  const provider = connection.provider === 'file' ? undefined : providers.get(connection.provider)
  const grants = grantsInWords(connection)
  const troubles = [problemOf(connection) ?? [], missingGrants(connection, provider)].flat()
  const from =
    connection.provider === 'file' ? 'Imported files' : capital(provider?.label ?? traits[connection.provider].label)
  return (
    <>
      <p class="meta tight">
        {from},{' '}
        {connection.provider === 'file'
          ? files[connection.state === 'ended' ? 'past' : 'recent']
          : states[connection.state]}
        .{grants.length && connection.state !== 'ended' ? ` It may read: ${grants.join('; ')}.` : ''}
      </p>
      {troubles.map((words) => (
        <p class="trouble">{cleanText(words, 300)}</p>
      ))}
      {connection.state === 'active' ? <StreamTroubles streams={streams} of={connection.id} /> : null}
      <div class="pair">
        {provider && (connection.state !== 'active' || troubles.length) ? (
          <a class="btn q small" href={`/connect/${provider.name}`}>
            Reconnect
          </a>
        ) : null}
        {connection.state === 'ended' || connection.provider === 'file' ? null : (
          <PostForm action={`/connections/${connection.id}/keep`} csrf={csrf}>
            <button type="submit" class="q small">
              {connection.state === 'active' ? 'Stop reading, keep what was read' : 'Keep what was read'}
            </button>
          </PostForm>
        )}
        <a class="btn q small" href={`/account#disconnect-${connection.id}`}>
          Disconnect and delete
        </a>
      </div>
    </>
  )
}
