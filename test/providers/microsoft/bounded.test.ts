/** One broken message or invitation at Outlook is left out and counted; everything else is read, and the account goes on. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { facts, streams } from '../../../src/db/schema.ts'
import { ownerAt, WORK } from '../../../src/sample/history/owner.ts'
import { eventId } from '../../../src/sample/microsoft/resource.ts'
import type { Program } from '../../support/program.ts'
import { useDatabase } from '../../support/stage.ts'
import { type Letter, liveWith, mira, on } from '../../sync/life.ts'
import { begin } from '../../sync/stage.ts'

const db = useDatabase()
const long = 'x'.repeat(300_000)
const crowd = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ emailAddress: { address: `guest${place}@crowd.example`, name: 'G' } }))
const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex').toUpperCase()
/** A Global Object Id with a foreign UID inside, as Exchange writes it. */
const foreign = (uid: string) =>
  `040000008200E00074C5B7101A82E00800000000${'0'.repeat(40)}7643616C2D55696401000000${hex(uid)}`

type Piece = readonly [name: string, change: object, reason?: string | undefined, kept?: false]

const messages: readonly Piece[] = [
  ['a date that is none', { receivedDateTime: 'abc' }, 'a message of an unknown form'],
  ['the year 10000', { receivedDateTime: '10000-01-01T00:00:00Z' }, 'a message of an unknown form'],
  ['the last second of 9999', { receivedDateTime: '9999-12-31T23:59:59.9999Z' }, 'a message with an impossible date'],
  ['a number for a date', { receivedDateTime: 1e17 }, 'a message of an unknown form'],
  ['no id', { id: undefined }, 'a message of an unknown form'],
  ['an id that no database takes', { id: 'a\0b' }, 'a message whose id cannot be kept'],
  ['a conversation of 100 KB', { conversationId: 'y'.repeat(100_000) }, 'a message whose id cannot be kept'],
  ['half a character in the subject', { subject: 'Half \ud83d of it' }],
  ['a subject of 300 KB', { subject: long }],
  ['a number for a subject', { subject: 7 }, 'a message of an unknown form'],
  ['NUL in its Message-ID', { internetMessageId: '<a\0b@elsewhere.example>' }],
  ['20,000 recipients', { toRecipients: crowd(20_000) }, 'a message to more than 500 people, of whom 500 are kept'],
]

const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })
const events: readonly Piece[] = [
  ['NUL in its UID', { iCalUId: foreign('a\0b@elsewhere.example') }],
  ['half a character in its UID', { iCalUId: '\ud800' }],
  ['the year 10000', { end: time('+010000-01-01T00:00:00') }, 'an event that lasts longer than a year'],
  ['the year 275761', { end: time('+275761-01-01T00:00:00') }, 'an event without a readable time'],
  ['a start in the year 275761', { start: time('+275761-01-01T00:00:00') }, 'an event without a readable time'],
  [
    'the last day of 9999',
    { start: time('9999-12-31T22:00:00'), end: time('9999-12-31T23:59:59.9999999') },
    'an event at an impossible time',
  ],
  ['an end before its start', { end: time('2001-01-01T00:00:00') }, 'an event without a readable time'],
  ['no id', { id: undefined }, 'an event of an unknown form'],
  ['an id that no database takes', { id: '\ud800' }, 'an event whose id cannot be kept'],
  ['a series of 100 KB', { seriesMasterId: 's'.repeat(100_000) }, 'an event whose id cannot be kept'],
  ['half a character in its title', { subject: 'Half \ud83d of it' }],
  ['a title of 300 KB', { subject: long }],
  ['an answer that is none', { responseStatus: { response: '__proto__' } }],
  [
    '20,000 guests',
    { attendees: crowd(20_000).map((one) => ({ ...one, type: 'required' })) },
    'an event with more than 500 guests, of whom 500 are kept',
  ],
]

/** The sample's work account has what is addressed to it. */
const work = ownerAt(WORK)
const good = 3
const history = liveWith(
  Array.from({ length: messages.length + good }, (_, place): Letter => ({ days: place + 1, to: [work] })),
)
const meetings = events.length + good
const colleague = { address: 'nadia@colleague.example', name: 'Nadia Brandt', reply: 'accepted' } as const

