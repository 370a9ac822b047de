/** A stretch of Outlook's calendar that is not handed out: the rest is read at once, and the stretch itself down to its one bad day. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { ProviderError } from '../../../src/errors.ts'
import type { Instant } from '../../../src/facts.ts'
import { createGraphCalendarSource } from '../../../src/providers/microsoft/calendar.ts'
import { halves, stretches, type Window } from '../../../src/providers/microsoft/windows.ts'
import type { Call, Cursor, Page, SetAside } from '../../../src/providers/types.ts'

const began = Temporal.Instant.from('2026-03-07T12:00:00Z')
const since = began.subtract({ hours: 24 * 300 })
const day = (days: number) => began.add({ minutes: Math.round(24 * 60 * days) })

interface Meeting {
  readonly id: string
  readonly at: Instant
}

/** A calendar of these meetings, an hour each; whoever asks for a window with `broken` in it is answered 500. */
function calendarOf(meetings: readonly Meeting[], state: { broken: Instant | null; status?: number }) {
  const windows: Window[] = []
  const shown = ({ id, at }: Meeting) => ({
    id,
    start: { dateTime: `${at.toString().replace('Z', '')}.0000000`, timeZone: 'UTC' },
    end: { dateTime: `${at.add({ hours: 1 }).toString().replace('Z', '')}.0000000`, timeZone: 'UTC' },
    attendees: [{ emailAddress: { address: 'nadia@colleague.example' }, type: 'required' }],
    isOrganizer: true,
  })
  const fetch = async (input: string | URL | Request) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const [from, to] = ['startDateTime', 'endDateTime'].map((name) => url.searchParams.get(name) ?? '') as [
      string,
      string,
    ]
    windows.push({ from, to })
    const holds = (start: Instant, end = start) =>
      end.epochMilliseconds >= Date.parse(from) && start.epochMilliseconds < Date.parse(to)
    if (state.broken && holds(state.broken))
      return Response.json(
        { error: { code: 'ErrorInternalServerError', message: '' } },
        { status: state.status ?? 500 },
      )
    return Response.json({ value: meetings.filter(({ at }) => holds(at, at.add({ hours: 1 }))).map(shown) })
  }
  return { fetch, windows }
}

/** Reads as the tasks do: pages into facts, faults into attempts, a complete window without what it did not see. */
function startReading({ fetch }: Pick<ReturnType<typeof calendarOf>, 'fetch'>) {
  const source = createGraphCalendarSource({ origin: undefined })
  const facts = new Map<string, { at: Instant; generation: number }>()
  const reading = {
    now: began,
    cursor: null as Cursor | null,
    generation: 0,
    setAside: [] as readonly SetAside[],
    readBackTo: undefined as Instant | undefined,
    facts,
    /** @returns the last fault of a look that did not come to an end */
    async look(): Promise<ProviderError | undefined> {
      for (let attempts = 0, steps = 0; steps < 200; steps++) {
        const call = {
          fetch,
          token: async () => 'good',
          budget: { take: async (_: number, most: number) => most },
          count: () => {},
          now: reading.now,
          since,
          subjects: true,
          careful: attempts >= 3,
          syncIntervalMinutes: 30,
        } as unknown as Call
        const page = await source.next(call, reading.cursor).catch((error: unknown) => {
          if (error instanceof ProviderError) return error
          throw error
        })
        if (page instanceof ProviderError) {
          attempts++
          continue
        }
        attempts = 0
        write(page)
        if (page.fault) return page.fault
        if (!page.more) return undefined
      }
      throw new Error('the look does not come to an end')
    },
    later(minutes: number) {
      reading.now = reading.now.add({ minutes })
      return reading.look()
    },
  }
  function write(page: Page) {
    if (page.restart) reading.generation++
    for (const fact of page.facts)
      if (fact.kind === 'meeting') facts.set(fact.id, { at: fact.when.start, generation: reading.generation })
    const { complete } = page
    if (complete)
      for (const [id, { at, generation }] of facts)
        if (
          generation < reading.generation &&
          at.add({ hours: 1 }).epochMilliseconds > complete.start.epochMilliseconds &&
          at.epochMilliseconds < complete.end.epochMilliseconds
        )
          facts.delete(id)
    reading.cursor = JSON.parse(JSON.stringify(page.cursor))
    reading.setAside = page.setAside ?? reading.setAside
    reading.readBackTo = page.progress?.readBackTo ?? reading.readBackTo
  }
  return reading
}

const meetings = Array.from(
  { length: 60 },
  (_, place): Meeting => ({ id: `m${place}`, at: day(40 - place * 5 - 0.25) }),
)
const ids = (without?: Instant, hours = 0) =>
  meetings
    .filter(({ at }) => !without || Math.abs(at.since(without).total('hours')) > hours)
    .map(({ id }) => id)
    .toSorted()

