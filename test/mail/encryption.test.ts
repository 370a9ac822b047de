import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { checkRelay, createMailer, relayOptions } from '../../src/mail/relay.ts'
import type { Place } from './breaker.ts'
import { closedPort, letter, open } from './stage.ts'

describe.concurrent('encryption', () => {
  const trust = { kind: 'unreached', reason: 'the mail relay offers no encryption that can be trusted' }
  /** This machine under an address that does not count as this machine. */
  const elsewhere = (url: string) => url.replace('127.0.0.1', '0.0.0.0')

  test.for([
    'starttls',
    'implicit',
  ] as const)('with a certificate that nobody vouches for is refused, but on this machine: %s', async (encryption, context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ encryption })
    for (const pool of [false, true])
      expect(await mailerTo(elsewhere(relay.url), {}, pool).send(letter())).toEqual(trust)
    expect(relay.caught).toEqual([])
    for (const pool of [false, true])
      expect(await mailerTo(relay.url, {}, pool).send(letter())).toEqual({ kind: 'accepted' })
    expect(relay.caught).toHaveLength(2)
  })

  test('that another host does not offer is asked for, and nothing is handed over without', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ password: 'secret' })
    for (const pool of [false, true])
      expect(await mailerTo(elsewhere(relay.url), {}, pool).send(letter())).toEqual(trust)
    expect(relay.caught).toEqual([])
  })

  test('is not asked for on this machine', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith()
    for (const host of ['127.0.0.1', 'localhost', 'LocalHost'])
      expect(await mailerTo(relay.url.replace('127.0.0.1', host)).send(letter())).toEqual({ kind: 'accepted' })
    expect(relay.caught).toHaveLength(3)
  })

  test('is not tried with a relay that speaks plain text where TLS should begin', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith()
    expect(await mailerTo(relay.url.replace('smtp:', 'smtps:')).send(letter())).toEqual(trust)
  })

  test.for([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, secure: false, requireTLS: true }],
    ['smtp://u:p@mail.example.org:25', { port: 25, requireTLS: true, auth: { user: 'u', pass: 'p' } }],
    ['smtps://mail.example.org', { port: 465, secure: true, requireTLS: false }],
    ['smtp://192.168.0.2:25', { requireTLS: true }],
    ['smtp://localhost.example.org', { requireTLS: true }],
    ['smtp://localhost:25', { host: 'localhost', port: 25, requireTLS: false }],
    ['smtp://[::1]:25', { host: '::1', requireTLS: false }],
    ['smtp://[2001:db8::1]', { host: '2001:db8::1', requireTLS: true }],
    ['smtp://mail.müller.example', { host: 'mail.xn--mller-kva.example' }],
    ['smtp://a%40b:p%40%2F%25@h.example', { auth: { user: 'a@b', pass: 'p@/%' } }],
  ] as const)('%s is spoken to as it should be', ([url, expected]) => {
    const options = relayOptions(readConfig({ SMTP_URL: url }))
    expect(options).toMatchObject(expected)
    // Nobody stands between this program and a relay on its own machine; everywhere else certificates are checked.
    expect('tls' in options).toBe(/localhost:25|::1\]:/.test(url))
  })
})

describe.concurrent('the look at the relay', () => {
  const look = (url: string) => checkRelay(readConfig({ SMTP_URL: url }))

  test('says nothing when it answers and lets this program in', async (context) => {
    const { relayWith } = open(context)
    const relay = await relayWith({ password: 'p@ss' })
    expect(await look(relay.url)).toBeNull()
    expect(relay.caught).toEqual([])
  })

  test('says what to do, and never the password', async (context) => {
    const { relayWith } = open(context)
    const relay = await relayWith({ password: 'right' })
    const said = await look(relay.url.replace('right', 'quite-wrong'))
    expect(said).toMatch(/^The mail relay does not accept the user name and password of SMTP_URL\. Check/)
    expect(said).not.toContain('quite-wrong')
    expect(await look(`smtp://127.0.0.1:${await closedPort()}`)).toMatch(/^Nothing answers at the host and port/)
    expect(await checkRelay(readConfig({}))).toMatch(/^SMTP_URL is not set/)
  })

  test.for([
    'connect',
    'greeting',
    'EHLO',
    'AUTH',
  ] satisfies Place[])('comes to an end when the line breaks at: %s', async (place, context) => {
    const { relayWith, breakerBefore } = open(context)
    const relay = await relayWith({ password: 'secret' })
    const breaker = await breakerBefore(relay.port, { place })
    expect(await look(`smtp://letters:secret@127.0.0.1:${breaker.port}`)).toMatch(
      /^The mail relay could not be reached\./,
    )
  })
})

test('without SMTP_URL there is no mailer, so letters stay in the outbox', () => {
  expect(createMailer(readConfig({}), { pool: true })).toBeNull()
})
