/** What a start refuses, and what it prints. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freeAddress } from '../../support/mailbox.ts'
import { type Face, type Spawned, startProcess } from '../../support/spawned.ts'

let dir: string
const running: Spawned[] = []
const start = (face: Face, settings: Readonly<Record<string, string>>) => {
  const program = startProcess(face, settings)
  running.push(program)
  return program
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-'))
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.end('SIGKILL')))
  rmSync(dir, { recursive: true, force: true })
})

test('without any setting it serves within fifteen seconds and prints its address', async () => {
  const address = await freeAddress()
  const began = performance.now()
  const program = start('all', { ...address, DATA_DIR: dir })
  await program.says(/Coffee soon\? is at/)
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(program.lines).toContain(`Coffee soon? is at ${address.BASE_URL}`)
  expect((await fetch(`${address.BASE_URL}/healthz`)).status).toBe(200)
  expect((await fetch(`${address.BASE_URL}/assets/app.css`)).headers.get('content-type')).toContain('text/css')
  expect(await program.end('SIGTERM')).toBe(0)
})

test('a second process on the same folder is refused with the id of the first, which goes on', async () => {
  const address = await freeAddress()
  const first = start('all', { ...address, DATA_DIR: dir })
  await first.says(/Coffee soon\? is at/)
  const second = start('all', { ...(await freeAddress()), DATA_DIR: dir })
  expect(await second.ended()).toBe(1)
  expect(second.lines).toHaveLength(1)
  expect(second.lines[0]).toContain(`in use by process ${first.pid}`)
  expect((await fetch(`${address.BASE_URL}/healthz`)).status).toBe(200)
})

test('a folder that a killed process held is taken over', async () => {
  const first = start('all', { ...(await freeAddress()), DATA_DIR: dir })
  await first.says(/Coffee soon\? is at/)
  expect(await first.end('SIGKILL')).toBeNull()
  const second = start('all', { ...(await freeAddress()), DATA_DIR: dir })
  await second.says(/Coffee soon\? is at/)
})

test.each([
  ['PORT', { PORT: 'eighty' }],
  ['BASE_URL', { BASE_URL: 'http://coffee.example' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/coffee' }],
  ['SECRET_KEYS', { DATABASE_URL: 'postgres://localhost/coffee' }],
  ['GOOGLE_CLIENT_SECRET', { GOOGLE_CLIENT_ID: 'one' }],
  ['GOOGLE_CLIENT_SECRET_FILE', { GOOGLE_CLIENT_ID: 'one', GOOGLE_CLIENT_SECRET_FILE: '/nowhere/secret' }],
])('a wrong setting stops the start with one line that names it: %s', async (name, settings) => {
  const program = start('all', { DATA_DIR: dir, ...settings })
  expect(await program.ended()).toBe(1)
  expect(program.lines).toHaveLength(1)
  expect(program.lines[0]).toContain(name)
})

test('a port that is taken is named in one line', async () => {
  const address = await freeAddress()
  const first = start('all', { ...address, DATA_DIR: join(dir, 'one') })
  await first.says(/Coffee soon\? is at/)
  const second = start('web', { ...address, DATA_DIR: join(dir, 'two') })
  expect(await second.ended()).toBe(1)
  expect(second.lines.at(-1)).toBe(`PORT ${address.PORT} is in use; set another one`)
})
