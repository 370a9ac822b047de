/** What docs/scaling.md is worked out by: from the rows of the benchmarks, from constants with their source, and in proportion. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Result } from '../../bench/result.ts'
import { type Constant, counted, life, limits, prices } from '../../scripts/scaling/constants.ts'
import { readMeasures } from '../../scripts/scaling/measured.ts'
import { scalingTables } from '../../scripts/scaling/print.ts'
import { costsOf, limitsOf, needsOf } from '../../scripts/scaling/work-out.ts'

const results = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Result[]
const measures = readMeasures(results)

test('the rows that it needs are in the results of the benchmarks', () => {
  expect(measures.derive.source).toMatch(/^bench: /)
  expect(measures.derive.value).toBeGreaterThan(0)
  expect(measures.letter.value).toBeGreaterThan(0)
})

test('a row that is measured later takes the place of the constant that stood in for it', () => {
  const row = { name: 'bytes of a message with indexes', measured: '1,234 bytes', baseline: '600', ratio: 2 }
  const others = results.filter(({ name }) => !name.startsWith('bytes'))
  expect(readMeasures([...others, row]).fact).toEqual({ value: 1234, source: `bench: ${row.name}` })
  expect(readMeasures(others).fact).toBe(counted.bytesOfAFact)
})

test('a hundred times the users need a hundred times as much', () => {
  const [small, large] = [needsOf(1000, measures), needsOf(100_000, measures)]
  for (const what of ['tasksADay', 'cpuMs', 'queueOperations', 'gigabytes', 'gmailUnitsADay'] as const)
    expect(large[what] / small[what]).toBeCloseTo(100)
  expect(large.firstReadingsADay).toBeLessThan(small.firstReadingsADay)
})

test('what is included costs nothing, and the sum is that of its parts', () => {
  const costs = costsOf({ ...needsOf(1, measures), requests: 1e6, cpuMs: 1e6, queueOperations: 5e5 })
  expect([costs.plan, costs.requests, costs.cpu, costs.queue]).toEqual([5, 0, 0, 0])
  const { whole, ...parts } = costsOf(needsOf(100_000, measures))
  expect(whole).toBeCloseTo(Object.values(parts).reduce((sum, part) => sum + part, 0))
  const more = costsOf({ ...needsOf(1, measures), queueOperations: 3e6 })
  expect(more.queue).toBeCloseTo(0.8)
})

test('what is reached first stands first, and needs just as much as there is', () => {
  const found = limitsOf(measures)
  expect(found.map(({ users }) => users)).toEqual(found.map(({ users }) => users).toSorted((a, b) => a - b))
  const day = found.find(({ what }) => what.startsWith(limits.unitsADay.what))
  expect(needsOf(day?.users ?? 0, measures).gmailUnitsADay).toBeCloseTo(limits.unitsADay.value)
})

test('every constant says what it is and where it is from, and every price when it was read', () => {
  for (const constant of [life, counted, prices, limits].flatMap((group) => Object.values<Constant>(group)))
    expect([constant.what, constant.source].every(Boolean)).toBe(true)
  for (const { source } of Object.values<Constant>(prices)) expect(source).toMatch(/read 20\d\d-\d\d-\d\d$/)
})

test('the numbers of the program itself are those of the program', () => {
  const worker = readFileSync('src/worker.ts', 'utf8')
  expect(worker).toContain('const batchSize = 100\nconst wakeUpsAtOnce = 50 * batchSize\n')
  expect(limits.wakeUpsAMinute.value).toBe(5000)
  expect(readFileSync('wrangler.toml', 'utf8')).toContain(`max_concurrency = ${limits.atOnce.value}\n`)
})

test('the page has the tables between its marks, each with both sizes', () => {
  const tables = scalingTables(measures)
  expect(tables.match(/1,000 users \| 100,000 users/g)).toHaveLength(2)
  expect(readFileSync('docs/scaling.md', 'utf8')).toMatch(/<!-- scaling -->\n\| in a month \|[\s\S]+<!-- \/scaling -->/)
})
