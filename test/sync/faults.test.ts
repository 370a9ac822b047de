/** Whatever goes wrong at Google becomes a waiting time or a sentence, never a lost message. */
import { eq, sum } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, test } from 'vitest'
import { calls, tasks, users } from '../../src/db/schema.ts'
import { calendarScope, googleScopes, mailScope } from '../../src/providers/google/scopes.ts'
import type { Fault } from '../../src/sample/faults.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { defaultSettings } from '../../src/settings.ts'
import { tick } from '../../src/work/tick.ts'
import { type Program, startProgram } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { guest, type Letter, liveWith, mira, on, owner } from './life.ts'
import {
  asked,
  begin,
  connectionRow,
  countStored,
  end,
  expectRecount,
  fetched,
  secondsUntil,
  streamOf,
  syncAgain,
} from './stage.ts'

const db = useDatabase()

const letters = Array.from({ length: 24 }, (_, place): Letter => ({ days: place * 3 + 1 }))
const history = liveWith(letters, [
  { title: 'Coffee', start: on(-20) },
  { title: 'Walk', start: on(20) },
])

const start = () => begin(history, { db: db() })

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0

/** Works until the fault is met: its waiting time is then still ahead. */
async function workUntilMet({ deps, sample, jump }: Program) {
  for (let steps = 0; sample.faults.waiting > 0; steps++) {
    if (steps > 100) throw new Error('the fault was never met')
    if ((await tick(deps)) === 0) jump(deps.now().add({ seconds: 1 }))
  }
}

/** Works until the listing is dated and the messages themselves are next. */
async function workUntilReading(program: Program) {
  for (let steps = 0; (await streamOf(program, 'mail')).cursor?.phase !== 'read'; steps++) {
    if (steps > 100) throw new Error('reading never began')
    if ((await tick(program.deps, 1)) === 0) program.jump(program.deps.now().add({ seconds: 1 }))
  }
}

/** Lets both tasks' waiting times pass, however long. */
async function waitOut(program: Program) {
  for (const kind of ['mail', 'calendar'] as const) {
    const seconds = await secondsUntil(program, kind)
    if (seconds !== undefined) program.jump(program.deps.now().add({ seconds: seconds + 1 }))
    await program.settle()
  }
}

const sentences = {
  pace: 'Google allows a set pace; reading goes on in a minute.',
  crowd: 'Google asks for fewer requests at once.',
  day: "The day's quota of this program at Google is used up. Reading goes on tomorrow.",
  ill: 'Google is not answering properly at the moment.',
  unreadable: 'Google answered something that could not be read.',
  unreachable: 'Google cannot be reached at the moment.',
}

const passing: [name: string, fault: Fault, sentence: string, least: number, most: number][] = [
  ['403 of the minute quota', fault.minuteQuota(), sentences.pace, 58, 61],
  ['403 userRateLimitExceeded', fault.userRateLimit(), sentences.pace, 58, 61],
  ['403 rateLimitExceeded', fault.rateLimit(), sentences.pace, 58, 61],
  ['403 quotaExceeded', fault.quotaExceeded(), sentences.pace, 58, 61],
  ['403 with Retry-After', fault.rateLimit(130), sentences.pace, 128, 131],
  ['403 dailyLimitExceeded', fault.dailyLimit, sentences.day, 1, 86_401],
  ['429 rateLimitExceeded', fault.exhausted(), sentences.pace, 58, 61],
  ['429 with Retry-After', fault.exhausted(7), sentences.pace, 5, 8],
  ['429 userRateLimitExceeded', fault.userRateLimit429(), sentences.pace, 58, 61],
  ['429 too many concurrent requests', fault.tooManyConcurrent, sentences.crowd, 0, 3],
  ['500', fault.backendError, sentences.ill, 13, 16],
  ['502 in HTML', fault.badGateway, sentences.ill, 13, 16],
  ['503', fault.unavailable(), sentences.ill, 13, 16],
  ['503 with Retry-After', fault.unavailable(90), sentences.ill, 88, 91],
  ['504 in HTML', fault.gatewayTimeout, sentences.ill, 13, 16],
  ['an answer cut short', fault.truncated, sentences.unreadable, 13, 16],
  ['a connection that breaks', fault.reset, sentences.unreachable, 13, 16],
]

