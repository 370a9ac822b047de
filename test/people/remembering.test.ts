import { expect, test } from 'vitest'
import { remembering, rememberingLast } from '../../src/people/remembering.ts'

test('who goes over all names of a large mailbox again and again has each of them read once', () => {
  const read: string[] = []
  const length = remembering((name) => read.push(name))
  const names = Array.from({ length: 6000 }, (_, at) => `Given Family${at}`)
  for (let round = 0; round < 4; round++) for (const name of names) length(name)
  expect(read).toEqual(names)
})

test('what nobody has asked for since long is forgotten, and what is asked for all the time is not', () => {
  const read = new Map<string, number>()
  const count = remembering((name) => read.set(name, (read.get(name) ?? 0) + 1))
  for (let at = 0; at < 60_000; at++) {
    count(`Name ${at}`)
    count('Anna Berg')
  }
  count('Name 0')
  expect(read.get('Anna Berg')).toBe(1)
  expect(read.get('Name 0')).toBe(2)
})

test('a subject that many rules look at in a row is read once, and the next one is another', () => {
  const read: string[] = []
  const length = rememberingLast((subject) => read.push(subject))
  expect(['Plan', 'Plan', 'Plan', 'Boat', 'Plan', ''].map(length)).toEqual([1, 1, 1, 2, 3, 4])
  expect(read).toEqual(['Plan', 'Boat', 'Plan', ''])
})
