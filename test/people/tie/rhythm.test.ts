import { describe, expect, test } from 'vitest'
import { rank } from '../../../src/people/judge/rank.ts'
import { usualGap } from '../../../src/people/tie/rhythm.ts'
import { at, daysAgo, know, mail, now, talk } from '../derive/life.ts'

const each = (count: number, step: number, days: readonly number[]) =>
  Array.from({ length: count }, (_, i) => days.map((day) => i * step + day)).flat()

describe('the usual gap lies between exchanges', () => {
  test.each([
    ['an evening’s mail and a morning’s answer every 45 days', each(12, 45, [0, 1]), 45],
    ['three days of going back and forth every 30 days', each(6, 30, [0, 1, 3]), 30],
    ['one mail every 45 days', each(12, 45, [0]), 45],
    ['a mail a day', each(30, 1, [0]), 1],
    ['a mail on each day of work', each(8, 7, [0, 1, 2, 3, 4]), 1],
    ['every week, answered on the next day', each(8, 7, [0, 1]), 7],
    ['twice a week', each(8, 7, [0, 3]), 3],
  ])('%s', (_, days, gap) => expect(usualGap(days)).toBe(gap))
  test('two make no rhythm: their days say how often it was, or nothing does', () => {
    expect(usualGap([0, 300])).toBe(300)
    expect(usualGap([0, 1, 45, 46])).toBeUndefined()
  })
  test('of a single exchange there is none', () => {
    expect(usualGap([])).toBeUndefined()
    expect(usualGap([5])).toBeUndefined()
    expect(usualGap([5, 6, 8])).toBeUndefined()
  })
})

describe('an evening’s mail and a morning’s answer, twelve times, 45 days apart', () => {
  const anna = 'Anna Berg <anna@acme.example>'
  const since = (silent: number) =>
    Array.from({ length: 12 }, (_, i) => silent + 45 * i).flatMap((days) => [
      mail({ to: [anna], days: days + 0.6, thread: `t${days}`, subject: 'Northlight plans' }),
      mail({ from: anna, days, thread: `t${days}`, subject: 'Re: Northlight plans', signals: ['reply'] }),
    ])
  const standing = async (silent: number) => {
    const found = at(await know(since(silent)), 'anna@acme.example')
    return { ...rank(found, now, daysAgo(900), { timeZone: 'Europe/Berlin', locale: null }), found }
  }

  test('are an exchange about every six weeks, and nobody is missed after a month', async () => {
    const { due, group, why } = await standing(30)
    expect([due, group]).toEqual([false, 'in_touch'])
    expect(why).toContain('about every 6 weeks is usual for the two of you')
  })
  test('fall due once twice as long has passed', async () => {
    expect((await standing(88)).due).toBe(false)
    expect(await standing(92)).toMatchObject({
      due: true,
      found: { relationship: { typicalGapDays: 45, activeDays: 24 } },
    })
  })
  test('as long as less than a year is read, nobody is told how often that is', async () => {
    const place = { timeZone: 'Europe/Berlin', locale: null }
    for (const silent of [30, 92]) {
      const { found } = await standing(silent)
      for (const readBackTo of [undefined, daysAgo(22)]) {
        const { why, due } = rank(found, now, readBackTo, place)
        expect(why).not.toMatch(/every|usual/)
        expect(due).toBe(silent > 90)
      }
    }
  })
  test('one exchange alone has no rhythm, and none is told of it', async () => {
    const found = at(await know(talk(anna, [100, 99], 'Northlight plans')), 'anna@acme.example')
    expect(found.relationship.typicalGapDays).toBeUndefined()
    const { due, why } = rank(found, now)
    expect(due).toBe(true)
    expect(why).toContain('You used to be in touch, nearly evenly (4 emails read so far)')
  })
})
