/** Which steps `npm run check` has, and what it says at the end. */

export interface Step {
  readonly name: 'lint' | 'types' | 'tests'
  readonly command: readonly string[]
}

/** What no test imports and every test may rest on. */
const concernsAll = /^(drizzle\/|package(-lock)?\.json$|vitest\.config\.ts$|tsconfig\.json$|test\/fixtures\/)/

/** @param changed files since the main branch; null where that is not known: then every test runs */
export function stepsFor(args: readonly string[], changed: readonly string[] | null): readonly Step[] {
  const all = args.includes('all') || !changed || changed.some((file) => concernsAll.test(file))
  const tests = ['vitest', 'run', '--project', 'node']
  return [
    { name: 'lint', command: ['biome', 'ci', '.'] },
    { name: 'types', command: ['tsc', '--noEmit'] },
    { name: 'tests', command: all ? tests : [...tests, '--changed', 'main', '--passWithNoTests'] },
  ]
}

/** One line that cannot be misread. */
export function lastLine(failed: readonly Step[]): string {
  if (failed.length === 0) return 'Check passed: lint, types and tests. The browser tests are npm run test:browser.'
  return `Check failed: ${failed.map(({ name }) => name).join(', ')}.`
}
