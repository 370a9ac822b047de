import { expect, test } from 'vitest'
import { lastLine, stepsFor } from './support/check.ts'

const testsOf = (args: readonly string[], changed: readonly string[] | null) => stepsFor(args, changed)[2]?.command

test('a check has lint, types and the tests of what changed, none of them in a browser', () => {
  expect(stepsFor([], ['src/text.ts']).map(({ name }) => name)).toEqual(['lint', 'types', 'tests'])
  expect(testsOf([], ['src/text.ts'])).toEqual(expect.arrayContaining(['--changed', 'main', '--project', 'node']))
})

test.each([
  [['all'], ['src/text.ts']],
  [[], null],
  [[], ['drizzle/0004_more.sql']],
  [[], ['package-lock.json']],
  [[], ['test/fixtures/0.1.0.json.gz']],
])('all tests run when they are asked for (%j), or when what changed (%j) concerns them all', (args, changed) => {
  expect(testsOf(args, changed)).not.toContain('--changed')
})

test('its last line says that all passed, or what did not', () => {
  const steps = stepsFor([], [])
  expect(lastLine([])).toMatch(/^Check passed: lint, types and tests\./)
  expect(lastLine(steps.slice(1))).toBe('Check failed: types, tests.')
})
