/** What `npm run bench` measures and writes: not how fast it is, but that each group is there and the table says what was missed. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generateBox } from '../../bench/gmail/box.ts'
import { cheapest, naive } from '../../bench/gmail/units.ts'
import { groups } from '../../bench/groups.ts'
import { atMost, type Result } from '../../bench/result.ts'
import { mergeResults, splice, summary, toTable } from '../../bench/table.ts'

const row = (name: string, more: Partial<Result> = {}): Result => ({
  ...{ name, measured: '1 ms', baseline: '2 ms', ratio: 0.5 },
  ...more,
})

test('every group of rows has something that measures it', async () => {
  for (const load of Object.values(groups)) expect(await load()).toBeTypeOf('function')
})

test('every row of the results belongs to a group, and says what was aimed at where it is met or missed', () => {
  const results = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Result[]
  for (const { group, name, aim, met } of results) {
    expect(Object.keys(groups), name).toContain(group)
    expect(aim === undefined, name).toBe(met === undefined)
  }
  expect(readFileSync('docs/performance.md', 'utf8')).toContain(toTable(results))
})

test('a group that is measured anew loses its old rows, but for those that only a long run measures', () => {
  const before = [row('a', { group: 'x' }), row('b', { group: 'x', long: true }), row('c', { group: 'y' })]
  const merged = mergeResults(before, new Map([['x', [row('new')]]]), ['x', 'y'])
  expect(merged.map(({ name }) => name)).toEqual(['new', 'b', 'c'])
  const long = mergeResults(before, new Map([['x', [row('new'), row('d', { long: true })]]]), ['x', 'y'])
  expect(long.map(({ name }) => name)).toEqual(['new', 'd', 'c'])
})

test('what was missed is named, and never left out', () => {
  const results = [row('fast', atMost(0.5, 1)), row('slow', atMost(3, 2)), row('told')]
  expect(toTable(results)).toContain('| slow | 1 ms | 2 ms | 3.00 | ≤ 2 | **missed** |')
  expect(summary(results)).toBe('1 of 2 aims are met. Missed: slow (3.00, aim ≤ 2).')
})

test('the table takes its place on the page between the marks, and nowhere else', () => {
  expect(splice('a\n<!-- bench -->\nold\n<!-- /bench -->\nz', 'new')).toBe('a\n<!-- bench -->\nnew\n<!-- /bench -->\nz')
  expect(() => splice('a page without marks', 'new')).toThrow('no marks')
})

test('the cheapest plan reads a thread as a whole from three messages on, and nothing that is bulk', () => {
  const message = (id: string, thread: string, labels: readonly ('sent' | 'promotions')[] = []) => ({
    ...{ id, thread, labels, position: 0 },
  })
  const long = ['a', 'b', 'c', 'd'].map((id) => message(id, 'long', id === 'a' ? ['sent'] : ['promotions']))
  expect(cheapest([...long, message('e', 'short'), message('f', 'advert', ['promotions'])])).toBe(5 + 40 + 20)
  expect(naive(6)).toBe(5 + 6 * 20)
})

test('a made-up mailbox is as large as it is to be, the newest first, and the same each time', () => {
  const { messages } = generateBox(2000, 1)
  expect(messages).toHaveLength(2000)
  const times = messages.map(({ fact }) => fact.at.epochMilliseconds)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(generateBox(2000, 1).messages.map(({ thread }) => thread)).toEqual(messages.map(({ thread }) => thread))
})
