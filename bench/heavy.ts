/**
 * One message as large as somebody can make it, through both providers and from a file into the database: how long it holds
 * the loop at most, and what stays in memory of many.
 */
import type { Database } from '../src/db/database.ts'
import { storeFacts } from '../src/db/facts.ts'
import { connections } from '../src/db/schema.ts'
import type { Fact } from '../src/facts.ts'
import { parseMessage, toFact } from '../src/import/mail.ts'
import { readMbox } from '../src/import/mbox.ts'
import * as google from '../src/providers/google/messages.ts'
import * as microsoft from '../src/providers/microsoft/messages.ts'
import { now, openWithUser } from './database.ts'
import { watch } from './hold/watch.ts'
import type { Result } from './result.ts'

const recipients = 18_000
const megabyte = 1024 * 1024
const times = 20
const mostMs = 100

const people = Array.from({ length: recipients }, (_, index) => ({
  address: `guest${index}@house${index}.example`,
  name: `Given${index} Family`,
}))
const subject = 'Invitation '.repeat(megabyte / 11)
const header = people.map(({ name, address }) => `${name} <${address}>`).join(', ')

/** The same message from everywhere, as text that has just come in. */
const sources: Readonly<Record<string, (index: number) => () => Promise<Fact | undefined>>> = {
  Gmail(index) {
    const headers = Object.entries({ From: 'Maren <maren@okafor.example>', To: header, Subject: subject })
    const payload = { headers: headers.map(([name, value]) => ({ name, value })) }
    const text = JSON.stringify({ id: `g${index}`, threadId: 't', internalDate: '1760000000000', payload })
    return async () => google.toMailFact(google.messageSchema.parse(JSON.parse(text)), true)
  },
  Outlook(index) {
    const text = JSON.stringify({
      id: `o${index}`,
      conversationId: 'c',
      subject,
      receivedDateTime: '2026-11-22T09:00:00Z',
      from: { emailAddress: { address: 'maren@okafor.example', name: 'Maren' } },
      toRecipients: people.map((emailAddress) => ({ emailAddress })),
    })
    return async () =>
      microsoft.toMailFact(microsoft.messageSchema.parse(JSON.parse(text)), { own: [], sent: false, subjects: true })
  },
  'an mbox file'(index) {
    const text = `From - Sun Nov 22 09:00:00 2026\nMessage-ID: <m${index}@okafor.example>\nDate: Sun, 22 Nov 2026 09:00:00 +0000\nFrom: Maren <maren@okafor.example>\nTo: ${header.slice(0, 50_000)}\nSubject: ${subject.slice(0, 10_000)}\n\n`
    const reading = { me: [], subjects: true, since: now.subtract({ hours: 24 * 365 }), now, timeZone: 'UTC' }
    return async () => {
      for await (const raw of readMbox(pieces(new TextEncoder().encode(text)))) {
        const parsed = await parseMessage(raw, reading)
        if (typeof parsed !== 'string') return toFact(parsed, '', reading)
      }
      return undefined
    }
  },
}

async function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

export async function benchHeavy(): Promise<Result[]> {
  const database = await openWithUser()
  const { db } = database
  await db.insert(connections).values({
    ...{ id: 'c', userId: 'u', provider: 'google', issuer: 'i', subject: 's', email: 'u@example.org' },
    ...{ scopes: [], state: 'active', createdAt: now },
  })
  const found: { name: string; ms: number; grown: number }[] = []
  for (const [name, make] of Object.entries(sources)) {
    await store(db, make(0))
    const before = memory()
    let ms = 0
    for (let index = 1; index <= times; index++) {
      const read = make(index)
      const { loop } = await watch(db, () => store(db, read))
      ms = Math.max(ms, loop)
    }
    found.push({ name, ms, grown: memory() - before })
  }
  await database.close()
  const [slowest] = found.toSorted((one, other) => other.ms - one.ms)
  const grown = found.reduce((sum, one) => sum + one.grown, 0)
  if (!slowest) throw new Error('there is nothing heavy')
  return [
    {
      name: `longest hold by one message to ${recipients.toLocaleString('en')} people under a subject of 1 MB (${slowest.name})`,
      measured: `${Math.round(slowest.ms)} ms`,
      baseline: `${mostMs} ms`,
      ratio: slowest.ms / mostMs,
    },
    {
      name: `what stays in memory after ${times * found.length} of these`,
      measured: `${Math.max(0, grown / megabyte).toFixed(1)} MB`,
      baseline: `${Math.round((times * found.length * (header.length + subject.length)) / megabyte)} MB of text`,
      ratio: Math.max(0, grown) / (times * found.length * (header.length + subject.length)),
    },
  ]
}

async function store(db: Database, read: () => Promise<Fact | undefined>): Promise<void> {
  const fact = await read()
  if (!fact) throw new Error('it was not read')
  await storeFacts(db, { userId: 'u', connectionId: 'c', generation: 1 }, [fact])
}

/** Bytes that are in use; a collection first, where the process lets one ask for it. */
function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
