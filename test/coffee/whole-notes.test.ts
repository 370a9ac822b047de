import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { coffeeNote, hasBracket, plainNote, subjectFor, titleFor } from '../../src/coffee/note.ts'
import {
  askAfterNote,
  introductionNote,
  jointNote,
  jointSubject,
  threeNote,
} from '../../src/letter/say/introduce-note.ts'
import { languageOf } from '../../src/letter/say/language.ts'
import { wordings } from '../../src/letter/say/wordings.ts'
import type { Facts } from '../../src/letter/say/words/wording.ts'
import { cleanText } from '../../src/text.ts'

const names = { name: 'Renée Dubois', address: 'renee@acme.example' }
const other = { name: 'Inés Prieto', address: 'ines@beta.example' }
/** Every month and weekday once. */
const slots = Array.from({ length: 12 }, (_, month) => ({
  start: Temporal.ZonedDateTime.from(
    `2026-${String(month + 1).padStart(2, '0')}-0${1 + (month % 7)}T09:30[UTC]`,
  ).toInstant(),
}))
const guess = { offsetMinutes: 540, timeZone: 'Asia/Tokyo' }
const title = '«1234»'
const facts = (wording: (typeof wordings)[number]): Facts => ({
  title,
  month: wording.month(4, 2025),
  other: 'Jonas Lind',
  count: wording.count(9),
  one: false,
  met: true,
  when: wording.weekday(4),
  note: '1234',
})
/** Small words that one of the seven has and the others never write, by which a sentence of it would be seen. */
const marks: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:the|would|your|you|and|with|please|let’s|coffee)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:der|das|und|eine|nicht|wäre|Kaffee|Uhr|ich)(?!\p{L})/u,
  fr: /(?<!\p{L})(?:les|une|est|avec|dans|pas|et|où)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:el|una|este|hay|muy)(?!\p{L})|[¿ñ]/iu,
  it: /(?<!\p{L})(?:che|gli|della|una|è|nelle)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:os|uma|não|nas|são|foi)(?!\p{L})|[ãõ]/iu,
  nl: /(?<!\p{L})(?:het|een|van|niet|uur|zou|ik)(?!\p{L})/iu,
}
/** Words that two of them share. */
const shared: Readonly<Record<string, RegExp>> = {
  fr: /(?<!\p{L})(?:est|une|et|les)(?!\p{L})/giu,
  it: /(?<!\p{L})(?:una|con|e|è)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:una|con)(?!\p{L})/giu,
  pt: /(?<!\p{L})(?:com|este|que|é|e)(?!\p{L})/giu,
}

const wholeNotes = (wording: (typeof wordings)[number]) => {
  const { language } = wording
  const signed = { ownerName: 'Sam Hartley', language }
  const openings = Object.values(wording.openings).flatMap((list) => list.map((opening) => opening(facts(wording))))
  const ends = [...wording.asks.video, ...wording.asks.in_person, ...wording.nothing]
  return [
    ...openings.map((opening, at) => `${wording.greet('Renée')} ${opening} ${ends[at % ends.length]}`),
    ...ends,
    coffeeNote({ opener: '', slots, ownerZone: 'Europe/Lisbon', guess, ...signed }),
    coffeeNote({
      opener: '',
      slots,
      ownerZone: 'Europe/Lisbon',
      guestLink: 'https://x.example/m/1',
      ...signed,
    }),
    plainNote({ opener: '', ...signed }),
    ...['a', 'b', 'c', 'd'].map((seed) => introductionNote(names, other.name, { language, seed })),
    ...['a', 'b', 'c', 'd'].map((seed) => askAfterNote(names, { other: other.name, month: 4 }, { language, seed })),
    jointNote(names, other, language),
    threeNote(names, other, language),
    `${jointSubject(names, other, language)} ${titleFor({ person: names, also: other, owner: 'Sam Hartley' }, language)}`,
    subjectFor({ relationship: {} }, language),
  ]
}

describe.each(wordings.map((wording) => [wording.language, wording] as const))('a note in %s', (language, wording) => {
  test('holds no sentence of another language, its times and its title included', () => {
    for (const text of wholeNotes(wording))
      for (const [another, mark] of Object.entries(marks))
        if (another !== language)
          expect(text.replace(shared[language] ?? /(?!)/g, ''), `${another} in: ${text}`).not.toMatch(mark)
  })

  test('is told to be in that language by the very words it is written in', () => {
    const sentences = wholeNotes(wording).flatMap((text) => text.split(/[.?!\n]\s*/))
    expect(languageOf(sentences.map((one) => cleanText(one, 200)).filter((one) => one.length > 12))).toBe(language)
  })

  test('has one bracket at most, which keeps it from leaving, and none that a quoted title brings', () => {
    for (const text of wholeNotes(wording)) {
      const brackets = text.match(/\[[^\]]*\]/g) ?? []
      expect(brackets.length, text).toBeLessThanOrEqual(1)
      expect(hasBracket(text), text).toBe(brackets.length === 1)
    }
    expect(hasBracket(wording.quote('[Ext] Budget 2026'))).toBe(false)
    for (const note of [
      introductionNote,
      (one: typeof names, name: string) => jointNote(one, { ...other, name }, language),
    ])
      expect(note(names, 'Ben [x] Ortiz', { language, seed: 'a' }).match(/\[/g)).toHaveLength(1)
  })

  test('says no exclamation, and nothing is missing from it', () => {
    for (const text of wholeNotes(wording)) expect(text).not.toMatch(/!|undefined|null|NaN|“”|«»| {2}| ,/)
  })

  if (process.env.PRINT)
    test('is printed', () => console.log(`\n=== ${language}\n${wholeNotes(wording).join('\n·\n')}`))
})

describe('a note in a language without sentences', () => {
  const note = { opener: 'Cześć Renée', ownerName: 'Sam Hartley', language: 'pl', ownerZone: 'Europe/Lisbon' }
  test('holds the times in numbers alone', () => {
    expect(coffeeNote({ ...note, slots: slots.slice(0, 1), guess, guestLink: 'https://x.example/m/1' })).toBe(
      'Cześć Renée\n\n- 2026-01-01, 18:30 (UTC+9) = 2026-01-01, 09:30 (UTC+0)\n\nhttps://x.example/m/1\n\nSam',
    )
    expect(coffeeNote({ ...note, slots: slots.slice(6, 7) })).toContain('\n- 2026-07-07, 10:30 (UTC+1)\n')
    expect(plainNote(note)).toBe('Cześć Renée\n\nSam')
    expect(titleFor({ person: names, owner: 'Sam Hartley' }, 'pl')).toBe('Renée & Sam')
    expect(subjectFor({ relationship: {} }, 'pl')).toBe('')
  })

  test('introduces nobody in words that the two do not share', () => {
    expect(introductionNote(names, other.name, { language: 'pl', seed: 'a' })).toBe('')
    expect(jointNote(names, other, 'pl')).toBe('')
  })
})
