import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { type Composing, compose } from '../../src/letter/compose.ts'
import type { Card, PointKind } from '../../src/letter/types.ts'
import { composing, maren, priya, teo } from './letter-made.ts'

const write = (change: Partial<Composing> = {}) => compose({ ...composing, ...change })
const at = (time: string) => Temporal.Instant.from(time)
const called = (...names: string[]): readonly Card[] => names.map((firstName) => ({ ...teo, firstName }))
const about = (...kinds: PointKind[]): readonly Card[] =>
  kinds.map((kind) => ({ ...teo, points: [{ kind, label: 'x', text: 'x', evidence: [] }] }))

test('two who were met in one week are thanked in other words, and next week in others again', () => {
  const met = composing.met.flatMap((one) => [one, one])
  const turn = (before: ReadonlyMap<string, number>) => ({ place: 0, seed: 'a', before })
  const first = write({ met, turn: turn(new Map()) })
  const next = write({ met, turn: turn(new Map(first.worded?.map((mark) => [mark, 1]))) })
  const said = [...first.met, ...next.met].map(({ thanks }) => thanks)
  expect(said.length).toBeGreaterThanOrEqual(4)
  expect(new Set(said).size).toBe(said.length)
})

describe('subject', () => {
  test('names come first', () => {
    expect(write().subject).toMatch(/^Maren, Teo and Priya[:,] /)
    expect(write({ cards: [maren] }).subject).toMatch(/Maren/)
  })

  test('is for the lock screen too: the discreet one names nobody', () => {
    for (const kind of ['weekly', 'first'] as const) {
      const { subject, preheader } = write({ kind, discreet: true })
      expect(subject).toBe('Your letter of 23 November')
      expect(`${subject} ${preheader}`).not.toMatch(/Maren|Teo|Priya/)
    }
  })

  test('long names make room for fewer of them', () => {
    const { subject } = write({ cards: called('Maximiliane-Friederike', 'Bartholomew-Augustus', 'Wilhelmina') })
    expect(subject).toMatch(/^Maximiliane-Friederike and two more/)
    expect(write({ cards: called('a'.repeat(60)) }).subject).toBe('One person this week, 23 November')
  })

  test('of two weeks running is never the same, also across New Year', () => {
    const monday = at('2026-01-05T08:00:00Z')
    for (const kind of ['weekly', 'empty'] as const)
      for (const cards of [[maren], [maren, teo], [maren, teo, priya], called('a'.repeat(60), 'b'.repeat(60))]) {
        const subjects = Array.from({ length: 60 }, (_, week) =>
          write({ kind, cards: kind === 'empty' ? [] : cards, at: monday.add({ hours: 168 * week }) }),
        ).map(({ subject }) => subject)
        for (const [index, subject] of subjects.entries()) expect(subject).not.toBe(subjects[index + 1])
      }
  })

  test('stays short, in one line and without guilt whatever people are called', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 500 }),
      fc.constant('A\r\nBcc: x@y.example'),
    )
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        const { subject, preheader } = write({ cards: called(...names) })
        expect(subject.length).toBeLessThanOrEqual(50)
        expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(preheader.length).toBeLessThan(90)
      }),
    )
  })
})

describe('preheader', () => {
  test('says what it is about, most of it in the first words', () => {
    expect(write().preheader).toBe(
      'A question still open, an anniversary this week and an introduction worth asking about.',
    )
  })

  test('is under 90 characters for any five reasons, and says none of them twice', () => {
    const kinds: PointKind[] = [
      'unanswered',
      'introduction_made',
      'season',
      'series_ended',
      'moved',
      'note',
      'birthday',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 }), (some) => {
        const { preheader } = write({ cards: about(...some) })
        expect(preheader.length).toBeLessThan(90)
        expect(preheader).toMatch(/^[A-Z].*\.$/)
      }),
    )
    expect(write({ cards: about('last_thread', 'last_thread') }).preheader).toBe('A thread to pick up again.')
  })
})

describe('what stands above the people', () => {
  test.each([
    [5, 'Five people, one good reason each'],
    [3, 'Three people, one good reason each'],
    [2, 'Two people, one good reason each'],
    [1, 'One person, one good reason'],
  ])('the headline counts %i', (count, headline) => {
    expect(write({ cards: Array(count).fill(teo) }).headline.join(' ')).toBe(headline)
  })

  test.each([
    ['2026-11-23T03:30:00Z', 'Good evening, Sam.'],
    ['2026-11-23T04:30:00Z', 'Good morning, Sam.'],
    ['2026-11-23T11:30:00Z', 'Good afternoon, Sam.'],
    ['2026-11-23T17:30:00Z', 'Good evening, Sam.'],
  ])('at %s, an hour later in Berlin, it says %s', (time, greeting) => {
    expect(write({ at: at(time) }).intro.startsWith(greeting)).toBe(true)
  })

  test('the day is the day of the reader, and the links last two weeks across a change of clocks', () => {
    const user = { ...composing.user, timeZone: 'Pacific/Auckland' }
    expect(write({ user, at: at('2026-11-22T19:00:00Z') })).toMatchObject({
      date: 'Monday 23 November',
      linksUntil: '7 December',
    })
    expect(write({ at: at('2026-10-19T06:00:00Z') }).linksUntil).toBe('2 November')
  })

  test('an account without a name is greeted without one', () => {
    for (const name of ['', 'sam@reed.example'])
      expect(write({ user: { ...composing.user, name } }).intro).toMatch(/^Good morning\. One hello is a good week/)
  })

  test('the first letter says what was read, and asks whether these are the right people', () => {
    const { intro, notices, subject } = write({ kind: 'first' })
    expect(subject).toBe('Your first letter: three people')
    expect(intro).toContain('I read dates and subjects back to November 2024, no messages, and picked three people')
    expect(notices[0]?.text).toBe('Right sort of people?')
  })

  test('a short history is said to be short, and no span is claimed for it', () => {
    const short = { people: 9, since: at('2026-03-02T00:00:00Z') }
    for (const kind of ['first', 'weekly'] as const) {
      const { intro } = write({ kind, short })
      expect(intro).toContain(
        'I found nine people you really write to, since March 2026: too little to know your rhythm, so this is a guess.',
      )
      expect(intro).not.toContain('November 2024')
    }
  })

  test('a quiet week is said in two lines, with the day of the next letter', () => {
    const { headline, intro, subject } = write({ kind: 'empty', cards: [], met: [] })
    expect(headline).toEqual(['A quiet week'])
    expect(intro).toContain('Nobody is to be named this week.')
    expect(intro).toMatch(/Next letter Monday 30 November\.$/)
    expect(subject).toMatch(/quiet|Nothing/)
  })

  test('after four letters untouched it says that it goes quiet for a month', () => {
    const { headline, intro } = write({ kind: 'pausing', cards: [], met: [] })
    expect(headline.join(' ')).toBe('I’ll go quiet for a month')
    expect(intro).toContain('The people will keep.')
  })

  test('no letter scolds', () => {
    for (const kind of ['first', 'weekly', 'empty', 'pausing'] as const)
      for (const words of Object.values(write({ kind, cards: /empty|pausing/.test(kind) ? [] : [maren, teo] })).flat())
        if (typeof words === 'string') expect(words).not.toMatch(/!|overdue|haven.t (written|answered)|streak|ignored/i)
  })
})
