/** How a fault of Gmail’s own, or of one message, becomes a pause instead of an end. */
import type { Temporal } from 'temporal-polyfill'
import { ProviderError } from '../../errors.ts'
import type { Call } from '../types.ts'

/** One answer of many that is a fault of Google's own is repeated soon; from the second in a row on the pauses grow. */
export const isFirstSlip = (error: unknown, { attempts }: Call): error is ProviderError =>
  error instanceof ProviderError && error.kind === 'unavailable' && !error.retryAt && attempts === 0

/** @returns the same fault, with a moment soon */
export const soonAgain = ({ kind, sentence, reason, cause }: ProviderError, { now }: Call) =>
  new ProviderError(kind, sentence, { ...(reason ? { reason } : {}), retryAt: now.add({ seconds: 2 }), cause })

/** Something is still not handed out while the rest is: a pause, whatever was said of it. @param cause that, or the next moment */
export function asPassing(cause: ProviderError | Temporal.Instant): ProviderError {
  if (cause instanceof ProviderError && cause.kind === 'unavailable') return cause
  const words = {
    en: 'Gmail does not hand out everything at the moment. What is missing is asked for again.',
    de: 'Gmail gibt im Moment nicht alles heraus. Nach dem, was fehlt, wird noch einmal gefragt.',
  }
  if (cause instanceof ProviderError)
    return new ProviderError('unavailable', words, { reason: cause.reason ?? cause.kind })
  return new ProviderError('unavailable', words, { reason: 'withheld', retryAt: cause })
}