describe('a fault that passes', () => {
  let program: Program

  beforeAll(async () => {
    program = await startProgram({ db: db(), history })
    await program.connect()
    await program.settle()
    return () => end(program)
  })

  test.each(
    passing,
  )('%s in the middle of a page: waits, says so, and loses nothing', async (_, one, sentence, least, most) => {
    const { sample } = program
    const from = sample.log.length
    for (let place = 0; place < 14; place++) sample.deliver({ from: mira, to: [owner], subject: `New ${place}` })
    sample.addEvent({ title: 'Lunch', start: on(3), guests: [guest(owner), guest(mira)] })
    // The eighth of the messages that are fetched side by side.
    sample.faults.add('messages.get', fault.delay(1), 7)
    sample.faults.add('messages.get', one)
    sample.faults.add('events.list', one)
    program.events.length = 0
    // On the morning of a letter it would ask for a look at once, whatever is waited for.
    await program.deps.db.delete(tasks).where(eq(tasks.kind, 'letter'))
    program.jump(program.deps.now().add({ minutes: 31 }))
    await workUntilMet(program)
    for (const kind of ['mail', 'calendar'] as const)
      expect(program.events.map(({ details }) => details)).toContainEqual(expect.objectContaining({ duty: kind }))
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'waiting', error: sentence })
    const seconds = await secondsUntil(program, 'mail')
    expect(seconds).toBeGreaterThanOrEqual(least)
    expect(seconds).toBeLessThanOrEqual(most)
    expect(fetched(program, from).length).toBeGreaterThanOrEqual(7)
    expect((await connectionRow(program)).state).toBe('active')
    await waitOut(program)
    for (const kind of ['mail', 'calendar'] as const)
      expect(await streamOf(program, kind)).toMatchObject({ phase: 'current', error: null })
    await expectRecount(program, { history })
    // What was read before the fault is not read again; an answer that was cut short was not read.
    const all = fetched(program, from)
    expect(all.length - new Set(all).size).toBe(one === fault.truncated ? 1 : 0)
  })
})

describe('a fault that passes, in a first reading,', () => {
  test.each([
    ['403', fault.minuteQuota()],
    ['429', fault.tooManyConcurrent],
    ['a broken connection', fault.reset],
  ])('%s in the middle of a page: nothing is lost, nothing is read twice', async (_, one) => {
    const fresh = await start()
    await fresh.connect()
    await workUntilReading(fresh)
    fresh.sample.faults.add('messages.get', fault.delay(1), 7)
    fresh.sample.faults.add('messages.get', one)
    await workUntilMet(fresh)
    expect(await streamOf(fresh, 'mail')).toMatchObject({ phase: 'waiting' })
    await waitOut(fresh)
    await expectRecount(fresh, { history })
    expect(new Set(fetched(fresh)).size).toBe(fetched(fresh).length)
  })

  test.each([
    ['getProfile'],
    ['messages.list'],
    ['history.list'],
    ['events.list'],
    ['token'],
  ])('at %s it is survived as well', async (api) => {
    const program = await start()
    await program.connect()
    await program.settle()
    for (const one of [fault.badGateway, fault.truncated, fault.reset, fault.unavailable()])
      program.sample.faults.add(api, one)
    program.sample.deliver({ from: history.messages[0]?.from ?? owner, to: [owner], subject: 'One more' })
    // Old enough for a new token, a new position and a new window.
    program.jump(program.deps.now().add({ hours: 24 * 12 }))
    await program.settle({ minutes: 10 })
    program.sample.faults.clear()
    await syncAgain(program)
    await expectRecount(program, { history })
  })

  test('each further failure waits longer, and a success forgets them', async () => {
    const program = await start()
    program.sample.faults.add('getProfile', fault.backendError, 6)
    await program.connect([...googleScopes.signin, mailScope])
    const waits: number[] = []
    while (program.sample.faults.waiting > 0) {
      if ((await tick(program.deps)) > 0 && (await streamOf(program, 'mail')).error) {
        const seconds = (await secondsUntil(program, 'mail')) ?? 0
        waits.push(seconds)
        program.jump(program.deps.now().add({ seconds: seconds + 1 }))
      }
    }
    expect(waits[0]).toBeLessThanOrEqual(15)
    expect(Math.max(...waits)).toBeGreaterThan(30)
    expect(Math.max(...waits)).toBeLessThanOrEqual(3600)
    await waitOut(program)
    await expectRecount(program, { history, calendar: false })
  })
})

describe('an answer of an unknown form', () => {
  const answer = (body: object): Fault => ({ kind: 'answer', respond: () => Response.json(body) })

  test('is counted with its reason, and holds up nothing else', async () => {
    const program = await start()
    program.sample.faults.add(
      'events.list',
      answer({ items: [{ id: 'strange', start: 'tomorrow' }], nextSyncToken: 'none' }),
    )
    await program.connect()
    await workUntilReading(program)
    const strange = { id: history.messages.at(-1)?.id, threadId: 'x', internalDate: 'yesterday', payload: null }
    program.sample.faults.add('messages.get', answer(strange))
    await program.settle()
    expect(await streamOf(program, 'mail')).toMatchObject({
      phase: 'current',
      skipped: { 'a message of an unknown form': 1 },
    })
    expect(await streamOf(program, 'calendar')).toMatchObject({
      phase: 'current',
      skipped: { 'an event of an unknown form': 1 },
    })
    expect(await countStored(program)).toBe(letters.length - 1)
  })
})

