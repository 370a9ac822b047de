/** Whatever single thing Google cannot hand out: everything else is read, the thing is counted, and asked for again. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../src/sample/faults.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { tick } from '../../src/work/tick.ts'
import { type Program, startProgram } from '../support/program.ts'
import { recount } from '../support/recount.ts'
import { useDatabase } from '../support/use-database.ts'
import { jonas, type Letter, liveWith, mira, on, owner } from './life.ts'
import { asked, begin, end, expectRecount, secondsUntil, storedBy, streamOf, syncAgain, windowOf } from './stage.ts'

const db = useDatabase()

/** Forty letters over four months, a thread of six and one of four among them, and what lies before the horizon. */
const letters: Letter[] = [
  ...Array.from({ length: 30 }, (_, place): Letter => ({ days: place * 4 + 1 })),
  ...Array.from(
    { length: 6 },
    (_, place): Letter => ({
      days: 20 + place,
      thread: 'long',
      from: place % 2 ? owner : mira,
      to: [place % 2 ? mira : owner],
    }),
  ),
  ...Array.from({ length: 4 }, (_, place): Letter => ({ days: 50 + place, thread: 'short', from: jonas })),
  { days: 2100 },
]
const meetings = Array.from({ length: 12 }, (_, place) => ({ title: `Coffee ${place}`, start: on(place * 9 - 60) }))
const history = liveWith(letters, meetings)
const start = () => begin(history, { db: db() })
const withheld = 'a message that Gmail does not hand out'

const newest = history.messages.at(-1)?.id ?? ''
/** @param name as in `letters` */
const inThread = (name: string) => history.messages.filter((message) => message.thread === idOfThread(name))
const idOfThread = (name: string) => {
  const place = letters.findIndex(({ thread }) => thread === name)
  return history.messages.find(({ subject }) => subject === `Letter ${place}`)?.thread ?? ''
}

/** What is stored, but for these. */
async function expectAllBut(program: Program, left: readonly string[]) {
  const since = program.deps.now().toZonedDateTimeISO('UTC').subtract({ years: 5 }).toInstant()
  const expected = recount({ history, dir: program.dir, since, window: await windowOf(program) })
  const stored = await storedBy(program)
  expect([...stored.keys()].toSorted()).toEqual([...expected.keys()].filter((id) => !left.includes(id)).toSorted())
  for (const [id, plain] of stored) expect(plain, id).toEqual(expected.get(id))
}

/** Works until the reading has come to rest, however long it pauses. @returns how long that was, in seconds of its own clock */
async function readAll(program: Program): Promise<number> {
  const begun = program.deps.now()
  for (let steps = 0; steps < 2000; steps++) {
    if ((await tick(program.deps)) > 0) continue
    const phases = [(await streamOf(program, 'mail')).phase, (await streamOf(program, 'calendar')).phase]
    if (phases.every((phase) => phase === 'current')) return program.deps.now().since(begun).total('seconds')
    const waits = await Promise.all((['mail', 'calendar'] as const).map((kind) => secondsUntil(program, kind)))
    const next = Math.min(...waits.map((seconds) => seconds ?? 1e9))
    program.jump(program.deps.now().add({ seconds: Math.max(1, next) }))
  }
  throw new Error('the reading does not come to rest')
}

