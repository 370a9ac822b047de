/** One broken message or invitation is left out and counted; everything else is read, and the account goes on. */
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { facts, listings, streams, users } from '../../src/db/schema.ts'
import type { Fault } from '../../src/sample/faults.ts'
import { fault } from '../../src/sample/google/faults.ts'
import type { Program } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { guest, type Letter, liveWith, mira, on, owner } from './life.ts'
import { begin, connectionRow, streamOf, syncAgain } from './stage.ts'

const db = useDatabase()

const crowd = (count: number) => Array.from({ length: count }, (_, place) => `guest${place}@crowd.example`)
const long = 'x'.repeat(300_000)

/** What is changed of one message, and what it is counted under; nothing where it is kept as if it were whole. */
const messages: readonly (readonly [name: string, change: object, reason?: string | undefined, kept?: false])[] = [
  ['a date far in the future', { internalDate: '99999999999999999' }, 'a message of an unknown form'],
  ['a date that is none', { internalDate: 'abc' }, 'a message of an unknown form'],
  ['no date', { internalDate: undefined }, 'a message of an unknown form'],
  ['a date before there was mail', { internalDate: '-62135596800000' }, undefined, false],
  ['the year 12000', { internalDate: '316517155200000' }, 'a message with an impossible date'],
  ['no id', { id: undefined }, 'a message of an unknown form'],
  ['an id that no database takes', { id: 'a\0b' }, 'a message whose id cannot be kept'],
  ['half a character for an id', { id: '\ud800' }, 'a message whose id cannot be kept'],
  ['a thread of 100 KB', { threadId: 'y'.repeat(100_000) }, 'a message whose id cannot be kept'],
  ['half a character in the subject', headers({ Subject: 'Half \ud83d of it' })],
  ['a subject of 300 KB', headers({ Subject: long })],
  ['NUL in a name', headers({ From: '"Mi\0ra" <mira@friends.example>' })],
  [
    '20,000 recipients',
    headers({ To: crowd(20_000).join(', ') }),
    'a message to more than 500 people, of whom 500 are kept',
  ],
  ['null for its headers', { payload: { headers: [null] } }, 'a message of an unknown form'],
]

function headers(changed: Record<string, string>) {
  const all = { From: 'mira@friends.example', To: owner.address, Subject: 'Hello', ...changed }
  return { payload: { headers: Object.entries(all).map(([name, value]) => ({ name, value })) } }
}

const events: readonly (readonly [name: string, change: object, reason?: string | undefined, kept?: false])[] = [
  ['NUL in its UID', { iCalUID: 'a\0b@elsewhere.example' }],
  ['half a character in its UID', { iCalUID: '\ud800' }],
  ['a UID of 100 KB', { iCalUID: 'u'.repeat(100_000) }],
  [
    'an end after the year 9999',
    { end: { dateTime: '+010000-01-01T00:00:00Z' } },
    'an event that lasts longer than a year',
  ],
  ['an end in the year 275761', { end: { dateTime: '+275761-01-01T00:00:00Z' } }, 'an event without a readable time'],
  [
    'the year 10000 as people write it',
    { end: { dateTime: '10000-01-01T00:00:00Z' } },
    'an event without a readable time',
  ],
  // It has no length then, and has happened no sooner than it began.
  ['an end before its start', { end: { dateTime: `${on(-100)}Z` } }],
  [
    'a zone that is none',
    { start: { dateTime: '2026-01-01T10:00:00', timeZone: 'Mars/Phobos' } },
    'an event without a readable time',
  ],
  ['no id', { id: undefined }, 'an event of an unknown form'],
  ['an id that no database takes', { id: 'a\0b' }, 'an event whose id cannot be kept'],
  ['a series of 100 KB', { recurringEventId: 's'.repeat(100_000) }, 'an event whose id cannot be kept'],
  ['half a character in its title', { summary: 'Half \ud83d of it' }],
  ['a title of 300 KB', { summary: long }],
  ['a reply that is no word of a calendar’s', answered('constructor')],
  ['an address of 100 KB', answered('accepted', `${'a'.repeat(100_000)}@crowd.example`)],
  [
    '20,000 guests',
    { attendees: crowd(20_000).map((email) => ({ email, responseStatus: 'accepted' })) },
    'an event with more than 500 guests, of whom 500 are kept',
  ],
]

function answered(responseStatus: string, more?: string) {
  const all = [owner.address, mira.address, ...(more ? [more] : [])]
  return {
    attendees: all.map((email) => ({ email, responseStatus, ...(email === owner.address ? { self: true } : {}) })),
  }
}

const good = 3
const letters = Array.from({ length: messages.length + good }, (_, place): Letter => ({ days: place + 1 }))
const history = liveWith(
  letters,
  Array.from({ length: events.length + good }, (_, place) => ({ title: `Meeting ${place}`, start: on(-place - 1) })),
)

