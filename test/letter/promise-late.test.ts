/** What a letter says, kindly, behind a promise whose day has passed. */
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type DueNote, promisesOf } from '../../src/letter/promise/due.ts'

const monday = Temporal.Instant.from('2026-11-30T07:00:00Z')
const person = { personId: 'ben', address: 'ben@orlow.example', name: 'Ben Orlow', firstName: 'Ben' }

/** The line about what was noted for the Wednesday before. */
function lateIn(weeks: number, count = 1): string {
  const now = monday.add({ hours: 24 * 7 * weeks })
  const due = now
    .subtract({ hours: 24 * 5 })
    .toString()
    .slice(0, 10)
  const notes = Array.from({ length: count }, (_, place): DueNote => {
    const at = now.subtract({ hours: 24 * 20 })
    return { id: `${weeks}-${place}`, at, text: 'Ask about the roof', due, person }
  })
  const about = { timeZone: 'Europe/Berlin', locale: 'en-GB', now, sent: [], week: '' }
  return promisesOf(notes, about).at(-1)?.text.split('”. ')[1] ?? ''
}

test.each([1, 3])('four letters in a row say it in four ways, of %s of them', (count) => {
  const said = [0, 1, 2, 3].map((week) => lateIn(week, count))
  for (const one of said) expect(one).toMatch(/^[A-Z].+\.$/)
  expect(new Set(said).size).toBe(4)
  expect(lateIn(4, count)).toBe(said[0])
})