const apiCalls = ({ sample }: Program) => sample.log.filter(({ path }) => /^\/(gmail|calendar)\//.test(path)).length

/** The requests of a first reading in which nothing goes wrong. */
let calm = 0
beforeAll(async () => {
  const program = await startProgram({ history, db: db() })
  await program.connect()
  await readAll(program)
  calm = apiCalls(program)
  await end(program)
})

const refusals: [string, Fault & { kind: 'answer' }][] = [
  ['500', fault.backendError],
  ['403', fault.forbidden],
  ['401', fault.unauthorized],
]

describe('one message that Gmail never hands out', () => {
  test.each(
    refusals,
  )('%s: all others are read, it is counted, and read at a weekly round once it can be', async (_, one) => {
    const program = await start()
    const broken = history.messages[20]?.id ?? ''
    program.sample.faults.withhold(broken, one)
    await program.connect()
    await readAll(program)
    await expectAllBut(program, [broken])
    const stream = await streamOf(program, 'mail')
    expect(stream).toMatchObject({
      phase: 'current',
      error: null,
      skipped: { [withheld]: 1 },
      leftOut: { [broken]: withheld },
    })
    expect(stream.done).toBe(stream.total)
    await syncAgain(program, 60 * 24 * 8)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', skipped: { [withheld]: 1 } })
    program.sample.faults.release(broken)
    await syncAgain(program, 60 * 24 * 8)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', skipped: {}, leftOut: {} })
    await expectRecount(program, { history })
  })

  test('counts no longer once it is gone', async () => {
    const program = await start()
    program.sample.faults.withhold(newest, fault.backendError)
    await program.connect()
    await readAll(program)
    expect(await streamOf(program, 'mail')).toMatchObject({ skipped: { [withheld]: 1 } })
    program.sample.remove(newest)
    await syncAgain(program)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', skipped: {} })
  })

  test('is still counted after everything was looked through anew', async () => {
    const program = await start()
    program.sample.faults.withhold(newest, fault.backendError)
    await program.connect()
    await readAll(program)
    program.sample.faults.add('history.list', fault.expired)
    await syncAgain(program)
    await readAll(program)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', skipped: { [withheld]: 1 } })
    await expectAllBut(program, [newest])
  })

  test('stops no dating of the list, wherever it lies, and loses none of its neighbours', async () => {
    // The newest within the horizon, and one that is probed.
    for (const place of [1, 20]) {
      const program = await startProgram({ history, db: db() })
      const broken = history.messages[place]?.id ?? ''
      program.sample.faults.withhold(broken, fault.backendError)
      await program.connect()
      await readAll(program)
      await expectAllBut(program, [broken])
      await end(program)
    }
  })

  test('an outage of everything is no message’s own fault: it waits, and nothing is left out', async () => {
    const program = await start()
    const isRead = ({ pathname }: URL) => /\/(messages|threads)\/./.test(pathname)
    program.sample.faults.stand('*', fault.backendError, isRead)
    await program.connect()
    for (let times = 0; times < 6; times++) await syncAgain(program, 61)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'waiting', skipped: {} })
    program.sample.faults.clear()
    await readAll(program)
    await expectRecount(program, { history })
    expect((await streamOf(program, 'mail')).skipped).toEqual({})
  })

  test('nor is an outage that begins when all but one new message is read', async () => {
    const program = await start()
    await program.connect()
    await readAll(program)
    const { id } = program.sample.deliver({ from: mira, to: [owner], subject: 'New' })
    program.sample.faults.stand('messages.get', fault.backendError)
    for (let tries = 0; tries < 9; tries++) await syncAgain(program, 61)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'waiting', skipped: {} })
    program.sample.faults.clear()
    await syncAgain(program, 61)
    expect([...(await storedBy(program)).keys()]).toContain(id)
  })
})

describe('one thread', () => {
  test.each([
    ['is not handed out', fault.backendError],
    ['is said to be gone', fault.notFound],
    ['comes cut short', fault.truncated],
  ] as const)('that %s: its messages are read one by one', async (_, one) => {
    const program = await start()
    const id = idOfThread('long')
    program.sample.faults.stand('threads.get', one, ({ pathname }) => pathname.endsWith(`/${id}`))
    await program.connect()
    await readAll(program)
    await expectRecount(program, { history })
    expect((await streamOf(program, 'mail')).skipped).toEqual({})
    expect(apiCalls(program)).toBeLessThanOrEqual(calm + 10)
  })

  test('that lacks a listed message: it is asked for by itself before it is called gone', async () => {
    const program = await start()
    const [lacking, gone] = inThread('long')
    program.sample.faults.omit(lacking?.id ?? '')
    program.sample.faults.omit(gone?.id ?? '')
    program.sample.faults.withhold(gone?.id ?? '', fault.notFound)
    await program.connect()
    await readAll(program)
    await expectAllBut(program, [gone?.id ?? ''])
    expect((await streamOf(program, 'mail')).skipped).toEqual({})
    for (const one of [lacking, gone])
      expect(program.sample.log.some(({ api, path }) => api === 'messages.get' && path.endsWith(`/${one?.id}`))).toBe(
        true,
      )
    expect(
      program.sample.log.some(({ api, path }) => api === 'threads.get' && path.endsWith(`/${idOfThread('long')}`)),
    ).toBe(true)
  })
})

