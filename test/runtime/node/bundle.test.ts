/** What the bundle for Workers is made of. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildBundle } from '../../../scripts/worker/bundle.ts'
import { allLists } from '../../../scripts/worker/lists.ts'

let folder: string
let inputs: readonly string[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-bundle-'))
  inputs = await buildBundle(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it holds the pages, the tasks and the driver of a PostgreSQL server', () => {
  for (const part of [
    'src/app.tsx',
    'src/work/step.ts',
    'src/db/server/server.ts',
    'dist/worker/postgres/src/index.js',
  ])
    expect(inputs.filter((input) => input.endsWith(part))).toHaveLength(1)
})

test('it holds nothing of the embedded database, of the sample account or of Node', () => {
  expect(
    inputs.filter((input) =>
      /pglite|^src\/(sample|node)\b|^src\/web\/import|account\/mailbox|^src\/web\/assistant|@modelcontextprotocol|src\/db\/open\.ts|hono\/node-server/.test(
        input,
      ),
    ),
  ).toEqual([])
})

test('it reads no files: neither mail nor calendars, and no rules by which these repeat', () => {
  expect(inputs.filter((input) => /rrule|src\/import\/|standard\/calendar\//.test(input))).toEqual([])
})

test('it is far smaller than what Workers accept', () => {
  const script = readFileSync(join(folder, 'worker.js'))
  expect(script.length).toBeLessThan(2_000_000)
  // As it is sent: a fifth of the 3 MiB of the free plan. A tenth of it is German.
  expect(gzipSync(script).length).toBeLessThan(600 * 1024)
  expect(inputs.filter((input) => /date-holidays|google-auth-library|gaxios/.test(input))).toEqual([])
})

test('what everybody may know stands beside it: public holidays of the world, suffixes of domains, time zones', () => {
  const script = readFileSync(join(folder, 'worker.js'), 'utf8')
  const beside = readFileSync(join(folder, 'public/assets/lists.json'), 'utf8')
  for (const known of ['J’Ouvert Morning', 'kawasaki', 'America/Argentina/ComodRivadavia']) {
    expect(beside).toContain(known)
    expect(script).not.toContain(known)
  }
  expect(Object.keys(JSON.parse(beside))).toEqual(Object.keys(allLists()))
})

test('beside it stands what pages load, as it stands in the program, and nothing else', () => {
  const listed = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()
  const published = join(folder, 'public')
  expect(readdirSync(published).toSorted()).toEqual(['_headers', 'assets'])
  expect(listed(join(published, 'assets'))).toEqual([...listed('src/web/assets'), 'lists.json'].toSorted())
  expect(readFileSync(join(published, 'assets/app.css'))).toEqual(readFileSync('src/web/assets/app.css'))
  expect(readFileSync(join(published, '_headers'), 'utf8')).toContain('nosniff')
})

test('of packages it holds what the program asks of them: no list of file types, no uploads, no batches, no JSON Schema, no second query parser', () => {
  expect(
    inputs.filter((input) =>
      /node_modules\/(?:nodemailer|zod|tldts|windows-iana|qs|postgres|googleapis-common|url-template|extend)\//.test(
        input,
      ),
    ),
  ).toEqual([])
  const script = readFileSync(join(folder, 'worker.js'), 'utf8')
  for (const left of [
    'application/vnd.ms-excel',
    'smtp.mail.yahoo.com',
    'https://json-schema.org',
    'nextExpectedRanges',
  ])
    expect(script).not.toContain(left)
})

test('wrangler takes it as it is', () => {
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: '1' }
  const wrangler = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run']
  const told = execFileSync(process.execPath, wrangler, { env, encoding: 'utf8' })
  const kib = Math.round(gzipSync(readFileSync(join(folder, 'worker.js'))).length / 1024)
  expect(told).toMatch(new RegExp(`gzip: (?:${kib - 1}|${kib}|${kib + 1})\\.`))
})
