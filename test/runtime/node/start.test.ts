/** What a start prints, and what it refuses. */

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freeAddress } from '../../support/mailbox.ts'
import { type Face, type Spawned, startProcess } from '../../support/spawned.ts'

let dir: string
const running: Spawned[] = []
const start = (face: Face, settings: Readonly<Record<string, string>>) => {
  const program = startProcess(face, settings)
  running.push(program)
  return program
}

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-'))
})
afterAll(async () => {
  await Promise.all(running.map((one) => one.end('SIGKILL')))
  rmSync(dir, { recursive: true, force: true })
})

describe('a start without any setting', () => {
  let address: Awaited<ReturnType<typeof freeAddress>>
  let first: Spawned

  test('prints its address and serves there', async () => {
    address = await freeAddress()
    first = start('all', { ...address, DATA_DIR: dir, METRICS_TOKEN: 'a-token-of-some-length' })
    await first.says(/Coffee soon\? is at/)
    expect(first.lines).toContain(`Coffee soon? is at ${address.BASE_URL}`)
    expect((await fetch(`${address.BASE_URL}/healthz`)).status).toBe(200)
    expect((await fetch(`${address.BASE_URL}/assets/app.css`)).headers.get('content-type')).toContain('text/css')
    expect((await fetch(`${address.BASE_URL}/assets/zone.js`)).headers.get('content-type')).toContain('text/javascript')
  })

  test('tells its own numbers and those of the database to who shows the token', async () => {
    const ask = async (authorization: string) => {
      const answer = await fetch(`${address.BASE_URL}/metrics`, { headers: { authorization } })
      return [answer.status, await answer.text()] as const
    }
    expect((await ask('Bearer another-token-as-long'))[0]).toBe(401)
    const [status, text] = await ask('Bearer a-token-of-some-length')
    expect(status).toBe(200)
    for (const name of [
      'coffee_soon_build_info{version="0.1.0"',
      'process_resident_memory_bytes ',
      'nodejs_eventloop_lag_p99_seconds ',
      'coffee_soon_mails{kind="letter",state="sent"} 0',
    ])
      expect(text).toContain(`\n${name}`)
  })

  test('holds its folder: a second process is refused with the id of the first, which goes on', async () => {
    const second = start('all', { ...(await freeAddress()), DATA_DIR: dir })
    expect(await second.ended()).toBe(1)
    expect(second.lines).toHaveLength(1)
    expect(second.lines[0]).toContain(`in use by process ${first.pid}`)
    expect((await fetch(`${address.BASE_URL}/healthz`)).status).toBe(200)
  })

  test('ends in order when it is asked to, and leaves the folder free', async () => {
    expect(await first.end('SIGTERM')).toBe(0)
    expect(await start('migrate', { DATA_DIR: dir }).ended()).toBe(0)
  })
})

describe('a start that cannot succeed says so in one line', () => {
  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['GOOGLE_CLIENT_SECRET_FILE', { GOOGLE_CLIENT_ID: 'one', GOOGLE_CLIENT_SECRET_FILE: '/nowhere/secret' }],
  ])('with a wrong setting, which it names: %s', async (name, settings) => {
    const program = start('all', { DATA_DIR: dir, ...settings })
    expect(await program.ended()).toBe(1)
    expect(program.lines).toHaveLength(1)
    expect(program.lines[0]).toContain(name)
  })

  test('on a port that is taken', async () => {
    const address = await freeAddress()
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(Number(address.PORT), '127.0.0.1', resolve))
    const program = start('web', { ...address, DATA_DIR: join(dir, 'two') })
    expect(await program.ended()).toBe(1)
    expect(program.lines).toEqual([`PORT ${address.PORT} is in use; set another one`])
    await new Promise((resolve) => other.close(resolve))
  })
})
