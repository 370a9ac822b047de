/** How far each account could be read, of mail and of the calendar: as far as that is known, somebody's silence is. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { Instant } from '../../facts.ts'
import { type AccountReach, type Reaches, reachKey } from '../../people/judge/reach.ts'
import { normalise } from '../../text.ts'
import { toleratedHours, type UnreadPart } from './unread-parts.ts'

/** A first reading may take so long before it counts as stuck. */
const firstReadingHours = 7 * 24

interface Reading {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  /** Folders that are not read, while their accounts are: `readUnreadParts`. */
  readonly parts?: readonly UnreadPart[]
}

/**
 * For a letter or page of `at`, which may lie ahead of `now`: then an account that is read now counts as read until then, but
 * for what it lags behind now. Two holders of one mailbox, an account and its files, count as the better of the two.
 */
export function reachesOf({ connections, streams, parts = [] }: Reading, now: Instant, at: Instant = now): Reaches {
  const ahead = { milliseconds: at.epochMilliseconds - now.epochMilliseconds }
  const known = connections.filter(({ id }) => streams.some(({ connectionId }) => connectionId === id))
  const each = known.flatMap((connection) =>
    (['mail', 'calendar'] as const).map((kind): Held => {
      const stream = streams.find((one) => one.connectionId === connection.id && one.kind === kind)
      const reach = accountReach(connection, stream, now)
      const until = reach.state === 'read' ? reach.until?.add(ahead) : reach.until
      return { key: reachKey({ connectionId: connection.id, kind }), kind, connection, ...reach, until }
    }),
  )
  const best = (one: Held) =>
    each.filter((other) => isSameBox(one, other)).reduce((a, b) => (isBetter(b, a) ? b : a), one)
  return new Map([...each.map((one) => [one.key, best(one)] as const), ...parts.map(toEntry)])
}

const toEntry = ({ id, words, until, people }: UnreadPart): readonly [string, AccountReach] => [
  reachKey({ connectionId: id, kind: 'mail' }),
  { email: words, until, state: 'unread', part: { id, people } },
]

interface Held extends AccountReach {
  readonly key: string
  readonly kind: Stream['kind']
  readonly connection: Connection
}

/** An account and the files of its address hold one mailbox; two accounts of one address at two providers hold two. */
function isSameBox(one: Held, other: Held): boolean {
  if (one.kind !== other.kind) return false
  if (one.connection.id === other.connection.id) return true
  const isOfFiles = [one, other].some(({ connection }) => connection.provider === 'file')
  const address = normalise(one.connection.email)
  return isOfFiles && address !== '' && address === normalise(other.connection.email)
}

const order = { ended: 1, unread: 2, read: 3 } as const
/** A holder that never read anything of its kind is no holder. */
const worth = ({ state, until }: Held) => (until ? order[state] : 0)

function isBetter(a: Held, b: Held): boolean {
  if (worth(a) !== worth(b)) return worth(a) > worth(b)
  return (a.until?.epochMilliseconds ?? 0) > (b.until?.epochMilliseconds ?? 0)
}

function accountReach({ provider, state, email }: Connection, stream: Stream | undefined, now: Instant) {
  const reach = (state: AccountReach['state'], until: Instant | undefined): AccountReach => ({ email, state, until })
  // What was read goes on being known where a permission was taken back; since when, nothing says.
  if (!stream) return reach(provider === 'file' || state === 'ended' ? 'ended' : 'unread', undefined)
  const until = stream.lastSyncedAt ?? stream.startedAt ?? undefined
  // A first reading under way holds nothing against anybody: the letter says itself how little is read.
  const isOver = provider === 'file' || state === 'ended'
  const isFirst = !isOver && stream.lastSyncedAt === null && state === 'active' && stream.phase !== 'failed'
  if (!until) return isFirst ? reach('read', now) : reach(isOver ? 'ended' : 'unread', undefined)
  const tolerated = now.subtract({ hours: isFirst ? firstReadingHours : toleratedHours })
  const isRead = until.epochMilliseconds >= tolerated.epochMilliseconds
  return reach(isRead ? 'read' : isOver ? 'ended' : 'unread', until)
}
