import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { coolingShort, type LetterStanding, whyNot } from '../../src/letter/choose/why-not.ts'
import type { Appearance, ItemOutcome } from '../../src/letter/types.ts'

const place = { timeZone: 'Europe/Berlin', locale: null }
const now = Temporal.Instant.from('2026-11-25T09:00:00Z')
const named = (day: string, outcome: ItemOutcome | null = null): Appearance => ({
  at: Temporal.Instant.from(`${day}T07:00:00Z`),
  outcome,
})
const say = (about: Partial<LetterStanding>) => whyNot({ appearances: [], stopped: false, ...place, now, ...about })
const found = { point: true, inTouch: false, full: false }

describe('what the letter’s own rules say of somebody', () => {
  test.each<[string, Partial<LetterStanding>]>([
    ['Your letters are stopped, so nobody is named in them.', { stopped: true, pausedUntil: '2027-01-15' }],
    ['Your letter takes a break until 15 January 2027.', { pausedUntil: '2027-01-15' }],
    ['You passed over them this week.', { verdict: 'not_this' }],
    ['You said yes to them, so your next letter names them as long as nothing else comes.', { verdict: 'yes' }],
    [
      'They are in this week’s letter; from 4 January 2027 on they may be named again.',
      { appearances: [named('2026-11-23')] },
    ],
    [
      'They were in your letter of 2 November, and six weeks lie between two mentions; from 14 December on they may be named again.',
      { appearances: [named('2026-11-02', 'answered')] },
    ],
    [
      'Two letters named them and nothing came of it, so they rest for half a year; from 10 February 2027 on they may be named again.',
      { appearances: [named('2026-06-15'), named('2026-08-10')] },
    ],
    ['There is nothing on record that a letter could truly say of them.', { found: { ...found, point: false } }],
    [
      'Teo Vasquez of the same organisation is in this week’s letter, which names one of each where it can.',
      { found: { ...found, colleague: 'Teo Vasquez' } },
    ],
    ['This week’s letter named others first; they may be in a later one.', { found: { ...found, full: true } }],
    ['You have been in touch since people were last worked out.', { found: { ...found, inTouch: true } }],
  ])('%s', (sentence, about) => {
    expect(say(about)).toEqual([sentence])
  })

  test('all that hold are said, and nothing where none does', () => {
    expect(say({ found })).toEqual([])
    expect(say({ appearances: [named('2026-09-01', 'met')] })).toEqual([])
    expect(say({ stopped: true, verdict: 'not_this', appearances: [named('2026-11-02')] })).toHaveLength(3)
  })

  test('a list says it in short', () => {
    expect(coolingShort([named('2026-11-02')], now, place)).toBe('In your letter of 2 November; again from 14 December')
    expect(coolingShort([named('2026-09-01', 'met')], now, place)).toBeUndefined()
    expect(coolingShort([], now, place)).toBeUndefined()
  })
})