describe('an event that makes every window with it fail', () => {
  test.each([
    ['long ago', day(-150)],
    ['lately', day(-9)],
    ['ahead', day(21)],
  ])('%s costs its own day and no other, for as long as it lasts', async (_, broken) => {
    const state = { broken: broken as Instant | null }
    const calendar = calendarOf(meetings, state)
    const reading = startReading(calendar)
    await reading.look()
    // All other windows are there at once.
    expect(reading.facts.size).toBeGreaterThan(30)
    for (let looks = 0; looks < 12; looks++) await reading.later(31)
    expect(reading.setAside).toHaveLength(1)
    const [left] = reading.setAside
    expect(Date.parse(left?.to ?? '') - Date.parse(left?.from ?? '')).toBeLessThanOrEqual(24 * 3_600_000)
    expect([...reading.facts.keys()].toSorted()).toEqual(expect.arrayContaining(ids(broken, 24)))
    const from = calendar.windows.length
    for (let days = 0; days < 5; days++) await reading.later(24 * 60)
    // Two windows a look, and once a day the stretch itself.
    expect(calendar.windows.length - from).toBeLessThanOrEqual(5 * 4)
    state.broken = null
    await reading.later(24 * 60)
    await reading.later(31)
    expect([...reading.facts.keys()].toSorted()).toEqual(ids())
    expect(reading.setAside).toEqual([])
    expect(reading.readBackTo).toBeDefined()
  })

  test('takes nothing away that was known', async () => {
    const state = { broken: null as Instant | null }
    const reading = startReading(calendarOf(meetings, state))
    await reading.look()
    expect([...reading.facts.keys()].toSorted()).toEqual(ids())
    state.broken = day(-5.2)
    for (let looks = 0; looks < 12; looks++) {
      await reading.later(31)
      expect([...reading.facts.keys()].toSorted()).toEqual(ids())
    }
  })
})

test('a calendar of which nothing is handed out is not called looked at', async () => {
  const state = { broken: began as Instant | null, status: 403 }
  const all = { ...calendarOf(meetings, state) }
  const refuse = async () => Response.json({ error: { code: 'ErrorAccessDenied', message: 'No.' } }, { status: 403 })
  const reading = startReading({ ...all, fetch: refuse })
  expect(await reading.look()).toMatchObject({ kind: 'forbidden', reason: 'calendar' })
})

test('a calendar that hands out the page it was asked for as the next one for ever ends in a fault, and is read once it goes on', async () => {
  const calendar = calendarOf(meetings, { broken: null })
  const state = { turns: true }
  const again = 'https://graph.microsoft.com/v1.0/me/calendarView?startDateTime=2020&endDateTime=2030&$skip=1'
  const fetch = async (input: string | URL | Request) =>
    state.turns ? Response.json({ value: [], '@odata.nextLink': again }) : calendar.fetch(input)
  const reading = startReading({ fetch })
  expect(await reading.look()).toBeInstanceOf(ProviderError)
  state.turns = false
  for (let looks = 0; looks < 12; looks++) await reading.later(24 * 60)
  expect([...reading.facts.keys()].toSorted()).toEqual(ids())
})

describe('a window without some stretches', () => {
  const hour = fc.integer({ min: 0, max: 500 })
  const window = fc.tuple(hour, fc.integer({ min: 1, max: 200 })).map(
    ([from, length]): Window => ({
      from: began.add({ hours: from }).toString(),
      to: began.add({ hours: from + length }).toString(),
    }),
  )
  const covers = (all: readonly Window[], at: number) =>
    all.filter(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to)).length

  test('has every moment once that is in it and in none of them, and no other', () => {
    fc.assert(
      fc.property(window, fc.array(window, { maxLength: 4 }), (whole, without) => {
        const left = stretches(whole, without)
        for (let at = 0; at < 720; at += 1) {
          const moment = began.add({ hours: at, minutes: 30 }).epochMilliseconds
          const wanted = covers([whole], moment) === 1 && covers(without, moment) === 0
          expect(covers(left, moment)).toBe(wanted ? 1 : 0)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('halved, is the same again, or as short as it gets', () => {
    fc.assert(
      fc.property(window, (whole) => {
        const parts = halves(whole)
        expect([parts.at(-1)?.from, parts[0]?.to]).toEqual([whole.from, whole.to])
        if (parts.length === 2) expect(parts[0]?.from).toBe(parts[1]?.to)
        else expect(Date.parse(whole.to) - Date.parse(whole.from)).toBeLessThanOrEqual(24 * 3_600_000)
      }),
    )
  })
})
