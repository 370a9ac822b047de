/** What went from a folder is told by a server that keeps it in mind, and found by counting at any other; both end alike. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, startDovecot, withoutDovecot } from '../../support/dovecot.ts'
import { type Reader, startReader } from '../../support/imap.ts'
import { thisMorning } from '../../support/morning.ts'

const amount = 520
const me = 'sam@here.example'

/** The first are older than is read. */
const old = 3

function* letters() {
  const now = thisMorning().epochMilliseconds
  for (let at = 0; at < old; at++)
    yield {
      raw: `From: ana@there.example\nTo: ${me}\nSubject: Old ${at}\nMessage-ID: <old${at}@there.example>\n\nNever read.\n`,
      at: new Date(now - (9000 - at) * 86_400_000),
    }
  for (let at = 0; at < amount; at++)
    yield {
      raw: `Return-Path: <ana@there.example>\nFrom: ana@there.example\nTo: ${me}\nSubject: No. ${at}\nMessage-ID: <v${at}@there.example>\n\nNever read.\n`,
      at: new Date(now - (amount - at) * 3_600_000),
    }
}

describe.skipIf(withoutDovecot).each([
  ['that says what vanished', true],
  ['that says how many there are', false],
])('at a server %s', (_, qresync) => {
  let server: Dovecot
  let reader: Reader

  beforeAll(async () => {
    server = await startDovecot({ users: { sam: 'secret' }, qresync, maildir: true })
    server.fill('sam', 'INBOX', letters())
    reader = await startReader({
      login: { host: '127.0.0.1', port: server.tlsPort, tls: 'implicit', user: 'sam', password: 'secret' },
      address: me,
      cert: server.cert,
      clock: thisMorning(),
    })
    await reader.settle()
  }, 120_000)
  afterAll(async () => {
    await reader?.close()
    await server?.close()
  })

  /** What is sent while something is looked at, by command. */
  async function sent(work: () => Promise<void>): Promise<Record<string, number>> {
    const before = await reader.commands()
    await work()
    const after = await reader.commands()
    const changed = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
    return Object.fromEntries(changed.filter(([, count]) => count > 0))
  }
  const titles = async () => (await reader.stored()).map((one) => (JSON.parse(one) as { title: string }).title)

  test('a folder is opened once for as long as it is read downwards, and no number is asked for twice', async () => {
    expect(await titles()).toHaveLength(amount)
    const { 'imap.EXAMINE': opened = 0, 'imap.UID FETCH': fetched } = await reader.commands()
    expect(fetched).toBe(Math.ceil(amount / 500))
    // Once to read it, and each folder once to know that nothing went meanwhile.
    expect(opened).toBeLessThanOrEqual(5)
  })

  test('what is thrown away is gone at the next look, without asking a server that says it what is left', async () => {
    for (const at of [3, 4, 400]) await server.expunge('sam', 'INBOX', `<v${at}@there.example>`)
    const commands = await sent(() => reader.look())
    const left = await titles()
    expect(left).toHaveLength(amount - 3)
    expect(left).not.toContain('No. 400')
    expect(commands['imap.UID SEARCH'] ?? 0).toBe(qresync ? 0 : 2)
    expect(commands['imap.UID FETCH']).toBeUndefined()
  })

  test('as many as are too old to be read may be thrown away, and are missed all the same', async () => {
    for (const at of [30, 31, 32]) await server.expunge('sam', 'INBOX', `<v${at}@there.example>`)
    await reader.look()
    expect(await titles()).toHaveLength(amount - 6)
    // One of those that are not read is no loss, and what goes after it is seen.
    await server.expunge('sam', 'INBOX', '<old1@there.example>')
    await reader.look()
    expect(await titles()).toHaveLength(amount - 6)
    await server.expunge('sam', 'INBOX', '<v33@there.example>')
    await reader.look()
    expect(await titles()).toHaveLength(amount - 7)
  })

  test('what came and what went are both seen, and neither is asked for again', async () => {
    await server.expunge('sam', 'INBOX', '<v9@there.example>')
    await server.deliver('sam', 'INBOX', `From: ana@there.example\nTo: ${me}\nSubject: New\nMessage-ID: <n@x>\n\nNo.\n`)
    const commands = await sent(() => reader.look())
    expect(await titles()).toHaveLength(amount - 7)
    expect(await titles()).toContain('New')
    expect(await titles()).not.toContain('No. 9')
    expect(commands['imap.UID FETCH']).toBe(1)
    expect(commands['imap.UID SEARCH'] ?? 0).toBe(qresync ? 0 : 2)
    const again = await sent(() => reader.look())
    expect(Object.keys(again).toSorted()).not.toContain('imap.UID FETCH')
    expect(again['imap.EXAMINE']).toBeUndefined()
  })

  test('a flag that is set on everything changes nothing, and is no news', async () => {
    const before = await reader.stored()
    const box = await server.client('sam')
    const lock = await box.getMailboxLock('INBOX')
    await box.messageFlagsAdd('1:*', ['\\Flagged'])
    lock.release()
    const commands = await sent(() => reader.look())
    expect(commands['imap.EXAMINE']).toBeUndefined()
    expect(await reader.stored()).toEqual(before)
  })

  test('a folder that is numbered anew is read anew, whatever was known of its changes', async () => {
    const before = await titles()
    await (await server.client('sam')).mailboxCreate('Own')
    await server.copy('sam', '<v20@there.example>', { from: 'INBOX', to: 'Own' })
    await reader.look()
    await server.changeUidValidity('sam', 'Own')
    await reader.look()
    expect(await titles()).toEqual(before)
    await server.expunge('sam', 'INBOX', '<v20@there.example>')
    await reader.look()
    expect(await titles()).toEqual(before)
    await server.expunge('sam', 'Own', '<v20@there.example>')
    await reader.look()
    expect(await titles()).not.toContain('No. 20')
  })
})
