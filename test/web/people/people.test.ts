import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { addMail, addMeeting, addPerson, createWorld, daysAgo, dump, idOf, now, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  await addPerson(deps, {
    name: 'Maren Okafor',
    address: 'maren@okafor.example',
    otherAddresses: ['maren@studio.example'],
    silentDays: 215,
    tie: { owed: { factId: 'f', at: daysAgo(220).toString(), title: 'Studio move + a question', asks: true } },
    change: { maybe: [{ address: 'm.okafor@old.example', reason: 'the same last name' }] },
  })
  await addPerson(deps, { name: 'M. Okafor', address: 'm.okafor@old.example', silentDays: 600 })
  await addPerson(deps, { name: 'Jonas Lind', address: 'jonas@lind.example', silentDays: 3 })
  await addPerson(deps, {
    name: 'Ife Balogun',
    address: 'ife@balogun.example',
    silentDays: 120,
    change: { state: 'resting', restUntil: daysAgo(-75) },
  })
  await addPerson(deps, {
    name: 'Orders',
    address: 'orders@shop.example',
    change: { kind: 'robot', kindReason: 'sends with List-Unsubscribe, never answered by you' },
  })
  await addPerson(deps, { userId: 'eve', name: 'Secret Friend', address: 'secret@friend.example', silentDays: 200 })
  await addMail(deps, {
    userId: 'eve',
    id: 'eve1',
    from: 'secret@friend.example',
    to: ['eve@example.org'],
    daysAgo: 200,
    subject: 'Only for Eve',
  })
  await addMail(deps, {
    userId: 'eve',
    id: 'eve2',
    from: 'maren@okafor.example',
    to: ['eve@example.org'],
    daysAgo: 3,
    subject: 'Maren to Eve',
  })
  for (let index = 0; index < 60; index++)
    await addMail(deps, {
      id: `m${index}`,
      from: index % 2 ? 'sam@example.org' : 'maren@okafor.example',
      to: [index % 2 ? 'maren@okafor.example' : 'sam@example.org'],
      daysAgo: 215 + index,
      subject: `Thread ${index}`,
    })
  await addMeeting(deps, { id: 'e1', guests: ['maren@studio.example'], daysAgo: 214, title: 'Accessibility guild' })
})
afterAll(() => world.database.close())

const maren = idOf('maren@okafor.example')

