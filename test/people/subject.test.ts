import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  asks,
  bareSubject,
  introduces,
  isGeneric,
  isMourning,
  isQuotable,
  isReply,
  isSensitive,
  isSensitiveHost,
  sensitiveMatter,
} from '../../src/people/subject.ts'

test.each([
  ['Re: AW: Fwd (2): Studio move + a question', 'Studio move + a question'],
  ['RE[3]: Budget', 'Budget'],
  ['Antw.: x', 'Antw.: x'],
  ['[External] Re : Plan', 'Plan'],
  ['SV: VS: Rép : Betr: Hej', 'Hej'],
  ['RE：日本', '日本'],
  ['Research: a plan', 'Research: a plan'],
  ['re:', ''],
  ['Einladung: Atlas weekly', 'Atlas weekly'],
])('%j without its prefixes is %j', (subject, bare) => expect(bareSubject(subject)).toBe(bare))

test('taking prefixes off twice changes nothing, and the rest is a part of the subject', () => {
  const piece = fc.oneof(fc.constantFrom('Re:', 'AW: ', 'Fwd (2):', '[EXT] ', 'TR :'), fc.string())
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const subject = pieces.join('')
      const bare = bareSubject(subject)
      expect(bareSubject(bare)).toBe(bare)
      expect(subject).toContain(bare)
    }),
  )
})

test.each([
  'Hi',
  '1:1',
  'Re: Catch up',
  'Hallo zusammen',
  '',
  '???',
  '2026-11-22',
  'Kids%203378.jpg',
  'Fwd: IMG_2041.mp4',
  'Question',
  'Koffie',
  'Sync 3',
  'Une question',
  'Treffen',
])('%j says nothing', (subject) => expect(isGeneric(subject)).toBe(true))
test.each([
  'Studio move',
  'Atlas weekly',
  'Northlight design review',
  'Lissabon im Mai',
])('%j says something', (subject) => expect(isGeneric(subject)).toBe(false))

test.each([
  ['Your chemotherapy on Monday', 'health'],
  ['Zahnarzttermin', 'health'],
  ['Divorce papers', 'law'],
  ['Kündigung zum Monatsende', 'work'],
  ['Facture 2026-11', 'money'],
  ['Condolences from all of us', 'mourning'],
  ['Beerdigung am Freitag', 'mourning'],
  ['Pésame', 'mourning'],
  ['Uitvaart van oma', 'mourning'],
  ['Obsèques de Paul', 'mourning'],
  ['Sorry for your loss', 'mourning'],
  ['Studio move + a question', undefined],
  ['Courtyard plans', undefined],
  ['Taxonomy workshop', undefined],
])('%j touches %s', (subject, matter) => {
  expect(sensitiveMatter(subject)).toBe(matter)
  expect(isSensitive(subject)).toBe(matter !== undefined)
  expect(isMourning(subject)).toBe(matter === 'mourning')
})

test.each([
  'Dinner?',
  'Studio move + a question',
  'Kannst du Dienstag',
  'Une demande',
  '¿Vienes',
  'Verzoek om input',
  '参加？',
])('%j asks for an answer', (subject) => expect(asks(subject)).toBe(true))
test.each(['Thanks for dinner', 'Photos from Lisbon', 'Danke für gestern'])('%j asks for none', (subject) =>
  expect(asks(subject)).toBe(false))

test.each([
  'Introduction: Ana and Ben',
  'Ana <> Ben',
  'Ana, meet Ben',
  'Darf ich vorstellen',
])('%j introduces', (subject) => expect(introduces(subject)).toBe(true))
test('a plan to meet introduces nobody', () => expect(introduces('Shall we meet on Friday')).toBe(false))

test('a subject is quoted only if it says something and is nobody’s private matter', () => {
  expect(isQuotable('Atlas weekly')).toBe(true)
  expect(isQuotable('Biopsy results')).toBe(false)
  expect(isQuotable('Hi')).toBe(false)
  expect(isQuotable(undefined)).toBe(false)
})

test.each([
  'praxis@dr-weber.example',
  'anna@kanzlei-mueller.example',
  'x@smithlaw.example law',
  'hr@acme.example',
  'Rechtsanwälte Meier',
])('%j is the address or name of a private matter', (text) => expect(isSensitiveHost(text)).toBe(true))
test.each([
  'drew@acme.example',
  'lawrence@flaws.example',
  'Christa Hruby',
  'andrew@drums.example',
])('%j is not', (text) => expect(isSensitiveHost(text)).toBe(false))

test('a reply is known by its prefix, a forward is none', () => {
  expect(isReply('AW: Plan')).toBe(true)
  expect(isReply('Fwd: Plan')).toBe(false)
})

describe('hostile subjects', () => {
  test('are read in time, however long', () => {
    const started = performance.now()
    for (const subject of [
      're:'.repeat(20_000),
      `re${' '.repeat(50_000)}`,
      'a '.repeat(50_000),
      '['.repeat(50_000),
      'Fwd ('.repeat(20_000),
    ])
      for (const read of [bareSubject, isGeneric, isSensitive, asks, introduces]) read(subject)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
