import { beforeAll, describe, expect, test } from 'vitest'
import type { Letter } from '../../src/letter/types.ts'
import { consultant } from './consultant.ts'
import { languages } from './languages.ts'
import { live, type Week } from './live.ts'
import { manager } from './manager.ts'
import type { Life } from './pen.ts'
import { namesOf, repeatsOf, wordsOf } from './repeats.ts'
import { student } from './student.ts'

/** Fewer contacts than the printed one, which has thousands: they only take time. */
const lives: readonly (() => Life)[] = [() => consultant(150), student, manager, languages]

describe.each(lives.map((make) => [make().name, make] as const))('twelve weeks of the %s', (_, make) => {
  let life: Life
  let weeks: readonly Week[]
  let letters: readonly Letter[]
  let names: readonly string[]
  beforeAll(async () => {
    life = make()
    weeks = await live(life, { weeks: 12 })
    letters = weeks.flatMap(({ letter }) => letter ?? [])
    names = namesOf(life)
  }, 120_000)

  test('say nothing twice in a letter, nor again within four letters', () =>
    expect(repeatsOf(letters, names)).toEqual([]))

  test('are shown an hour before in the words in which they go out', () => {
    for (const { shown, letter } of weeks) if (letter) expect(letter).toEqual(shown)
  })

  test('keep to three hundred and fifty words', () => {
    for (const letter of letters) expect(wordsOf(letter), letter.date).toBeLessThanOrEqual(350)
  })

  test('never call a week quiet in the same words, nor more than twice', () => {
    const quiet = letters.filter(({ kind, notices, met }) => kind === 'empty' && !notices.length && !met.length)
    expect(quiet.length).toBeLessThanOrEqual(2)
    expect(new Set(quiet.map(({ intro }) => intro)).size).toBe(quiet.length)
  })
})
