import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { readZone } from '../../src/place.ts'
import { askZone, decideZone, type Known, sourceOf } from '../../src/zone/decide.ts'
import { differ, isUtc, minutesAt, minutesIn, stepsOf } from '../../src/zone/steps.ts'
import { zones } from '../../src/zone/zones.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const ms = now.epochMilliseconds
const [berlin, paris, tokyo, lagos] = ['Europe/Berlin', 'Europe/Paris', 'Asia/Tokyo', 'Africa/Lagos']

const known = (some: Partial<Known>): Known => ({ timeZone: 'UTC', chosen: false, held: false, words: {}, ...some })
const all = { mail: berlin, calendar: tokyo, browser: lagos }

test.each<[string, Partial<Known>, string, ReturnType<typeof sourceOf>]>([
  [
    'the owner’s choice holds before everything',
    { timeZone: 'Asia/Seoul', chosen: true, words: all },
    'Asia/Seoul',
    'chosen',
  ],
  ['sent mail before the calendar', { words: all }, berlin, 'mail'],
  ['the calendar before the browser', { words: { calendar: tokyo, browser: lagos } }, tokyo, 'calendar'],
  ['the browser where nobody else says anything', { words: { browser: lagos } }, lagos, 'browser'],
  ['what was in use where nobody does', { timeZone: tokyo }, tokyo, undefined],
  [
    'what was in use before sent mail was asked, as long as they differ',
    { timeZone: tokyo, held: true, words: all },
    tokyo,
    'calendar',
  ],
  [
    'sent mail where the calendar agrees, even then',
    { timeZone: tokyo, held: true, words: { mail: berlin, calendar: paris } },
    berlin,
    'mail',
  ],
])('%s', (_, some, zone, source) => {
  const decided = decideZone(known(some), now)
  expect(decided).toBe(zone)
  expect(sourceOf(known({ ...some, timeZone: decided }), now)).toBe(source)
})

describe('the owner is asked', () => {
  test('where nobody says anything, but not once they chose', () => {
    expect(askZone(known({}), now)).toEqual({ kind: 'unknown' })
    expect(askZone(known({ chosen: true }), now)).toBeUndefined()
    expect(askZone(known({ chosen: true, words: all }), now)).toBeUndefined()
    expect(askZone(known({ timeZone: tokyo }), now)).toBeUndefined()
  })

  test('where two differ at some time of the coming year', () => {
    expect(askZone(known({ timeZone: berlin, words: { mail: berlin, calendar: paris } }), now)).toBeUndefined()
    expect(askZone(known({ timeZone: berlin, words: { mail: berlin, calendar: lagos, browser: paris } }), now)).toEqual(
      {
        kind: 'disagree',
        choices: [
          { zone: berlin, saidBy: ['mail', 'browser'] },
          { zone: lagos, saidBy: ['calendar'] },
        ],
      },
    )
  })
})

describe('a clock', () => {
  test('looked up once shows at any moment what it shows', () => {
    const moment = fc.integer({ min: ms - 3 * 365 * 24 * 3600_000, max: ms + 365 * 24 * 3600_000 })
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.uniqueArray(moment, { minLength: 2, maxLength: 8 }),
        (zone, moments) => {
          const steps = stepsOf(zone, Math.min(...moments), Math.max(...moments))
          for (const at of moments) expect(minutesIn(steps, at), zone).toBe(minutesAt(zone, at))
        },
      ),
      { numRuns: 100 },
    )
  })

  test.each([
    [berlin, berlin, false],
    [berlin, paris, false],
    // Now the same, in summer not.
    [berlin, lagos, true],
    ['Europe/London', 'Africa/Abidjan', true],
    ['Asia/Tokyo', 'Asia/Seoul', false],
    ['America/New_York', 'America/Havana', true],
  ])('of %s and one of %s differ within a year: %s', (one, other, does) => {
    expect(differ(one, other, ms)).toBe(does)
    expect(differ(other, one, ms)).toBe(does)
  })

  test('that shows UTC all year is not one that does in winter', () => {
    expect(['UTC', 'Atlantic/Reykjavik', 'Etc/GMT'].map((zone) => isUtc(zone, ms))).toEqual([true, true, true])
    expect(['Europe/London', 'Europe/Berlin', 'Atlantic/Azores'].map((zone) => isUtc(zone, ms))).toEqual([
      false,
      false,
      false,
    ])
  })
})

test('a zone is read by its name, and nothing else is one', () => {
  expect(readZone('Europe/Berlin')).toBe('Europe/Berlin')
  expect(readZone('europe/berlin')).toBe('Europe/Berlin')
  for (const zone of Intl.supportedValuesOf('timeZone')) expect(readZone(zone), zone).toBe(zone)
  for (const text of [undefined, null, '', '+01:00', 'Europe/Atlantis', ' UTC', 'Europe/Berlin\u0000', 'A'.repeat(1e6)])
    expect(readZone(text)).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => readZone(text) === undefined || /^[\w/+-]+$/.test(text)))
})
