import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test } from 'vitest'
import { chooseWay } from '../../src/coffee/way.ts'
import { policy } from '../../src/policy.ts'

const now = Temporal.Instant.from('2026-11-30T08:00:00Z')
const ago = (days: number) => now.subtract({ hours: 24 * days })
const guest = (days: number, more: Partial<Parameters<typeof chooseWay>[0]['guests'][number]> = {}) => ({
  name: 'Maren',
  tie: { lastAt: ago(days), in: 5, out: 5, met: 2 },
  unanswered: { count: 0 },
  ...more,
})
const way = (more: Partial<Parameters<typeof chooseWay>[0]> = {}) =>
  chooseWay({
    guests: [guest(120)],
    times: true,
    checked: true,
    canInvite: true,
    video: true,
    now,
    tongue: 'en',
    ...more,
  })

const asItWas = structuredClone(policy)
afterEach(() => void Object.assign(policy, structuredClone(asItWas)))

describe('the way to ask that stands first', () => {
  test('is an invitation where the permission is there and the two were in touch lately', () => {
    expect(way({ guests: [guest(30)] })).toEqual({
      how: 'invite',
      why: 'You two were in touch within the last 90 days, so an invitation comes as no surprise.',
    })
    expect(way({ guests: [guest(30)], video: false }).how).toBe('invite_in_person')
  })

  test.each([
    ['they were not in touch lately', {}, /not in touch within the last 90 days/],
    ['nobody may write events', { guests: [guest(30)], canInvite: false }, /no further permission/],
    ['nothing vouches for the times', { guests: [guest(30)], checked: false }, /does not vouch/],
    ['nothing is free', { guests: [guest(30)], times: false }, /asks what suits/],
    [
      'mail went one way alone',
      { guests: [guest(30, { tie: { lastAt: ago(30), in: 0, out: 5, met: 0 } })] },
      /not in touch/,
    ],
    ['nothing is known of them', { guests: [guest(30, { tie: { in: 0, out: 0, met: 0 } })] }, /not in touch/],
  ] as const)('is a note where %s', (_, more, why) => {
    expect(way(more)).toMatchObject({ how: 'note', why: expect.stringMatching(why) })
  })

  test.each([
    [
      'two messages have had no answer',
      guest(10, { unanswered: { count: 2, at: ago(1) } }),
      /last two messages to Maren/,
    ],
    ['one has waited for weeks', guest(30, { unanswered: { count: 1, at: ago(30) } }), /last message to Maren/],
    ['it is long ago', guest(400), /more than a year since you were last in touch with Maren/],
  ])('asks for nothing where %s', (_, one, why) => {
    expect(way({ guests: [one] })).toMatchObject({ how: 'write', why: expect.stringMatching(why) })
  })

  test('does not call a message of last week unanswered', () => {
    expect(way({ guests: [guest(7, { unanswered: { count: 1, at: ago(7) } })] }).how).toBe('invite')
  })

  test('counts for both of two: the one who was longest away decides', () => {
    expect(way({ guests: [guest(30), guest(120)] })).toMatchObject({
      how: 'note',
      why: expect.stringMatching(/all of them/),
    })
    expect(way({ guests: [guest(30), guest(500)] }).how).toBe('write')
  })

  test('follows the promised numbers, and so does its sentence', () => {
    Object.assign(policy, { recentlyInTouch: { days: 14 }, longSilence: { months: 24 } })
    expect(way({ guests: [guest(30)] })).toMatchObject({ how: 'note', why: expect.stringContaining('14 days') })
    expect(way({ guests: [guest(400)] }).how).toBe('note')
    expect(way({ guests: [guest(800)] }).why).toContain('more than two years')
  })
})
