/** How Gmail is asked: within its quota, few at a time, never for more than is needed, and the most telling messages first. */
import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { nextDueAt } from '../../src/db/due.ts'
import { facts, listings, streams, tasks, users } from '../../src/db/schema.ts'
import { BODY_MARK } from '../../src/sample/history/truth.ts'
import type { History, SampleMessage } from '../../src/sample/history/types.ts'
import { tick } from '../../src/work/tick.ts'
import { type Program, startProgram } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { ago, jonas, type Letter, liveWith, mira, on, owner, shop } from './life.ts'
import { end, expectRecount, fetched, storedBy } from './stage.ts'

const db = useDatabase()
const promotion = ['INBOX', 'CATEGORY_PROMOTIONS']

/** 60 threads both wrote in, 200 letters never answered, and newsletters, over four years. */
const letters: Letter[] = [
  ...Array.from({ length: 60 }, (_, place): Letter[] => {
    const days = 2 + place * 24
    const thread = `talk ${place}`
    return [
      { thread, days, from: mira },
      { thread, days: days - 0.2, from: owner, to: [mira] },
      ...(place % 3 === 0 ? [{ thread, days: days - 0.4, from: mira }] : []),
    ]
  }).flat(),
  ...Array.from({ length: 200 }, (_, place): Letter => ({ days: 1 + place * 7, from: jonas })),
  ...Array.from({ length: 60 }, (_, place): Letter => ({ days: 1 + place * 20, from: shop, labels: promotion })),
]
const history: History = liveWith(letters, [{ title: 'Coffee', start: on(-3) }])
const quotaPerMinute = 6000

