/**
 * `npm run bench [-- GROUP…] [--long] [--data DIR]`: every figure is a ratio within one run, against a limit or a baseline. It
 * writes bench/results.json and the table of docs/performance.md; groups that are not named keep the rows that they had.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { groups } from './groups.ts'
import type { Options, Result } from './result.ts'
import { mergeResults, splice, summary, toTable } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { long: { type: 'boolean', default: false }, data: { type: 'string' } },
})
const order = Object.keys(groups)
const unknown = positionals.filter((name) => !groups[name])
if (unknown.length) throw new Error(`There is no group ${unknown.join(', ')}. The groups: ${order.join(', ')}`)

const folder = mkdtempSync(join(tmpdir(), 'coffee-bench-'))
const options: Options = { long: values.long, folder, ...(values.data ? { data: values.data } : {}) }
const measured = new Map<string, readonly Result[]>()
const failed: string[] = []
const busy = loadavg()[0] ?? 0
const began = performance.now()
for (const name of positionals.length ? positionals : order) {
  const from = performance.now()
  const file = join(folder, `${name}.json`)
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', 'bench/one.ts', name, file, JSON.stringify(options)],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  if (status === 0 && existsSync(file)) measured.set(name, JSON.parse(readFileSync(file, 'utf8')) as Result[])
  else failed.push(name)
  console.error(`${name}: ${Math.round((performance.now() - from) / 1000)} s${status === 0 ? '' : ', failed'}`)
}
rmSync(folder, { recursive: true, force: true })

const known = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Result[]
const results = mergeResults(known, measured, order)
writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`)
const fresh = [...measured].map(([name]) => name).join(', ')
const minutes = ((performance.now() - began) / 60_000).toFixed(1)
const note = `Measured last: ${positionals.length ? fresh : 'everything'}, on ${new Date().toISOString().slice(0, 10)}, in ${minutes} minutes; when it began, ${busy.toFixed(1)} programs wanted the processors. ${summary(results)}`
writeFileSync(
  'docs/performance.md',
  splice(readFileSync('docs/performance.md', 'utf8'), `${note}\n\n${toTable(results)}`),
)
console.log(`${toTable(results.filter(({ group }) => measured.has(group ?? '')))}\n\n${note}`)
if (failed.length) throw new Error(`These groups ended with a fault: ${failed.join(', ')}`)
