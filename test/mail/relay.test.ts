import { describe, expect, test } from 'vitest'
import { places } from './breaker.ts'
import { closedPort, letter, open, signing } from './stage.ts'

const ways = [
  { pool: false, signed: false, pipelining: true },
  { pool: false, signed: true, pipelining: false },
  { pool: true, signed: false, pipelining: false },
  { pool: true, signed: true, pipelining: true },
]

/** Where and how a relay says no; whether that is for good, and whether because of the receiver's address. */
const refusals = [
  ['MAIL', '451 later', false, false],
  ['MAIL', '550 not you', true, false],
  ['RCPT', '450 greylisted', false, false],
  ['RCPT', '550 nobody of that name', true, true],
  ['RCPT', '550 5.1.1 nobody of that name', true, true],
  ['RCPT', '553 5.1.3 no such form', true, true],
  ['RCPT', '550 5.2.1 closed', true, true],
  ['RCPT', '552 too large', true, false],
  ['RCPT', '554 policy', true, false],
  ['RCPT', '550 5.7.1 relaying denied', true, false],
  ['RCPT', '550 5.4.5 daily limit', true, false],
  ['RCPT', '550 5.1.8 bad sender', true, false],
  ['RCPT', '550 5.2.2 mailbox full', true, false],
  ['RCPT', '530 sign in first', true, false],
  ['text', '451 later', false, false],
  ['text', '552 too large', true, false],
  ['text', '554 looks like spam', true, false],
] as const

describe.concurrent.for(ways)('a letter (pool: $pool, signed: $signed, pipelining: $pipelining)', (way) => {
  const env = way.signed ? signing : {}
  const { pool, pipelining } = way

  test('is taken once', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ pipelining, password: 'p@ss/w:rd%' })
    expect(await mailerTo(relay.url, env, pool).send(letter())).toEqual({ kind: 'accepted' })
    expect(relay.caught).toHaveLength(1)
    expect(relay.caught[0]).toMatchObject({ from: 'letter@coffee.example', to: ['sam@example.org'] })
  })

  test.for(places)('is not called taken, nor sent twice, when the line breaks at: %s', async (place, context) => {
    const { relayWith, breakerBefore, mailerTo } = open(context)
    const relay = await relayWith({ pipelining, password: 'secret' })
    const breaker = await breakerBefore(relay.port, { place })
    const mailer = mailerTo(`smtp://letters:secret@127.0.0.1:${breaker.port}`, env, pool)
    const delivery = await mailer.send(letter())
    expect(delivery.kind).toBe(place === 'text' || place === 'end' ? 'unknown' : 'unreached')
    expect(relay.caught).toHaveLength(place === 'end' ? 1 : 0)
    if (delivery.kind === 'unknown') expect(breaker.visits).toBe(1)
    breaker.breakAt(null)
    expect(await mailer.send(letter({ messageId: '<next@coffee.example>' }))).toEqual({ kind: 'accepted' })
    expect(relay.caught.map(({ mail }) => mail.messageId)).toEqual(
      place === 'end' ? [letter().messageId, '<next@coffee.example>'] : ['<next@coffee.example>'],
    )
  })

  test.for([
    ['AUTH', '454 4.7.0 later', 'the mail relay cannot check user name and password at the moment'],
    ['AUTH', '535 5.7.8 no', 'the mail relay does not accept the user name and password of SMTP_URL'],
  ] as const)('is not handed over when %s is answered %s', async ([at, reply, reason], context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ pipelining, password: 'secret', refuse: { at, reply } })
    expect(await mailerTo(relay.url, env, pool).send(letter())).toEqual({ kind: 'unreached', reason })
    expect(relay.caught).toEqual([])
  })

  test.for(refusals)('is refused at %s with %s (for good: %s, its address: %s)', async (refusal, context) => {
    const [at, reply, permanent, atRecipient] = refusal
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ pipelining, refuse: { at, reply } })
    const delivery = await mailerTo(relay.url, env, pool).send(letter())
    const code = Number(reply.slice(0, 3))
    expect(delivery).toMatchObject({ kind: 'refused', permanent, atRecipient, code })
    expect(relay.caught).toEqual([])
  })

  test.for([
    ['451 later', false],
    ['554 no valid recipients', true],
  ] as const)('is refused when the relay answers DATA with %s (for good: %s)', async ([reply, permanent], context) => {
    const { relayWith, breakerBefore, mailerTo } = open(context)
    const relay = await relayWith({ pipelining: false })
    const breaker = await breakerBefore(relay.port, { place: 'DATA', reply })
    const delivery = await mailerTo(`smtp://127.0.0.1:${breaker.port}`, env, pool).send(letter())
    const code = Number(reply.slice(0, 3))
    expect(delivery).toMatchObject({ kind: 'refused', permanent, atRecipient: false, code })
    expect(relay.caught).toEqual([])
  })

  test.for([
    'greeting',
    'EHLO',
  ] as const)('is not handed over to a relay that says no at: %s', async (place, context) => {
    const { relayWith, breakerBefore, mailerTo } = open(context)
    const relay = await relayWith({ pipelining })
    const breaker = await breakerBefore(relay.port, { place, reply: '421 4.3.2 too busy' })
    const delivery = await mailerTo(`smtp://127.0.0.1:${breaker.port}`, env, pool).send(letter())
    expect(delivery).toEqual({ kind: 'unreached', reason: 'the mail relay answered 421 before it took a letter' })
  })

  test.for([
    'MAIL',
    'RCPT',
    'text',
  ] as const)('that the relay puts off with 421 at %s may go later', async (at, context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ pipelining, refuse: { at, reply: '421 closing' } })
    const delivery = await mailerTo(relay.url, env, pool).send(letter())
    // With everything sent in one go the line is closed before the answer to DATA.
    if (delivery.kind !== 'unreached') expect(delivery).toMatchObject({ kind: 'refused', permanent: false, code: 421 })
    expect(relay.caught).toEqual([])
  })

  test('after which the relay said something that is neither yes nor no is not called taken', async (context) => {
    const { relayWith, breakerBefore, mailerTo } = open(context)
    const relay = await relayWith({ pipelining })
    const breaker = await breakerBefore(relay.port, { place: 'end', reply: '354 go on' })
    const delivery = await mailerTo(`smtp://127.0.0.1:${breaker.port}`, env, pool).send(letter())
    expect(delivery.kind).toBe('unknown')
    expect(relay.caught).toHaveLength(1)
  })

  test('finds nobody at a closed port', async (context) => {
    const { mailerTo } = open(context)
    const delivery = await mailerTo(`smtp://127.0.0.1:${await closedPort()}`, env, pool).send(letter())
    expect(delivery).toEqual({ kind: 'unreached', reason: 'nothing answers at the host and port of SMTP_URL' })
  })

  test('leaves over a fresh line when the relay ended the last one', async (context) => {
    const { relayWith, breakerBefore, mailerTo } = open(context)
    const relay = await relayWith({ pipelining })
    const breaker = await breakerBefore(relay.port, null)
    const mailer = mailerTo(`smtp://127.0.0.1:${breaker.port}`, env, pool)
    for (const messageId of ['<1@coffee.example>', '<2@coffee.example>', '<3@coffee.example>']) {
      expect(await mailer.send(letter({ messageId }))).toEqual({ kind: 'accepted' })
      await breaker.hangUp()
    }
    expect(relay.caught).toHaveLength(3)
    expect(breaker.visits).toBe(3)
  })

  test('is not handed over by a mailer that was closed with it waiting', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const relay = await relayWith({ pipelining })
    const mailer = mailerTo(relay.url, env, pool)
    const sending = mailer.send(letter())
    await mailer.close()
    const { kind } = await sending
    expect(relay.caught).toHaveLength(kind === 'accepted' ? 1 : 0)
    expect(kind).not.toBe('unknown')
  })
})

