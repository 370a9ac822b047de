/** What every source keeps to holds for a mailbox at a real server too, one that tells everything and one that tells little. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts'
import { type GmailImap, startGmail } from '../support/gmail-imap.ts'
import { type Reader, startReader } from '../support/imap.ts'
import { thisMorning } from '../support/morning.ts'

const me = 'sam@here.example'
let made = 0

function mail({ from = 'petra@there.example', to = me, subject = 'Signs', id = '', more = '' } = {}): string {
  made++
  return `From: Petra Novak <${from}>\nTo: ${to}\nSubject: ${subject}\nDate: Mon, 02 Nov 2026 10:00:00 +0100\nMessage-ID: <${id || `c${made}@there.example`}>\n${more}\nNever to be read by anybody.\n`
}

const days = (ago: number) => new Date(thisMorning().epochMilliseconds - ago * 86_400_000)

describe.skipIf(withoutDovecot).each([
  ['with all that dovecot can', true],
  ['with as little as an old server', false],
])('imap mail, %s', (_, qresync) => {
  let server: Dovecot
  let reader: Reader

  beforeAll(async () => {
    server = await startDovecot({ users: { sam: 'se"cr\\et' }, qresync })
    for (let at = 0; at < 12; at++)
      await server.deliver('sam', 'INBOX', mail({ subject: `First ${at}` }), days(400 - at * 30))
    await server.deliver('sam', 'Sent', mail({ from: me, to: 'petra@there.example', subject: 'Mine' }), days(20))
    await server.deliver('sam', 'Trash', mail({ subject: 'Thrown away' }), days(3))
    const box = await server.client('sam')
    await box.mailboxCreate('Entwürfe')
    await box.mailboxCreate('Kunden/Öffentlich')
    await server.deliver('sam', 'Entwürfe', mail({ subject: 'Half a letter' }), days(3))
    await server.deliver('sam', 'Kunden/Öffentlich', mail({ subject: 'Filed' }), days(50))
    reader = await startReader({
      login: {
        host: '127.0.0.1',
        port: qresync ? server.tlsPort : server.port,
        tls: qresync ? 'implicit' : 'starttls',
        user: 'sam',
        password: 'se"cr\\et',
      },
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

  test('a snapshot holds what is there, and nothing of drafts, spam and bin', async () => {
    const all = (await reader.stored()).join()
    expect(await reader.stored()).toHaveLength(14)
    for (const subject of ['First 0', 'First 11', 'Mine', 'Filed']) expect(all).toContain(subject)
    for (const subject of ['Thrown away', 'Half a letter', 'Never to be read']) expect(all).not.toContain(subject)
    const { phase, error, setAside } = await reader.stream()
    expect({ phase, error, setAside }).toEqual({ phase: 'current', error: null, setAside: [] })
  })

  test('only what the list allows was sent, and the owner sees each command', async () => {
    const commands = Object.keys(await reader.commands())
    expect(commands).toContain('imap.UID FETCH')
    expect(commands).toContain('imap.EXAMINE')
    expect(commands.join()).not.toMatch(/SELECT|STORE|APPEND|COPY|MOVE|EXPUNGE/)
  })

  test('a look without news costs two commands a folder at most', async () => {
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0)
    const before = sum(await reader.commands())
    await reader.look()
    expect(sum(await reader.commands()) - before).toBeLessThanOrEqual(2 * 6)
  })

  test('what changes is learned by reading on, and reading on once more changes nothing', async () => {
    const before = await reader.stored()
    await server.deliver('sam', 'INBOX', mail({ subject: 'Taken back', id: 'gone@x' }), days(0))
    await server.deliver('sam', 'INBOX', mail({ subject: 'The new signs', id: 'new@x' }), days(0))
    await server.expunge('sam', 'INBOX', '<gone@x>')
    await reader.look()
    const after = await reader.stored()
    expect(after).not.toEqual(before)
    expect(after.join()).toContain('The new signs')
    expect(after.join()).not.toContain('Taken back')
    await reader.look()
    expect(await reader.stored()).toEqual(after)
  })

  test('a message that is moved stays the one it was, and one that is thrown away is gone', async () => {
    const before = await reader.stored()
    await server.move('sam', '<new@x>', { from: 'INBOX', to: 'Archive' })
    await reader.look()
    expect(await reader.stored()).toEqual(before)
    await server.move('sam', '<new@x>', { from: 'Archive', to: 'Trash' })
    await reader.look()
    expect((await reader.stored()).join()).not.toContain('The new signs')
  })

  test('a folder that is numbered anew doubles nothing and loses nothing', async () => {
    const before = await reader.stored()
    await server.changeUidValidity('sam', 'Kunden/Öffentlich')
    await reader.look()
    expect(await reader.stored()).toEqual(before)
  })

  test('with its position lost it reads everything again and ends with the same facts', async () => {
    const before = await reader.stored()
    await reader.look(true)
    expect(await reader.stored()).toEqual(before)
    expect(new Set(before).size).toBe(before.length)
  })
})

describe('imap mail at Gmail', () => {
  const owner = 'sam@gmail.example'
  let server: GmailImap
  let reader: Reader

  const deliver = (subject: string, more: { from?: string; labels?: readonly string[]; ago?: number } = {}) => {
    const { from = 'petra@there.example', labels = ['\\Inbox'], ago = 3 } = more
    const raw = mail({ from, to: from === owner ? 'petra@there.example' : owner, subject })
    return server.deliver({ raw, at: days(ago), thread: '1712345678901234567', labels })
  }
  const titles = async () => (await reader.stored()).map((one) => (JSON.parse(one) as { title: string }).title)

  beforeAll(async () => {
    server = await startGmail('abcdefghijklmnop')
    for (let at = 0; at < 12; at++) deliver(`First ${at}`, { ago: 400 - at * 30 })
    deliver('Mine', { from: owner, labels: ['\\Sent'] })
    deliver('Filed', { labels: ['Reisen'] })
    deliver('Half a letter', { from: owner, labels: ['\\Draft'] })
    deliver('Older than is read', { ago: 5000 })
    reader = await startReader({
      login: { host: '127.0.0.1', port: server.port, tls: 'implicit', user: owner, password: 'abcdefghijklmnop' },
      address: owner,
      cert: server.cert,
      clock: thisMorning(),
    })
    await reader.settle()
  }, 60_000)
  afterAll(async () => {
    await reader?.close()
    await server?.close()
  })

  test('a snapshot holds what is there, and nothing of drafts and of what is too old', async () => {
    expect(await titles()).toHaveLength(14)
    expect(await titles()).toEqual(expect.arrayContaining(['First 0', 'First 11', 'Mine', 'Filed']))
    expect(server.bodies).toEqual([])
    const { phase, error, setAside } = await reader.stream()
    expect({ phase, error, setAside }).toEqual({ phase: 'current', error: null, setAside: [] })
  })

  test('a look without news costs two commands a folder at most', async () => {
    const before = server.said.length
    await reader.look()
    // All Mail alone is read; signing in and out again is no look.
    const asked = server.said.slice(before).filter((one) => /^(?:LIST|STATUS|EXAMINE|UID)/.test(one))
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  test('what changes is learned by reading on, and reading on once more changes nothing', async () => {
    const gone = deliver('Taken back')
    const kept = deliver('The new signs')
    server.remove(gone)
    await reader.look()
    const after = await reader.stored()
    expect(await titles()).toContain('The new signs')
    expect(await titles()).not.toContain('Taken back')
    server.relabel(kept, ['Reisen'])
    await reader.look()
    expect(await reader.stored()).toEqual(after)
    server.remove(kept)
    await reader.look()
    expect(await titles()).not.toContain('The new signs')
  })

  test('with its position lost it reads everything again and ends with the same facts', async () => {
    const before = await reader.stored()
    await reader.look(true)
    expect(await reader.stored()).toEqual(before)
    expect(new Set(before).size).toBe(before.length)
  })
})
