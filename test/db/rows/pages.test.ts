/** What the second line asks of a server: no way more than without it. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import type { Database } from '../../../src/db/database.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { forUser, withClient } from '../../../src/db/rows/bound.ts'
import { factAddresses, facts } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { addMail, addMeeting, addPerson, createWorld, daysAgo, factIdOf, type World } from '../../web/world.ts'

let server: PostgresServer
let database: OpenDatabase
let world: World

beforeAll(async () => {
  server = await startPostgres()
  database = openServer(await server.create('pages'), 4)
  world = await createWorld({}, database)
  const { deps } = world
  await addPerson(deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
  for (const userId of ['sam', 'eve'])
    for (let index = 0; index < 400; index++)
      await addMail(deps, {
        userId,
        id: `m${index}`,
        from: `${index % 4 ? 'maren' : `p${index}`}@okafor.example`,
        to: [`${userId}@example.org`],
        daysAgo: 215 + index,
      })
})
afterAll(async () => {
  await database.close()
  await server.stop()
})

describe('a page on a server', () => {
  test('that only reads is one transaction, for its owner alone', async () => {
    const asked = { transactions: 0, alone: 0 }
    const app = createApp({ ...world.deps, db: counting(database.db, asked) })
    for (const path of ['/people', '/letter']) {
      Object.assign(asked, { transactions: 0, alone: 0 })
      const page = await app.request(`http://localhost:8787${path}`, { headers: { cookie: 'session=sam-token' } })
      expect(page.status).toBe(200)
      expect(asked, path).toEqual({ transactions: 1, alone: 0 })
    }
  })
})

/** The same, counting what is asked for somebody. */
function counting(db: Database, asked: { transactions: number; alone: number }): Database {
  type Client = { forUser(id: string): Client; begin(work: unknown): unknown; unsafe(...all: unknown[]): unknown }
  const { client } = (db as unknown as { session: { client: Client } }).session
  const forOne = (id: string) => {
    const bound = client.forUser(id)
    return {
      ...bound,
      begin: (work: unknown) => [asked.transactions++, bound.begin(work)][1],
      unsafe: (...all: unknown[]) => [asked.alone++, bound.unsafe(...all)][1],
    }
  }
  return withClient(db, { ...client, forUser: forOne })
}

const guest = { reply: 'accepted', self: false, organizer: false, resource: false, optional: false } as const
const meetingOf = (addresses: readonly string[]) => ({
  ...({ uid: 'walk', mine: 'accepted', type: 'default' } as const),
  people: addresses.map((address) => ({ ...guest, address })),
})

describe('which facts carry an address', () => {
  test('is found by an index under the policies as well', async () => {
    await database.db.execute(sql`analyze`)
    const plan = await forUser(database.db, 'sam').execute(sql`
      explain select * from ${facts} where ${facts.userId} = 'sam' and ${facts.id} in (select ${factAddresses.factId}
        from ${factAddresses} where ${factAddresses.userId} = 'sam' and ${factAddresses.address} in ('p4@okafor.example'))`)
    const text = JSON.stringify(plan)
    expect(text).toMatch(/(?:Index Scan using|Bitmap Index Scan on) fact_addresses_user_id_address_index/)
    expect(text).toMatch(/(?:Index Scan using|Bitmap Index Scan on) facts_other/)
    expect(text).toMatch(/Index Cond: \(\(user_id = 'sam'::text\) AND [^"]*\(address = 'p4@okafor.example'::text\)\)/)
    expect(text).toMatch(/Index Cond: \(\(user_id = 'sam'::text\) AND [^"]*\(other = 'p4@okafor.example'::text\)\)/)
    expect(text).not.toMatch(/Seq Scan/)
  })

  test('follows the facts: as they come, change and go, and without the account’s own address', async () => {
    const of = async (id: string) =>
      (
        await database.db
          .select({ address: factAddresses.address })
          .from(factAddresses)
          .where(sql`${factAddresses.factId} = ${id}`)
          .orderBy(factAddresses.address)
      ).map(({ address }) => address)
    await addMeeting(world.deps, { id: 'walk', guests: ['maren@okafor.example', 'teo@x.example'], daysAgo: 3 })
    const fact = factIdOf('sam', 'walk')
    expect(await of(fact)).toEqual(['maren@okafor.example', 'teo@x.example'])
    await database.db
      .update(facts)
      .set({ meeting: meetingOf(['sam@example.org', 'teo@x.example', 'priya@x.example']) })
      .where(sql`${facts.id} = ${fact}`)
    expect(await of(fact)).toEqual(['priya@x.example', 'teo@x.example'])
    await database.db
      .update(facts)
      .set({ at: daysAgo(4) })
      .where(sql`${facts.id} = ${fact}`)
    expect(await of(fact)).toEqual(['priya@x.example', 'teo@x.example'])
    await database.db.delete(facts).where(sql`${facts.id} = ${fact}`)
    expect(await of(fact)).toEqual([])
  })
})
