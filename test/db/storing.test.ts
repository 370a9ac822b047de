/** What storing a page of messages asks of the database. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDoubled, readFacts, removeFacts, storeFacts } from '../../src/db/facts.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { connections, factAddresses, facts, sharedAddresses, users } from '../../src/db/schema.ts'
import type { Fact } from '../../src/facts.ts'
import { hash53 } from '../../src/hash.ts'
import { defaultSettings } from '../../src/settings.ts'
import { openTestDatabase } from '../support/database.ts'
import { thisMorning } from '../support/morning.ts'
import { watched } from '../support/statements.ts'

const now = thisMorning()
const origin = { userId: 'u', connectionId: 'c', generation: 1 }
let database: OpenDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const about = { email: 'me@owner.example', createdAt: now }
  await database.db
    .insert(users)
    .values({ ...about, id: 'u', name: 'Sam', timeZone: 'Europe/Berlin', settings: defaultSettings })
  await database.db.insert(connections).values({
    ...about,
    ...{ id: 'c', userId: 'u', provider: 'google', issuer: 'i', subject: 's', scopes: [], state: 'active' },
  })
})
afterAll(() => database.close())

const mail = (number: number): Fact => ({
  kind: 'mail',
  id: `m${number}`,
  thread: 't',
  at: now.subtract({ hours: number + 1 }),
  from: { address: 'ada@house.example', name: 'Ada “Quote" \\ Back\tslash' },
  to: [{ address: 'me@owner.example' }],
  cc: [],
  outgoing: false,
  signals: [],
  subject: `Matter ${number}: "ümlaut" {} [] , \\n 😀`,
})

test('two hundred messages are one statement with one parameter, whatever their number, and are read as they were stored', async () => {
  const asked: (readonly unknown[])[] = []
  const db = watched(database.db, {
    see: (text, params) => {
      if (/^insert into "facts"/.test(text)) asked.push(params)
    },
  })
  const all = Array.from({ length: 200 }, (_, number) => mail(number))
  expect(await storeFacts(db, origin, all)).toEqual([])
  expect(asked.map((params) => params.length)).toEqual([1])
  const stored = []
  for await (const fact of readFacts(database.db, 'u')) stored.push(fact)
  expect(stored.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toReversed())
  const { factId, connectionId, dedupeKey, ...first } = stored.at(-1) as (typeof stored)[0]
  expect({ factId, connectionId, dedupeKey }).toEqual({
    factId: expect.stringMatching(/^-?\d{10,19}$/),
    connectionId: 'c',
    dedupeKey: expect.stringMatching(/^[\w-]{22}$/),
  })
  expect({ ...first, at: Temporal.Instant.from(first.kind === 'mail' ? first.at.toString() : '') }).toEqual(mail(0))
})

test('who is alone on a message beside the owner stands in it, whoever is one of several in a row of their own', async () => {
  const { db } = database
  const bea = { address: 'bea@house.example' }
  const talk = { ...mail(900), id: 'two', thread: 'u' }
  await storeFacts(db, origin, [talk, { ...mail(901), id: 'three', cc: [bea] } as Fact])
  const found = async () =>
    (await db.select().from(facts).orderBy(facts.externalId))
      .filter(({ externalId }) => ['two', 'three'].includes(externalId))
      .map(({ externalId, other, addressCount }) => [externalId, other, addressCount])
  expect(await found()).toEqual([
    ['three', null, 3],
    ['two', 'ada@house.example', 2],
  ])
  const shared = async () => (await db.select().from(sharedAddresses)).map(({ address }) => address).toSorted()
  expect(await shared()).toEqual(['ada@house.example', 'bea@house.example'])
  const carried = async (address: string) =>
    (await db.select().from(factAddresses).where(eq(factAddresses.address, address))).length
  const before = await carried('ada@house.example')
  expect(await carried(bea.address)).toBe(1)
  expect(await carried('me@owner.example')).toBe(0)
  await removeFacts(db, 'c', ['two', 'three'])
  expect([await shared(), await carried(bea.address)]).toEqual([[], 0])
  expect(await carried('ada@house.example')).toBe(before - 2)
})

test('which messages several accounts hold is found page by page, also where one goes on over a whole page', async () => {
  const { db } = database
  const copy = (number: number, messageId: string): Fact =>
    ({ ...mail(number), id: `copy${number}`, messageId }) as Fact
  // Seven of one, three of another, and two hundred that are there once.
  const copies = Array.from({ length: 10 }, (_, index) => copy(500 + index, index < 7 ? 'seven@x' : 'three@x'))
  await storeFacts(db, origin, copies)
  const keys = Map.groupBy(await db.select().from(facts), ({ dedupeKey }) => dedupeKey)
  const several = [...keys].flatMap(([key, rows]) => (rows.length > 1 ? hash53(key) : []))
  expect(several).toHaveLength(2)
  for (const pageSize of [2, 3, 7, 50, 5000])
    expect([pageSize, [...(await listDoubled(db, 'u', pageSize))].toSorted()]).toEqual([pageSize, several.toSorted()])
  expect(await listDoubled(db, 'nobody')).toEqual(new Set())
  await removeFacts(
    db,
    'c',
    copies.map(({ id }) => id),
  )
})

test('a meeting that is reported anew is replaced, with its end and its guests', async () => {
  const meeting = (hours: number, title?: string): Fact => ({
    kind: 'meeting',
    id: 'e',
    uid: 'uid',
    when: { start: now, end: now.add({ hours }) },
    allDay: false,
    people: [
      {
        address: 'ada@house.example',
        reply: 'accepted',
        self: false,
        organizer: true,
        resource: false,
        optional: false,
      },
    ],
    mine: 'accepted',
    cancelled: false,
    busy: true,
    type: 'default',
    ...(title ? { title } : {}),
  })
  await storeFacts(database.db, origin, [meeting(1, 'First')])
  await storeFacts(database.db, { ...origin, generation: 2 }, [meeting(2)])
  const stored = []
  for await (const fact of readFacts(database.db, 'u')) if (fact.kind === 'meeting') stored.push(fact)
  expect(stored).toMatchObject([
    { id: 'e', when: { end: now.add({ hours: 2 }) }, people: [{ address: 'ada@house.example' }] },
  ])
  expect(stored[0]?.title).toBeUndefined()
})