describe('a whole first reading at the pace of a new project', () => {
  let program: Program
  let began: Temporal.Instant
  /** How many tasks had a step before each request that was sent. */
  let steps: number

  beforeAll(async () => {
    program = await startProgram({ db: db(), history, quotaPerMinute })
    began = program.deps.now()
    await program.connect()
    steps = await program.settle()
    return () => end(program)
  })

  test('is refused nothing: no 403, no 429', () => {
    const refused = program.sample.log.filter(({ status }) => status >= 400)
    expect(refused.map(({ api, status }) => `${api} ${status}`)).toEqual([])
  })

  test('uses the quota: it takes hardly longer than its units need', () => {
    const costs: Record<string, number> = {
      'messages.get': 20,
      'threads.get': 40,
      'messages.list': 5,
      'history.list': 2,
      getProfile: 1,
    }
    const units = program.sample.log.reduce((sum, { api }) => sum + (costs[api] ?? 0), 0)
    const last = program.sample.log.findLast(({ api }) => api in costs)
    const seconds = last?.at.since(began).total('seconds') ?? 0
    // Of a minute's quota 5 in a hundred may be spent at once, the rest flows at 93 in a hundred of the pace.
    const least = (units - quotaPerMinute * 0.05) / ((quotaPerMinute * 0.93) / 60)
    expect(units).toBeGreaterThan(5000)
    expect(seconds).toBeGreaterThan(least - 1)
    // What is no whole request is not reserved either: pauses fit what is read after them.
    expect(seconds).toBeLessThan(least * 1.05 + 10)
  })

  test('has never more than five requests under way, and does not do them one by one either', () => {
    const gmail = program.sample.log.filter(({ api }) => /^(messages|threads|history)\./.test(api))
    expect(Math.max(...gmail.map(({ inFlight }) => inFlight))).toBeGreaterThan(2)
    expect(Math.max(...gmail.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(5)
    expect(steps).toBeLessThan(fetched(program).length)
  })

  test('never asks without a mask, never searches, never asks for more than headers', () => {
    const api = program.sample.log.filter(({ path }) => /^\/(gmail|calendar)\//.test(path))
    expect(api.length).toBeGreaterThan(100)
    for (const { path, query, method } of api) {
      const asked = new URLSearchParams(query)
      expect(method).toBe('GET')
      expect(asked.get('fields'), `${path}${query}`).toMatch(/\w/)
      expect(asked.get('fields')).not.toMatch(/snippet|body|parts|raw|description|\*/)
      expect(asked.has('q')).toBe(false)
      expect(['metadata', 'minimal', null]).toContain(asked.get('format'))
      if (/\/(messages|threads)\/\w/.test(path)) expect(asked.get('format')).not.toBeNull()
      if (asked.get('format') === 'metadata') expect(asked.getAll('metadataHeaders').length).toBeGreaterThan(10)
    }
  })

  test('leaves no word of a body anywhere', async () => {
    for (const table of [facts, listings, streams, users])
      expect(JSON.stringify(await db().select().from(table))).not.toContain(BODY_MARK.slice(0, 20))
  })

  test('is complete in the end', async () => {
    await expectRecount(program, { history })
  })

  test('reads in the order that shows first who is in touch, then old ties', () => {
    const byId = new Map(history.messages.map((message) => [message.id, message]))
    const inThread = Map.groupBy(history.messages, ({ thread }) => thread)
    const edge = ago(22)
    const group = (message: SampleMessage) =>
      Temporal.Instant.compare(message.at, edge) > 0
        ? isTold(message)
          ? 'mine'
          : 'recent'
        : threadIsMine(message)
          ? 'mine'
          : 'other'
    // Of two, one of them the owner's, the other one waits.
    const isTold = (message: SampleMessage) =>
      !message.outgoing && threadIsMine(message) && inThread.get(message.thread)?.length === 2
    const threadIsMine = ({ thread }: SampleMessage) => inThread.get(thread)?.some(({ outgoing }) => outgoing) ?? false
    const order = fetched(program).flatMap((id) => byId.get(id) ?? inThread.get(id)?.[0] ?? [])
    const places = (name: string) => order.flatMap((message, place) => (group(message) === name ? [place] : []))
    // Requests of one page are sent side by side: neighbours may change places.
    const page = 50
    expect(Math.max(...places('recent'))).toBeLessThan(Math.min(...places('mine')) + 5)
    expect(Math.max(...places('mine'))).toBeLessThan(Math.min(...places('other')) + 5)
    const mine = order.filter((message) => group(message) === 'mine')
    const oldest = mine.slice(0, page / 2).map(({ at }) => at.since(ago(0)).total('hours') / -24)
    expect(Math.max(...oldest)).toBeGreaterThan(700)
    expect(Math.min(...oldest)).toBeLessThan(80)
  })
})

test('once the last three weeks are read, nobody who was in touch in them is unread, however short the quota', async () => {
  const program = await startProgram({ db: db(), history, quotaPerMinute: 600 })
  onTestFinished(() => end(program))
  await program.connect()
  const edge = ago(22)
  const recent = history.messages.filter(
    ({ at, labels }) => Temporal.Instant.compare(at, edge) > 0 && !labels.includes('CATEGORY_PROMOTIONS'),
  )
  let sawOlder = false
  while (!sawOlder) {
    if ((await tick(program.deps)) === 0) {
      const due = await nextDueAt(program.deps.db)
      if (due) program.jump(due)
    }
    const stored = await storedBy(program)
    const letters = [...stored.values()].filter(({ kind }) => kind === 'mail')
    sawOlder = letters.some(({ at, title }) => Temporal.Instant.compare(String(at), ago(23)) < 0 && title !== undefined)
    // A thread comes as a whole: its older messages may come with it.
    const lone = letters.some(
      ({ at, from }) =>
        Temporal.Instant.compare(String(at), ago(32)) < 0 && JSON.stringify(from).includes(jonas.address),
    )
    // Who is on the one that waits is on the owner's own, which they answered or which answers them.
    const told = new Set(recent.flatMap(({ id, thread, outgoing }) => (outgoing && stored.has(id) ? thread : [])))
    if (lone || sawOlder)
      expect(recent.filter(({ id, thread }) => !stored.has(id) && !told.has(thread)).map(({ id }) => id)).toEqual([])
  }
  expect(recent.length).toBeGreaterThan(5)
})

test('waiting for one’s own pace is no fault: it is not shown, not counted and not logged', async () => {
  const program = await startProgram({ db: db(), history, quotaPerMinute: 300 })
  onTestFinished(() => end(program))
  await program.connect()
  for (let waits = 0; waits < 12; ) {
    if ((await tick(program.deps)) > 0) continue
    waits++
    const due = await nextDueAt(program.deps.db)
    if (due) program.jump(due)
    for (const row of await db().select().from(tasks)) expect(row).toMatchObject({ error: null, attempts: 0 })
    for (const row of await db().select().from(streams)) expect(row.error).toBeNull()
  }
  expect(program.events.filter(({ event }) => event === 'provider fault')).toEqual([])
})
