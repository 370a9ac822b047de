/** One request to the program of an owner's that wants to be told: what is sent, and what its answer means. */
import type { WebhookMessage } from '../../db/accounts/webhooks.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import { signedHeaders, type WebhookTarget } from './secret.ts'

/** `problem`: in words that come after "It". */
export type Answer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly problem: string }

/** Whoever needs longer has it told again. */
const longestMs = 10_000

/**
 * By https only, to an address that is no private one, and nowhere else than there: a redirect is not followed. What is
 * answered beside the status is not read.
 */
export async function post(
  deps: Pick<Deps, 'net' | 'now' | 'config'>,
  { target, message }: { readonly target: WebhookTarget; readonly message: WebhookMessage },
  withinMs = longestMs,
): Promise<Answer> {
  const body = JSON.stringify(payloadOf(message, deps.config.BASE_URL))
  const signed = await signedHeaders(target.secret, { id: message.id, at: deps.now(), body })
  const ask = deps.net?.fetch ?? openly
  const timeout = AbortSignal.timeout(withinMs)
  try {
    const answer = await ask(target.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'coffee-soon', ...signed },
      body,
      redirect: 'manual',
      signal: timeout,
    })
    await answer.body?.cancel().catch(() => {})
    return meaningOf(answer.status)
  } catch (error) {
    return { kind: 'refused', problem: timeout.aborted ? 'did not answer in time' : problemOf(error) }
  }
}

/** That there is a letter and where; not whose, and nothing of what is in it. Every attempt sends the same. */
function payloadOf({ id, kind, askedAt }: WebhookMessage, base: string) {
  const timestamp = askedAt.toString({ smallestUnit: 'second' })
  return kind === 'letter'
    ? { type: 'letter.ready', timestamp, data: { id, url: `${base}/letter` } }
    : { type: 'test', timestamp, data: { id, url: base } }
}

/** Where there is no network of our own to keep out of, as on Workers. */
const openly: NonNullable<Deps['net']>['fetch'] = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.protocol !== 'https:')
    throw new ProviderError(
      'unexpected',
      { en: 'Only https is spoken.', de: 'Gesprochen wird nur https.' },
      { reason: 'no tls' },
    )
  return fetch(url, init)
}

function meaningOf(status: number): Answer {
  if (status >= 200 && status < 300) return { kind: 'taken' }
  if (status === 410) return { kind: 'gone' }
  if (status >= 300 && status < 400)
    return { kind: 'refused', problem: `leads elsewhere (${status}), which is not followed` }
  return { kind: 'refused', problem: `answered ${status}` }
}

/** Never the address, which may be a secret itself. */
function problemOf(error: unknown): string {
  if (!(error instanceof ProviderError)) return 'could not be reached'
  if (error.reason === 'private address') return 'is inside a private network, which this server does not connect to'
  if (error.reason === 'no tls') return 'is no https address'
  return error.reason === 'name' ? 'is at a name that nobody knows' : 'could not be reached'
}