describe('the people page', () => {
  test('names who is due, and why', async () => {
    const html = await world.text('/people', 'sam')
    expect(html).toContain('Maren Okafor')
    expect(html).toContain('7 months since your last email or meeting')
    expect(html).toContain('“Studio move + a question”')
  })

  test('lists everyone else by how things stand', async () => {
    const html = await world.text('/people', 'sam')
    expect(html).toMatch(/In touch <span class="soft">1<\/span>/)
    expect(html).toMatch(/Resting until February 2027/)
    expect(html.indexOf('id="soon"')).toBeLessThan(html.indexOf('Jonas Lind</a>'))
  })

  test('shows what was left out and why, with one tap to bring it back', async () => {
    const html = await world.text('/people', 'sam')
    expect(html).toContain('sends with List-Unsubscribe, never answered by you')
    expect(html).toContain(`action="/people/${idOf('orders@shop.example')}/person"`)
  })

  test('says how far the reading is, in numbers', async () => {
    const { db } = world.deps
    expect(await world.text('/people', 'sam')).not.toContain('http-equiv="refresh"')
    const set = {
      phase: 'reading',
      done: 38_412,
      total: 61_000,
      startedAt: now.subtract({ minutes: 40 }),
      skipped: { 'without a date': 3 },
    } as const
    await db.update(schema.streams).set(set).where(eq(schema.streams.connectionId, 'eve-google'))
    const html = await world.text('/people', 'eve')
    expect(html).toContain('<b>38,412</b> of about 61,000 messages')
    expect(html).toContain('About 24 minutes left; you can close this page.')
    expect(html).toContain('Complete back to November 2024 so far.')
    expect(html).toContain('3 messages that could not be read')
    expect(html).toContain('3: without a date')
    expect(html).toContain('<meta http-equiv="refresh" content="10"/>')
    await db
      .update(schema.streams)
      .set({ phase: 'failed', error: 'Google refuses this mailbox.' })
      .where(eq(schema.streams.connectionId, 'eve-google'))
    expect(await world.text('/people', 'eve')).toContain('Google refuses this mailbox.')
  })

  test('says what is wrong with a connection and what to do', async () => {
    const { db } = world.deps
    const connection = eq(schema.connections.id, 'eve-google')
    await db
      .update(schema.connections)
      .set({ scopes: ['https://www.googleapis.com/auth/gmail.metadata'] })
      .where(connection)
    expect(await world.text('/people', 'eve')).toMatch(
      /Calendar was left unticked\. Without it: no meetings and no free times\. <a href="\/connect\/google">Add it/,
    )
    await db.update(schema.connections).set({ state: 'reconnect' }).where(connection)
    expect(await world.text('/people', 'eve')).toMatch(
      /The permission to read this account has ended\..*<a href="\/connect\/google">Reconnect/,
    )
  })

  test('finds someone by name or address', async () => {
    const html = await world.text('/people?q=LIND.example', 'sam')
    expect(html).toContain('Jonas Lind')
    expect(html).not.toContain('Maren Okafor')
    expect(await world.text('/people?q=zzz', 'sam')).toContain('Nobody found for “zzz”')
  })

  test('asks for patience while nobody is known yet', async () => {
    const fresh = await createWorld()
    expect(await fresh.text('/people', 'sam')).toContain('Nobody here yet')
    await fresh.deps.db.update(schema.streams).set({ phase: 'queued', done: 0, total: null })
    const html = await fresh.text('/people', 'sam')
    expect(html).toContain('Reading who you are in touch with')
    expect(html).toContain('Your messages come next')
    await fresh.database.close()
  })

  test('stays small with two thousand people, of whom the orbit draws forty', async () => {
    const fresh = await createWorld()
    const { db } = fresh.deps
    await addPerson(fresh.deps, { name: 'Person Number', address: 'p@x.example' })
    const [model] = await db.select().from(schema.people)
    if (!model) throw new Error('the person was not stored')
    const many = Array.from({ length: 2000 }, (_, index) => ({
      ...model,
      id: `many-${index}`,
      address: `p${index}@x.example`,
      name: `Person ${index}`,
    }))
    for (let start = 0; start < many.length; start += 500)
      await db.insert(schema.people).values(many.slice(start, start + 500))
    const html = await fresh.text('/people', 'sam')
    expect(html.length).toBeLessThan(150_000)
    expect(html.match(/class="dot/g)).toHaveLength(40)
    expect(html).toContain('All 2,001 people')
    expect((await fresh.text('/people?all=1', 'sam')).match(/<th scope="row">/g)).toHaveLength(2001)
    await fresh.database.close()
  }, 30_000)
})

describe('the page of one person', () => {
  test('says why now, and shows evidence, addresses and who may be the same', async () => {
    const html = await world.text(`/people/${maren}`, 'sam')
    expect(html).toContain('Why now: Their question “Studio move + a question”')
    expect(html).toContain('<b>Still open.</b> Their message “Studio move + a question” of')
    expect(html).toContain('same full name, Maren Okafor')
    expect(html).toContain('M. Okafor, m.okafor@old.example')
  })

  test('says why not, for someone who is not due', async () => {
    expect(await world.text(`/people/${idOf('jonas@lind.example')}`, 'sam')).toContain(
      'Why not now: Your last email or meeting was 3 days ago',
    )
  })

  test('shows the newest of all their addresses first, fifty at a time', async () => {
    const first = await world.text(`/people/${maren}`, 'sam')
    expect(first.indexOf('Accessibility guild')).toBeLessThan(first.indexOf('Thread 0'))
    expect(first).toContain('Thread 48')
    expect(first).not.toContain('Thread 49')
    expect(first).toContain('· They wrote')
    expect(first).not.toContain('Maren to Eve')
    const older = /href="([^"]*before=[^"]*)#timeline"/.exec(first)?.[1] ?? ''
    const second = await world.text(older, 'sam')
    expect(second).toContain('Thread 49')
    expect(second).toContain('Thread 59')
    expect(second).not.toContain('Thread 48')
  })

  test('shows a message seen through two accounts once', async () => {
    await addMail(world.deps, {
      id: 'twin',
      from: 'jonas@lind.example',
      to: ['sam@example.org'],
      daysAgo: 4,
      subject: 'Seen twice',
      dedupeKey: 'k-one',
    })
    await addMail(world.deps, {
      id: 'twin2',
      from: 'jonas@lind.example',
      to: ['sam@example.org'],
      daysAgo: 4,
      subject: 'Seen twice',
      dedupeKey: 'k-one',
    })
    const html = await world.text(`/people/${idOf('jonas@lind.example')}`, 'sam')
    expect(html.slice(html.indexOf('id="timeline"')).match(/Seen twice/g)).toHaveLength(1)
  })

  test('is reached by the id that one of their addresses had before', async () => {
    const answer = await world.get(`/people/${idOf('maren@studio.example')}`, 'sam')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/people/${maren}`])
  })

  test('does not break on a page mark that makes no sense', async () => {
    for (const mark of ['x', '2026-99-99T00:00:00Z_a', '%00'])
      expect((await world.get(`/people/${maren}?before=${mark}`, 'sam')).status).toBe(200)
  })
})

test('no page that is only looked at changes anything', async () => {
  const before = await dump(world.deps)
  const paths = [
    '/',
    '/people',
    '/people?all=1',
    '/people?q=a',
    `/people/${maren}`,
    `/people/${maren}?same=jonas`,
    '/settings',
    '/account',
    '/status.json',
    '/export.json',
    '/healthz',
    '/readyz',
    '/robots.txt',
    '/nowhere',
  ]
  for (const path of paths)
    for (const method of ['GET', 'HEAD']) await (await world.get(path, 'sam', { method })).text()
  expect(await dump(world.deps)).toBe(before)
})

test('nobody sees or changes what belongs to another user', async () => {
  const theirs = idOf('secret@friend.example')
  const before = await dump(world.deps)
  for (const path of [
    '/people',
    '/people?all=1&q=secret',
    '/account',
    '/settings',
    '/status.json',
    '/export.json',
    `/people/${maren}?same=secret`,
  ]) {
    const text = await world.text(path, 'sam')
    expect(text).not.toMatch(/Secret Friend|secret@friend|Only for Eve|eve@example|Maren to Eve/)
  }
  expect((await world.get(`/people/${theirs}`, 'sam')).status).toBe(404)
  for (const verb of ['note', 'rest', 'elsewhere', 'let-go', 'keep', 'close', 'person', 'robot', 'merge', 'split'])
    expect((await world.post(`/people/${theirs}/${verb}`, 'sam', { note: 'x', with: maren })).status).toBe(404)
  expect((await world.post(`/people/${maren}/merge`, 'sam', { with: theirs })).status).toBe(409)
  for (const way of ['disconnect', 'keep'])
    expect((await world.post(`/connections/eve-google/${way}`, 'sam', { confirm: 'eve@example.org' })).status).toBe(404)
  expect(await dump(world.deps)).toBe(before)
})

test('names and subjects that were made to harm are only text', async () => {
  const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202Egnp.exe'
  const id = await addPerson(world.deps, {
    name: hostile,
    address: '"><b>x@evil.example',
    silentDays: 200,
    tie: { owed: { factId: 'f', at: daysAgo(200).toString(), title: hostile, asks: true } },
    change: {
      maybe: [{ address: '"><script>x@evil.example', reason: hostile }],
      exclusions: [{ kind: 'household', reason: hostile }],
    },
  })
  await addMail(world.deps, {
    id: 'evil',
    from: '"><b>x@evil.example',
    to: ['sam@example.org'],
    daysAgo: 200,
    subject: hostile,
  })
  for (const path of [
    '/people?all=1',
    `/people?q=${encodeURIComponent(hostile)}`,
    `/people/${encodeURIComponent(id)}`,
    `/people/${maren}?same=${encodeURIComponent(hostile)}`,
  ]) {
    const html = await world.text(path, 'sam')
    expect(html).not.toMatch(/<script|<img|<b>x@evil|\u202E/)
    expect(html).not.toMatch(/ style="| on\w+="/)
  }
})
