/** Everything that can go wrong at Google, waiting to be switched on for one call or more. */
import { json, minuteQuota, refuse, tooManyConcurrent, unauthorized } from './replies.ts'

/** What happens instead of, before or to an answer. */
export type Fault =
  | { readonly kind: 'answer'; readonly respond: () => Response }
  /** The connection ends without an answer. */
  | { readonly kind: 'reset' }
  /** The answer stops in the middle of its JSON. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** A list answers nothing but a token to go on with. */
  | { readonly kind: 'empty-page' }
  /** Waits for a call that continues from an earlier one, then says that it came too late. */
  | { readonly kind: 'expired' }

export interface Faults {
  /** This fault happens to the next calls of this API method (`messages.get`, `events.list`, `token`, … or `*`). */
  add(method: string, fault: Fault, times?: number): void
  clear(): void
  /**
   * From now on this message or event is shown with these members changed, as broken as may be; an `undefined` one is left
   * out. Ids are those that the API shows.
   */
  spoil(id: string, change: Readonly<Record<string, unknown>>): void
  /** A resource as it is shown. */
  shown<T extends object>(id: string, resource: T): T
  /** How many are still waiting. */
  readonly waiting: number
  /** The fault that this call meets, taken off its queue. `continues`: it brings a history id or a sync token. */
  take(method: string, continues: boolean): Fault | undefined
}

export function createFaults(): Faults {
  let queue: { method: string; fault: Fault }[] = []
  const spoilt = new Map<string, Readonly<Record<string, unknown>>>()
  return {
    add: (method, fault, times = 1) => {
      for (let time = 0; time < times; time++) queue.push({ method, fault })
    },
    clear: () => {
      queue = []
    },
    spoil: (id, change) => {
      spoilt.set(id, change)
    },
    shown: (id, resource) => ({ ...resource, ...spoilt.get(id) }),
    get waiting() {
      return queue.length
    },
    take: (method, continues) => {
      const place = queue.findIndex(
        (one) => (one.method === method || one.method === '*') && (continues || one.fault.kind !== 'expired'),
      )
      return place < 0 ? undefined : queue.splice(place, 1)[0]?.fault
    },
  }
}

const answer = (respond: () => Response): Fault => ({ kind: 'answer', respond })
const usage = (code: number, reason: string, message: string, retryAfter?: number) =>
  answer(() =>
    refuse(code, reason, message, {
      domain: 'usageLimits',
      status: code === 429 ? 'RESOURCE_EXHAUSTED' : 'PERMISSION_DENIED',
      ...(retryAfter !== undefined && { retryAfter }),
    }),
  )
const page = (status: number, words: string) =>
  answer(
    () =>
      new Response(
        `<!DOCTYPE html>\n<html lang=en>\n<title>Error ${status} (${words})!!1</title>\n<p><b>${status}.</b> ${words}\n`,
        {
          status,
          headers: { 'content-type': 'text/html; charset=UTF-8' },
        },
      ),
  )

/** Every fault by name; those that take a number take Retry-After in seconds. */
export const fault = {
  badRequest: answer(() => refuse(400, 'badRequest', 'Bad Request', { status: 'INVALID_ARGUMENT' })),
  failedPrecondition: answer(() =>
    refuse(400, 'failedPrecondition', 'Mail service not enabled', { status: 'FAILED_PRECONDITION' }),
  ),
  unauthorized: answer(unauthorized),
  minuteQuota: (retryAfter?: number) => answer(() => minuteQuota(retryAfter)),
  userRateLimit: (retryAfter?: number) => usage(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded', retryAfter),
  rateLimit: (retryAfter?: number) => usage(403, 'rateLimitExceeded', 'Rate Limit Exceeded', retryAfter),
  quotaExceeded: (retryAfter?: number) => usage(403, 'quotaExceeded', 'Calendar usage limits exceeded.', retryAfter),
  dailyLimit: usage(403, 'dailyLimitExceeded', 'Daily Limit Exceeded'),
  insufficientPermissions: answer(() =>
    refuse(403, 'insufficientPermissions', 'Insufficient Permission', { status: 'PERMISSION_DENIED' }),
  ),
  domainPolicy: answer(() =>
    refuse(403, 'domainPolicy', 'The domain administrators have disabled Gmail apps.', { status: 'PERMISSION_DENIED' }),
  ),
  forbidden: answer(() => refuse(403, 'forbidden', 'Forbidden', { status: 'PERMISSION_DENIED' })),
  notFound: answer(() => refuse(404, 'notFound', 'Requested entity was not found.', { status: 'NOT_FOUND' })),
  tooManyConcurrent: answer(tooManyConcurrent),
  exhausted: (retryAfter?: number) =>
    usage(429, 'rateLimitExceeded', 'Resource has been exhausted (e.g. check quota).', retryAfter),
  userRateLimit429: (retryAfter?: number) =>
    usage(429, 'userRateLimitExceeded', 'User-rate limit exceeded.', retryAfter),
  backendError: answer(() => refuse(500, 'backendError', 'Backend Error', { status: 'INTERNAL' })),
  badGateway: page(502, 'Server Error'),
  unavailable: (retryAfter?: number) =>
    answer(() =>
      refuse(503, 'backendError', 'The service is currently unavailable.', {
        status: 'UNAVAILABLE',
        ...(retryAfter !== undefined && { retryAfter }),
      }),
    ),
  gatewayTimeout: page(504, 'Gateway Timeout'),
  /** For `token`: the grant is gone. */
  invalidGrant: answer(() =>
    json({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 400),
  ),
  /** For `token`: the administrator of the owner's organisation refuses the app. */
  adminPolicy: answer(() =>
    json({ error: 'admin_policy_enforced', error_description: 'Account restricted by an administrator.' }, 400),
  ),
  reset: { kind: 'reset' },
  truncated: { kind: 'truncated' },
  delay: (milliseconds: number): Fault => ({ kind: 'delay', milliseconds }),
  emptyPage: { kind: 'empty-page' },
  /** For `history.list` and `events.list`: the position is forgotten. */
  expired: { kind: 'expired' },
} as const satisfies Record<string, Fault | ((number: number) => Fault) | ((retryAfter?: number) => Fault)>
