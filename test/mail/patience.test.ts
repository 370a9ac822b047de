import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { inPerson, ofTheStandard, onWorkers, type Patience } from '../../src/mail/patience.ts'
import { relayOptions } from '../../src/mail/relay.ts'
import { letter, open } from './stage.ts'

const minute = 60_000
/** What a lease lasts: whoever does not hear for so long that the relay is waited for takes the task up. */
const lease = 2 * minute

/** A relay that has a mail and does not answer until it may. */
function thinker() {
  const answer = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const ponder = () => {
    reached.resolve()
    return answer.promise
  }
  return { options: { ponder }, reached: reached.promise, answer: answer.resolve }
}

/** Time that passes only when it is told to, for this program's own clocks; the line has its own. */
function stopClocks() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** Lets as little time pass as the two need to come so far: the relay greets after a moment. */
async function until(reached: Promise<void>) {
  let isThere = false
  void reached.then(() => {
    isThere = true
  })
  for (let count = 0; !isThere && count < 20_000; count++) {
    await vi.advanceTimersByTimeAsync(1)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('the relay is waited for', () => {
  test.each([
    ['by the program', ofTheStandard],
    ['on Workers', onWorkers],
  ])('as long as RFC 5321, section 4.5.3.2 says: five minutes for the greeting, ten after the last dot (%s)', (_who, patience) => {
    const options = relayOptions(readConfig({ SMTP_URL: 'smtp://relay.example' }), patience)
    expect(options.greetingTimeout).toBeGreaterThanOrEqual(5 * minute)
    expect(options.connectionTimeout).toBeGreaterThan(options.greetingTimeout)
    expect(options.socketTimeout).toBeGreaterThanOrEqual(10 * minute)
    expect(patience.whole).toBeGreaterThan(options.socketTimeout)
    expect(3 * patience.beat).toBeLessThanOrEqual(lease)
  })

  test('on Workers within the fifteen minutes of one invocation', () => {
    expect(onWorkers.whole).toBeLessThan(14 * minute)
  })

  test('for three minutes at most where somebody sits before it', () => {
    expect(inPerson.whole).toBeLessThanOrEqual(3 * minute)
  })
})

describe.for([false, true])('a letter on which the relay thinks (pool: %s)', (pool) => {
  test('for nine minutes is taken, once, and whoever sends it is told at least every minute that it is waited for', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const { options, reached, answer } = thinker()
    const relay = await relayWith(options)
    const mailer = mailerTo(relay.url, {}, pool)
    stopClocks()
    let told = 0
    const sending = mailer.send(letter(), async () => {
      told += 1
    })
    await until(reached)
    await vi.advanceTimersByTimeAsync(9 * minute)
    expect(told).toBeGreaterThanOrEqual(9)
    answer()
    vi.useRealTimers()
    expect(await sending).toEqual({ kind: 'accepted' })
    expect(relay.caught).toHaveLength(1)
  })

  test('although it cannot be told to whoever sends it is taken all the same', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const { options, reached, answer } = thinker()
    const relay = await relayWith(options)
    const mailer = mailerTo(relay.url, {}, pool)
    stopClocks()
    const sending = mailer.send(letter(), () => Promise.reject(new Error('no database')))
    await until(reached)
    await vi.advanceTimersByTimeAsync(5 * minute)
    answer()
    vi.useRealTimers()
    expect(await sending).toEqual({ kind: 'accepted' })
  })

  test('for ever is of unknown outcome in the end, and the next one goes', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const { options, reached, answer } = thinker()
    const relay = await relayWith(options)
    const mailer = mailerTo(relay.url, {}, pool)
    stopClocks()
    const sending = mailer.send(letter())
    await until(reached)
    await vi.advanceTimersByTimeAsync(ofTheStandard.whole)
    vi.useRealTimers()
    const reason = 'the mail relay did not confirm the letter in the time that mail programs wait for'
    expect(await sending).toEqual({ kind: 'unknown', reason })
    answer()
    expect(await mailer.send(letter({ messageId: '<next@coffee.example>' }))).toEqual({ kind: 'accepted' })
  })

  test('in silence is given up', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const { options, answer } = thinker()
    const relay = await relayWith(options)
    // A machine that stands still may be silent itself, before the text: then nothing has left, and it is tried again.
    const patience: Patience = { ...ofTheStandard, silence: 1000 }
    const mailer = mailerTo(relay.url, {}, pool, { patience })
    let kind = 'unreached'
    for (let count = 0; kind === 'unreached' && count < 5; count++)
      kind = (await mailer.send(letter({ messageId: `<${count}@coffee.example>` }))).kind
    expect(kind).toBe('unknown')
    answer()
  })

  test('when the program has to end is of unknown outcome at once', async (context) => {
    const { relayWith, mailerTo } = open(context)
    const { options, reached, answer } = thinker()
    const relay = await relayWith(options)
    const ending = new AbortController()
    const mailer = mailerTo(relay.url, {}, pool, { signal: ending.signal })
    const sending = mailer.send(letter())
    await reached
    ending.abort()
    expect((await sending).kind).toBe('unknown')
    answer()
  })

  test('before it asks for the text has not left when the program has to end, and cannot leave any more', async (context) => {
    const { relayWith, breakerBefore, mailerTo } = open(context)
    const relay = await relayWith({ pipelining: false })
    const breaker = await breakerBefore(relay.port, { place: 'DATA', reply: '' })
    const ending = new AbortController()
    const mailer = mailerTo(`smtp://127.0.0.1:${breaker.port}`, {}, pool, { signal: ending.signal })
    const sending = mailer.send(letter())
    await expect.poll(() => breaker.visits).toBe(1)
    ending.abort()
    expect((await sending).kind).toBe('unreached')
    expect(relay.caught).toEqual([])
  })
})
