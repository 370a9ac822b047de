/** What of an account's mail or calendar is not stored, and why: which, whether it matters, and whether it is tried again. */
import { messageLink } from '../../coffee/compose.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import { type Place, type Tongue, tongueOf } from '../../place.ts'
import { programOf } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import { accountFor, type Kept } from '../frame/kept.ts'
import type { LeftOutLine } from '../frame/words/left-out.ts'
import { peopleWords } from './words.ts'

interface UnreadProps {
  readonly stream: Stream
  readonly connection: Connection
  readonly kept: Kept
  readonly place: Place
}

export function Unread({ stream, connection, kept, place }: UnreadProps) {
  const { sentences, lines } = accountFor(stream, { kept, provider: connection.provider, place })
  const all = lines.reduce((sum, line) => sum + line.count, 0)
  const words = peopleWords(tongueOf(place)).reading.unread
  return (
    <>
      {sentences.length ? <p class="meta roomy">{sentences.join(' ')}</p> : null}
      {all ? (
        <details>
          <summary>{words.summary(stream.kind, all, place)}</summary>
          <ul class="plain meta">
            {lines.map((line) => (
              <li>
                <b>{cleanText(line.words, 300)}.</b> {line.matters} {line.again}
                <Which line={line} stream={stream} connection={connection} tongue={tongueOf(place)} />
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

interface WhichProps extends Pick<UnreadProps, 'stream' | 'connection'> {
  readonly line: LeftOutLine
  readonly tongue: Tongue
}

/** The way to each of them, where its provider has an address for it; else to the list of their ids. */
function Which({ line, stream, connection, tongue }: WhichProps) {
  const ids = Object.entries(stream.leftOut).flatMap(([id, reason]) => (reason === line.reason ? [id] : []))
  if (!ids.length) return null
  const words = peopleWords(tongue).reading.unread
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
            {links.length > 1 ? words.lookNumber(index + 1) : words.look}
          </a>
        </>
      ))}
      {links.length < ids.length ? <> {words.inExport(ids.length, '/export.json')}</> : null}
    </>
  )
}
