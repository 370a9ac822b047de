import { describe, expect, test } from 'vitest'
import { languageOf, languageOfOne } from '../../src/letter/say/language.ts'
import { ambiguous, subjects } from './subjects.ts'

const all = Object.entries(subjects).flatMap(([language, list]) => list.map((subject) => ({ language, subject })))

describe('one subject', () => {
  test('is told to be in its language nine times out of ten, and hardly ever in another', () => {
    expect(all).toHaveLength(200)
    const told = all.map((one) => ({ ...one, found: languageOfOne(one.subject) }))
    const wrong = told.filter(({ found, language }) => found !== undefined && found !== language)
    const unknown = told.filter(({ found }) => found === undefined)
    if (process.env.SHOW) console.log({ wrong, unknown })
    expect(wrong.map(({ subject, found }) => `${subject}: ${found}`)).toEqual([])
    expect(unknown.length, unknown.map(({ subject }) => subject).join('\n')).toBeLessThanOrEqual(20)
  })

  test.each(ambiguous)('%j is in none that could be named', (subject) => expect(languageOfOne(subject)).toBeUndefined())
})

describe('the language of two', () => {
  test.each(Object.entries(subjects))('is %s where they write each other so', (language, list) => {
    for (let from = 0; from < list.length; from += 4) expect(languageOf(list.slice(from, from + 4))).toBe(language)
  })

  test('is English where nothing tells, and never by a name or a place', () => {
    for (let from = 0; from < ambiguous.length; from += 5)
      expect(languageOf(ambiguous.slice(from, from + 5)), ambiguous.slice(from, from + 5).join(', ')).toBe('en')
  })

  test.each([
    ['und-Cyrl', ['Фотографии с дачи', 'Ужин в пятницу?']],
    ['el', ['Τα σχέδια της γέφυρας']],
    ['und-Arab', ['صور من البحيرة']],
    ['ko', ['다리 도면']],
    ['zh', ['桥的图纸']],
    ['cs', ['Výkresy mostu', 'Hodí se ti čtvrtek?', 'Tvůj deštník je u nás']],
    ['tr', ['Köprünün çizimleri', 'Perşembe sana uyar mı?', 'Şemsiyen hâlâ bizde']],
    ['fi', ['Sillan piirustukset', 'Sopiiko torstai sinulle?', 'Kiitos hillosta']],
    ['hu', ['A híd rajzai', 'Jó neked a csütörtök?', 'Köszönöm a lekvárt']],
    ['da', ['Tegningerne til broen', 'Passer torsdag for dig?', 'Hvad der skete med det gamle bageri']],
    ['ro', ['Desenele podului', 'Mulțumesc pentru gem', 'Câteva idei despre al doilea capitol']],
  ])('is no English where it is %s', (language, titles) => expect(languageOf(titles)).toBe(language))

  test('is told within a subject’s first line, however long it is', () => {
    expect(languageOf([`${'Die Zeichnungen für die Brücke '.repeat(5000)}`, 'Danke für alles'])).toBe('de')
  })
})
