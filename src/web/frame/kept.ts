/** What became of everything that an account has: how much of it is stored, and how much is not read on purpose. */
import type { Stream } from '../../db/accounts/streams.ts'
import type { KeptOf, Unwanted } from '../../db/overview.ts'
import { number, type Place } from '../../place.ts'
import { traits } from '../../providers/traits.ts'
import type { ProviderName } from '../../providers/types.ts'
import { type LeftOutLine, leftOutLines, type Origin } from './words/left-out.ts'

/** Of one stream. */
export interface Kept {
  readonly stored: number
  /** Null where nothing is chosen among: before a listing is complete, and in calendars and files. */
  readonly unwanted: Unwanted | null
}

/** What there is of one stream, among that of all accounts. */
export function keptOf(
  all: readonly KeptOf[],
  { connectionId, kind, bounds }: Pick<Stream, 'connectionId' | 'kind' | 'bounds'>,
): Kept {
  const kept = all.find((one) => one.connectionId === connectionId)
  return {
    stored: (kind === 'mail' ? kept?.mail : kept?.meetings) ?? 0,
    unwanted: (kind === 'mail' && bounds && kept?.unwanted) || null,
  }
}

interface Asking {
  readonly kept: Kept
  readonly provider: ProviderName | 'file'
  readonly place: Place
}

/** What became of everything that a stream has. */
interface Account {
  /** Why what was read and what is stored are not the same number, and what was not read at all. */
  readonly sentences: readonly string[]
  /** What could not be read, or not whole. */
  readonly lines: readonly LeftOutLine[]
}

export function accountFor(
  stream: Pick<Stream, 'kind' | 'phase' | 'done' | 'skipped'>,
  { kept, provider, place }: Asking,
): Account {
  const origin = provider === 'file' ? 'file' : stream.kind
  const lines = leftOutLines(stream, origin, place)
  const unread = lines.reduce((sum, { kind, count }) => sum + (kind === 'cut' ? 0 : count), 0)
  return { sentences: sentencesOf({ stream, kept, unread, origin, provider, place }), lines }
}

interface Counted extends Asking {
  readonly stream: Pick<Stream, 'phase' | 'done'>
  /** How many could not be read. */
  readonly unread: number
  readonly origin: Origin
}

function sentencesOf({ stream, kept, unread, origin, provider, place }: Counted): string[] {
  const { stored } = kept
  const rest = stream.done - stored
  const said = stream.phase === 'current' && stored > 0 && rest !== 0 && origin !== 'file'
  return [
    ...(said && rest > 0
      ? [`${number(stored, place)} of them are stored; ${othersOf(rest, unread, origin, place)}.`]
      : []),
    ...(said && rest < 0 ? [`${number(stored, place)} are stored by now, with what came since.`] : []),
    ...unwantedSentence(kept, provider, place),
  ]
}

/** What is so of those that were read and are not stored. */
function othersOf(rest: number, unread: number, origin: Origin, place: Place): string {
  const [who, have, are, were, lie] =
    rest === 1
      ? (['the other one', 'has', 'is', 'was', 'lies'] as const)
      : ([`the other ${number(rest, place)}`, 'have', 'are', 'were', 'lie'] as const)
  const unreadable = unread > 0 ? ['could not be read'] : []
  if (rest === unread) return `${who} could not be read`
  if (origin === 'mail') return `${who} ${either([...unreadable, `${were} gone when asked for`])}`
  const alone = `${have} nobody else on ${rest === 1 ? 'it' : 'them'}`
  return `${who} ${either([alone, `${are} cancelled`, `${lie} outside the years that are read`, ...unreadable])}`
}

const either = (words: readonly string[]) => {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last
}

/** "Not read at all: 1,160 that Google sorts as bulk, in conversations that you did not write in; 13 among spam, …" */
function unwantedSentence({ unwanted }: Kept, provider: ProviderName | 'file', place: Place): string[] {
  if (!unwanted) return []
  const sorter = provider === 'file' ? 'your mailbox' : traits[provider].label
  const { hidden, bulk, older } = unwanted
  const parts = [
    ...(bulk
      ? [`${number(bulk, place)} that ${sorter} sorts as bulk, in conversations that you did not write in`]
      : []),
    ...(hidden ? [`${number(hidden, place)} among spam, trash, drafts and chats`] : []),
    ...(older ? [`${number(older, place)} from before the years that are read`] : []),
  ]
  // Two of them hold commas of their own.
  return parts.length ? [`Not read at all: ${parts.join('; ')}.`] : []
}
