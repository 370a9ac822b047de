import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as schema from '../../../src/db/schema.ts'
import { addMail, addMeeting, addPerson, createWorld, daysAgo, dump, factIdOf, idOf, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  await addPerson(deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
  await addPerson(deps, { name: 'Jonas Lind', address: 'jonas@lind.example' })
  await deps.db.insert(schema.connections).values({
    id: 'second',
    userId: 'sam',
    provider: 'google',
    issuer: 'https://accounts.google.com',
    subject: 'sam2',
    email: 'sam@work.example',
    scopes: [],
    state: 'active',
    createdAt: daysAgo(1),
  })
  await deps.db.insert(schema.calls).values([
    { connectionId: 'sam-google', userId: 'sam', day: '2026-11-20', method: 'messages.get', count: 1200 },
    { connectionId: 'sam-google', userId: 'sam', day: '2026-11-21', method: 'messages.get', count: 34 },
    { connectionId: 'sam-google', userId: 'sam', day: '2026-09-01', method: 'messages.get', count: 99_999 },
    { connectionId: 'eve-google', userId: 'eve', day: '2026-11-21', method: 'events.list', count: 777 },
  ])
  await addMail(deps, {
    id: 'm1',
    from: 'sam@example.org',
    to: ['maren@okafor.example'],
    cc: ['jonas@lind.example', 'sam@work.example'],
    daysAgo: 215,
    dedupeKey: 'k-both',
  })
  await addMail(deps, {
    id: 'm1b',
    from: 'sam@example.org',
    to: ['maren@okafor.example'],
    cc: ['jonas@lind.example', 'sam@work.example'],
    daysAgo: 215,
    dedupeKey: 'k-both',
    connectionId: 'second',
  })
  await addMail(deps, { id: 'm2', from: 'maren@okafor.example', to: ['sam@example.org'], daysAgo: 216, subject: null })
  await addMail(deps, {
    id: 'm3',
    from: 'news@shop.example',
    to: ['sam@example.org'],
    daysAgo: 3,
    signals: ['list-unsubscribe'],
  })
  await addMeeting(deps, { id: 'e1', guests: ['maren@okafor.example'], daysAgo: 230 })
  await addMeeting(deps, { id: 'e2', guests: ['maren@okafor.example'], daysAgo: 231, cancelled: true })
  await addMeeting(deps, { id: 'e3', guests: ['maren@okafor.example'], daysAgo: -3 })
  for (let index = 0; index < 1203; index++)
    await addMail(deps, {
      id: `x${index}`,
      from: 'jonas@lind.example',
      to: ['sam@example.org'],
      daysAgo: 300 + (index % 300),
      dedupeKey: `x-${index}`,
    })
  await world.post(`/people/${idOf('maren@okafor.example')}/note`, 'sam', { note: 'Training for a marathon' })
}, 60_000)
afterAll(() => world.database.close())

const instant = z.iso.datetime()
const who = z.string().min(1)
const exported = z.strictObject({
  version: z.literal(1),
  exportedAt: instant,
  user: z.strictObject({
    email: z.string(),
    name: z.string(),
    timeZone: z.string(),
    settings: z.looseObject({ people: z.number() }),
    ownAddresses: z.array(z.string()),
  }),
  connections: z.array(
    z.strictObject({
      id: who,
      provider: z.enum(['google', 'microsoft', 'file']),
      email: z.string(),
      scopes: z.array(z.string()),
      state: z.enum(['active', 'reconnect', 'waiting_admin', 'paused', 'ended', 'failed']),
    }),
  ),
  people: z.array(
    z.strictObject({
      id: who,
      name: z.string(),
      addresses: z.array(z.string()).min(1),
      kind: z.enum(['person', 'robot', 'list', 'role']),
      state: z.enum(['active', 'resting', 'elsewhere', 'let_go']),
      restUntil: instant.optional(),
      strength: z.number(),
      workedOut: z.literal(false).optional(),
      typicalGapDays: z.number().optional(),
      lastContactAt: instant.optional(),
      notes: z.array(z.strictObject({ at: instant, text: z.string() })),
    }),
  ),
  interactions: z.array(
    z.strictObject({
      id: who,
      at: instant,
      endsAt: instant.optional(),
      kind: z.enum(['sent', 'received', 'met']),
      sources: z
        .array(
          z.strictObject({
            connectionId: who,
            provider: z.string(),
            externalId: who,
            threadId: who.optional(),
            link: z.url().optional(),
          }),
        )
        .min(1),
      from: who,
      to: z.array(who),
      cc: z.array(who),
      people: z.array(who).min(1),
      addresses: z.record(z.string(), z.string()),
      title: z.string().optional(),
      seriesId: z.string().optional(),
      groupSize: z.number().int().min(2),
    }),
  ),
  notCounted: z.array(z.looseObject({ id: who, kind: z.enum(['mail', 'meeting']) })),
  digests: z.array(z.never()),
  coffees: z.array(z.never()),
  promises: z.array(z.never()),
  introductions: z.array(z.never()),
  provenAddresses: z.array(
    z.strictObject({
      address: z.string(),
      issuer: z.string(),
      subject: z.string(),
      how: z.enum(['provider', 'link', 'upgrade']),
      at: instant,
    }),
  ),
  sessions: z.array(
    z.strictObject({
      createdAt: instant,
      expiresAt: instant,
      usedAt: instant,
      browser: z.string(),
      endedAt: instant.nullable(),
      ended: z.string().nullable(),
    }),
  ),
  letters: z.enum(['weekly', 'paused', 'stopped']),
  stored: z.looseObject({ user: z.looseObject({}), messages: z.array(z.looseObject({ id: who })) }),
})

