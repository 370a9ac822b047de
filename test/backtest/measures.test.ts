import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { follow } from '../../src/backtest/after.ts'
import { replayable } from '../../src/backtest/months.ts'
import { others } from '../../src/backtest/others.ts'
import { ownOf } from '../../src/people/identity/own.ts'
import { toContacts } from '../../src/work/people/contacts.ts'
import { daysAgo, mail, meeting, now, owner, talk } from '../people/derive/life.ts'

describe('the months that can be replayed', () => {
  const months = (readBackTo: string | undefined, timeZone = 'UTC') =>
    replayable({ now, timeZone, readBackTo: readBackTo ? Temporal.Instant.from(readBackTo) : undefined }).map(String)

  test('are the last twelve whose eight weeks are over', () => {
    const found = months('2021-11-22T00:00:00Z')
    expect(found).toHaveLength(12)
    expect([found[0], found.at(-1)]).toEqual(['2025-10-01T00:00:00Z', '2026-09-01T00:00:00Z'])
  })

  test('have a year of history before them', () => {
    expect(months('2025-06-01T00:00:00Z')).toEqual([
      '2026-06-01T00:00:00Z',
      '2026-07-01T00:00:00Z',
      '2026-08-01T00:00:00Z',
      '2026-09-01T00:00:00Z',
    ])
    expect(months('2025-06-01T00:00:01Z')).toHaveLength(3)
    expect(months('2025-10-01T00:00:00Z')).toEqual([])
    expect(months(undefined)).toEqual([])
  })

  test('begin at midnight of the owner’s own zone, on either side of a change of clocks', () => {
    const found = months('2021-11-22T00:00:00Z', 'Europe/Berlin')
    expect([found[0], found[1]]).toEqual(['2025-09-30T22:00:00Z', '2025-10-31T23:00:00Z'])
  })
})

describe('other ways of choosing', () => {
  const due = [
    { address: 'a', silentDays: 30, typicalGapDays: 2, resumed: true },
    { address: 'b', silentDays: 60, typicalGapDays: 30, resumed: true },
    { address: 'c', silentDays: 200, typicalGapDays: 50, resumed: false },
    { address: 'd', silentDays: 400, typicalGapDays: 20, resumed: false },
    { address: 'e', silentDays: 90, typicalGapDays: undefined, resumed: false },
  ]

  test('chance is worked out over everybody who was due, the others name the first', () => {
    // Overdue: e 90, d 20, a 15, c 4, b 2 usual gaps. Recent: a, b, e, c, d.
    expect(others(due, 3)).toEqual({
      chance: { named: 3, resumed: 1.2 },
      recent: { named: 3, resumed: 2 },
      overdue: { named: 3, resumed: 1 },
    })
  })

  test('name no more than were due', () => {
    expect(others(due.slice(0, 2), 3)).toEqual({
      chance: { named: 2, resumed: 2 },
      recent: { named: 2, resumed: 2 },
      overdue: { named: 2, resumed: 2 },
    })
    expect(others([], 1).chance).toEqual({ named: 0, resumed: 0 })
  })
})

describe('what came after', () => {
  const maren = 'maren@okafor.example'
  const at = daysAgo(56)
  const told = (facts: Parameters<typeof toContacts>[0]) =>
    follow({
      contacts: toContacts(facts, ownOf([owner]), now),
      theirs: new Set([maren]),
      at,
      place: { timeZone: 'UTC', locale: null },
    })

  test('a note and its answer', () => {
    expect(told(talk(maren, [30]))).toEqual({
      resumed: true,
      byOwner: true,
      after: 'you wrote on 23 October, they answered on 23 October',
    })
  })

  test('what is no answer is not called one', () => {
    const facts = [mail({ from: maren, days: 30 }), mail({ to: [maren], days: 28 })]
    expect(told(facts)).toEqual({
      resumed: true,
      byOwner: false,
      after: 'they wrote on 23 October, you wrote on 25 October',
    })
  })

  test('a note alone is no contact in both directions', () => {
    expect(told([mail({ to: [maren], days: 30 })])).toEqual({
      resumed: false,
      byOwner: true,
      after: 'you wrote on 23 October',
    })
  })

  test('a meeting counts by itself, and who called it made the first step', () => {
    const called = meeting({ days: 20, with: [maren] })
    expect(told([called])).toEqual({ resumed: true, byOwner: true, after: 'you met on 2 November' })
    const theirs = { ...called, people: called.people.map((one) => ({ ...one, organizer: one.address === maren })) }
    expect(told([theirs])).toMatchObject({ resumed: true, byOwner: false })
  })

  test('both, in the order in which they were', () => {
    const facts = [meeting({ days: 20, with: [maren] }), mail({ to: [maren], days: 10 })]
    expect(told(facts).after).toBe('you met on 2 November; you wrote on 12 November')
    expect(told([mail({ to: [maren], days: 25 }), meeting({ days: 20, with: [maren] })]).after).toBe(
      'you wrote on 28 October; you met on 2 November',
    )
  })

  test('mail to a crowd is no contact, and where there is none it is said plainly', () => {
    const crowd = Array.from({ length: 11 }, (_, i) => `guest${i}@crowd.example`)
    const facts = [mail({ to: [maren, ...crowd], days: 30 })]
    expect(told(facts)).toEqual({
      resumed: false,
      byOwner: false,
      after: 'no email or meeting in the eight weeks after',
    })
  })
})
