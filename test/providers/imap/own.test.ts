/** Which mail the owner has sent, and which only says so: decided by each copy alone, in whatever order they are seen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people } from '../../../src/db/schema.ts'
import { type Dovecot, startDovecot, withoutDovecot } from '../../support/dovecot.ts'
import { type Reader, startReader } from '../../support/imap.ts'
import { thisMorning } from '../../support/morning.ts'

const me = 'sam@here.example'
const delivered = `Return-Path: <${me}>\nDelivered-To: ${me}\nReceived: from elsewhere by mx.here.example\n`
const saved = 'Received: from [192.0.2.7] by web.here.example (via HTTP)\n'

interface Letter {
  readonly id: string
  readonly to?: string
  readonly more?: string
}

const letter = ({ id, to = 'ana@there.example', more = '' }: Letter) =>
  `${more}From: Sam <${me}>\nTo: ${to}\nSubject: ${id}\nMessage-ID: <${id}@here.example>\n\nNever read.\n`
const ago = (days: number) => new Date(thisMorning().epochMilliseconds - days * 86_400_000)

describe.skipIf(withoutDovecot)('a message under the owner’s own address', () => {
  let server: Dovecot
  const open: Reader[] = []

  async function read(user: string): Promise<Reader> {
    const reader = await startReader({
      login: { host: '127.0.0.1', port: server.tlsPort, tls: 'implicit', user, password: 'secret' },
      address: me,
      cert: server.cert,
      clock: thisMorning(),
    })
    open.push(reader)
    await reader.settle()
    return reader
  }
  /** Subjects, each with whether it is the owner's. */
  const seen = async (reader: Reader) =>
    (await reader.stored())
      .map((one) => JSON.parse(one) as { title: string; outgoing: boolean })
      .map(({ title, outgoing }) => `${title} ${outgoing ? 'sent' : 'received'}`)
      .toSorted()

  beforeAll(async () => {
    server = await startDovecot({ users: { sam: 'secret', bo: 'secret' } })
    for (const user of ['sam', 'bo']) await (await server.client(user)).mailboxCreate('Own')
  }, 60_000)
  afterAll(async () => {
    for (const reader of open) await reader.close()
    await server?.close()
  })

  test('is theirs in sent mail, and wherever a program of theirs has put it; in no inbox and no folder on its word alone', async () => {
    const copies: readonly (readonly [folder: string, letter: Letter])[] = [
      ['INBOX', { id: 'forged', to: `${me}, victim@there.example`, more: delivered }],
      ['INBOX', { id: 'forged-without-more', more: saved }],
      ['Archive', { id: 'forged-and-filed', to: 'victim@there.example', more: delivered }],
      ['INBOX', { id: 'genuine', to: 'victim@there.example', more: delivered }],
      ['INBOX', { id: 'to-myself-too', more: delivered }],
      ['INBOX', { id: 'answered-beside' }],
      ['Own', { id: 'filed-by-hand' }],
      ['Archive', { id: 'saved-by-its-server', more: saved }],
    ]
    for (const [folder, one] of copies) await server.deliver('sam', folder, letter(one), ago(9))
    const sent = [{ id: 'genuine' }, { id: 'to-myself-too' }, { id: 'sent-by-its-server', more: saved }]
    for (const one of sent) await server.deliver('sam', 'Sent', letter(one), ago(9))
    const reader = await read('sam')
    const mine = [
      'answered-beside',
      'filed-by-hand',
      'genuine',
      'saved-by-its-server',
      'sent-by-its-server',
      'to-myself-too',
    ]
    expect(await seen(reader)).toEqual(mine.map((title) => `${title} sent`))
    const known = await reader.ground.db.select().from(people)
    expect(JSON.stringify(known)).not.toContain('victim@')
    expect(reader.ground.events.filter(({ event }) => event.includes('fault'))).toEqual([])
  })

  test('counts the same whichever copy of it comes first', async () => {
    const [reader] = open
    if (!reader) throw new Error('no reader')
    const before = await seen(reader)
    await server.deliver('sam', 'INBOX', letter({ id: 'late', more: delivered }), ago(1))
    await reader.look()
    expect(await seen(reader)).toEqual(before)
    await server.deliver('sam', 'Sent', letter({ id: 'late' }), ago(1))
    await reader.look()
    expect(await seen(reader)).toEqual([...before, 'late sent'].toSorted())
    await server.expunge('sam', 'INBOX', '<late@here.example>')
    await reader.look()
    expect(await seen(reader)).toEqual([...before, 'late sent'].toSorted())
  })

  test('that came back is known where sent mail is kept nowhere else, as one that came in', async () => {
    await server.deliver('bo', 'INBOX', letter({ id: 'copy-to-myself', more: delivered }), ago(8))
    await server.deliver('bo', 'Own', letter({ id: 'kept' }), ago(8))
    const reader = await read('bo')
    expect(await seen(reader)).toEqual(['copy-to-myself received', 'kept sent'])
    await server.deliver('bo', 'Sent', letter({ id: 'first-kept' }), ago(1))
    await reader.look()
    expect(await seen(reader)).toEqual(['first-kept sent', 'kept sent'])
  })
})
