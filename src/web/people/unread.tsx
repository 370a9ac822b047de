/** What of an account's mail or calendar is not stored, and why: which, whether it matters, and whether it is tried again. */
import { messageLink } from '../../coffee/compose.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Place } from '../../place.ts'
import { programOf } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import { accountFor, type Kept } from '../frame/kept.ts'
import type { LeftOutLine } from '../frame/words/left-out.ts'
import { count } from '../frame/words.ts'

interface UnreadProps {
  readonly stream: Stream
  readonly connection: Connection
  readonly kept: Kept
  readonly place: Place
}

const nouns = { mail: ['message', 'messages'], calendar: ['calendar entry', 'calendar entries'] } as const

export function Unread({ stream, connection, kept, place }: UnreadProps) {
  const { sentences, lines } = accountFor(stream, { kept, provider: connection.provider, place })
  const all = lines.reduce((sum, line) => sum + line.count, 0)
  const [one, many] = nouns[stream.kind]
  return (
    <>
      {sentences.length ? <p class="meta roomy">{sentences.join(' ')}</p> : null}
      {all ? (
        <details>
          <summary>{count(all, `${one} that`, `${many} that`, place)} could not be read, or not whole</summary>
          <ul class="plain meta">
            {lines.map((line) => (
              <li>
                <b>{cleanText(line.words, 300)}.</b> {line.matters} {line.again}
                <Which line={line} stream={stream} connection={connection} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

/** More than these are only in the export. */
const mostLinks = 3

/** The way to each of them, where its provider has an address for it; else to the list of their ids. */
function Which({ line, stream, connection }: Pick<UnreadProps, 'stream' | 'connection'> & { line: LeftOutLine }) {
  const ids = Object.entries(stream.leftOut).flatMap(([id, reason]) => (reason === line.reason ? [id] : []))
  if (!ids.length) return null
  const { provider, email: account } = connection
  const program = stream.kind === 'mail' ? programOf(provider) : null
  const links = program
    ? ids.slice(0, mostLinks).flatMap((threadId) => messageLink({ program, account, threadId }) ?? [])
    : []
  return (
    <>
      {links.map((href, index) => (
        <>
          {' '}
          <a href={href} rel="noreferrer">
            {links.length > 1 ? `Look at number ${index + 1}` : 'Look at it'}
          </a>
        </>
      ))}
      {links.length < ids.length ? (
        <>
          {' '}
          Your <a href="/export.json">export</a> names {ids.length === 1 ? 'it' : 'each of them'} by{' '}
          {ids.length === 1 ? 'its' : 'their'} id, under leftOut.
        </>
      ) : null}
    </>
  )
}