test('many letters at once share the lines of the pool, and each arrives once', async (context) => {
  const { relayWith, breakerBefore, mailerTo } = open(context)
  const relay = await relayWith()
  const breaker = await breakerBefore(relay.port, null)
  const mailer = mailerTo(`smtp://127.0.0.1:${breaker.port}`, {}, true)
  const ids = Array.from({ length: 9 }, (_, index) => `<${index}@coffee.example>`)
  const deliveries = await Promise.all(ids.map((messageId) => mailer.send(letter({ messageId }))))
  expect(deliveries).toEqual(ids.map(() => ({ kind: 'accepted' })))
  expect(relay.caught.map(({ mail }) => mail.messageId).sort()).toEqual(ids)
  expect(breaker.visits).toBeLessThanOrEqual(5)
})

test.for([
  false,
  true,
])('a line kept open that breaks at the next letter costs nothing (pool: %s)', async (pool, context) => {
  const { relayWith, breakerBefore, mailerTo } = open(context)
  const relay = await relayWith()
  const breaker = await breakerBefore(relay.port, null)
  const mailer = mailerTo(`smtp://127.0.0.1:${breaker.port}`, {}, pool)
  await mailer.send(letter())
  breaker.breakAt({ place: 'MAIL', once: true })
  const { kind } = await mailer.send(letter({ messageId: '<next@coffee.example>' }))
  expect(kind).toBe(pool ? 'accepted' : 'unreached')
  expect(relay.caught).toHaveLength(pool ? 2 : 1)
})
