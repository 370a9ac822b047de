/** What an error of the built program says about where it happened. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { expect, onTestFinished, test } from 'vitest'

test('a trace names the file and the line of the source, and keeps what it cannot name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-traces-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'src'))
  const source = join(folder, 'src/fault.ts')
  writeFileSync(
    source,
    'interface Cup {\n  readonly full: boolean\n}\n\nexport function spill(cup: Cup): never {\n  throw new RangeError(String(cup.full))\n}\n',
  )
  const outfile = join(folder, 'built/fault.js')
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    sourcemap: 'linked',
    sourcesContent: false,
  })
  const script = `
    import { nameSources } from ${JSON.stringify(pathToFileURL('scripts/start/traces.js').href)}
    nameSources(${JSON.stringify(join(folder, 'built'))})
    const { spill } = await import(${JSON.stringify(pathToFileURL(outfile).href)})
    try { spill({ full: true }) } catch (error) { console.log(error.stack) }
  `
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  expect(said).toMatch(/^RangeError: true\n/)
  expect(said).toContain(`at spill (${source}:6:9)`)
  expect(said).toContain('[eval1]:')
})
