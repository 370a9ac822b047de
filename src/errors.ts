/** The faults a provider can have, in the few kinds that a task has to tell apart. */
import type { Instant } from './facts.ts'
import type { Sentence, Tongue } from './place.ts'

/**
 * - `cursor-expired`: the sync position is gone; take a new snapshot.
 * - `reconnect`: the owner's grant is gone; only the owner can mend it.
 * - `forbidden`: the provider or its administrator refuses this for good.
 * - `throttled`: too much at once; go on at `retryAt`.
 * - `unavailable`: the provider's own fault; try again later.
 * - `missing`: the thing asked for is not there any more.
 * - `unexpected`: an answer nobody foresaw; try again rarely and show it.
 */
export type ErrorKind =
  | 'cursor-expired'
  | 'reconnect'
  | 'forbidden'
  | 'throttled'
  | 'unavailable'
  | 'missing'
  | 'unexpected'

interface Details {
  /** The provider's own short reason, safe to log: never a token, address or subject. */
  readonly reason?: string
  readonly retryAt?: Instant
  readonly cause?: unknown
}

/** The only error that leaves `providers/`. Its sentence is one that its user may read; `message` is the English of it. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly kind: ErrorKind
  readonly reason: string | undefined
  readonly retryAt: Instant | undefined
  readonly sentence: Sentence

  constructor(kind: ErrorKind, sentence: Sentence, details: Details = {}) {
    super(sentence.en, { cause: details.cause })
    this.sentence = sentence
    this.kind = kind
    this.reason = details.reason
    this.retryAt = details.retryAt
  }

  /** What happened, for whoever reads this tongue. */
  in(tongue: Tongue): string {
    return this.sentence[tongue]
  }
}

/** A fault of the person using the page: shown with this HTTP status, as a sentence in the tongue of the page. */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly status: 400 | 403 | 404 | 409 | 410 | 429 | 503
  readonly sentence: Sentence

  constructor(status: UserError['status'], sentence: Sentence) {
    super(sentence.en)
    this.status = status
    this.sentence = sentence
  }

  /** What happened, for whoever reads this tongue. */
  in(tongue: Tongue): string {
    return this.sentence[tongue]
  }
}

/**
 * What a log may say of an error: its name, its code and where in this program it arose. Never its message, which may hold
 * the parameters of a query.
 */
export function describeError(error: unknown): { error: string; code?: string; place?: string } {
  if (!(error instanceof Error)) return { error: 'unknown' }
  const code = [error, error.cause]
    .map((one) => (one instanceof Error && 'code' in one ? String(one.code) : ''))
    .find(Boolean)
  const place = framesOf(error).split('\n').map(placeIn).find(Boolean)
  return { error: error.name, ...(code ? { code } : {}), ...(place ? { place } : {}) }
}

/** The stack without the message before it, which may hold what a stranger wrote. */
function framesOf({ stack = '', message }: Error): string {
  const begins = message ? stack.indexOf(message) : 0
  return begins < 0 ? '' : stack.slice(begins + message.length)
}

/** "src/db/tasks.ts:12:3" of a frame of this program; undefined for any other line. */
function placeIn(line: string): string | undefined {
  if (!line.trimStart().startsWith('at ') || !line.endsWith(')')) return undefined
  const place = line.slice(line.lastIndexOf('(') + 1, -1)
  const begins = Math.max(place.lastIndexOf('/src/'), place.lastIndexOf('\\src\\'))
  return begins >= 0 ? place.slice(begins + 1) : place.startsWith('src/') ? place : undefined
}
