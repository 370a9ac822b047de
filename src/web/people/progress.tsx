/** How far the reading of each account is, in numbers and sentences. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import type { KeptOf } from '../../db/overview.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { type Place, type Tongue, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { missingGrants, problemOf } from '../account/grants.ts'
import { type Kept, keptOf } from '../frame/kept.ts'
import { day, lately, month, wait } from '../frame/words.ts'
import { SetAsideParts } from './set-aside.tsx'
import { Unread } from './unread.tsx'
import { peopleWords } from './words.ts'

interface Reading {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  readonly now: Instant
  readonly place: Place
  /** What there is of each account. */
  readonly kept: readonly KeptOf[]
}

const busy: ReadonlySet<Stream['phase']> = new Set(['queued', 'listing', 'reading'])

/** True while the first reading, or a new one, is on its way. */
export const isReading = ({ connections, streams }: Pick<Reading, 'connections' | 'streams'>): boolean =>
  streams.some(
    (stream) =>
      busy.has(stream.phase) && connections.some(({ id, state }) => id === stream.connectionId && state === 'active'),
  )

export function Progress({ connections, streams, now, place, kept }: Reading) {
  const read = connections.filter(({ state }) => state === 'active')
  const words = peopleWords(tongueOf(place)).reading
  return (
    <section>
      <h2>{isReading({ connections, streams }) ? words.headingNow : words.heading}</h2>
      {read.length ? null : <p class="meta">{words.noAccount}</p>}
      {read.map((connection) => (
        <div class="account">
          {read.length > 1 ? <p class="lab">{cleanText(connection.email)}</p> : null}
          {streams
            .filter(({ connectionId }) => connectionId === connection.id)
            .map((stream) => (
              <StreamProgress
                stream={stream}
                connection={connection}
                now={now}
                place={place}
                kept={keptOf(kept, stream)}
              />
            ))}
        </div>
      ))}
    </section>
  )
}

interface StreamProps {
  readonly stream: Stream
  readonly now: Instant
  readonly place: Place
  readonly connection: Connection
  readonly kept: Kept
}

function StreamProgress({ stream, connection, now, place, kept }: StreamProps) {
  const { kind, phase, done, total } = stream
  // Files are looked at once, and reach no further than the day they were written.
  const isFile = connection.provider === 'file'
  const of = total === null ? null : Math.max(total, done)
  const words = peopleWords(tongueOf(place)).reading
  return (
    <div class="stream">
      <p class="big">
        {phase === 'queued'
          ? words.comesNext(kind)
          : phase === 'listing'
            ? words.counting(kind, of ?? done, place)
            : of === null || phase === 'current'
              ? words.read(kind, done, place)
              : words.readOf(kind, { done, of }, place)}
      </p>
      {phase !== 'current' && phase !== 'listing' && of ? (
        <progress value={done} max={of} aria-label={words.bar(kind, { done, of }, place)}></progress>
      ) : null}
      {stream.error ? <p class="trouble">{cleanText(stream.error, 300)}</p> : null}
      <SetAsideParts stream={stream} place={place} />
      {/* Once all is read it says nothing that a small screen has room for. */}
      <p class={phase === 'current' ? 'meta roomy' : 'meta'}>
        {sentences(stream, now, { ...place, isFile }).join(' ')}
      </p>
      <Unread stream={stream} connection={connection} kept={kept} place={place} />
    </div>
  )
}

function sentences(stream: Stream, now: Instant, { isFile, ...place }: Place & { readonly isFile: boolean }): string[] {
  const { phase, readBackTo, lastSyncedAt } = stream
  const words = peopleWords(tongueOf(place)).reading
  const back = readBackTo ? month(readBackTo, place) : undefined
  if (phase === 'failed') return [words.failed]
  if (phase === 'waiting') return [words.waiting]
  const until =
    lastSyncedAt && (isFile ? words.upTo(day(lastSyncedAt, place)) : words.lastLooked(lately(lastSyncedAt, now, place)))
  if (phase === 'current') return [back ? words.readBack(back) : '', until ?? ''].filter(Boolean)
  const left = minutesLeft(stream, now)
  return [
    back ? words.completeBack(back) : '',
    left === undefined ? words.mayClose : words.left(wait(left, place)),
    stream.kind === 'mail' && phase === 'reading' ? words.pace : '',
  ].filter(Boolean)
}

/** By the pace since the reading began; unknown until there is a pace. */
export function minutesLeft({ phase, startedAt, done, total }: Stream, now: Instant): number | undefined {
  if (phase !== 'reading' || !startedAt || total === null || done < 1) return undefined
  const minutes = (now.epochMilliseconds - startedAt.epochMilliseconds) / 60_000
  return minutes > 0 ? Math.max(0, (minutes / done) * (total - done)) : undefined
}

/** Connecting again; who waits for an administrator has a link for them first. */
function wayOf({ state }: Connection, tongue: Tongue) {
  const words = peopleWords(tongue).reading
  return state === 'waiting_admin' ? { action: words.linkForThem, way: '/admin' } : { action: words.reconnect, way: '' }
}

/** Accounts that need their owner, each with what to do about it. */
export function Problems({
  connections,
  providers,
  tongue,
}: {
  connections: readonly Connection[]
  providers: Deps['providers']
  tongue: Tongue
}) {
  const { attention, addIt } = peopleWords(tongue).reading
  const entries = connections.flatMap((connection) => [
    ...[problemOf(connection, tongue) ?? []]
      .flat()
      .map((words) => ({ connection, words, ...wayOf(connection, tongue) })),
    ...missingGrants(
      connection,
      connection.provider === 'file' ? undefined : providers.get(connection.provider),
      tongue,
    ).map((words) => ({ connection, words, action: addIt, way: '' })),
  ])
  if (!entries.length) return null
  return (
    <section class="notice" aria-label={attention}>
      {entries.map(({ connection, words, action, way }) => (
        <p>
          <b>{cleanText(connection.email)}.</b> {cleanText(words, 300)}{' '}
          {connection.provider === 'file' ? null : <a href={`/connect/${connection.provider}${way}`}>{action}</a>}
        </p>
      ))}
    </section>
  )
}
