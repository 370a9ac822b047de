/** What the version before stored, and what a sign-in service says, does no harm. */
import { globSync, readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { claimTasks } from '../../src/db/queue/claim.ts'
import * as schema from '../../src/db/schema.ts'
import type { OAuthProvider } from '../../src/providers/provider.ts'
import { arriveToConnect } from '../../src/work/arrive.ts'
import { requestDerive } from '../../src/work/request.ts'
import { step } from '../../src/work/step.ts'
import { createWorld, daysAgo, factIdOf, type World } from '../web/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

const base = { userId: 'sam', connectionId: 'sam-google', groupId: 'g' }
const person = (address: string, more: object = {}) => ({
  address,
  reply: 'accepted',
  self: false,
  organizer: false,
  resource: false,
  optional: false,
  ...more,
})
const meeting = (people: unknown) => ({ uid: 'u', people, mine: 'accepted', type: 'default' }) as never

/** As no version would write them any more. */
const odd = {
  endless: { kind: 'meeting', at: daysAgo(3), endsAt: daysAgo(-900_000), meeting: meeting([person('a@b.example')]) },
  backwards: { kind: 'meeting', at: daysAgo(3), endsAt: daysAgo(9), meeting: meeting([person('a@b.example')]) },
  crowded: {
    kind: 'meeting',
    at: daysAgo(4),
    endsAt: daysAgo(4),
    meeting: meeting([person(`${'a'.repeat(20_000)}@b.example`)]),
  },
  nobody: { kind: 'meeting', at: daysAgo(5), endsAt: daysAgo(5), meeting: meeting(null) },
  nameless: {
    kind: 'meeting',
    at: daysAgo(6),
    endsAt: daysAgo(6),
    meeting: meeting([person(7 as never, { reply: {} })]),
  },
  empty: { kind: 'mail', at: daysAgo(7), mail: {} as never },
  good: {
    kind: 'mail',
    at: daysAgo(8),
    mail: { from: ['mira@friends.example', 'Mira'] as const, to: [['sam@example.org'] as const], cc: [] },
  },
} as const

describe('facts of the version before', () => {
  beforeAll(async () => {
    for (const [id, row] of Object.entries(odd))
      await world.deps.db.insert(schema.facts).values({
        ...base,
        id: factIdOf('sam', id),
        externalId: id,
        dedupeKey: id,
        ...row,
      } as typeof schema.facts.$inferInsert)
  })

  test('that say nothing any more are passed over, and the upgrade takes away what a stranger’s calendar left', async () => {
    const { db } = world.deps
    const file = globSync('drizzle/*.sql').find((name) => readFileSync(name, 'utf8').includes('8784 hours')) ?? ''
    const [, data = ''] = readFileSync(file, 'utf8').split('-- What the version before stored of strangers')
    // It was written when a fact held its addresses once more, as a list.
    await db.execute(sql`alter table facts add column addresses jsonb`)
    await db.execute(
      sql`update facts set addresses = (select coalesce(jsonb_agg(one), '[]') from addresses_on(mail, meeting) as one where one like '%@%')`,
    )
    for (const statement of data.slice(data.indexOf('\n')).split('--> statement-breakpoint'))
      await db.execute(sql.raw(statement))
    await db.execute(sql`alter table facts drop column addresses`)
    const left = (await db.select().from(schema.facts)).map(({ externalId }) => externalId).toSorted()
    expect(left).toEqual(['empty', 'good', 'nameless', 'nobody'])
    await requestDerive(db, 'sam', world.deps.now())
    const [task] = await claimTasks(db, world.deps.now(), 1, { kind: 'derive', subject: 'sam' })
    if (!task) throw new Error('not due')
    await step(world.deps, task)
    const [row] = await db.select().from(schema.tasks).where(eq(schema.tasks.kind, 'derive'))
    expect(row).toMatchObject({ attempts: 0, error: null })
    const people = await db.select().from(schema.people).where(eq(schema.people.userId, 'sam'))
    expect(people.map(({ address }) => address)).toContain('mira@friends.example')
  })
})

describe('a sign-in service that says anything', () => {
  const grant = {
    issuer: 'https://accounts.google.com',
    subject: 'new',
    email: 'new@example.org',
    emailVerified: true,
    name: 'New',
    accessToken: 'token',
    refreshToken: 'refresh',
    expiresIn: 3600,
  }
  const arrive = (more: object) =>
    arriveToConnect(world.deps, world.deps.providers.get('google') as OAuthProvider, { ...grant, ...more }, null)

  test('makes a user whose name and address can be kept and shown', async () => {
    const id = await arrive({
      subject: 'odd',
      name: `A\0\ud800${'x'.repeat(100_000)}`,
      email: `${'y'.repeat(100_000)}@example.org`,
      expiresIn: 1e300,
      scopes: [
        'https://www.googleapis.com/auth/gmail.metadata',
        'a\0b',
        ...Array.from({ length: 500 }, (_, i) => `s${i}`),
      ],
    })
    const [user] = await world.deps.db.select().from(schema.users).where(eq(schema.users.id, id))
    expect(user?.email).toBe('')
    expect(user?.name).toMatch(/^A .?x+…$/)
    expect([...(user?.name ?? '')].length).toBeLessThanOrEqual(120)
    const [connection] = await world.deps.db.select().from(schema.connections).where(eq(schema.connections.userId, id))
    expect(connection?.scopes).not.toContain('a\0b')
    expect(connection?.scopes.length).toBeLessThanOrEqual(200)
  })

  test('and does not say who it is, is refused with a sentence', async () => {
    for (const subject of ['', 'a\0b', 's'.repeat(100_000)])
      await expect(arrive({ subject })).rejects.toThrow('The sign-in service did not say who you are')
  })
})
