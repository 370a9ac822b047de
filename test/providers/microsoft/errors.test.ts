/** What Graph's error answers mean, on bodies as Graph sends them. */
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { toGraphError } from '../../../src/providers/microsoft/errors.ts'

const now = Temporal.Instant.from('2026-03-07T12:00:00Z')

/** The body that Graph has for every error. */
const body = (code: string, message: string) => ({
  error: { code, message, innerError: { date: '2026-03-07T12:00:00', 'request-id': 'a', 'client-request-id': 'a' } },
})

function read(status: number, answer: unknown, retryAfter?: string) {
  const error = toGraphError({ status, body: answer, retryAfter: retryAfter ?? null }, now)
  const seconds = error.retryAt && Math.round(error.retryAt.since(now).total('seconds'))
  return { kind: error.kind, message: error.message, reason: error.reason, seconds }
}

describe('a token that is refused leads to a new one, or to the owner', () => {
  test.each([
    [body('InvalidAuthenticationToken', 'Access token is empty.')],
    [body('InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.')],
    [body('InvalidAuthenticationToken', 'CompactToken parsing failed with error code: 80049217')],
    [null],
  ])('401 %j', (answer) => {
    expect(read(401, answer)).toMatchObject({ kind: 'reconnect', reason: 'unauthorized' })
  })
})

describe('a reading position that has run out is taken anew', () => {
  test.each([
    [410, 'SyncStateNotFound'],
    [410, 'resyncRequired'],
    [410, 'resyncChangesApplyDifferences'],
    [404, 'SyncStateNotFound'],
    [400, 'syncStateNotFound'],
    [400, 'SyncStateInvalid'],
    [400, 'syncstateinvalid'],
    [400, 'ResyncRequired'],
    [500, 'ErrorInvalidSyncStateData'],
  ])('%i %s', (status, code) => {
    expect(read(status, body(code, 'The sync state generation is not found.'))).toMatchObject({
      kind: 'cursor-expired',
      reason: code,
    })
  })

  test('a link handed out before that is called malformed has run out', () => {
    const fault = { status: 400, body: body('BadRequest', 'Badly formed token.') }
    expect(toGraphError({ ...fault, followed: true }, now)).toMatchObject({ kind: 'cursor-expired' })
    expect(toGraphError(fault, now)).toMatchObject({ kind: 'unexpected' })
  })

  test('410 without a readable body', () => {
    expect(read(410, null)).toMatchObject({ kind: 'cursor-expired', reason: '410' })
  })
})

describe('a pace that was exceeded is waited for, as long as Microsoft says', () => {
  test.each([
    [429, 'ApplicationThrottled', undefined, undefined],
    [429, 'ApplicationThrottled', '7', 7],
    [429, 'ApplicationThrottled', '600', 600],
    [429, 'TooManyRequests', 'Sat, 07 Mar 2026 12:02:00 GMT', 120],
    [429, 'activityLimitReached', 'soon', undefined],
    [429, 'ApplicationThrottled', '9999999999', 86_400],
    [429, 'ApplicationThrottled', 'Sat, 07 Mar 2026 11:00:00 GMT', 0],
    [503, 'ErrorServerBusy', '30', 30],
  ])('%i %s with Retry-After %s', (status, code, retryAfter, seconds) => {
    const answer = body(code, 'Application is over its MailboxConcurrency limit.')
    expect(read(status, answer, retryAfter)).toMatchObject({ kind: 'throttled', reason: code, seconds })
  })
})

describe("what is Microsoft's own fault passes", () => {
  test.each([
    [500, body('ErrorInternalServerError', 'An internal server error occurred.'), undefined, undefined],
    [502, null, undefined, undefined],
    [503, body('serviceNotAvailable', 'The service is temporarily unavailable.'), '90', 90],
    [504, body('UnknownError', ''), undefined, undefined],
    [408, null, undefined, undefined],
    [409, body('ErrorMailboxMoveInProgress', 'The mailbox is being moved.'), undefined, undefined],
    [200, null, undefined, undefined],
  ])('%i %j', (status, answer, retryAfter, seconds) => {
    expect(read(status, answer, retryAfter)).toMatchObject({ kind: 'unavailable', seconds })
  })

  test('an answer of success that was cut short is said to be unreadable', () => {
    expect(read(200, null)).toMatchObject({
      reason: 'unreadable',
      message: 'Microsoft answered something that could not be read.',
    })
  })
})

describe('a refusal is told from a missing permission, and an empty place from a missing mailbox', () => {
  test.each([
    [403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.', 'forbidden'],
    [403, 'AccessDenied', 'Blocked by a policy of the tenant administrator.', 'forbidden'],
    [403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', 'reconnect'],
    [403, 'Forbidden', 'Missing scope permissions on the request.', 'reconnect'],
    [404, 'ErrorItemNotFound', 'The specified object was not found in the store.', 'missing'],
    [404, 'MailboxNotEnabledForRESTAPI', 'The mailbox is either inactive or hosted on-premise.', 'forbidden'],
    [400, 'ErrorInvalidIdMalformed', 'Id is malformed.', 'unexpected'],
    [302, '', '', 'unexpected'],
  ])('%i %s: %s', (status, code, message, kind) => {
    expect(read(status, body(code, message)).kind).toBe(kind)
  })

  test('a code that is no word of Microsoft is not passed on: reasons are logged', () => {
    expect(read(400, body('anna@example.com was here', 'x')).reason).toBe('400')
  })
})