const counts = (table: typeof messages) => {
  const all: Record<string, number> = {}
  for (const [, , reason] of table) if (reason) all[reason] = (all[reason] ?? 0) + 1
  return all
}
const isKept = (reason?: string, kept?: false) => kept !== false && (!reason || reason.includes('are kept'))

/** Everything is broken but the first, the middle and the last. */
function spoil({ sample }: Program) {
  const place = (index: number, all: number) => (index < all / 2 ? index + 1 : index + 2)
  const spoilt = { mail: new Map<string, boolean>(), events: new Map<string, boolean>() }
  for (const [index, [, change, reason, kept]] of messages.entries()) {
    const id = history.messages[place(index, messages.length)]?.id ?? ''
    sample.faults.spoil(id, { ...change })
    spoilt.mail.set(id, isKept(reason, kept))
  }
  for (const [index, [, change, reason, kept]] of events.entries()) {
    const id = history.events[place(index, events.length)]?.id ?? ''
    sample.faults.spoil(id, { ...change })
    spoilt.events.set(id, isKept(reason, kept))
  }
  return spoilt
}

async function storedIds(kind: 'mail' | 'meeting') {
  const rows = await db().select({ id: facts.externalId }).from(facts).where(eq(facts.kind, kind))
  return rows.map(({ id }) => id).toSorted()
}

const expectedIds = (all: readonly { id: string }[], spoilt: ReadonlyMap<string, boolean>) =>
  all
    .map(({ id }) => id)
    .filter((id) => spoilt.get(id) !== false)
    .toSorted()

async function expectAllGood(program: Program, spoilt: ReturnType<typeof spoil>) {
  expect(await storedIds('mail')).toEqual(expectedIds(history.messages, spoilt.mail))
  expect(await storedIds('meeting')).toEqual(expectedIds(history.events, spoilt.events))
  expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', error: null, skipped: counts(messages) })
  expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null, skipped: counts(events) })
}

describe('between good ones, every broken piece', () => {
  test('is left out or cut, counted once, and holds up nothing, now or later', async () => {
    const program = await begin(history, { db: db() })
    const spoilt = spoil(program)
    await program.connect()
    await program.settle()
    await expectAllGood(program, spoilt)
    expect(program.events.filter(({ event }) => event === 'step failed')).toEqual([])
    // What came after it is read, and nothing is counted twice.
    program.sample.deliver({ from: mira, to: [owner], subject: 'After all that' })
    program.sample.addEvent({ title: 'After all that', start: on(3), guests: [guest(owner), guest(mira)] })
    await syncAgain(program)
    expect(await storedIds('mail')).toHaveLength(expectedIds(history.messages, spoilt.mail).length + 1)
    expect(await storedIds('meeting')).toHaveLength(expectedIds(history.events, spoilt.events).length + 1)
    for (const id of spoilt.events.keys()) program.sample.answerEvent(id, mira.address, 'tentative')
    await syncAgain(program)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', skipped: counts(messages) })
    expect((await streamOf(program, 'calendar')).phase).toBe('current')
    // Nobody asks for the broken ones for ever.
    const due = await db().select().from(listings).where(sql`${listings.rank} is not null and not ${listings.read}`)
    expect(due).toEqual([])
  })

  test('is counted once, however often it comes, and no more once it is whole', async () => {
    const program = await begin(history, { db: db() })
    const id = history.events[0]?.id ?? ''
    program.sample.faults.spoil(id, { end: { dateTime: '+010000-01-01T00:00:00Z' } })
    await program.connect()
    await program.settle()
    const broken = { 'an event that lasts longer than a year': 1 }
    expect((await streamOf(program, 'calendar')).skipped).toEqual(broken)
    program.sample.answerEvent(id, mira.address, 'tentative')
    await syncAgain(program)
    expect((await streamOf(program, 'calendar')).skipped).toEqual(broken)
    program.sample.faults.spoil(id, {})
    program.sample.answerEvent(id, mira.address, 'accepted')
    await syncAgain(program)
    expect(await streamOf(program, 'calendar')).toMatchObject({ skipped: {}, leftOut: {} })
    expect(await storedIds('meeting')).toContain(id)
  })

  test('an event that becomes unreadable is not what it was before either', async () => {
    const program = await begin(history, { db: db() })
    await program.connect()
    await program.settle()
    const id = history.events[1]?.id ?? ''
    expect(await storedIds('meeting')).toContain(id)
    program.sample.faults.spoil(id, { end: { dateTime: '+010000-01-01T00:00:00Z' } })
    program.sample.answerEvent(id, mira.address, 'tentative')
    await syncAgain(program)
    expect(await storedIds('meeting')).not.toContain(id)
    expect((await streamOf(program, 'calendar')).phase).toBe('current')
  })
})

