/** A friend asks to be forgotten: nothing of them is left anywhere, nothing comes back, and everybody else stays. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { keepFacts } from '../../../src/db/accounts/file-connections.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { addressesOnRow } from '../../../src/db/fact-rows.ts'
import { storeFacts } from '../../../src/db/facts.ts'
import { countForgotten } from '../../../src/db/gone/forgotten.ts'
import { type KnownPerson, listPeople } from '../../../src/db/people.ts'
import { connections, facts, sessions } from '../../../src/db/schema.ts'
import type { MailFact } from '../../../src/facts.ts'
import { sha256 } from '../../../src/seal.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { sendLetter } from '../../../src/work/letter/send.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { dump } from '../../web/world.ts'

let program: Program
let userId: string
let maren: KnownPerson
let others: number

beforeAll(async () => {
  program = await startProgram({ history: smallHistory() })
  userId = await program.connect()
  await program.settle()
  const people = await listPeople(program.deps.db, userId)
  const found = people.find(({ address }) => address.includes('maren'))
  if (!found) throw new Error('Maren is not there')
  maren = found
  others = people.length - 1
  const at = program.deps.now()
  await program.deps.db
    .insert(sessions)
    .values({ hash: await sha256('a-token'), userId, createdAt: at, expiresAt: at.add({ hours: 9000 }) })
}, 120_000)
afterAll(() => program.stop())

async function press(path: string, fields: Record<string, string>): Promise<Response> {
  const csrf = await program.deps.seal.sign('a-token', 'csrf')
  const headers = { cookie: 'session=a-token', 'content-type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams({ csrf, ...fields }).toString()
  return createApp(program.deps).request(`http://localhost:8787${path}`, { method: 'POST', headers, body })
}
const look = async (path: string) =>
  (
    await createApp(program.deps).request(`http://localhost:8787${path}`, { headers: { cookie: 'session=a-token' } })
  ).text()
const marks = () => [maren.name, ...maren.addresses.map(({ address }) => address)].map((one) => one.toLowerCase())
const left = async () => {
  const all = (await dump(program.deps)).toLowerCase()
  return marks().filter((mark) => all.includes(mark))
}

/** From one of those two to the owner, with a third. */
function mailOf(id: string, from: string, cc: readonly string[]): MailFact {
  return {
    ...{ kind: 'mail', id, thread: id, at: program.deps.now(), from: { address: from }, outgoing: false, signals: [] },
    ...{ to: [{ address: 'me@home.example' }], cc: cc.map((address) => ({ address })), subject: 'Of Maren and others' },
  }
}

test('nothing of them is left in any table, and everybody else is', async () => {
  await press(`/people/${maren.id}/note`, { note: 'Moves to Lisbon' })
  await press(`/people/${maren.id}/keep-close`, {})
  const user = await findUser(program.deps.db, userId)
  if (user) await sendLetter(program.deps, user)
  await program.settle()
  expect(await left()).toEqual(marks())
  const page = await look(`/people/${maren.id}/forget`)
  expect(page).toContain('This cannot be undone.')
  expect((await press(`/people/${maren.id}/forget`, { confirm: 'maren' })).status).toBe(400)
  expect(await left()).toEqual(marks())
  const answer = await press(`/people/${maren.id}/forget`, { confirm: maren.address })
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('They are forgotten')])
  expect(await left()).toEqual([])
  await program.settle()
  expect(await left()).toEqual([])
  expect(await look('/export.json')).not.toContain('Lisbon')
  expect((await listPeople(program.deps.db, userId)).length).toBe(others)
}, 120_000)

test('they are not read again, from another page, from a file, or after connecting anew; and that is counted', async () => {
  const { deps } = program
  const [connection] = await deps.db.select().from(connections)
  if (!connection) throw new Error('nothing is connected')
  const before = (await deps.db.select({ id: facts.id }).from(facts)).length
  const mails = [
    mailOf('x1', maren.address, []),
    mailOf('x2', 'zoe@far.example', [maren.address.toUpperCase().toLowerCase(), 'ida@far.example']),
    mailOf('x3', 'zoe@far.example', []),
  ]
  await keepFacts(deps.db, { ...connection, seal: deps.seal }, mails)
  const stored = (await deps.db.select().from(facts)).filter(({ externalId }) => /^x\d$/.test(externalId))
  expect(stored.map((row) => [row.externalId, row.title, addressesOnRow(row)])).toEqual([
    ['x2', null, ['zoe@far.example', 'me@home.example', 'ida@far.example']],
    ['x3', 'Of Maren and others', ['zoe@far.example', 'me@home.example']],
  ])
  expect((await deps.db.select({ id: facts.id }).from(facts)).length).toBe(before + 2)
  expect((await countForgotten(deps.db, userId)).dropped).toBe(2)
  await expect(storeFacts(deps.db, { userId, connectionId: connection.id, generation: 0 }, mails)).rejects.toThrow(
    'nothing tells whom',
  )
  await disconnect(deps, userId, connection.id)
  await program.connect(undefined, userId)
  await program.settle()
  expect(await left()).toEqual([])
  expect((await listPeople(deps.db, userId)).length).toBe(others)
  expect((await countForgotten(deps.db, userId)).dropped).toBeGreaterThan(2)
  expect(await look('/forgotten')).toContain('1 person')
}, 120_000)

test('who types an address of theirs has them read again', async () => {
  expect((await press('/forgotten', { address: 'nobody@far.example' })).status).toBe(404)
  expect((await press('/forgotten', { address: maren.address })).status).toBe(200)
  const [connection] = await program.deps.db.select().from(connections)
  await disconnect(program.deps, userId, connection?.id ?? '')
  await program.connect(undefined, userId)
  await program.settle()
  expect((await listPeople(program.deps.db, userId)).some(({ address }) => address === maren.address)).toBe(true)
}, 120_000)