describe('the export', () => {
  const read = async () => exported.parse(await (await world.get('/export.json', 'sam')).json())
  const maren = idOf('maren@okafor.example')
  const jonas = idOf('jonas@lind.example')

  test('has the shape that was promised, and everything once', async () => {
    const { interactions, people, user, connections } = await read()
    expect(interactions).toHaveLength(1203 + 3)
    expect(new Set(interactions.map(({ id }) => id)).size).toBe(interactions.length)
    expect(people.find(({ id }) => id === maren)?.notes).toMatchObject([{ text: 'Training for a marathon' }])
    expect(user.ownAddresses).toEqual(['sam@example.org', 'sam@work.example'])
    expect(connections.map(({ id }) => id)).toEqual(['sam-google', 'second'])
  })

  test('tells who wrote to whom, and that one message was seen through two accounts', async () => {
    const sent = (await read()).interactions.find(({ id }) => id === 'k-both')
    expect(sent).toMatchObject({
      kind: 'sent',
      from: 'me',
      to: [maren],
      cc: [jonas, 'me'],
      people: [maren, jonas],
      groupSize: 3,
      title: 'Studio move',
    })
    expect(sent?.sources.map(({ connectionId, externalId }) => `${connectionId} ${externalId}`).sort()).toEqual([
      'sam-google m1',
      'second m1b',
    ])
    expect(sent?.addresses).toEqual({ [maren]: 'maren@okafor.example', [jonas]: 'jonas@lind.example' })
  })

  test('a message without a subject has no title, and a meeting has an end and a series', async () => {
    const { interactions } = await read()
    expect(interactions.find(({ id }) => id === 'k-m2')).not.toHaveProperty('title')
    expect(interactions.find(({ id }) => id === 'k-e1')).toMatchObject({
      kind: 'met',
      from: 'me',
      to: [maren],
      seriesId: 's-e1',
      endsAt: daysAgo(230).add({ minutes: 45 }).toString(),
    })
  })

  test('what is stored but was no contact stands apart', async () => {
    expect((await read()).notCounted.map(({ id }) => id).sort()).toEqual(['k-e2', 'k-e3', 'k-m3'])
  })
})

test('the status says for each stream how far it is', async () => {
  expect(await (await world.get('/status.json', 'sam')).json()).toMatchObject({
    connections: [
      {
        id: 'sam-google',
        provider: 'google',
        email: 'sam@example.org',
        state: 'active',
        streams: [
          { kind: 'mail', phase: 'current', done: 3012, total: 3012, error: null },
          { kind: 'calendar', phase: 'current', done: 411, total: 411, error: null },
        ],
      },
      { id: 'second', streams: [] },
    ],
  })
})

test('the account page counts what is stored and every request of thirty days', async () => {
  const html = await world.text('/account', 'sam')
  expect(html).toContain('1,206 message headers and 3 calendar entries')
  expect(html).toContain('2 people, and 0 robots')
  expect(html).toContain('1,234')
  expect(html).not.toContain('99,999')
  expect(html).not.toContain('777')
})

describe('leaving', () => {
  test.each(['', 'eve@example.org', 'yes'])('needs the address typed, not %j', async (confirm) => {
    const before = await dump(world.deps)
    for (const path of ['/connections/sam-google/disconnect', '/account/delete']) {
      const answer = await world.post(path, 'sam', { confirm })
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Nothing was changed.')])
    }
    expect(await dump(world.deps)).toBe(before)
  })

  test('keeping what was read ends the reading only', async () => {
    const answer = await world.post('/connections/second/keep', 'sam')
    expect(await answer.text()).toContain('sam@work.example is not read any more. What was read is kept.')
    expect(await world.text('/settings', 'sam')).toContain('no longer read; what was read is kept')
  })

  test('disconnecting deletes what came from the account and says what happened', async () => {
    const answer = await world.post('/connections/sam-google/disconnect', 'sam', { confirm: ' SAM@example.org ' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('What came only from sam@example.org is deleted here.')
    const left = await world.deps.db
      .select({ id: schema.facts.id })
      .from(schema.facts)
      .where(eq(schema.facts.userId, 'sam'))
    expect(left.map(({ id }) => id)).toEqual([factIdOf('sam', 'm1b')])
  })

  test('signing out ends the session', async () => {
    await world.post('/signout', 'eve')
    expect((await world.get('/people', 'eve')).status).toBe(302)
  })

  test('deleting the account leaves no row', async () => {
    const answer = await world.post('/account/delete', 'sam', { confirm: 'sam@example.org' })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('0 rows left.')])
    expect(await dump(world.deps)).not.toMatch(/sam|maren|jonas|marathon/i)
    expect((await world.get('/people', 'sam')).status).toBe(302)
  })
})
