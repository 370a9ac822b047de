/** Everything that can go wrong at Google, waiting to be switched on for one call or more. */
import { answer, type Fault } from '../faults.ts'
import { json, minuteQuota, refuse, tooManyConcurrent, unauthorized } from './replies.ts'

export const usage = (code: number, reason: string, message: string, retryAfter?: number) =>
  answer(() =>
    refuse(code, reason, message, {
      domain: 'usageLimits',
      status: code === 429 ? 'RESOURCE_EXHAUSTED' : 'PERMISSION_DENIED',
      ...(retryAfter !== undefined && { retryAfter }),
    }),
  )
export const page = (status: number, words: string) =>
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