/** A program that has read everything once, while it was whole. */
async function beginWhole() {
  const program = await begin(history, { db: db(), microsoft: true })
  const outlook = program.microsoft
  if (!outlook) throw new Error('no sample')
  const add = (title: string, days: number) =>
    outlook.addEvent({ title, start: on(days), zone: 'Europe/Berlin', guests: [colleague] })
  const ids = Array.from({ length: meetings }, (_, place) => eventId(add(`Meeting ${place}`, -place - 1)))
  await program.connectMicrosoft()
  await program.settle({ minutes: 5 })
  expect([await stored('mail'), await stored('meeting')]).toEqual([history.messages.length, meetings])
  return { program, outlook, ids, add }
}

const counts = (table: readonly Piece[]) => {
  const all: Record<string, number> = {}
  for (const [, , reason] of table) if (reason) all[reason] = (all[reason] ?? 0) + 1
  return all
}
const left = (table: readonly Piece[]) => table.filter(([, , reason]) => reason && !reason.includes('are kept')).length

async function stored(kind: 'mail' | 'meeting') {
  return (await db().select().from(facts).where(eq(facts.kind, kind))).length
}
async function streamOf(kind: 'mail' | 'calendar') {
  return (await db().select().from(streams)).find((stream) => stream.kind === kind)
}
const again = async (program: Program) => {
  program.jump(program.deps.now().add({ minutes: 31 }))
  await program.settle({ minutes: 5 })
}

describe('between good ones, every broken piece', () => {
  test('is left out or cut, counted once, and holds up nothing, now or later', async () => {
    const { program, outlook, ids, add } = await beginWhole()
    const mail = (await db().select().from(facts).where(eq(facts.kind, 'mail'))).map(({ externalId }) => externalId)
    for (const [place, [, change]] of messages.entries()) outlook.faults.spoil(mail[place + 1] ?? '', { ...change })
    for (const [place, [, change]] of events.entries()) outlook.faults.spoil(ids[place + 1] ?? '', { ...change })
    await db().delete(facts)
    await db().update(streams).set({ cursor: null })
    await again(program)

    expect(await streamOf('mail')).toMatchObject({ phase: 'current', error: null, skipped: counts(messages) })
    expect(await streamOf('calendar')).toMatchObject({ phase: 'current', error: null, skipped: counts(events) })
    expect(await stored('mail')).toBe(history.messages.length - left(messages))
    expect(await stored('meeting')).toBe(meetings - left(events))

    outlook.deliver({ from: mira, to: [work], subject: 'After all that' })
    add('After all that', 3)
    await again(program)
    await again(program)
    expect(await stored('mail')).toBe(history.messages.length - left(messages) + 1)
    expect(await stored('meeting')).toBe(meetings - left(events) + 1)
    expect(await streamOf('mail')).toMatchObject({ phase: 'current', skipped: counts(messages) })
    expect(await streamOf('calendar')).toMatchObject({ phase: 'current' })
    // Read again at every look, and still counted once; what has no id cannot be known again.
    const { skipped } = (await streamOf('calendar')) ?? {}
    expect(skipped).toMatchObject({ 'an event that lasts longer than a year': 1, 'an event at an impossible time': 1 })
    expect(program.events.filter(({ event }) => event === 'step failed')).toEqual([])
  })
})

describe('a reading position that was tampered with', () => {
  test.each([
    ['mail', { version: 2, phase: 'read', at: -1, total: 1e300 }],
    ['calendar', { version: 1, phase: 'recent', from: 'garbage', to: 'garbage', older: 'garbage', seen: 0 }],
    [
      'calendar',
      {
        version: 1,
        phase: 'recent',
        from: '+020000-01-01T00:00:00Z',
        to: '+020000-01-01T00:00:00Z',
        older: '+020000-01-01T00:00:00Z',
        seen: 1e300,
      },
    ],
  ] as const)('of %s begins a new snapshot, and all is as before', async (kind, cursor) => {
    const { program } = await beginWhole()
    const before = [await stored('mail'), await stored('meeting')]
    await db().update(streams).set({ cursor }).where(eq(streams.kind, kind))
    await again(program)
    expect(await streamOf(kind)).toMatchObject({ phase: 'current', error: null })
    expect([await stored('mail'), await stored('meeting')]).toEqual(before)
    expect(program.events.filter(({ event }) => event === 'step failed')).toEqual([])
  })
})
