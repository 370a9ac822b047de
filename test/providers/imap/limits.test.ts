/** What servers say when they have enough, each a pause with its sentence, and never a password that is wrong. */
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { toImapError, toProbeFault } from '../../../src/providers/imap/errors.ts'

const now = Temporal.Instant.from('2026-11-30T06:00:00Z')

/** As imapflow throws a command that was answered with NO. */
const no = (text: string, code?: string) => ({
  message: 'Command failed',
  responseStatus: 'NO',
  responseText: text,
  ...(code ? { serverResponseCode: code } : {}),
})
const signIn = (text: string, code?: string) => ({ ...no(text, code), authenticationFailed: true })
const bye = (reason: string) => ({ code: 'NoConnection', reason })

const limits = [
  [
    'Gmail’s bandwidth of a day',
    no('Account exceeded command or bandwidth limits. (Failure)', 'OVERQUOTA'),
    120,
    'bandwidth',
  ],
  ['Gmail’s, as it ends the connection', bye('Account exceeded command or bandwidth limits. abc123'), 120, 'bandwidth'],
  ['Yahoo’s download limit', no('Mailbox download limit reached', 'LIMIT'), 120, 'bandwidth'],
  ['[OVERQUOTA] without more words', no('Quota', 'OVERQUOTA'), 60, 'overquota'],
  ['[THROTTLED]', no('Request is throttled. Suggested backoff', 'THROTTLED'), 30, 'throttled'],
  ['[LIMIT] of Yahoo', no('Rate limit hit', 'LIMIT'), 30, 'limit'],
  ['[INUSE]', no('Mailbox in use', 'INUSE'), 5, 'inuse'],
  ['[UNAVAILABLE]', no('Server busy', 'UNAVAILABLE'), 10, 'unavailable'],
  ['too many connections', no('Too many simultaneous connections. (Failure)', 'ALERT'), 5, 'connections'],
  [
    'Dovecot’s number of connections',
    no('Maximum number of connections from user+IP exceeded', 'UNAVAILABLE'),
    5,
    'connections',
  ],
  ['a rate in words alone', no('Too many requests'), 30, 'throttled'],
] as const

describe.each(limits)('%s', (_, error, minutes, reason) => {
  const expected = { kind: 'throttled', reason, retryAt: expect.anything() }

  test('is waited for while reading', () => {
    const found = toImapError(error, now)
    expect(found).toMatchObject(expected)
    expect(found.retryAt?.since(now).total('minutes')).toBe(minutes)
  })

  test('says so at the first sign-in, and nothing of the password being wrong', () => {
    for (const one of [error, { ...error, authenticationFailed: true }]) {
      const found = toProbeFault(one, now)
      expect(found).toMatchObject({ kind: 'throttled', reason })
      expect(found.message).toMatch(/Try again|try again/)
      expect(found.message).not.toContain('does not take this name')
    }
  })

  test('while signing in to read is a pause as well, and no reason to connect again', () => {
    expect(toImapError({ ...error, authenticationFailed: true }, now)).toMatchObject(expected)
  })
})

test.each([
  ['AUTHENTICATIONFAILED', signIn('Invalid credentials (Failure)', 'AUTHENTICATIONFAILED')],
  ['EXPIRED', signIn('Password expired', 'EXPIRED')],
])('a password that is refused by [%s] is a reason to connect again', (_, error) => {
  expect(toImapError(error, now).kind).toBe('reconnect')
  expect(toProbeFault(error, now).kind).toBe('reconnect')
})