test('the ledger of calls counts every request, those that failed too', async () => {
  const program = await start()
  program.sample.faults.add('getProfile', fault.backendError, 2)
  program.sample.faults.add('messages.get', fault.unauthorized)
  program.sample.faults.add('messages.list', fault.truncated)
  program.sample.faults.add('events.list', fault.unavailable())
  await program.connect()
  await program.settle()
  const counted = await db()
    .select({ method: calls.method, count: sum(calls.count) })
    .from(calls)
    .groupBy(calls.method)
  const seen = Object.groupBy(
    program.sample.log.filter(({ path }) => /^\/(gmail|calendar)\//.test(path)),
    ({ api }) => api,
  )
  expect(Object.fromEntries(counted.map(({ method, count }) => [method, Number(count)]))).toEqual(
    Object.fromEntries(Object.entries(seen).map(([api, requests]) => [api, requests?.length])),
  )
})

describe('a token', () => {
  test('that is refused is renewed once, and the request repeated', async () => {
    const program = await start()
    await program.connect([...googleScopes.signin, mailScope])
    const before = asked(program, 'token').length
    await workUntilReading(program)
    program.sample.faults.add('messages.get', fault.delay(1), 3)
    program.sample.faults.add('messages.get', fault.unauthorized)
    await program.settle()
    expect(asked(program, 'token').length - before).toBe(1)
    expect((await connectionRow(program)).state).toBe('active')
    await expectRecount(program, { history, calendar: false })
    expect(new Set(fetched(program)).size).toBe(fetched(program).length)
  })

  test('that five requests at once find refused is renewed once', async () => {
    const program = await start()
    await program.connect([...googleScopes.signin, mailScope])
    const before = asked(program, 'token').length
    await workUntilReading(program)
    program.sample.faults.add('messages.get', fault.unauthorized, 5)
    await program.settle()
    expect(asked(program, 'token').length - before).toBe(1)
    await expectRecount(program, { history, calendar: false })
  })

  test('is told to a German owner in German, on the stream and on the account', async () => {
    const program = await start()
    program.sample.faults.stand('getProfile', fault.unauthorized)
    await program.connect([...googleScopes.signin, mailScope])
    await program.deps.db.update(users).set({ settings: { ...defaultSettings, letterTongue: 'de' } })
    await program.settle()
    expect((await streamOf(program, 'mail')).error).toMatch(
      /^Der Anbieter nimmt seine eigene Erlaubnis im Moment nicht an/,
    )
    for (let hours = 0; hours < 9; hours++) await program.settle({ minutes: 61 })
    expect((await connectionRow(program)).problem).toBe(
      'Google nimmt die Erlaubnis nicht mehr an. Verbinde das Konto noch einmal.',
    )
  })

  test('that is refused again after it was renewed is Google’s own fault for hours, and only then leads to its owner', async () => {
    const program = await start()
    program.sample.faults.stand('getProfile', fault.unauthorized)
    await program.connect([...googleScopes.signin, mailScope])
    await program.settle()
    expect(await connectionRow(program)).toMatchObject({ state: 'active', problem: null })
    expect(await streamOf(program, 'mail')).toMatchObject({
      phase: 'waiting',
      error:
        'The provider does not accept its own permission at the moment, which mostly passes. It is tried again by itself.',
    })
    const begun = program.deps.now()
    await program.settle({ minutes: 61 })
    expect(await connectionRow(program)).toMatchObject({
      state: 'reconnect',
      problem: 'Google no longer accepts the permission. Connect the account again.',
    })
    expect(program.deps.now().since(begun).total('hours')).toBeGreaterThan(5)
    expect(asked(program, 'getProfile').length).toBeLessThan(80)
  })

  test('that is refused for two hours is used again when they are over, and nobody is asked for anything', async () => {
    const program = await start()
    await program.connect()
    await workUntilReading(program)
    const outage = program.deps.now().add({ hours: 2 })
    const isApi = ({ pathname }: URL) => /^\/(gmail|calendar)\//.test(pathname)
    program.sample.faults.stand('*', fault.unauthorized, (url) => isApi(url) && isBefore(program.deps.now(), outage))
    program.sample.deliver({ from: mira, to: [owner], subject: 'Meanwhile' })
    while (isBefore(program.deps.now(), outage)) await waitOut(program)
    await syncAgain(program, 61)
    expect(await connectionRow(program)).toMatchObject({ state: 'active', refusedTokenAt: null })
    await expectRecount(program, { history })
  })

  test('that ran out is renewed before it is used', async () => {
    const program = await start()
    await program.connect()
    await program.settle()
    program.jump(program.deps.now().add({ hours: 5 }))
    await program.settle()
    expect(program.sample.log.filter(({ status }) => status === 401)).toEqual([])
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current' })
  })
})

describe('a grant that is gone', () => {
  test('parks the account with a sentence, asks nothing more, and goes on where it was once it is connected again', async () => {
    const program = await start()
    await program.connect()
    await workUntilReading(program)
    program.sample.faults.add('messages.get', fault.delay(1), 9)
    program.sample.faults.add('messages.get', fault.reset)
    await workUntilMet(program)
    const read = fetched(program).length
    // An hour later the token has run out and the grant with it.
    program.sample.faults.add('token', fault.invalidGrant, 100)
    program.jump(program.deps.now().add({ minutes: 70 }))
    await program.settle()
    // Said once, it may be an outage over there.
    expect(await connectionRow(program)).toMatchObject({ state: 'active', problem: null })
    await program.settle({ minutes: 11 })
    program.sample.faults.clear()
    expect(await connectionRow(program)).toMatchObject({
      state: 'reconnect',
      problem: 'The permission was taken back or has run out. Connect the account again.',
    })
    const asksBefore = program.sample.log.length
    program.jump(program.deps.now().add({ hours: 60 }))
    await program.settle()
    expect(program.sample.log.length).toBe(asksBefore)
    expect(await secondsUntil(program, 'mail')).toBeUndefined()

    await program.connect()
    await program.settle()
    expect(await connectionRow(program)).toMatchObject({ state: 'active', problem: null })
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', error: null })
    await expectRecount(program, { history })
    expect(read).toBeGreaterThan(0)
    expect(new Set(fetched(program)).size).toBe(fetched(program).length)
    expect(asked(program, 'getProfile')).toHaveLength(1)
  })

  test('is not gone where it was said once only, nor where the token was renewed in between', async () => {
    const program = await start()
    await program.connect()
    await program.settle()
    for (let time = 0; time < 3; time++) {
      program.sample.faults.add('token', fault.invalidGrant)
      program.jump(program.deps.now().add({ minutes: 70 }))
      await program.settle({ minutes: 11 })
      expect(await connectionRow(program)).toMatchObject({ state: 'active', problem: null, refusedGrantAt: null })
    }
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', error: null })
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null })
  })

  test('by the administrator is said to be so, and is no fault of this program', async () => {
    const program = await start()
    await program.connect()
    await program.settle()
    program.sample.faults.add('token', fault.adminPolicy, 20)
    program.jump(program.deps.now().add({ minutes: 70 }))
    await program.settle()
    expect(await streamOf(program, 'mail')).toMatchObject({
      phase: 'failed',
      error: 'The administrator of your organisation does not allow this program to read mail or calendar.',
    })
    expect(await secondsUntil(program, 'mail')).toBeGreaterThan(80_000)
  })
})

