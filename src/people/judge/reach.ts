/**
 * How far the record of one tie reaches: silence counts only over time in which the accounts that knew the person could be
 * read. What is not read any more says nothing about who is quiet.
 */

import type { Instant } from '../../facts.ts'
import { cleanText, normalise } from '../../text.ts'
import { dayMs, instant } from '../days.ts'
import { reason } from '../reasons.ts'
import type { KnownBy, Person, Reach, Tie } from '../types.ts'

/** How far one account could be read, of mail or of the calendar. */
export interface AccountReach {
  readonly email: string
  /** Nothing is known of what came after; undefined where it could never be read, or may not be any more. */
  readonly until: Instant | undefined
  /** Of a folder that is not read while its account is: who stands on its messages, by address, and when they last did. */
  readonly part?: { readonly id: string; readonly people: ReadonlyMap<string, Instant> }
  /** Read; not read for longer than a pause, and wanted; or over, so that nothing comes any more. */
  readonly state: 'read' | 'unread' | 'ended'
}

/** By `reachKey`. Of what stands in no entry nothing is known, and nothing is held against it. */
export type Reaches = ReadonlyMap<string, AccountReach>

export const reachKey = ({ connectionId, kind }: Pick<KnownBy, 'connectionId' | 'kind'>): string =>
  `${kind} ${connectionId}`

/** What `reachKey` was made of. */
export function readKey(key: string): Pick<KnownBy, 'connectionId' | 'kind'> {
  const [kind = '', ...rest] = key.split(' ')
  return { kind: kind === 'mail' ? 'mail' : 'calendar', connectionId: rest.join(' ') }
}

/**
 * An account knew somebody as long as contact went through it at most half a year before their newest: where it has moved
 * elsewhere since, an old account that died says nothing, and does not bar them for ever.
 */
const movedDays = 180
/** Two accounts that hold one message may differ by so much on when it was. */
const alikeDays = 7

/**
 * One of these accounts that is wanted and cannot be read leaves open whether it is quiet. One that is over leaves nothing
 * open where another has all that it had; else silence is known up to its end. Of several the earliest counts.
 */
export function reachOf({ knownBy = [] }: Tie, now: Instant, reaches: Reaches): Reach {
  const newest = Math.max(...knownBy.map(({ lastAt }) => lastAt.epochMilliseconds))
  const knew = knownBy.flatMap((one): Knower[] => {
    const found = reaches.get(reachKey(one))
    const lastAt = one.lastAt.epochMilliseconds
    return found && newest - lastAt <= movedDays * dayMs ? [{ ...found, ...one, lastAt }] : []
  })
  const unread = knew.filter(({ state }) => state === 'unread')
  const read = knew.filter(({ state }) => state === 'read')
  const covered = Math.max(...read.map(({ lastAt }) => lastAt)) + alikeDays * dayMs
  const over = knew.filter(({ state, lastAt }) => state === 'ended' && lastAt > covered)
  const first = earliest(unread) ?? earliest(over)
  if (first) return { ...reachesTo(first, now), state: first.state, account: accountWords(first, reaches) }
  const lag = earliest(read)
  return { until: lag ? reachesTo(lag, now).until : now, state: 'read', dated: true }
}

/**
 * The same of somebody whom a folder knew that is not read any more, while the rest of its account is: what came there
 * since nobody can tell. A folder that never was read is held against nobody.
 */
export function reachOfPerson(
  { relationship, addresses }: Pick<Person, 'relationship' | 'addresses'>,
  now: Instant,
  reaches: Reaches,
): Reach {
  const parts = [...reaches.values()].flatMap(({ part }): KnownBy[] => {
    const times = part ? addresses.flatMap(({ address }) => part.people.get(normalise(address)) ?? []) : []
    const lastAt = times.toSorted((a, b) => b.epochMilliseconds - a.epochMilliseconds)[0]
    return part && lastAt ? [{ connectionId: part.id, kind: 'mail', lastAt }] : []
  })
  const { knownBy = [] } = relationship
  return reachOf(parts.length ? { ...relationship, knownBy: [...knownBy, ...parts] } : relationship, now, reaches)
}

/** One account as it could not be read any more. Undefined where it can, or never could. */
export function unreadReach(one: Pick<KnownBy, 'connectionId' | 'kind'>, reaches: Reaches): Reach | undefined {
  const found = reaches.get(reachKey(one))
  if (found?.state !== 'unread' || !found.until) return undefined
  return { until: found.until, state: 'unread', account: accountWords({ ...one, ...found }, reaches), dated: true }
}

/** An account that knew somebody, and when it last did, in epoch milliseconds. */
interface Knower extends AccountReach {
  readonly connectionId: string
  readonly kind: KnownBy['kind']
  readonly lastAt: number
}

const endOf = ({ until, lastAt }: Knower) => until?.epochMilliseconds ?? lastAt

function earliest(knew: readonly Knower[]): Knower | undefined {
  return knew.reduce<Knower | undefined>((a, b) => (a && endOf(a) <= endOf(b) ? a : b), undefined)
}

const reachesTo = (one: Knower, now: Instant) => ({
  until: instant(Math.min(endOf(one), now.epochMilliseconds)),
  dated: one.until !== undefined,
})

/** Mail or calendar is told apart from the account where the other one of the two is read. */
function accountWords({ email, kind, connectionId }: Omit<Knower, 'lastAt'>, reaches: Reaches): string {
  const other = reaches.get(reachKey({ connectionId, kind: kind === 'mail' ? 'calendar' : 'mail' }))
  const name = cleanText(email, 120)
  return other?.state === 'read' ? reason(kind === 'mail' ? 'The mail of {}' : 'The calendar of {}', name) : name
}
