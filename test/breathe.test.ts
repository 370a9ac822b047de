import { expect, test } from 'vitest'
import { atOnce, breathe, inTurns, mapInTurns } from '../src/breathe.ts'
import { turnsDuring } from './support/turns.ts'

const workFor = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

function* longWork(pieces: number): Generator<undefined, number> {
  for (let piece = 0; piece < pieces; piece++) {
    workFor(6)
    yield
  }
  return pieces
}

test('long work lets everybody else have a turn, again and again', async () => {
  const turns = await turnsDuring(async () => {
    for (let piece = 0; piece < 40; piece++) {
      workFor(6)
      await breathe()
    }
  })
  expect(turns).toBeGreaterThanOrEqual(10)
})

test('work with pauses comes to the same in turns as at once', async () => {
  let result = 0
  const turns = await turnsDuring(async () => {
    result = await inTurns(longWork(40))
  })
  expect(result).toBe(atOnce(longWork(40)))
  expect(turns).toBeGreaterThanOrEqual(10)
})

test('what is made in turns keeps its order', async () => {
  expect(await mapInTurns([3, 1, 2], async (n) => n * 2)).toEqual([6, 2, 4])
})

test('two who work at the same time both get on', async () => {
  const done: string[] = []
  const work = async (name: string) => {
    await inTurns(longWork(10))
    done.push(name)
  }
  await Promise.all([work('one'), work('two')])
  expect(done.toSorted()).toEqual(['one', 'two'])
})
