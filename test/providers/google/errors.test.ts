/** What Google's error answers mean, on bodies as Google sends them. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { ProviderError } from '../../../src/errors.ts'
import { toGoogleError } from '../../../src/providers/google/errors.ts'

const now = Temporal.Instant.from('2026-03-07T12:00:00Z')

/** The body that every Google API has for errors. */
function body(code: number, reason: string, message: string, more: { domain?: string; status?: string } = {}) {
  const { domain = 'global', status } = more
  return { error: { code, message, errors: [{ message, domain, reason }], ...(status ? { status } : {}) } }
}
const usage = (code: number, reason: string, message: string) => body(code, reason, message, { domain: 'usageLimits' })

function read(status: number, answer: unknown, retryAfter?: string) {
  const error = toGoogleError({ status, body: answer, retryAfter: retryAfter ?? null }, now)
  const seconds = error.retryAt && Math.round(error.retryAt.since(now).total('seconds'))
  return { kind: error.kind, message: error.message, reason: error.reason, seconds }
}

describe('a pace that was exceeded is waited for', () => {
  test.each([
    [403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'],
    [403, 'rateLimitExceeded', 'Rate Limit Exceeded'],
    [
      403,
      'rateLimitExceeded',
      "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'gmail.googleapis.com' for consumer 'project_number:1'.",
    ],
    [403, 'quotaExceeded', 'Calendar usage limits exceeded.'],
    [429, 'rateLimitExceeded', 'Resource has been exhausted (e.g. check quota).'],
    [429, 'userRateLimitExceeded', 'User-rate limit exceeded.  Retry after 2026-03-07T12:01:00.000Z'],
    [429, 'quotaExceeded', 'Calendar usage limits exceeded.'],
  ])('%i %s: to the next minute', (status, reason, message) => {
    expect(read(status, usage(status, reason, message))).toMatchObject({ kind: 'throttled', reason, seconds: 60 })
  })

  test('the newer form of the same, in which only the details have a reason', () => {
    const answer = {
      error: {
        code: 429,
        message: 'Quota exceeded for quota metric',
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'RATE_LIMIT_EXCEEDED',
            domain: 'googleapis.com',
          },
          { '@type': 'type.googleapis.com/google.rpc.Help', links: [] },
        ],
      },
    }
    expect(read(429, answer)).toMatchObject({ kind: 'throttled', reason: 'RATE_LIMIT_EXCEEDED', seconds: 60 })
    expect(read(403, answer)).toMatchObject({ kind: 'throttled', seconds: 60 })
  })

  test('too many at once is not a matter of a minute: the wait is short, and grows by itself', () => {
    const answer = usage(429, 'rateLimitExceeded', 'Too many concurrent requests for user')
    expect(read(429, answer)).toEqual({
      kind: 'throttled',
      message: 'Google asks for fewer requests at once.',
      reason: 'rateLimitExceeded',
      seconds: undefined,
    })
    expect(read(429, answer, '7').seconds).toBe(7)
  })

  test("the project's day ends at midnight in California, also on the day the clocks change", () => {
    const answer = usage(403, 'dailyLimitExceeded', 'Daily Limit Exceeded')
    expect(read(403, answer)).toMatchObject({ kind: 'throttled', seconds: 20 * 3600 })
    const sunday = Temporal.Instant.from('2026-03-08T08:00:00Z')
    const { retryAt } = toGoogleError({ status: 403, body: answer }, sunday)
    expect(retryAt?.toString()).toBe('2026-03-09T07:00:00Z')
  })

  test('Retry-After counts, as seconds or as a date, and never for longer than a day', () => {
    const answer = usage(429, 'rateLimitExceeded', 'Resource has been exhausted (e.g. check quota).')
    expect(read(429, answer, '17').seconds).toBe(17)
    expect(read(429, answer, 'Sat, 07 Mar 2026 12:05:30 GMT').seconds).toBe(330)
    expect(read(429, answer, 'Sat, 07 Mar 2026 11:00:00 GMT').seconds).toBe(0)
    expect(read(429, answer, 'soon').seconds).toBe(60)
    expect(read(429, answer, '99999999999999999999').seconds).toBe(86_400)
    expect(read(503, null, '120')).toMatchObject({ kind: 'unavailable', seconds: 120 })
  })
})

describe('a permission that is gone or was never given needs its owner', () => {
  test.each([
    ['as Gmail and Calendar say it', body(401, 'authError', 'Invalid Credentials', { status: 'UNAUTHENTICATED' })],
    ['without a body', null],
    [
      'with a reason only in the details',
      {
        error: {
          code: 401,
          message: 'Request had invalid authentication credentials.',
          status: 'UNAUTHENTICATED',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_EXPIRED' }],
        },
      },
    ],
  ])('401 %s is one and the same', (_, answer) => {
    expect(read(401, answer)).toMatchObject({ kind: 'reconnect', reason: 'authError' })
  })

  test.each([
    body(403, 'insufficientPermissions', 'Insufficient Permission'),
    {
      error: {
        code: 403,
        message: 'Request had insufficient authentication scopes.',
        status: 'PERMISSION_DENIED',
        details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', domain: 'googleapis.com' }],
      },
    },
  ])('403 for a box that was not ticked asks for it', (answer) => {
    const { kind, message } = read(403, answer)
    expect(kind).toBe('reconnect')
    expect(message).toBe('A permission is missing. Connect again and tick every box.')
  })
})

test.each([
  [403, 'domainPolicy', 'The domain administrators have disabled Gmail apps.', /administrator/],
  [403, 'admin_policy_enforced', 'Admin policy', /administrator/],
  [403, 'accessNotConfigured', 'Gmail API has not been used in project 1 before or it is disabled.', /switched off/],
  [403, 'forbidden', 'Forbidden', /refuses/],
  [400, 'failedPrecondition', 'Mail service not enabled', /no Gmail/],
])('%i %s is a refusal, said in a sentence', (status, reason, message, sentence) => {
  const error = read(status, body(status, reason, message))
  expect(error.kind).toBe('forbidden')
  expect(error.message).toMatch(sentence)
})

test.each([
  [404, body(404, 'notFound', 'Requested entity was not found.', { status: 'NOT_FOUND' }), 'missing'],
  [410, body(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.'), 'cursor-expired'],
  [
    410,
    body(410, 'updatedMinTooLongAgo', 'The requested minimum modification time lies too far in the past.'),
    'cursor-expired',
  ],
  [410, null, 'cursor-expired'],
  [400, body(400, 'badRequest', 'Bad Request'), 'unexpected'],
  [500, body(500, 'backendError', 'Backend Error'), 'unavailable'],
  [502, '<!DOCTYPE html><title>Error 502 (Server Error)!!1</title>', 'unavailable'],
  [503, body(503, 'backendError', 'The service is currently unavailable.', { status: 'UNAVAILABLE' }), 'unavailable'],
  [504, undefined, 'unavailable'],
  [302, null, 'unexpected'],
])('%i %j is %s', (status, answer, kind) => {
  expect(read(status, answer).kind).toBe(kind)
})

test('whatever a server answers, it becomes a fault of a known kind, with a sentence and no stranger’s words', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.anything(), fc.option(fc.string()), (status, answer, after) => {
      const error = toGoogleError({ status, body: answer, retryAfter: after }, now)
      expect(error).toBeInstanceOf(ProviderError)
      expect(error.message).toMatch(/^[A-Z][^<>]*\.$/)
    }),
  )
  const marked = body(403, 'forbidden', 'a subject that must not be shown')
  expect(read(403, marked).message).not.toContain('subject')
})
