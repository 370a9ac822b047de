import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { type Clock, inferZone } from '../../src/zone/infer.ts'
import { minutesAt } from '../../src/zone/steps.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z').epochMilliseconds
const dayMs = 24 * 3600_000
const daysAgo = (days: number) => Temporal.Instant.fromEpochMilliseconds(now - Math.round(days * dayMs))

/** A message on each of these days, by a clock of this zone or always of so many minutes. */
const sent = (where: string | number, days: readonly number[]): Clock[] =>
  days.map((ago) => {
    const at = daysAgo(ago)
    return { at, minutes: typeof where === 'number' ? where : minutesAt(where, at.epochMilliseconds) }
  })
/** Every day from so many days ago until so many. */
const from = (first: number, last = 0, step = 1) =>
  Array.from({ length: Math.ceil((first - last) / step) }, (_, index) => first - index * step)

const twoYears = from(700)

describe('the clock on the owner’s own mail', () => {
  test('is read across changes of the clock: any zone is found again, and shows the same at every one of these moments', () => {
    const everywhere = Intl.supportedValuesOf('timeZone')
    const seconds = fc.noBias(fc.integer({ min: 0, max: 729 * 24 * 3600 }))
    const moments = fc.array(seconds, { minLength: 80, maxLength: 200 })
    fc.assert(
      fc.property(fc.constantFrom(...everywhere), moments, (zone, ago) => {
        const clocks = sent(
          zone,
          ago.map((each) => each / (24 * 3600)),
        )
        const found = inferZone(clocks)
        expect(found === undefined, zone).toBe(clocks.every(({ minutes }) => minutes === 0))
        if (found)
          for (const { at, minutes } of clocks) expect(minutesAt(found, at.epochMilliseconds), zone).toBe(minutes)
      }),
      { numRuns: 300 },
    )
  })

  test('names the zone where most people live by it, unless the calendar, the browser or the owner’s present zone has the same clock', () => {
    const clocks = sent('Europe/Rome', twoYears)
    expect(inferZone(clocks)).toBe('Europe/Berlin')
    expect(inferZone(clocks, [undefined, 'Europe/Paris', 'Europe/Rome'])).toBe('Europe/Paris')
    expect(inferZone(clocks, ['America/New_York', null, 'Europe/Madrid'])).toBe('Europe/Madrid')
    // The same in winter only.
    expect(inferZone(clocks, ['Africa/Lagos'])).toBe('Europe/Berlin')
  })

  test.each([
    ['nothing was sent', []],
    ['four messages were sent', sent('Asia/Tokyo', [1, 2, 3, 4])],
    ['all of it was sent on two days', sent('Asia/Tokyo', [1, 1.1, 1.2, 2, 2.1, 2.2])],
    ['a program wrote +0000 all year round', sent(0, twoYears)],
    ['it was +0000 in one winter, in London or on any server', sent('Europe/London', from(25))],
    ['no clock on earth shows it', sent(7, twoYears)],
    ['it is on a clock further than any', sent(20 * 60, twoYears)],
  ])('says nothing where %s', (_, clocks) => {
    expect(inferZone(clocks)).toBeUndefined()
  })

  test('is known after five messages on three days', () => {
    expect(inferZone(sent('Asia/Tokyo', [1, 1.1, 2, 2.1, 3]))).toBe('Asia/Tokyo')
  })
})

