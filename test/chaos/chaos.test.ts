/** A short, seeded piece of what `npm run chaos` does for as long as it is let; docs/reliability.md has its figures. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chaos } from './chaos.ts'
import { drawPlan, openTheatre, type Theatre } from './crashes.ts'

test('faults of every kind, dying workers and wrong clocks end in exactly the facts of a calm run, and nothing leaves twice', async () => {
  const { wrong, tried } = await chaos({ seed: 1, steps: 120 })
  expect(wrong).toEqual([])
  // So many kinds of what can happen did.
  expect(tried.size).toBeGreaterThan(15)
}, 600_000)

describe('whoever dies around what leaves', () => {
  let theatre: Theatre
  beforeAll(async () => {
    theatre = await openTheatre((name) => some.test(name))
  }, 600_000)
  afterAll(() => theatre.close())

  test('leaves one letter, one event and one mail behind, or a line that nobody knows', async () => {
    const wrong: string[] = []
    for (const [place, scene] of theatre.names.entries()) {
      const { gates } = await theatre.play({ scene, lives: [[]] })
      expect(gates).toBeGreaterThan(10)
      for (let gate = 1 + (place % every); gate <= gates; gate += every) {
        const ending = await theatre.play({ scene, lives: [[[gate, 'die']]], restarts: gate % 2 === 0 })
        wrong.push(...ending.wrong.map((one) => `${scene}, gate ${gate}: ${one}`))
      }
      const plan = drawPlan(place, [scene], new Map([[scene, gates]]))
      const ending = await theatre.play(plan)
      wrong.push(...ending.wrong.map((one) => `${JSON.stringify(plan)}: ${one}`))
    }
    expect(wrong).toEqual([])
  }, 600_000)

  test.each(['google', 'microsoft'])('a move at %s of which no answer came is told to the guest once', async (name) => {
    const scene = `an event moves at ${name}`
    const { places } = await theatre.play({ scene, lives: [[]] })
    const gate = 1 + places.findIndex((place) => place.startsWith('after PATCH'))
    expect(gate).toBeGreaterThan(1)
    for (const blow of ['die', 'break'] as const)
      expect((await theatre.play({ scene, lives: [[[gate, blow]]] })).wrong, blow).toEqual([])
  })
})

/** Each gate is passed by `npm run chaos -- --crashes`. */
const every = 32
const some = /once more|at google|moves at microsoft|reminded|connected again/