test('a history record with one broken entry is taken entry by entry', async () => {
  const program = await start()
  await program.connect()
  await readAll(program)
  const { id, thread } = program.sample.deliver({ from: mira, to: [owner], subject: 'Whole' })
  program.sample.faults.spoil(`${id} changed`, {
    messagesAdded: [{ message: { id: 7 } }, { message: { id, threadId: thread, labelIds: 'none' } }, null],
  })
  await syncAgain(program)
  expect([...(await storedBy(program)).keys()]).toContain(id)
  expect(await streamOf(program, 'mail')).toMatchObject({ skipped: { 'a change of an unknown form': 2 } })
})

describe('a calendar', () => {
  test('of which one event makes every page fail: all other days are read, and that day is counted until it is handed out', async () => {
    const program = await start()
    const broken = history.events[5]?.id ?? ''
    program.sample.faults.withhold(broken, fault.backendError)
    await program.connect()
    await readAll(program)
    await expectAllBut(program, [broken])
    const lost = 'a day of the calendar that Google does not hand out'
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null, skipped: { [lost]: 1 } })
    expect(apiCalls(program)).toBeLessThanOrEqual(calm + 20)
    // A meeting that is called off meanwhile goes, and one that is planned comes.
    program.sample.cancelEvent(history.events[7]?.id ?? '')
    await syncAgain(program)
    await readAll(program)
    await expectAllBut(program, [broken])
    expect(await streamOf(program, 'calendar')).toMatchObject({ skipped: { [lost]: 1 } })
    program.sample.faults.release(broken)
    await syncAgain(program, 25 * 60)
    await readAll(program)
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', skipped: {} })
    await expectRecount(program, { history })
  })

  test('of which one further page is never handed out is read in other pages', async () => {
    const program = await start()
    program.sample.faults.pageSize = 5
    const isSecond = (url: URL) => url.searchParams.has('pageToken') && url.searchParams.get('maxResults') === '2500'
    program.sample.faults.stand('events.list', fault.gatewayTimeout, isSecond)
    await program.connect()
    await readAll(program)
    await expectRecount(program, { history })
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', skipped: {} })
  })

  test('of which one page is said to come after itself for ever is read in other pages', async () => {
    const program = await start()
    program.sample.faults.pageSize = 5
    let token = ''
    const isSecond = (url: URL) => {
      token = url.searchParams.get('pageToken') ?? ''
      return token !== '' && url.searchParams.get('maxResults') === '2500'
    }
    const rewrite = ({ nextSyncToken: _, ...body }: Readonly<Record<string, unknown>>) => ({
      ...body,
      nextPageToken: token,
    })
    program.sample.faults.stand('events.list', { kind: 'rewrite', rewrite }, isSecond)
    await program.connect()
    await readAll(program)
    await expectRecount(program, { history })
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', skipped: {} })
  })

  test('that answers nothing at all for hours waits, and nothing of it is lost or called lost', async () => {
    const program = await start()
    await program.connect()
    await readAll(program)
    program.sample.faults.stand('events.list', fault.backendError)
    for (let times = 0; times < 8; times++) await syncAgain(program, 61)
    const stream = await streamOf(program, 'calendar')
    expect(stream).toMatchObject({ phase: 'waiting', skipped: {} })
    await expectRecount(program, { history, calendar: true })
    const before = asked(program, 'events.list').length
    expect(before).toBeLessThan(80)
    program.sample.faults.clear()
    await syncAgain(program, 61)
    await readAll(program)
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null, skipped: {} })
    await expectRecount(program, { history })
  })
})

describe('answers of 503, one in twenty,', () => {
  test('cost a first reading few requests and little time', async () => {
    const program = await start()
    let count = 0
    const isApi = ({ pathname }: URL) => /^\/(gmail|calendar)\//.test(pathname)
    program.sample.faults.stand('*', fault.unavailable(), (url) => isApi(url) && ++count % 20 === 7)
    await program.connect()
    const seconds = await readAll(program)
    await expectRecount(program, { history })
    expect((await streamOf(program, 'mail')).skipped).toEqual({})
    expect(apiCalls(program)).toBeLessThanOrEqual(Math.ceil(calm * 1.25))
    // Three pauses at most: of the list, of the last messages, of the calendar.
    expect(seconds).toBeLessThan(60)
  })
})

