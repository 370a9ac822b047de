import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { streams, tasks, users } from '../../../src/db/schema.ts'
import { createWorld, dump, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

type About = Partial<typeof users.$inferInsert>
const db = () => world.deps.db
const sam = () => findUser(db(), 'sam')

/** What is in use for Sam, and who said what. */
async function know(about: About, calendar: string | null = null) {
  const nothing = { timeZoneChosen: false, timeZoneHeld: false, mailZone: null, browserZone: null }
  await db()
    .update(users)
    .set({ ...nothing, ...about })
    .where(eq(users.id, 'sam'))
  await db()
    .update(streams)
    .set({ timeZone: calendar })
    .where(and(eq(streams.connectionId, 'sam-google'), eq(streams.kind, 'calendar')))
}
const letterHour = async (zone: string) => {
  const where = and(eq(tasks.kind, 'letter'), eq(tasks.userId, 'sam'))
  return (await db().select().from(tasks).where(where))[0]?.runAt.toZonedDateTimeISO(zone).hour
}

const two = 'The mail you sent says Berlin time; your calendar says New York time.'

describe('where mail and calendar do not agree', () => {
  beforeEach(() => know({ timeZone: 'Europe/Berlin', mailZone: 'Europe/Berlin' }, 'America/New_York'))

  test.each(['/people', '/letter'])('the owner is asked on %s, and looking changes nothing', async (path) => {
    const before = await dump(world.deps)
    const html = await world.text(path, 'sam')
    expect(html).toContain(two)
    expect(html.match(/name="zone" value="[^"]*"/g)).toEqual([
      'name="zone" value="Europe/Berlin"',
      'name="zone" value="America/New_York"',
    ])
    expect(html).toContain('href="/settings#timeZone"')
    expect(await dump(world.deps)).toBe(before)
  })

  test('the answer holds from then on: for the letter, and whatever else is said later', async () => {
    const answer = await world.post('/settings', 'sam', { zone: 'America/New_York', to: '/letter' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/letter'])
    expect(await sam()).toMatchObject({ timeZone: 'America/New_York', timeZoneChosen: true })
    expect(await letterHour('America/New_York')).toBe(8)
    for (const path of ['/people', '/letter']) expect(await world.text(path, 'sam')).not.toContain('id="zone"')
    await db().update(users).set({ mailZone: 'Asia/Tokyo' }).where(eq(users.id, 'sam'))
    for (const path of ['/people', '/letter']) expect(await world.text(path, 'sam')).not.toContain('id="zone"')
  })

  test('saving other settings is no answer', async () => {
    const html = await world.text('/settings', 'sam')
    expect(html).toContain('It comes from the mail you sent.')
    const fields = { ...form, timeZone: 'Europe/Berlin', zoneShown: 'Europe/Berlin' }
    expect((await world.post('/settings', 'sam', fields)).status).toBe(303)
    expect(await sam()).toMatchObject({ timeZone: 'Europe/Berlin', timeZoneChosen: false })
    expect(await world.text('/people', 'sam')).toContain(two)
  })

  test.each([
    ['', ''],
    ['of no zone', 'Europe/Atlantis'],
    ['of script text', '"><script>alert(1)</script>'],
    ['that is long', 'Europe/Berlin'.repeat(4000)],
  ])('an answer %s is refused, and nothing changes', async (_, zone) => {
    const before = await dump(world.deps)
    const answer = await world.post('/settings', 'sam', { zone, to: '//evil.example' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('<script')
    expect(await dump(world.deps)).toBe(before)
  })

  test('no answer leads to another place', async () => {
    const answer = await world.post('/settings', 'sam', { zone: 'Europe/Berlin', to: '//evil.example' })
    expect(answer.headers.get('location')).toBe('/people')
  })

  test('an answer without the form’s token is refused', async () => {
    expect((await world.post('/settings', 'sam', { csrf: 'x', zone: 'Asia/Tokyo' })).status).toBe(403)
    expect((await sam())?.timeZoneChosen).toBe(false)
  })
})

const form = {
  letterDay: '3',
  letterHour: '8',
  people: '3',
  workingDays: ['1', '2'],
  workingFrom: '09:00',
  workingTo: '18:00',
}

test('clocks that are the same all year are no disagreement, whatever they are called', async () => {
  await know({ timeZone: 'Europe/Berlin', mailZone: 'Europe/Berlin', browserZone: 'Europe/Rome' }, 'Europe/Paris')
  expect(await world.text('/people', 'sam')).not.toContain('id="zone"')
  // London shows the same as Lagos, but in summer only.
  await know({ timeZone: 'Europe/London', mailZone: 'Europe/London' }, 'Africa/Lagos')
  expect(await world.text('/people', 'sam')).toContain('your calendar says Lagos time')
})

test('where two agree against the third, they stand together', async () => {
  await know({ timeZone: 'Asia/Tokyo', mailZone: 'Asia/Tokyo', browserZone: 'Asia/Seoul' }, 'Europe/Rome')
  expect(await world.text('/people', 'sam')).toContain(
    'The mail you sent and the browser you connected with say Tokyo time; your calendar says Rome time.',
  )
})

describe('where nothing says it', () => {
  beforeEach(() => know({ timeZone: 'UTC' }))

  test('the people page says that times are in UTC, and asks', async () => {
    const html = await world.text('/people', 'sam')
    expect(html).toContain('so times here are in UTC, and your letter comes by them. Choose your time zone.')
    expect(html).toContain('<option value="Asia/Tokyo">')
    const answer = await world.post('/settings', 'sam', { zone: 'Asia/Tokyo', to: '/people' })
    expect(answer.headers.get('location')).toBe('/people')
    expect(await sam()).toMatchObject({ timeZone: 'Asia/Tokyo', timeZoneChosen: true })
    expect(await letterHour('Asia/Tokyo')).toBe(8)
    expect(await world.text('/people', 'sam')).not.toContain('id="zone"')
  })

  test('UTC may be the answer', async () => {
    await world.post('/settings', 'sam', { zone: 'UTC', to: '/people' })
    expect(await sam()).toMatchObject({ timeZone: 'UTC', timeZoneChosen: true })
    for (const path of ['/people', '/letter']) expect(await world.text(path, 'sam')).not.toMatch(/id="zone"|are in UTC/)
  })

  test('the letter page says so and leads to the settings', async () => {
    expect(await world.text('/letter', 'sam')).toContain(
      'Times are in UTC. <a href="/settings#timeZone">Choose your time zone</a>',
    )
  })

  test('a settings form that was opened before the zone was known does not choose UTC', async () => {
    const html = await world.text('/settings', 'sam')
    const zoneShown = /name="zoneShown" value="([^"]*)"/.exec(html)?.[1] ?? ''
    await know({ timeZone: 'Europe/Berlin', mailZone: 'Europe/Berlin' })
    await world.post('/settings', 'sam', { ...form, timeZone: 'UTC', zoneShown })
    expect(await sam()).toMatchObject({ timeZone: 'Europe/Berlin', timeZoneChosen: false })
    expect(await letterHour('Europe/Berlin')).toBe(8)
    await world.post('/settings', 'sam', { ...form, timeZone: 'Asia/Tokyo', zoneShown })
    expect(await sam()).toMatchObject({ timeZone: 'Asia/Tokyo', timeZoneChosen: true })
  })
})

describe('the front door', () => {
  test('may run one script of this server and nothing else', async () => {
    const answer = await world.get('/')
    expect(answer.headers.get('content-security-policy')).toBe(
      "script-src 'self'; default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    const html = await answer.text()
    expect(html.match(/<script.*?<\/script>/gs)).toEqual(['<script src="/assets/zone.js" defer=""></script>'])
    expect(html).not.toMatch(/ on\w+=|javascript:/i)
  })

  test('is the only page with one', async () => {
    for (const path of ['/people', '/letter', '/settings', '/account', '/sample-letter']) {
      const answer = await world.get(path, 'sam')
      expect(answer.headers.get('content-security-policy')).not.toContain('script-src')
      expect(await answer.text()).not.toContain('<script')
    }
  })
})
