/** A message under the owner's own address that came in as mail of others does is not theirs on its word, whoever hands it out. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connections, facts, streams } from '../../src/db/schema.ts'
import { scheduleTask } from '../../src/db/tasks.ts'
import { OWNER, ownerAt, WORK } from '../../src/sample/history/owner.ts'
import type { NewMessage } from '../../src/sample/history/types.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

const victim = { address: 'victim@there.example', name: 'Vic Tim' }
const ana = { address: 'ana@there.example', name: 'Ana Roth' }

let program: Program
let userId: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(['petra']), microsoft: true })
  userId = await program.connect()
  await program.connectMicrosoft(userId)
  await program.settle()
}, 120_000)
afterAll(() => program.stop())

async function read(provider: 'google' | 'microsoft', anew = false): Promise<string[]> {
  const { db } = program.deps
  const [connection] = await db.select().from(connections).where(eq(connections.provider, provider))
  const subject = connection?.id ?? ''
  if (anew) {
    const ours = and(eq(streams.connectionId, subject), eq(streams.kind, 'mail'))
    await db.update(streams).set({ cursor: null }).where(ours)
  }
  await scheduleTask(db, { kind: 'mail', subject, userId }, program.deps.now())
  await program.settle()
  const rows = await db.select().from(facts).where(eq(facts.connectionId, subject))
  return rows
    .flatMap(({ title, outgoing }) => (title?.startsWith('own: ') ? [`${title}${outgoing ? ', sent' : ''}`] : []))
    .toSorted()
}

describe('at Gmail', () => {
  const me = ownerAt(OWNER.address)
  const trace = [
    { name: 'Delivered-To', value: OWNER.address },
    { name: 'Return-Path', value: `<${OWNER.address}>` },
  ]
  const deliver = (subject: string, more: Partial<NewMessage>) =>
    program.sample.deliver({ from: me, to: [victim], subject: `own: ${subject}`, ...more })

  test('its label says what they sent; what was delivered without it is passed over, and what a program of theirs put there is not', async () => {
    deliver('forged', { labels: ['INBOX', 'UNREAD'], headers: trace })
    deliver('forged to themselves', { to: [me], labels: ['INBOX'], headers: trace })
    deliver('forged and archived', { labels: ['UNREAD'], headers: trace })
    deliver('genuine', { to: [ana] })
    deliver('to themselves as well', { to: [ana, me], labels: ['SENT', 'INBOX'], headers: trace })
    deliver('saved by another program', { to: [ana], labels: [] })
    const mine = ['own: genuine, sent', 'own: saved by another program', 'own: to themselves as well, sent']
    expect(await read('google')).toEqual(mine)
    expect(await read('google', true)).toEqual(mine)
  })
})

describe('at Outlook', () => {
  const me = ownerAt(WORK)
  const deliver = (subject: string, folder?: string, to: NewMessage['to'] = [victim]) =>
    program.microsoft?.deliver({ from: me, to, subject: `own: ${subject}` }, folder) ?? { id: '' }

  test('what lies in sent mail is theirs, and what they filed of it; what lies in the inbox, or came to them, is not on its word', async () => {
    deliver('forged', 'inbox')
    deliver('forged to themselves, archived', 'archive', [me])
    deliver('genuine', undefined, [ana])
    deliver('to themselves as well', undefined, [ana, me])
    deliver('filed', 'archive', [ana])
    const mine = ['own: filed, sent', 'own: genuine, sent', 'own: to themselves as well, sent']
    expect(await read('microsoft')).toEqual(mine)
    expect(await read('microsoft', true)).toEqual(mine)
  })

  test('each place decides anew where it is moved', async () => {
    const before = await read('microsoft')
    const { id } = deliver('moved', 'archive', [ana])
    expect(await read('microsoft')).toEqual([...before, 'own: moved, sent'].toSorted())
    program.microsoft?.move(id, 'inbox')
    expect(await read('microsoft')).toEqual(before)
    program.microsoft?.move(id, 'archive')
    expect(await read('microsoft')).toEqual([...before, 'own: moved, sent'].toSorted())
    program.microsoft?.move(id, 'inbox')
    expect(await read('microsoft', true)).toEqual(before)
  })
})
