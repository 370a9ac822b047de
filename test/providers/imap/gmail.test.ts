/** Gmail by an app password: All Mail alone, its own threads and labels, and its limits as a schedule. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type GmailImap, startGmail } from '../../support/gmail-imap.ts'
import { type Reader, startReader } from '../../support/imap.ts'
import { thisMorning } from '../../support/morning.ts'

const password = 'abcdefghijklmnop'
const me = 'sam@gmail.example'
let server: GmailImap
let reader: Reader
let made = 0

function deliver({
  from = 'ana@there.example',
  thread = '17',
  labels = ['\\Inbox'],
  subject = 'Signs',
  ago = 3,
  more = '',
} = {}): number {
  made++
  const to = from === me ? 'ana@there.example' : me
  const raw = `${more}From: ${from}\nTo: ${to}\nSubject: ${subject}\nMessage-ID: <g${made}@there.example>\nX-Secret: no\n\nNever to be read.\n`
  return server.deliver({ raw, at: new Date(thisMorning().epochMilliseconds - ago * 86_400_000), thread, labels })
}

beforeAll(async () => {
  server = await startGmail(password)
  for (let at = 0; at < 40; at++) deliver({ subject: `No. ${at}`, thread: String(100 + (at >> 1)), ago: 40 - at })
  deliver({ from: 'sam@alias.example', labels: ['\\Sent', 'Reisen'], subject: 'Mine, by another address' })
  deliver({ from: me, subject: 'Forged', more: `Delivered-To: ${me}\nReceived: by mx\n` })
  deliver({ labels: ['\\Draft'], from: me, subject: 'Half a letter' })
  reader = await startReader({
    login: { host: '127.0.0.1', port: server.port, tls: 'implicit', user: me, password },
    address: me,
    cert: server.cert,
    clock: thisMorning(),
  })
  await reader.settle()
}, 60_000)
afterAll(async () => {
  await reader?.close()
  await server?.close()
})

const titles = async () => (await reader.stored()).map((one) => JSON.parse(one) as Record<string, unknown>)

test('only All Mail is opened, for reading only, and no body is ever asked for', async () => {
  expect((await titles()).length).toBe(41)
  const opened = server.said.filter((one) => /^(?:SELECT|EXAMINE)/.test(one))
  expect(new Set(opened)).toEqual(new Set(['EXAMINE "[Gmail]/Alle Nachrichten"']))
  expect(server.bodies).toEqual([])
  expect(server.said.join()).not.toMatch(/BODY\[|TEXT|RFC822|STORE|X-SECRET/)
})

test('threads are Gmail’s own, what is labelled as sent is the owner’s, and drafts are none', async () => {
  const all = await titles()
  expect(all.filter(({ groupId }) => groupId === 'g64')).toHaveLength(2)
  expect(all.find(({ title }) => title === 'Mine, by another address')).toMatchObject({ outgoing: true })
  expect(JSON.stringify(all)).not.toContain('Half a letter')
  expect(JSON.stringify(all)).not.toContain('Forged')
})

test('one connection is enough', () => expect(server.most()).toBe(1))

test('a day’s bandwidth that is used up becomes a later hour, and nothing is asked until then', async () => {
  deliver({ subject: 'After the limit' })
  server.refuse('bandwidth')
  await reader.look()
  expect((await titles()).some(({ title }) => title === 'After the limit')).toBe(false)
  const { state } = await reader.connection()
  expect(state).toBe('active')
  const said = server.said.length
  await reader.settle()
  expect(server.said.length).toBe(said)
  server.refuse(null)
  reader.ground.jump(reader.ground.now().add({ hours: 3 }))
  await reader.settle()
  expect((await titles()).some(({ title }) => title === 'After the limit')).toBe(true)
})

test('a header of ten megabytes is not held, and costs only itself', async () => {
  deliver({ subject: 'Before it' })
  server.swell(deliver({ subject: 'Swollen' }), 10 * 1024 * 1024)
  deliver({ subject: 'After it' })
  await reader.look()
  const found = (await titles()).map(({ title }) => title)
  expect(found).toEqual(expect.arrayContaining(['Before it', 'After it']))
  expect(found).not.toContain('Swollen')
  expect((await reader.stream()).skipped).toEqual({ 'a message that the server does not hand out': 1 })
})

test('what is thrown away leaves All Mail, and is gone', async () => {
  const uid = deliver({ subject: 'Thrown away' })
  await reader.look()
  expect((await titles()).some(({ title }) => title === 'Thrown away')).toBe(true)
  server.remove(uid)
  await reader.look()
  expect((await titles()).some(({ title }) => title === 'Thrown away')).toBe(false)
})

test('too many connections are waited for, and a password that is refused is not believed at once', async () => {
  const reasons = () => reader.ground.events.map(({ details }) => (details as { reason?: string }).reason)
  server.refuse('connections')
  await reader.look()
  expect(reasons().at(-1)).toBe('connections')
  expect((await reader.connection()).state).toBe('active')
  reader.ground.jump(reader.ground.now().add({ minutes: 10 }))
  server.refuse('password')
  await reader.settle()
  expect(reasons()).toContain('password_refused')
  reader.ground.jump(reader.ground.now().add({ hours: 1 }))
  await reader.settle()
  expect(await reader.connection()).toMatchObject({ state: 'reconnect' })
})

test('nothing that the server says in words, and no password, stands in a log', () => {
  const said = JSON.stringify(reader.ground.events)
  expect(said).not.toMatch(/abcdefghijklmnop|bandwidth limits|credentials|simultaneous|there\.example/)
})