describe('a program that writes +0000 wherever its owner is', () => {
  test('does not hide what a telephone says now and then', () => {
    expect(
      inferZone([
        ...sent(0, twoYears),
        ...sent(
          'Europe/Berlin',
          from(700, 0, 30).map((day) => day + 0.3),
        ),
      ]),
    ).toBe('Europe/Berlin')
    expect(inferZone([...sent(0, twoYears), ...sent('Africa/Lagos', from(700, 0, 2))])).toBe('Africa/Lagos')
    expect(inferZone([...sent(0, twoYears), ...sent('America/Los_Angeles', twoYears)])).toBe('America/Los_Angeles')
  })

  test('moves nobody to London when it is used from one day on, in winter or in summer', () => {
    expect(inferZone([...sent('Europe/Berlin', from(700, 45)), ...sent(0, from(45))])).toBe('Europe/Berlin')
    expect(inferZone([...sent('Europe/Berlin', from(700, 170)), ...sent(0, from(170))])).toBe('Europe/Berlin')
  })

  test('is told from a winter in London, where the summers agree', () => {
    expect(inferZone(sent('Europe/London', twoYears))).toBe('Europe/London')
    // A week in Berlin in winter looks like Lagos, where it is +0100 in the summers too.
    expect(inferZone([...sent('Europe/London', from(700, 20)), ...sent('Europe/Berlin', from(20, 13))])).toBe(
      'Europe/London',
    )
    expect(inferZone(sent('Atlantic/Azores', twoYears))).toBe('Atlantic/Azores')
  })
})

describe('a trip', () => {
  test.each([
    ['of a week, which is not over yet', 7],
    ['of two weeks', 14],
    ['of nineteen days', 19],
  ])('%s moves nobody', (_, days) => {
    for (const there of ['America/New_York', 'Asia/Tokyo', 'Europe/London', 'Africa/Johannesburg'])
      expect(inferZone([...sent('Europe/Berlin', from(700, days)), ...sent(there, from(days))]), there).toBe(
        'Europe/Berlin',
      )
  })

  test('to where the clock shows what it shows at home in summer moves nobody when the clock goes back at home', () => {
    // Johannesburg explains all of the last sixty days, Berlin not the last week.
    const back = Temporal.Instant.from('2026-10-31T12:00:00Z')
    const clocks = from(700)
      .map((days) => back.subtract({ hours: 24 * days }))
      .map((at, index, all) => ({
        at,
        minutes: minutesAt(index > all.length - 7 ? 'Africa/Johannesburg' : 'Europe/Berlin', at.epochMilliseconds),
      }))
    expect(inferZone(clocks)).toBe('Europe/Berlin')
  })

  test('every other week moves nobody either', () => {
    const clocks = twoYears.flatMap((day) =>
      sent(Math.floor(day / 7) % 3 ? 'Europe/Berlin' : 'America/New_York', [day]),
    )
    expect(inferZone(clocks)).toBe('Europe/Berlin')
  })
})

describe('a move', () => {
  test('counts after more than twenty days with mail at the new place', () => {
    const moved = (days: number) =>
      inferZone([...sent('America/New_York', from(700, days)), ...sent('Europe/Berlin', from(days))])
    expect(moved(19)).toBe('America/New_York')
    expect(moved(22)).toBe('Europe/Berlin')
    expect(moved(300)).toBe('Europe/Berlin')
  })

  test('of somebody who writes once a week takes as many days with mail', () => {
    const moved = (weeks: number) =>
      inferZone([...sent('Asia/Tokyo', from(700, weeks * 7, 7)), ...sent('America/Chicago', from(weeks * 7, 0, 7))])
    expect(moved(10)).toBe('Asia/Tokyo')
    expect(moved(25)).toBe('America/Chicago')
  })

  test('back home is seen the day after', () => {
    const clocks = [
      ...sent('Europe/Berlin', from(700, 60)),
      ...sent('America/New_York', from(60, 30)),
      ...sent('Europe/Berlin', from(30)),
    ]
    expect(inferZone(clocks)).toBe('Europe/Berlin')
  })

  test('is not asked of mail that is older than two years', () => {
    expect(inferZone([...sent('Asia/Tokyo', from(3000, 740)), ...sent('Europe/Paris', from(10))])).toBe('Europe/Berlin')
  })
})

test('the order in which mail was read makes no difference', () => {
  const clocks = [...sent('Europe/Berlin', from(400, 30)), ...sent('America/New_York', from(30))]
  expect(inferZone(clocks.toReversed())).toBe(inferZone(clocks))
})
