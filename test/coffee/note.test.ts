import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  cleanNote,
  coffeeNote,
  hasBracket,
  plainNote,
  signedNote,
  subjectFor,
  titleFor,
} from '../../src/coffee/note.ts'
import { firstNameIn } from '../../src/people/identity/first-name.ts'

const slots = ['2026-12-01T08:30:00Z', '2026-12-03T15:00:00Z'].map((at) => ({ start: Temporal.Instant.from(at) }))
const note = {
  opener: 'Maren, how is the studio?',
  slots,
  ownerZone: 'Europe/Berlin',
  ownerName: 'Sam Hartley',
  language: 'en',
}
const london = { offsetMinutes: 0, timeZone: 'Europe/London' }

describe('a note that offers times', () => {
  test('has their clock first where it is guessed to be another, says that it is a guess, and ends with a first name', () => {
    expect(coffeeNote({ ...note, guess: london })).toBe(
      [
        'Maren, how is the studio?',
        'Would one of these suit? Your time first, as far as I can tell, and mine in brackets.\n- Tue 1 Dec, 08:30 your time (09:30 mine)\n- Thu 3 Dec, 15:00 your time (16:00 mine)',
        'Sam',
      ].join('\n\n'),
    )
  })

  test('has one clock where both are the same, and its place where nothing is known', () => {
    expect(coffeeNote({ ...note, guess: { offsetMinutes: 60, timeZone: 'Europe/Berlin' } })).toContain(
      '\n- Tue 1 Dec, 09:30\n',
    )
    expect(coffeeNote(note)).toContain('\n- Tue 1 Dec, 09:30 (Berlin time)\n')
  })

  test('speaks German where the two do', () => {
    const text = coffeeNote({ ...note, guess: london, language: 'de', opener: 'Maren, wie ist das Studio?' })
    expect(text).toContain('Di, 1. Dezember, 08:30 Uhr (bei mir 09:30 Uhr)')
    expect(text).not.toMatch(/Would|Tue/)
  })

  test('names the clock as its language does, without an English city in it', () => {
    const in_ = (language: string, ownerZone: string) => coffeeNote({ ...note, language, ownerZone })
    expect(in_('fr', 'Europe/Lisbon')).toContain('08:30 (heure d’Europe de l’Ouest)')
    expect(in_('it', 'Europe/Berlin')).toContain('09:30 (ora dell’Europa centrale)')
    expect(in_('de', 'Europe/London')).toContain('08:30 Uhr (Mittlere Greenwich-Zeit)')
    for (const language of ['de', 'fr', 'es', 'it', 'pt', 'nl'])
      for (const [zone, city] of [
        ['Europe/Lisbon', 'Lisbon'],
        ['Europe/Prague', 'Prague'],
        ['Asia/Kolkata', 'Kolkata'],
      ] as const)
        expect(in_(language, zone)).not.toMatch(new RegExp(`${city}|Zeit in|local|GMT`))
    expect(in_('nl', 'UTC')).toContain('08:30 uur (UTC+0)')
    expect(in_('en', 'UTC')).not.toContain('UTC time')
  })

  test('leads to the page with the times where there is one, and asks what suits where there are none', () => {
    const link = 'https://coffee.example/meet/abc'
    expect(coffeeNote({ ...note, guestLink: link })).toContain(`\n\nOr pick one here: ${link}\n\nSam`)
    expect(coffeeNote({ ...note, slots: [] })).toBe(plainNote(note))
    expect(plainNote(note)).toMatch(/suit you\?\n\nSam$/)
  })

  test('may ask for nothing at all', () => {
    expect(signedNote(note)).toBe('Maren, how is the studio?\n\nSam')
  })
})

describe('a bracket', () => {
  test.each([
    ['Maren, I read [a book they’d like] and thought of you.', true],
    ['[your answer in a line]', true],
    ['[ wrapped\nin two lines ]', true],
    ['Liebe Maren, [dein Grund].', true],
    ['I read Middlemarch and thought of you.', false],
    ['Your “[Ext] Budget 2026” was the last word between us.', false],
    ['Your "[Ext] Budget 2026" was the last word between us.', false],
    ['A 5" disk [which one] and a 6" disk', true],
    ['See footnote [1] and [2].', false],
    ['Empty [] brackets', false],
  ])('%j is to be filled: %s', (text, open) => {
    expect(hasBracket(text)).toBe(open)
  })
})

test('names are greeted by the first, unless there are two or none', () => {
  expect(firstNameIn('Maren Okafor')).toBe('Maren')
  expect(firstNameIn('Okafor, Maren')).toBe('Maren')
  expect(firstNameIn('Anna and Tom Berg')).toBe('Anna and Tom')
  expect(firstNameIn('booking-desk@there.example')).toBe('booking-desk@there.example')
})

test('the subject is a person’s last good one, else a plain word in their language', () => {
  const quote = { factId: 'f', at: Temporal.Instant.from('2026-01-01T00:00:00Z') }
  expect(subjectFor({ relationship: { lastThread: { ...quote, title: 'Studio move' } } })).toBe('Studio move')
  expect(subjectFor({ relationship: { lastThread: quote } })).toBe('Coffee?')
  expect(subjectFor({ relationship: {} }, 'de')).toBe('Kaffee?')
})

test('the meeting is called by both first names', () => {
  expect(titleFor({ person: 'Maren Okafor', owner: 'Sam Hartley' })).toBe('Coffee, Maren and Sam')
  expect(titleFor({ person: 'Maren\u202E\r\nBEGIN:VEVENT', owner: 'Sam' }, 'de')).toBe('Kaffee, Maren und Sam')
})

test('a note keeps its lines and loses what cannot be seen, and ends somewhere', () => {
  expect(cleanNote(' a\u0000\r\nb\u200B \r\r\r\rc ')).toBe('a\nb\n\nc')
  expect(cleanNote('x\n'.repeat(10_000)).length).toBeLessThanOrEqual(4000)
})
