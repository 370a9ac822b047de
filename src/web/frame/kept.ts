/** What became of everything that an account has: how much of it is stored, and how much is not read on purpose. */
import type { Stream } from '../../db/accounts/streams.ts'
import type { KeptOf, Unwanted } from '../../db/overview.ts'
import { number, type Place, tongueOf } from '../../place.ts'
import { traits } from '../../providers/traits.ts'
import type { ProviderName } from '../../providers/types.ts'
import { type LeftOutLine, leftOutLines } from './words/left-out.ts'
import type { Origin } from './words/left-out-kinds.ts'
import { frameWords } from './words.ts'

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
  const words = frameWords(tongueOf(place)).kept
  return [
    ...(said && rest > 0
      ? [words.stored(number(stored, place), { rest, shown: number(rest, place), unread, origin })]
      : []),
    ...(said && rest < 0 ? [words.byNow(number(stored, place))] : []),
    ...unwantedSentence(kept, provider, place),
  ]
}

/** "Not read at all: 1,160 that Google sorts as bulk, in conversations that you did not write in; 13 among spam, …" */
function unwantedSentence({ unwanted }: Kept, provider: ProviderName | 'file', place: Place): string[] {
  if (!unwanted) return []
  const words = frameWords(tongueOf(place)).kept
  const { hidden, bulk, older } = unwanted
  const parts = [
    ...(bulk ? [words.bulk(number(bulk, place), provider === 'file' ? null : traits[provider].label)] : []),
    ...(hidden ? [words.hidden(number(hidden, place))] : []),
    ...(older ? [words.older(number(older, place))] : []),
  ]
  // Two of them hold commas of their own.
  return parts.length ? [words.unwanted(parts)] : []
}
