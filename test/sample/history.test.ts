/** The script itself: a believable life, in which exactly those have gone quiet who should have. */
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { expandEvent } from '../../src/sample/calendar.ts'
import { buildHistory } from '../../src/sample/history/build.ts'
import { BODY_MARK, morningOf, tellTruth } from '../../src/sample/history/truth.ts'
import { ANCHOR, HISTORY, MORNING } from './helper.ts'
import { recount } from './recount.ts'

const truth = tellTruth()
const groups = truth.due.map(({ addresses }) => addresses)
const past = HISTORY.messages.filter(({ at }) => at.epochMilliseconds <= MORNING.epochMilliseconds)
const stem = (subject = '') => subject.replace(/^(Re|AW): /, '')

test('the same anchor date tells the same life, to the letter', () => {
  expect(JSON.stringify(buildHistory(ANCHOR))).toBe(JSON.stringify(HISTORY))
})

// Weekdays and summer time fall differently from each of these days.
test.each([
  '2026-11-22',
  '2026-11-25',
  '2026-03-30',
  '2027-01-01',
  '2028-02-29',
  '2027-08-14',
])('counted from %s, those are due who should be, and those in touch are not', (day) => {
  const anchor = Temporal.PlainDate.from(day)
  const counts = recount(buildHistory(anchor), morningOf(anchor), groups)
  const unusual = (address: string) => counts.get(address)?.unusual
  for (const { addresses, silentDays } of truth.due) {
    expect(unusual(addresses[0] ?? ''), addresses[0]).toBe(true)
    expect(Math.abs((counts.get(addresses[0] ?? '')?.silence ?? 0) - silentDays), addresses[0]).toBeLessThan(9)
  }
  for (const { address } of truth.inTouch) {
    expect(unusual(address), address).toBe(false)
    expect(counts.get(address)?.activeDays, address).toBeGreaterThan(3)
  }
})

test('who is quiet beyond these is someone who must never be suggested, a desk, or a stranger', () => {
  const counts = recount(HISTORY, MORNING, groups)
  const expected = new Set([
    ...truth.due.flatMap(({ addresses }) => addresses),
    ...truth.never.map(({ address }) => address),
    ...truth.roles,
  ])
  const quiet = [...counts].filter(([, { unusual }]) => unusual).map(([address]) => address)
  expect(quiet.filter((address) => !expected.has(address))).toEqual([])
})

test('those who must not be suggested would be, if nothing but silence counted', () => {
  const counts = recount(HISTORY, MORNING, groups)
  const hard = truth.never.filter(({ address }) => counts.get(address)?.unusual)
  expect(hard.filter(({ reason }) => reason === 'one_matter').length).toBe(10)
  expect(new Set(hard.map(({ reason }) => reason))).toEqual(
    new Set(['one_matter', 'mourning', 'sensitive', 'colleague', 'arranges', 'household']),
  )
})

test('the closed matters are one matter each: short, without a pause, begun by one side, never met', () => {
  const met = HISTORY.events.flatMap(({ guests }) => guests.map(({ address }) => address))
  for (const { address } of truth.never.filter(({ reason }) => reason === 'one_matter')) {
    const mail = past.filter(({ from, to }) => from?.address === address || to.some((one) => one.address === address))
    const days = mail.map(({ at }) => at.epochMilliseconds / 86_400_000)
    expect(Math.max(...days) - Math.min(...days), address).toBeLessThan(180)
    expect(Math.max(...days.slice(1).map((day, place) => day - (days[place] ?? day))), address).toBeLessThan(90)
    expect(new Set(mail.map(({ thread }) => thread)).size, address).toBe(1)
    expect(met, address).not.toContain(address)
  }
})

