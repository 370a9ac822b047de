/** What the people page costs: its size, and how often it asks the database, however many people there are. */
import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { openTestDatabase } from '../../support/database.ts'
import { parseHtml } from '../../support/html.ts'
import { addPerson, base, createWorld, daysAgo, type World } from '../world.ts'

const asked: string[] = []
let world: World

beforeAll(async () => {
  world = await createWorld(
    {},
    await openTestDatabase((query) => {
      asked.push(query)
    }),
  )
  await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
})
afterAll(() => world.database.close())

/** As many people as that, each with a tie of their own, a third of them quiet for long. */
async function fill(amount: number) {
  const { db } = world.deps
  const [model] = await db.select().from(schema.people).orderBy(desc(schema.people.id)).limit(1)
  if (!model) throw new Error('nobody is there')
  const missing = amount - (await db.$count(schema.people))
  const more = Array.from({ length: missing }, (_, index) => {
    const lastAt = daysAgo((index % 3) * 100 + (index % 20))
    const id = `${amount}-${index}`
    return {
      ...model,
      id,
      address: `${id}@x.example`,
      name: `Person ${id}`,
      lastAt,
      addresses: [],
      relationship: { ...model.relationship, lastAt: lastAt.toString() },
    }
  })
  for (let start = 0; start < more.length; start += 500)
    await db.insert(schema.people).values(more.slice(start, start + 500))
}

describe.each([1, 27, 2000])('with %i people', (amount) => {
  beforeAll(() => fill(amount))

  test('the page takes at most five statements beside the session’s', async () => {
    asked.length = 0
    await world.text('/people', 'sam')
    expect(asked.map((query) => /from "(\w+)"/.exec(query)?.[1])).toEqual([
      ...['sessions', 'tasks', 'users'],
      // Whoever columns do not tell of, who are all of these, and how many others stand where: who is shown of those would be one
      // more (crowd.test.ts).
      ...['people', 'people'],
    ])
  })

  test('it is smaller than 150 KB, lists thirty beside the due, and draws forty at most', async () => {
    const html = await world.text('/people', 'sam')
    expect(new TextEncoder().encode(html).length).toBeLessThan(150_000)
    expect(html.match(/<th scope="row">/g)?.length ?? 0).toBeLessThanOrEqual(30)
    expect(html.match(/class="dot/g)).toHaveLength(Math.min(amount, 40))
    expect((html.match(/<li><div class="who">/g) ?? []).length).toBeLessThanOrEqual(12)
  })
})

describe('the letter’s page, somebody’s own and that of a coffee', () => {
  const pages = async () => {
    const [model] = await world.deps.db
      .select()
      .from(schema.people)
      .where(eq(schema.people.address, 'maren@okafor.example'))
    return ['/letter', `/people/${model?.id}`, `/people/${model?.id}/coffee`]
  }

  test('ask the database about as often whether there are 2,000 people or 4,000', async () => {
    const count = async () => {
      const counts: Record<string, number> = {}
      for (const page of await pages()) {
        asked.length = 0
        expect((await world.get(page, 'sam')).status).toBe(200)
        counts[page] = asked.length
      }
      return counts
    }
    await fill(2000)
    await count()
    const before = await count()
    await fill(4000)
    const after = await count()
    for (const page of await pages()) {
      if (page !== '/letter') expect([page, after[page]]).toEqual([page, before[page]])
      expect([page, (before[page] ?? 0) <= 60]).toEqual([page, true])
    }
    // Nothing can be told of any of them but one, so that it asks about all who are quiet: some fifty by one statement.
    expect((after['/letter'] ?? 0) - (before['/letter'] ?? 0)).toBeLessThan(2000 / 50)
  })
})

test('a search among them reads the same lists and shows who was meant', async () => {
  asked.length = 0
  const { text } = parseHtml(await world.text('/people?q=okafor', 'sam'), base)
  expect(asked).toHaveLength(7)
  expect(text.match(/^(?:Maren Okafor|Person .*)$/gm)).toEqual(['Maren Okafor'])
})