describe('a refusal for good', () => {
  test.each([
    ['the administrator', fault.domainPolicy, 'The administrator of your Google organisation does not allow this.'],
    ['Google', fault.forbidden, 'Google refuses this.'],
    ['an account without Gmail', fault.failedPrecondition, 'This Google account has no Gmail, or it is switched off.'],
  ])('by %s is shown, and tried again a day later only; the calendar goes on', async (_, one, sentence) => {
    const program = await start()
    program.sample.faults.add('getProfile', one)
    await program.connect()
    await program.settle()
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'failed', error: sentence })
    expect(await secondsUntil(program, 'mail')).toBeGreaterThan(80_000)
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null })
    expect((await connectionRow(program)).state).toBe('active')
    await waitOut(program)
    await expectRecount(program, { history })
  })

  test('for a missing permission asks for it', async () => {
    const program = await start()
    program.sample.faults.add('events.list', fault.insufficientPermissions)
    await program.connect()
    await program.settle()
    expect(await connectionRow(program)).toMatchObject({
      state: 'reconnect',
      problem: 'A permission is missing. Connect again and tick every box.',
    })
  })
})

describe('a box that was not ticked', () => {
  test('only mail is read where only mail was granted', async () => {
    const program = await start()
    await program.connect([...googleScopes.signin, mailScope])
    await program.settle()
    expect(asked(program, 'events.list')).toEqual([])
    await expectRecount(program, { history, calendar: false })
  })

  test('only the calendar where only the calendar was', async () => {
    const program = await start()
    await program.connect([...googleScopes.signin, calendarScope])
    await program.settle()
    expect(asked(program, 'getProfile')).toEqual([])
    await expectRecount(program, { history, mail: false })
  })
})
