import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/letter/find/finding.ts'
import { german } from '../../src/letter/words/de/german.ts'
import { english } from '../../src/letter/words/en/english.ts'
import type { Line, Speech } from '../../src/letter/words/saying.ts'

const at = Date.UTC(2026, 2, 5)
const evidence: readonly string[] = ['one']
const other = { other: 'Bo Reed', otherAddress: 'bo@reed.example' }
const met = { kind: 'shared_meetings', first: at, last: at + 1e10, count: 9 } as const
const thread = { kind: 'last_thread', at, title: 'T' } as const
const found: readonly Finding[] = [
  { kind: 'owed_reply', at, title: 'T', asks: true },
  { kind: 'owed_reply', at, asks: true },
  { kind: 'owed_reply', at, title: 'T', asks: false },
  { kind: 'owed_reply', at, asks: false },
  { kind: 'unanswered', at, title: 'T' },
  { kind: 'unanswered', at },
  { kind: 'introduction_made', at, replied: 'both', ...other },
  { kind: 'introduction_made', at, replied: 'other', ...other },
  { kind: 'introduction_received', at, way: 'to', title: 'T', ...other },
  { kind: 'introduction_received', at, way: 'by', ...other },
  { kind: 'note', at, text: 'N' },
  { kind: 'anniversary', first: at, met: true, years: 1, weekday: 4, today: false },
  { kind: 'anniversary', first: at, met: false, years: 3, weekday: 4, today: true },
  { kind: 'birthday', weekday: 4, today: false, guessed: false },
  { kind: 'birthday', weekday: 4, today: true, guessed: true },
  { kind: 'series_ended', at, title: 'T', count: 14 },
  { kind: 'series_ended', at, count: 3 },
  { kind: 'series_ended', at },
  { ...met, span: 'none', lastTitle: 'T' },
  { ...met, span: 'year' },
  { ...met, span: 'year', title: 'T', lastTitle: 'T' },
  { ...met, span: 'all' },
  { ...met, span: 'all', title: 'T', lastTitle: 'T' },
  { ...thread, way: 'both', newest: true },
  { ...thread, way: 'both', newest: false, after: { at: at + 1e10, how: 'met' } },
  { ...thread, way: 'they', newest: false, after: { at: at + 1e10, how: 'beside' } },
  { ...thread, way: 'owner', newest: false },
  { ...thread, way: 'owner', newest: false, after: { at: at + 1e10, how: 'mail' } },
  { kind: 'moved', at, from: 'a.example', to: 'b.example', since: true, own: true },
  { kind: 'moved', at, from: 'a.example', to: 'b.example', since: false, own: false },
  { kind: 'in_common', threads: 1, meetings: 2, span: 'year', ...other },
  { kind: 'in_common', threads: 3, meetings: 0, span: 'all', ...other },
  { kind: 'season', month: 3, years: [2023, 2024, 2025], both: true },
  { kind: 'season', month: 3, years: [2023, 2024, 2025], both: false },
].map((one) => ({ ...one, evidence }) as Finding)

const speech: Speech = {
  firstName: 'Ada',
  day: (ms) => (ms === at ? '5. März' : '29. Juni'),
  month: (ms) => (ms === at ? 'März' : 'Juni'),
  year: () => 2026,
}
const say = (words: typeof english, finding: Finding) => words.sayings[finding.kind](finding as never, speech)
const textOf = (line: Line) => (typeof line === 'string' ? line : line.join('. '))

/** Words of English that German does not have, outside of what is quoted. */
const englishWords =
  /\b(?:the|of|you|your|they|their|and|with|wrote|last|first|met|meeting|since|not|from|at|it|is|on)\b/i

describe.each(
  found.map((finding) => [`${finding.kind} ${JSON.stringify(finding).length}`, finding] as const),
)('%s in German', (_, finding) => {
  const { name, texts } = say(german, finding)
  test('has as many ways to be said as in English, under the same name', () => {
    const shape = say(english, finding)
    expect(name).toBe(shape.name)
    expect(texts).toHaveLength(shape.texts.length)
    expect(new Set(texts.map(textOf)).size).toBe(texts.length)
  })
  test('is German throughout, in sentences that end', () => {
    for (const line of texts) {
      expect(textOf(line)).not.toMatch(englishWords)
      expect(textOf(line)).toMatch(/[.…]$/)
      expect(textOf(line)).not.toMatch(/undefined|null|\s\s|\.\.|“,,|!/)
    }
  })
  test('never says whether somebody is he or she', () => {
    for (const line of texts) expect(textOf(line)).not.toMatch(/\b(?:er|ihm|ihn|sein|seine|seiner|ihrer)\b/)
  })
})

test('what stands around the people is as long in German as in English', () => {
  for (const list of ['weekly', 'inTouch', 'resting', 'thanks'] as const) {
    expect(german[list]).toHaveLength(english[list].length)
    expect(new Set(german[list]).size).toBe(german[list].length)
    for (const text of german[list]) expect(text).not.toMatch(/!|überfällig|hättest|vergiss|sollte(?:st)? du/i)
  }
  expect(german.headlines.one).toHaveLength(english.headlines.one.length)
  expect(german.headlines.more).toHaveLength(english.headlines.more.length)
})

test('a subject in German still fits into fifty characters', () => {
  for (const text of [
    ...german.lines.subject.unsure,
    ...german.lines.subject.empty,
    ...german.lines.subject.noted,
    ...german.lines.subject.birthday,
    german.lines.subject.beginning,
    german.lines.subject.first(3),
    german.lines.subject.pausing({ weeks: 4 }),
  ])
    expect(text.length, text).toBeLessThanOrEqual(50)
})

test.each([english, german])('a first letter from which somebody is left out reads as if it had been written so', ({
  around,
}) => {
  const first = (count: number) => around.first({ back: undefined, heard: false, count })
  for (const [from, to] of [
    [3, 2],
    [3, 1],
    [2, 1],
  ] as const)
    expect(first(from).replace(around.picked(from), around.picked(to))).toBe(first(to))
})

test('numbers and lengths of time stand in the case that their sentence wants', () => {
  const { beside, around, lines } = german
  expect(beside.since(210)).toBe('Seit 7 Monaten keine Mail und kein Treffen zwischen euch.')
  expect(beside.since(1)).toBe('Seit einem Tag keine Mail und kein Treffen zwischen euch.')
  expect(beside.lastKnown(21, '1. Mai 2026')).toContain('war vor 3 Wochen, am 1. Mai 2026.')
  expect(around.goQuiet({ months: 1 })).toEqual(['Ich werde still,', 'für einen Monat'])
  expect(around.picked(1)).toBe('habe eine Person ausgesucht, von der')
  expect(lines.subject.many(3, '23. November')).toBe('Drei Menschen diese Woche, 23. November')
  expect(beside.birthday('Hans', { weekday: 4, guessed: false })).toBe('Am Donnerstag hat Hans Geburtstag.')
})
