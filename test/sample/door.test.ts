/** The ports of the sample accounts: open from the start on, others where they are taken, and a life behind them when it is asked for. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { openDoor } from '../../src/sample/door.ts'
import { startSample } from '../../src/sample/google/server.ts'
import { signingKeys } from '../support/life.ts'
import { smallHistory } from '../support/small.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-door-'))
  return () => rmSync(dir, { recursive: true, force: true })
})

async function open(port: number) {
  const history = smallHistory()
  const door = await openDoor({
    dir,
    file: 'sample.json',
    port,
    open: (opened) => startSample({ dir, door: opened, history, signingKey: signingKeys.google }),
  })
  let closed = false
  const close = async () => {
    if (!closed) await door.close()
    closed = true
  }
  onTestFinished(close)
  return { ...door, close }
}

/** A port that another program has until the test is over. */
async function takenPort(port = 0): Promise<number> {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())))
  return (other.address() as AddressInfo).port
}

const portOf = ({ origin }: { readonly origin: string }) => Number(new URL(origin).port)
const discovery = '/.well-known/openid-configuration'

test('nobody lives there before the first request, which is answered as every other', async () => {
  const door = await open(0)
  expect(door.opened()).toBeNull()
  expect(readdirSync(dir)).toEqual([])
  const answers = await Promise.all([1, 2].map(() => fetch(`${door.origin}${discovery}`)))
  for (const answer of answers) expect(await answer.json()).toMatchObject({ issuer: door.origin })
  expect(door.opened()).toBe(await door.enter())
  expect(door.opened()?.clientSecret).toBe(door.clientSecret)
})

test('a port that is taken is given up for a free one', async () => {
  const taken = await takenPort()
  const door = await open(taken)
  expect(portOf(door)).not.toBe(taken)
  expect((await fetch(`${door.origin}${discovery}`)).status).toBe(200)
})

test('so is one that is remembered, as long as nobody has connected by it', async () => {
  const first = await open(0)
  await first.enter()
  await first.close()
  await takenPort(portOf(first))
  const second = await open(0)
  expect(portOf(second)).not.toBe(portOf(first))
  expect((await second.enter()).origin).toBe(second.origin)
  expect(second.clientSecret).toBe(first.clientSecret)
})

test('where somebody has connected, the port is part of the connection: the start is refused in one sentence', async () => {
  const port = await takenPort()
  mkdirSync(dir, { recursive: true })
  const grants = [{ id: 'g', scopes: [], revoked: false, offline: true }]
  writeFileSync(
    join(dir, 'sample.json'),
    JSON.stringify({ version: 1, port, clientSecret: 's', offset: 'PT0S', grants }),
  )
  await expect(open(0)).rejects.toThrow(`The sample account needs port ${port} of 127.0.0.1`)
})