test('it is a life of two years: about sixty people, 3,000 messages, 400 events, eight zones and more', () => {
  const humans = new Set(
    past
      .filter(({ kind }) => kind === 'personal')
      .flatMap(({ from, to }) => [from, ...to])
      .map((one) => one?.address),
  )
  expect(humans.size).toBeGreaterThan(55)
  expect(past.length).toBeGreaterThan(2700)
  expect(past.length).toBeLessThan(3600)
  const events = HISTORY.events
    .flatMap((event) => expandEvent(event, MORNING))
    .filter(({ start }) => start.epochMilliseconds < MORNING.epochMilliseconds)
  expect(events.length).toBeGreaterThan(350)
  expect(events.length).toBeLessThan(550)
  expect(
    new Set(past.filter(({ outgoing }) => !outgoing).map(({ offsetMinutes }) => offsetMinutes)).size,
  ).toBeGreaterThan(8)
  expect(
    new Set(past.filter(({ kind }) => kind === 'personal').map(({ subject }) => stem(subject))).size,
  ).toBeGreaterThan(400)
  const threads = Map.groupBy(
    past.filter(({ kind }) => kind === 'personal'),
    ({ thread }) => thread,
  )
  expect([...threads.values()].filter((messages) => messages.length >= 3).length).toBeGreaterThan(100)
})

test('the last words are as the reasons say', () => {
  for (const { addresses, reason } of truth.due) {
    const mail = past.filter(
      ({ kind, from, to }) =>
        kind === 'personal' && [from, ...to].some((one) => one && addresses.includes(one.address)),
    )
    const last = mail.at(-1)
    if (reason === 'owed_reply')
      expect(
        [last?.outgoing, last?.subject?.endsWith('?') || last?.subject?.includes('question')],
        addresses[0],
      ).toEqual([false, true])
    if (reason === 'unanswered') expect(last?.outgoing, addresses[0]).toBe(true)
    if (reason === 'moved')
      expect(last?.from?.address === addresses[1] || last?.to[0]?.address === addresses[1]).toBe(true)
  }
  const atlas = HISTORY.events.find(({ title }) => title === 'Atlas weekly')
  expect(atlas?.repeat?.until && atlas.repeat.until < ANCHOR.toString()).toBe(true)
})

test('nobody due has anything planned, and those who go on do go on after the anchor', () => {
  const future = HISTORY.events
    .filter(({ start, cancelled }) => !cancelled && start > ANCHOR.toString())
    .flatMap(({ guests }) => guests)
  for (const { addresses } of truth.due) expect(future.some(({ address }) => addresses.includes(address))).toBe(false)
  const later = HISTORY.messages.filter(
    ({ at, kind }) => kind === 'personal' && at.epochMilliseconds > MORNING.epochMilliseconds,
  )
  const writesAgain = later.find(({ from }) => from?.address === truth.writesAgain.address)
  expect(writesAgain?.at.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()).toBe(
    ANCHOR.add({ days: truth.writesAgain.day }).toString(),
  )
  expect(later.length).toBeGreaterThan(50)
  const atEnd = recount(HISTORY, MORNING.add({ hours: 24 * (truth.daysAhead - 2) }), groups)
  expect(atEnd.get(truth.writesAgain.address)?.silence).toBeGreaterThan(40)
  for (const address of truth.fallsQuiet) expect(atEnd.get(address)?.unusual, address).toBe(true)
  const stillNear = truth.inTouch.filter(
    ({ address }) => !truth.fallsQuiet.includes(address) && atEnd.get(address)?.unusual,
  )
  expect(stillNear).toEqual([])
})

test('every address is on a reserved domain, and every text carries the mark that must never leave it', () => {
  const reserved = /@([\w-]+\.)*(example|test|example\.(com|net|org))$/
  for (const { from, to, cc, body } of HISTORY.messages) {
    for (const one of [from, ...to, ...cc]) if (one) expect(one.address).toMatch(reserved)
    expect(body).toContain(BODY_MARK)
  }
  for (const { guests } of HISTORY.events) for (const { address } of guests) expect(address).toMatch(reserved)
})

test('headers are what mail programs write: ASCII, encoded words, offsets', () => {
  const header = (part: string, name: string) =>
    past.find(({ from }) => from?.address.includes(part))?.headers.find((one) => one.name === name)?.value ?? ''
  expect(header('fernandezortega', 'From')).toMatch(/^=\?UTF-8\?[BQ]\?.*\?= <lucia@fernandezortega\.example>$/)
  expect(header('kenji', 'Date')).toMatch(/\+0900$/)
  expect(past.filter(({ headers }) => headers.some(({ value }) => Buffer.byteLength(value) !== value.length))).toEqual(
    [],
  )
  expect(past.some(({ from }) => from === null)).toBe(true)
  expect(Math.max(...past.map(({ to }) => to.length))).toBe(400)
})
