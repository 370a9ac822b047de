/** How much is stored of an account, and what of its listing is not read, stands beside it and is what counting says. */
import { eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteConnection } from '../../src/db/accounts/connections.ts'
import { removeFacts, storeFacts } from '../../src/db/facts.ts'
import { applyListing, setRanks } from '../../src/db/listings/listings.ts'
import { connections, facts, listings } from '../../src/db/schema.ts'
import type { Fact } from '../../src/facts.ts'
import { createWorld, type World } from '../web/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

const id = 'sam-google'
const at = Temporal.Instant.from('2026-11-01T08:00:00Z')
const mail = (index: number): Fact => ({
  ...{ kind: 'mail', id: `m${index}`, thread: `t${index}`, at, cc: [], outgoing: false, signals: [], subject: 'Lunch' },
  from: { address: `p${index}@x.example` },
  to: [{ address: 'sam@example.org' }],
})

async function counted() {
  const { db } = world.deps
  const [row] = await db.select().from(connections).where(eq(connections.id, id))
  const mails = await db.$count(facts, eq(facts.connectionId, id))
  const unread = await db
    .select()
    .from(listings)
    .where(sql`${listings.connectionId} = ${id} and ${listings.rank} is null`)
  const of = (which: (labels: number) => boolean) => unread.filter(({ labels }) => which(labels)).length
  const said = row && [row.mailCount, row.hiddenCount, row.bulkCount, row.olderCount]
  const isHidden = (labels: number) => (labels & 64) > 0
  const isBulk = (labels: number) => !isHidden(labels) && (labels & 60) > 0
  return { said, really: [mails, of(isHidden), of(isBulk), of((one) => !isHidden(one) && !isBulk(one))] }
}

test('after storing, storing again, removing, listing, sorting and relabelling they say the same', async () => {
  const { db } = world.deps
  const origin = { userId: 'sam', connectionId: id, generation: 1 }
  await storeFacts(
    db,
    origin,
    Array.from({ length: 30 }, (_, index) => mail(index)),
  )
  await storeFacts(
    db,
    origin,
    Array.from({ length: 30 }, (_, index) => mail(index + 10)),
  )
  await removeFacts(db, id, ['m3', 'm4', 'nobody'])
  const listed = (index: number) => ({ kind: 'listed' as const, id: `m${index}`, thread: `t${index}`, position: index })
  await applyListing(
    db,
    ...([id, 1] as const),
    Array.from({ length: 40 }, (_, index) => ({
      ...listed(index),
      labels: index % 4 === 0 ? (['hidden'] as const) : index % 4 === 1 ? (['promotions'] as const) : ([] as const),
    })),
  )
  let now = await counted()
  expect(now.said).toEqual(now.really)
  expect(now.said).toEqual([38, 10, 10, 20])
  await setRanks(db, id, new Map(Array.from({ length: 15 }, (_, index) => [`m${index}`, index] as const)))
  await setRanks(db, id, new Map([['m2', null]]))
  now = await counted()
  expect(now.said).toEqual(now.really)
  await deleteConnection(db, 'eve', id)
  await db.delete(listings).where(sql`${listings.externalId} in ('m20', 'm21', 'm22')`)
  now = await counted()
  expect(now.said).toEqual(now.really)
})