describe('a position that is refused every time', () => {
  test.each([
    'mail',
    'calendar',
  ] as const)('of the %s: the second snapshot within a day waits, and each further one longer', async (kind) => {
    const program = await start()
    await program.connect()
    await readAll(program)
    const listed = () =>
      asked(program, kind === 'mail' ? 'getProfile' : 'events.list').filter((query) => !query.has('syncToken')).length
    const before = listed()
    program.sample.faults.stand(kind === 'mail' ? 'history.list' : 'events.list', fault.expired)
    program.jump(program.deps.now().add({ minutes: 31 }))
    await program.settle()
    expect(listed() - before).toBe(1)
    const begun = program.deps.now()
    const waits: number[] = []
    for (let times = 0; times < 4; times++) {
      await syncAgain(program)
      const stream = await streamOf(program, kind)
      expect(stream.phase).toBe('waiting')
      expect(stream.error).toMatch(
        /^The place where reading had come to was lost (twice|\w+ times) in a row, each time within a day\. Everything is looked through again on .+; what was read is kept\.$/,
      )
      const seconds = (await secondsUntil(program, kind)) ?? 0
      waits.push(
        Math.round(
          seconds +
            program.deps
              .now()
              .since(stream.restartedAt ?? begun)
              .total('seconds'),
        ),
      )
      program.jump(program.deps.now().add({ seconds }))
      await program.settle()
    }
    expect(waits.length).toBeGreaterThan(2)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    const within = listed()
    for (let times = 0; times < 12; times++) await syncAgain(program, 120)
    expect(listed() - within).toBeLessThanOrEqual(8)
    program.sample.faults.clear()
    program.jump(program.deps.now().add({ hours: 13 }))
    await program.settle()
    expect(await streamOf(program, kind)).toMatchObject({ phase: 'current', error: null })
    await expectRecount(program, { history })
  })
})

/** One broken piece of each kind, somewhere in a healthy account. */
const pieces = {
  message: (program: Program, place: number) => {
    const { id = '' } = history.messages[place % history.messages.length] ?? {}
    program.sample.faults.withhold(id, fault.backendError)
    return [id]
  },
  'form of a message': (program: Program, place: number) => {
    const { id = '' } = history.messages[place % history.messages.length] ?? {}
    program.sample.faults.spoil(id, { internalDate: 'yesterday' })
    return [id]
  },
  thread: (program: Program, place: number) => {
    const id = idOfThread(place % 2 ? 'long' : 'short')
    program.sample.faults.stand('threads.get', fault.backendError, ({ pathname }) => pathname.endsWith(`/${id}`))
    return []
  },
  'message of a thread': (program: Program, place: number) => {
    const thread = inThread('long')
    program.sample.faults.omit(thread[place % thread.length]?.id ?? '')
    return []
  },
  event: (program: Program, place: number) => {
    const { id = '' } = history.events[place % history.events.length] ?? {}
    program.sample.faults.spoil(id, { start: 7, attendees: 'all' })
    return [id]
  },
  'page of a list': (program: Program, place: number) => {
    program.sample.faults.add('messages.list', fault.delay(1), place % 8)
    program.sample.faults.add('messages.list', fault.truncated, 2)
    return []
  },
} as const

test('one broken piece of any kind: everything else is read, exactly, within ten requests more', async () => {
  const kinds = Object.keys(pieces) as (keyof typeof pieces)[]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), fc.nat({ max: 60 }), async (kind, place) => {
      const program = await startProgram({ history, db: db() })
      try {
        const left = pieces[kind](program, place)
        await program.connect()
        await readAll(program)
        await expectAllBut(program, left)
        expect(apiCalls(program)).toBeLessThanOrEqual(calm + 10)
      } finally {
        await end(program)
      }
    }),
    { numRuns: 8, examples: kinds.map((kind, place) => [kind, place * 7]) },
  )
}, 120_000)
