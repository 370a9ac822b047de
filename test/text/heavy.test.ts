/** One message as large as somebody can make it is read, cut and counted, whoever hands it out, and others have their turn. */
import { expect, onTestFinished, test } from 'vitest'
import { storeFacts } from '../../src/db/facts.ts'
import { facts } from '../../src/db/schema.ts'
import type { MailFact } from '../../src/facts.ts'
import { parseMessage, toFact } from '../../src/import/mail.ts'
import { readMbox } from '../../src/import/mbox.ts'
import * as google from '../../src/providers/google/messages.ts'
import { readMessages } from '../../src/providers/microsoft/changes.ts'
import * as microsoft from '../../src/providers/microsoft/messages.ts'
import { turnsDuring } from '../support/turns.ts'
import { createWorld, now } from '../web/world.ts'

const people = Array.from({ length: 18_000 }, (_, index) => ({
  address: `guest${index}@house${index}.example`,
  name: `Given${index} Family`,
}))
const subject = 'Invitation '.repeat(100_000)
const header = people.map(({ name, address }) => `${name} <${address}>`).join(', ')
const reading = { me: [], subjects: true, since: now.subtract({ hours: 24 * 365 }), now, timeZone: 'UTC' }

async function fromFile(text: string): Promise<MailFact | string | undefined> {
  async function* bytes() {
    yield new TextEncoder().encode(text)
  }
  for await (const raw of readMbox(bytes())) {
    const parsed = await parseMessage(raw, reading)
    return typeof parsed === 'string' ? parsed : toFact(parsed, '', reading)
  }
  return undefined
}

const mbox = (to: string, about: string) =>
  `From - Sun Nov 22 08:00:00 2026\nMessage-ID: <m@okafor.example>\nDate: Sun, 22 Nov 2026 08:00:00 +0000\nFrom: Maren <maren@okafor.example>\nTo: ${to}\nSubject: ${about}\n\n`

const sources: Readonly<Record<string, () => Promise<MailFact | string | undefined>>> = {
  async Gmail() {
    const headers = Object.entries({ From: 'Maren <maren@okafor.example>', To: header, Subject: subject })
    const payload = { headers: headers.map(([name, value]) => ({ name, value })) }
    const message = { id: 'm', threadId: 't', internalDate: String(now.epochMilliseconds), payload }
    return google.toMailFact(google.messageSchema.parse(message), true)
  },
  async Outlook() {
    const message = microsoft.messageSchema.parse({
      id: 'm',
      conversationId: 'c',
      subject,
      receivedDateTime: now.toString(),
      from: { emailAddress: { address: 'maren@okafor.example', name: 'Maren' } },
      toRecipients: people.map((emailAddress) => ({ emailAddress })),
    })
    return microsoft.toMailFact(message, { own: [], sent: false, subjects: true })
  },
  'a file with as much of it as a header may have': () =>
    fromFile(mbox(header.slice(0, 50_000), subject.slice(0, 12_000))),
}

test.each(Object.entries(sources))('from %s it takes no more room than any large one', async (_, read) => {
  const world = await createWorld()
  onTestFinished(() => world.database.close())
  const fact = await read()
  if (typeof fact !== 'object') throw new Error(`it was not read: ${fact}`)
  const skipped = await storeFacts(world.deps.db, { userId: 'sam', connectionId: 'sam-google', generation: 1 }, [fact])
  const [row] = await world.deps.db.select().from(facts)
  expect(skipped).toEqual([
    { id: fact.id, reason: 'a message to more than 500 people, of whom 500 are kept', cut: true },
  ])
  expect(row?.mail?.to).toHaveLength(500)
  expect(row?.title?.length).toBeLessThanOrEqual(1000)
  expect(JSON.stringify(row).length).toBeLessThan(128 * 1024)
})

test('from a file with a larger header it is left out with that reason', async () => {
  expect(await fromFile(mbox(header, subject))).toBe('a header larger than 64 KB')
})

test('while many of them are stored, whoever asks for a page has a turn', async () => {
  const world = await createWorld()
  onTestFinished(() => world.database.close())
  const fact = await sources.Gmail?.()
  if (typeof fact !== 'object') throw new Error('it was not read')
  const many = Array.from({ length: 60 }, (_, index) => ({ ...fact, id: `m${index}` }))
  const origin = { userId: 'sam', connectionId: 'sam-google', generation: 1 }
  let answered = 0
  const asking = world.get('/people', 'sam').then(({ status }) => {
    answered = status
  })
  const turns = await turnsDuring(() => storeFacts(world.deps.db, origin, many))
  await asking
  expect([turns > 2, answered]).toEqual([true, 200])
})

test('while a page of many of them is read, others have a turn', async () => {
  const message = {
    id: 'm',
    conversationId: 'c',
    subject,
    receivedDateTime: now.toString(),
    from: { emailAddress: { address: 'maren@okafor.example', name: 'Maren' } },
    toRecipients: people.map((emailAddress) => ({ emailAddress })),
  }
  const place = { own: [], sent: false, subjects: true }
  const turns = await turnsDuring(async () => {
    const { facts } = await readMessages(Array(12).fill(message), { since: reading.since }, place)
    expect(facts).toHaveLength(12)
  })
  expect(turns).toBeGreaterThanOrEqual(3)
})
