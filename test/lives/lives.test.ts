import { beforeAll, describe, expect, test } from 'vitest'
import { blocksOf, budget, wordsIn } from '../../src/letter/budget.ts'
import type { Letter } from '../../src/letter/types.ts'
import { isQuiet } from '../../src/work/letter/write.ts'
import { consultant } from './consultant.ts'
import { languages } from './languages.ts'
import { live, type Week } from './live.ts'
import { manager } from './manager.ts'
import type { Life } from './pen.ts'
import { actionsOf, namesOf, questionsOf, repeatsOf, wordsOf } from './repeats.ts'
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

  test('keep to five blocks, one question and seven actions a card', () => {
    for (const { letter, text } of weeks) {
      if (!letter || text === null) continue
      expect(wordsIn(letter), letter.date).toBeLessThanOrEqual(budget.words)
      expect(blocksOf(letter).length, letter.date).toBeLessThanOrEqual(budget.blocks)
      expect(questionsOf(letter).length, questionsOf(letter).join(' ')).toBeLessThanOrEqual(budget.questions)
      const cards = actionsOf(text)
      expect(cards).toHaveLength(letter.cards.length)
      for (const actions of cards) expect(actions).toBeLessThanOrEqual(7)
    }
    // What the budget is for has to come to pass: a week with days of its own and people besides.
    const busy = letters.filter(({ promises, birthdays, cards }) => promises && birthdays && cards.length > 1)
    expect(busy.length > 0).toBe(life.notes !== undefined)
  })

  test('never call a week quiet in the same words, nor more than twice', () => {
    const quiet = letters.filter(isQuiet)
    expect(quiet.length).toBeLessThanOrEqual(2)
    expect(new Set(quiet.map(({ intro }) => intro)).size).toBe(quiet.length)
  })
})
