/**
 * `npm run check`: lint, types and the tests of what changed since `main`, without a browser. `npm run check -- all` runs all
 * tests. The last line says whether everything passed; what counts in the end is `.ci/run`.
 */
import { spawnSync } from 'node:child_process'
import { lastLine, type Step, stepsFor } from './support/check.ts'

function main(args: readonly string[]): number {
  const failed = stepsFor(args, changedFiles()).filter((step) => !passes(step))
  console.log(`\n${lastLine(failed)}`)
  return failed.length ? 1 : 0
}

function passes({ name, command }: Step): boolean {
  console.log(`\n--- ${name}: ${command.join(' ')}`)
  const [program = '', ...rest] = command
  return spawnSync(program, rest, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
}

/** Against `main`, with what is not committed yet; null where git does not say. */
function changedFiles(): readonly string[] | null {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' })
  const changed = git('diff', '--name-only', '--merge-base', 'main')
  const added = git('ls-files', '--others', '--exclude-standard')
  if (changed.status !== 0 || added.status !== 0) return null
  return `${changed.stdout}${added.stdout}`.split('\n').filter(Boolean)
}

process.exitCode = main(process.argv.slice(2))
