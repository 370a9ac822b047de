import { beforeAll, expect, test } from 'vitest'
import type { Letter } from '../../src/letter/types.ts'
import { consultant } from './consultant.ts'
import { live, type Week } from './live.ts'
import { actionsOf, namesOf, repeatsOf } from './repeats.ts'

let weeks: readonly Week[]
let letters: readonly Letter[]
beforeAll(async () => {
  weeks = await live(consultant(120), { weeks: 6, staging: { settings: { letterTongue: 'de', locale: 'en-AT' } } })
  letters = weeks.flatMap(({ letter }) => letter ?? [])
}, 120_000)

/** Neither titles nor first lines: those are in the language of the two. */
const ownWords = (letter: Letter): string =>
  [
    letter.subject,
    letter.preheader,
    letter.date,
    ...letter.headline,
    letter.intro,
    letter.well ?? '',
    letter.linksUntil,
    ...letter.notices.flatMap(({ text, links }) => [text, ...links.map(({ label }) => label)]),
    ...letter.cards.flatMap(({ since, lastInTouch, monthsInWords, points }) => [
      since,
      lastInTouch,
      monthsInWords,
      ...points.map(({ label, text }) => `${label} ${text}`),
    ]),
  ]
    .join('\n')
    .replace(/„[^„“]*“/g, '„…“')

test('six letters in German have no word of English in them, their dates and subjects included', () => {
  expect(letters.length).toBeGreaterThanOrEqual(5)
  for (const letter of letters) {
    expect(letter.tongue).toBe('de')
    expect(ownWords(letter)).not.toMatch(
      /\b(?:the|you|your|they|and|with|wrote|people|week|reason|month|since|Monday|March|May|June|July|October|December)\b/i,
    )
    expect(letter.date).toMatch(/^Montag, \d+\. (?:November|Dezember)$/)
  }
})

test('the mail itself speaks German: its buttons, its foot, and the language it says it is in', () => {
  const [first] = weeks
  expect(first?.text).toMatch(/Kaffee planen: \S+\nSchreiben: \S+\nNicht jetzt: /)
  expect(first?.text).toContain('Der Text von Nachrichten wird nie gelesen.')
  expect(first?.text).not.toMatch(/Unsubscribe|Plan a coffee|What is stored/)
  for (const { text } of weeks) for (const actions of actionsOf(text ?? '')) expect(actions).toBeLessThanOrEqual(7)
})

test('nothing is said twice in a letter, nor again within four letters', () =>
  expect(repeatsOf(letters, namesOf(consultant(120)))).toEqual([]))
