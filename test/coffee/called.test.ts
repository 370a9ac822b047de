/** Whoever is called one thing in one place is called the same in all of them. */
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { sayChoice } from '../../src/coffee/hold.ts'
import { coffeeNote, titleFor } from '../../src/coffee/note.ts'
import { introductionNote } from '../../src/letter/say/introduce-note.ts'
import { firstNameIn, firstNameOf } from '../../src/people/identity/first-name.ts'
import { Orbit } from '../../src/web/people/orbit.tsx'

test.each([
  ['Maren Okafor', 'Maren'],
  ['J. Smith', 'J. Smith'],
  ['Familie Meier', 'Familie Meier'],
  ['Dott. Mario Rossi', 'Mario'],
  ['Herr Meier', 'Herr Meier'],
  ['Anna & Tom Berg', 'Anna and Tom'],
  ['BERG, Anna Maria', 'Anna'],
  ['Nagy Péter', 'Nagy Péter'],
  ['Berg GmbH', 'Berg GmbH'],
  ['山田 太郎', '山田 太郎'],
])('%s is called %s in letter, page, note, calendar and by the guest’s choice', (written, called) => {
  const person = { name: written, address: 'one@there.example', exclusions: [] }
  const startsAt = Temporal.Instant.from('2026-12-03T09:00:00Z')
  const signed = { opener: 'Hi.', ownerName: written, language: 'en', slots: [{ start: startsAt }], ownerZone: 'UTC' }
  const drawn = { ...person, silentDays: 200, due: true, named: true, weight: 1 }
  expect(firstNameOf(person)).toBe(called)
  expect(introductionNote(person, 'Priya Nair', { language: 'en', seed: '1' })).toMatch(new RegExp(`^${called}, `))
  expect(coffeeNote(signed)).toMatch(new RegExp(`\\n\\n${called}$`))
  expect(titleFor({ person, owner: 'Sam Hartley' })).toBe(`Coffee, ${called} and Sam`)
  expect(titleFor({ person: written, owner: written })).toBe(`Coffee, ${called} and ${called}`)
  expect(sayChoice({ name: written, startsAt }, { timeZone: 'UTC', locale: null })).toMatch(
    new RegExp(`^${called} chose`),
  )
  expect(String(Orbit({ people: [drawn], tongue: 'en', total: 1 }))).toContain(`among them ${called}.`)
  // The guest's page says who offers the times.
  expect(firstNameIn(written)).toBe(called)
})

test('two who share an address are named whole in the calendar, as in the letter', () => {
  const person = { name: 'Tom Berger', address: 'one@there.example', exclusions: [{ kind: 'household' as const }] }
  expect(titleFor({ person, owner: 'Sam' })).toBe(`Coffee, ${firstNameOf(person)} and Sam`)
  expect(firstNameOf(person)).toBe('Tom Berger')
})