describe('a list', () => {
  const answer = (body: object): Fault => ({ kind: 'answer', respond: () => Response.json(body) })

  test('with entries of an unknown form is read without them', async () => {
    const program = await begin(history, { db: db() })
    program.sample.faults.spoil(`${history.messages[2]?.id} listed`, { id: 7 })
    program.sample.faults.spoil(`${history.messages[4]?.id} listed`, { threadId: 'a\0b' })
    await program.connect()
    await program.settle()
    expect(await storedIds('mail')).toHaveLength(history.messages.length - 2)
    const { phase, skipped } = await streamOf(program, 'mail')
    expect(phase).toBe('current')
    expect(Object.keys(skipped).toSorted()).toEqual([
      'a message of an unknown form',
      'a message whose id cannot be kept',
    ])
  })

  test('of changes with a record of an unknown form is read without it', async () => {
    const program = await begin(history, { db: db() })
    await program.connect()
    await program.settle()
    const { cursor } = await streamOf(program, 'mail')
    program.sample.faults.add(
      'history.list',
      answer({ historyId: cursor?.historyId, history: [null, 7, { messagesAdded: [{ message: { id: 7 } }] }] }),
    )
    await syncAgain(program)
    expect(await streamOf(program, 'mail')).toMatchObject({
      phase: 'current',
      skipped: { 'a change of an unknown form': 3 },
    })
    program.sample.deliver({ from: mira, to: [owner], subject: 'And on' })
    await syncAgain(program)
    expect(await storedIds('mail')).toHaveLength(history.messages.length + 1)
  })

  test('in a zone that is none leaves the owner’s own as it is', async () => {
    const program = await begin(history, { db: db() })
    program.sample.faults.add('events.list', answer({ items: [], timeZone: 'Mars/Phobos', nextSyncToken: 'none' }))
    await program.connect()
    await program.settle()
    expect((await db().select().from(users))[0]?.timeZone).toBe('UTC')
  })
})

describe('a reading position that was tampered with', () => {
  test.each([
    ['mail', { phase: 'date', historyId: '1', recent: { low: 1e300, high: 1e300 }, horizon: { low: -1, high: 2 } }],
    ['mail', { phase: 'list', historyId: '9'.repeat(5000), label: 99, position: 2 ** 40 }],
    ['calendar', { phase: 'changes', from: 'garbage', to: 'garbage', syncToken: 'x' }],
    ['calendar', { phase: 'snapshot', from: '+020000-01-01T00:00:00Z', to: '+020000-01-01T00:00:00Z', seen: 1e300 }],
    ['calendar', 'nothing at all'],
  ] as const)('of %s begins a new snapshot, and all is as before', async (kind, tampered) => {
    const program = await begin(history, { db: db() })
    await program.connect()
    await program.settle()
    const before = [await storedIds('mail'), await storedIds('meeting')]
    const cursor = (typeof tampered === 'string' ? { tampered } : { version: 1, ...tampered }) as never
    const { id } = await connectionRow(program)
    await db().update(streams).set({ cursor }).where(sql`${streams.connectionId} = ${id} and ${streams.kind} = ${kind}`)
    await syncAgain(program)
    expect(await streamOf(program, kind)).toMatchObject({ phase: 'current', error: null })
    expect([await storedIds('mail'), await storedIds('meeting')]).toEqual(before)
    expect(program.events.filter(({ event }) => event === 'step failed')).toEqual([])
  })

  test('one that cannot be kept is a failure with a sentence, and the next one is taken', async () => {
    const program = await begin(history, { db: db() })
    program.sample.faults.add('events.list', {
      kind: 'answer',
      respond: () => Response.json({ items: [], nextPageToken: 'a\0b' }),
    })
    await program.connect()
    await program.settle()
    expect(await streamOf(program, 'calendar')).toMatchObject({
      phase: 'failed',
      error: 'The reading position that came cannot be kept. It is asked for again.',
    })
    program.jump(program.deps.now().add({ minutes: 20 }))
    await program.settle()
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null })
  })
})

test('a message that Gmail cannot hand out is left out after a few tries, and the others are read at once', async () => {
  const program = await begin(history, { db: db() })
  await program.connect()
  await program.settle()
  program.sample.faults.add('messages.get', fault.truncated, 3)
  program.sample.faults.add('messages.get', {
    kind: 'answer',
    respond: () =>
      Response.json({ error: { code: 400, message: 'No.', errors: [{ reason: 'weird' }] } }, { status: 400 }),
  })
  program.sample.deliver({ from: mira, to: [owner], subject: 'Never read' })
  await syncAgain(program)
  for (let tries = 0; tries < 6; tries++) {
    program.jump(program.deps.now().add({ hours: 7 }))
    await program.settle()
  }
  expect(await streamOf(program, 'mail')).toMatchObject({
    phase: 'current',
    skipped: { 'a message that Gmail does not hand out': 1 },
  })
})
