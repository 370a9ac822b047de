import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { timeline } from '../../../src/db/history/history.ts'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { addMail, addMeeting, addPerson, createWorld, daysAgo, idOf, type World } from '../world.ts'
import { hostileValues, prepare } from './hostile-walk.ts'

let server: PostgresServer
let world: World
beforeAll(async () => {
  server = await startPostgres()
  world = await createWorld({}, openServer(await server.create('pages'), 4))
  const { deps } = world
  const owed = { factId: 'f', at: daysAgo(220).toString(), title: 'Studio move', asks: true }
  await addPerson(deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215, tie: { owed } })
  await addPerson(deps, { name: 'Jonas Lind', address: 'jonas@lind.example' })
  for (let index = 0; index < 1010; index++)
    await addMail(deps, {
      id: `m${index}`,
      from: 'maren@okafor.example',
      to: ['sam@example.org'],
      daysAgo: 215 + index,
    })
  await addMeeting(deps, { id: 'e1', guests: ['maren@okafor.example'], daysAgo: 214 })
}, 120_000)
afterAll(async () => {
  await world?.database.close()
  await server?.stop()
})

const maren = idOf('maren@okafor.example')

test('pages, decisions and the export work on a PostgreSQL server as on the embedded one', async () => {
  for (const path of ['/people', `/people/${maren}`, '/settings', '/account', '/status.json', '/healthz'])
    expect([path, (await world.get(path, 'sam')).status]).toEqual([path, 200])
  for (const verb of ['close', 'keep', 'rest', 'elsewhere', 'let-go', 'robot', 'person'])
    expect([verb, (await world.post(`/people/${maren}/${verb}`, 'sam')).status]).toEqual([verb, 303])
  expect((await world.post(`/people/${maren}/note`, 'sam', { note: 'Marathon' })).status).toBe(303)
  expect((await world.post(`/people/${maren}/merge`, 'sam', { with: idOf('jonas@lind.example') })).status).toBe(303)
  expect((await world.post(`/people/${maren}/split`, 'sam', { with: 'jonas@lind.example' })).status).toBe(303)
  const exported: { interactions: unknown[] } = JSON.parse(await world.text('/export.json', 'sam'))
  expect(exported.interactions).toHaveLength(1011)
})

test('what is pressed twice at once is done once there', async () => {
  const { db } = world.deps
  for (const table of [schema.notes, schema.decisions, schema.corrections]) await db.delete(table)
  await db.update(schema.people).set({ state: 'active', kind: 'person', exclusions: [] })
  const twice = async (verb: string, fields: Record<string, string> = {}) => {
    const answers = await Promise.all([1, 2].map(() => world.post(`/people/${maren}/${verb}`, 'sam', fields)))
    return answers.map(({ status }) => status).toSorted()
  }
  for (let times = 0; times < 5; times++) {
    expect(await twice('note', { note: `Lisbon ${times}` })).toEqual([303, 303])
    expect(await db.select().from(schema.notes)).toHaveLength(times + 1)
  }
  const said = [...(await world.text(`/people/${maren}`, 'sam')).matchAll(/name="about" value="(\w+)"/g)]
  const about = said.map(([, kind = '']) => kind).find((kind) => kind !== 'why') ?? ''
  expect(await twice('not-right', { about })).toEqual([303, 409])
  expect(await db.select().from(schema.corrections)).toHaveLength(1)
  expect(await twice('let-go')).toEqual([303, 303])
  expect(await db.select().from(schema.decisions)).toHaveLength(1)
})

test('ids and fields that no page sends are refused there too, and change nothing', async () => {
  const walk = await prepare(await createWorld({}, openServer(await server.create('hostile'), 4)))
  onTestFinished(() => walk.world.database.close())
  const before = await walk.rows()
  const wrong: string[] = []
  const note = (at: string) => `note=Tea&at=${at}`
  for (const value of hostileValues)
    for (const [route, given] of [
      [{ method: 'GET', path: '/people/:id' }, { id: value }],
      [{ method: 'POST', path: '/people/:id/let-go' }, { id: value }],
      [{ method: 'POST', path: '/connections/:id/keep' }, { id: value }],
      [{ method: 'POST', path: '/people/:id/merge' }, { body: `with=${value}` }],
      [{ method: 'POST', path: '/people/:id/rest' }, { body: `until=${value}` }],
      [{ method: 'POST', path: '/people/:id/coffee' }, { body: `act=now&coffee=${value}` }],
      [{ method: 'POST', path: '/people/:id/note' }, { body: note(value) }],
    ] as const) {
      const status = await walk.ask(route, { as: 'sam', ...given })
      if (status < 400 || status >= 500) wrong.push(`${route.path} ${value.slice(0, 30)}: ${status}`)
    }
  expect([wrong, await walk.rows()]).toEqual([[], before])
})

test('titles of facts and of what was derived can be blanked there too', async () => {
  const fields = {
    letterDay: '1',
    letterHour: '8',
    people: '3',
    timeZone: 'UTC',
    workingDays: '1',
    workingFrom: '09:00',
    workingTo: '17:00',
  }
  const answer = await world.post('/settings', 'sam', fields)
  expect(answer.headers.get('location')).toBe('/settings?saved=blanked')
  const [left] = await world.deps.db
    .select({ count: sql<number>`count(${schema.facts.title})::int` })
    .from(schema.facts)
  expect(left?.count).toBe(0)
  expect(JSON.stringify(await findPerson(world.deps.db, 'sam', maren))).not.toContain('Studio move')
})

test('the timeline of somebody rarely met is found through its index, not by reading everything', async () => {
  const { db } = world.deps
  await addMail(world.deps, { id: 'rare', from: 'rare@x.example', to: ['sam@example.org'], daysAgo: 400 })
  await db.execute(sql`analyze facts`)
  const plan = await db.execute(
    sql`explain select * from facts where user_id = 'sam' and id in (select fact_id from addressed_facts where user_id = 'sam' and address in ('rare@x.example')) order by at desc, id desc limit 101`,
  )
  expect(JSON.stringify(plan)).toContain('fact_addresses_user_id_address_index')
  expect(JSON.stringify(plan)).toContain('facts_other')
  expect(JSON.stringify(plan)).not.toContain('Seq Scan on facts')
  expect(await timeline(db, 'sam', { addresses: ['rare@x.example'], limit: 10 })).toHaveLength(1)
})
