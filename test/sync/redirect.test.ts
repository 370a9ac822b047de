import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { streams } from '../../src/db/schema.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

let program: Program
const visits: (string | undefined)[] = []
const elsewhere = createServer((request, response) => {
  visits.push(request.headers.authorization)
  response.end('{"historyId":"1"}')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  program = await startProgram({ history: smallHistory() })
})
afterAll(async () => {
  await program.stop()
  elsewhere.close()
})

test('an API that redirects is not followed, so that no token goes elsewhere, and reading shows it as a fault', async () => {
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
  const respond = () => new Response(null, { status: 307, headers: { location } })
  program.sample.faults.add('getProfile', { kind: 'answer', respond })
  await program.connect()
  await program.settle({ seconds: 1 })
  const rows = await program.deps.db.select().from(streams)
  expect(rows.find(({ kind }) => kind === 'mail')?.error).toMatch(/unexpected/)
  expect(visits).toEqual([])
})
