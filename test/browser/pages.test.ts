/** Every page and state that rows make: measured in a real browser, in both themes and at both widths. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import * as schema from '../../src/db/schema.ts'
import { sha256 } from '../../src/seal.ts'
import { signInToken } from '../../src/work/signing/sign-in-mail.ts'
import { addLetter, addLink } from '../web/links.ts'
import { addMail, addMeeting, addPerson, createWorld, idOf, now, type World } from '../web/world.ts'
import { type Host, openHost, openTab, type Tab } from './host.ts'
import { faultsOf } from './measure.ts'

const maren = 'maren@okafor.example'
let host: Host
let world: World
let tabs: Readonly<Record<'sam' | 'eve' | 'nobody', Tab>>

beforeAll(async () => {
  host = await openHost()
  world = await createWorld({ BASE_URL: host.base, GOOGLE_CLIENT_ID: 'id' })
  host.show(world.deps)
  await fill(world)
  tabs = {
    sam: await openTab(host, { session: 'sam-token' }),
    eve: await openTab(host, { session: 'eve-token' }),
    nobody: await openTab(host),
  }
})
afterAll(async () => {
  await host.close()
  await world.database.close()
})

const first = ['Maren', 'Teo', 'Priya', 'Jonas', 'Lucia', 'Ingrid', 'Caleb', 'Zofia', 'Kenji']
const last = ['Okafor', 'Vasquez', 'Raman']

/** 27 people, five of them quiet for long, four decided about; two newsletters; mail and meetings of one. */
async function fill({ deps }: World) {
  const states = ['let_go', 'elsewhere', 'resting', 'active'] as const
  for (let index = 0; index < 27; index++) {
    const name = `${first[index % 9]} ${last[Math.floor(index / 9)]}`
    const state = index > 22 ? (states[index - 23] ?? 'active') : 'active'
    await addPerson(deps, {
      name,
      address: `${name.toLowerCase().replace(' ', '@')}.example`,
      silentDays: index % 5 === 0 ? 40 + index * 9 : index,
      change: {
        state,
        ...(state === 'resting' ? { restUntil: now.add({ hours: 24 * 40 }) } : {}),
        ...(index === 0 ? { maybe: [{ address: 'm.okafor@old.example', reason: 'the same last name' }] } : {}),
      },
    })
  }
  await addPerson(deps, { name: 'M. Okafor', address: 'm.okafor@old.example', silentDays: 500 })
  await addPerson(deps, {
    name: 'W'.repeat(70),
    address: `${'long'.repeat(15)}@${'host'.repeat(12)}.example`,
    silentDays: 2,
  })
  for (const name of ['News', 'Offers'])
    await addPerson(deps, {
      name,
      address: `${name.toLowerCase()}@shop.example`,
      change: { kind: 'robot', kindReason: 'sends with List-Unsubscribe, never answered by you' },
      tie: { out: 0 },
    })
  for (let index = 0; index < 60; index++)
    await addMail(deps, { id: `m${index}`, from: maren, to: ['sam@example.org'], daysAgo: 40 + index * 3 })
  await addMeeting(deps, { id: 'e1', guests: [maren], daysAgo: 24 })
  await addLetter(deps, [maren])
}

interface Shown {
  readonly as?: 'sam' | 'eve'
  readonly status?: number
}

async function measure(path: string, { as, status = 200 }: Shown = {}) {
  const tab = tabs[as ?? 'nobody']
  const answer = await tab.page.goto(path)
  expect(answer?.status()).toBe(status)
  expect(await faultsOf(tab, answer)).toEqual([])
}

describe('signed in', () => {
  test.each([
    ['27 people', '/people'],
    ['all of them', '/people?all=1'],
    ['people found', '/people?q=okafor'],
    ['nobody found', '/people?q=zzz'],
    ['a person, with somebody who may be the same', `/people/${idOf(maren)}`],
    ['a person let go', `/people/${idOf('kenji@raman.example')}`],
    ['a robot', `/people/${idOf('news@shop.example')}`],
    ['a coffee without a calendar', `/people/${idOf(maren)}/coffee`],
    ['a letter not to be had', '/letter'],
    ['settings saved', '/settings?saved=1'],
    ['account', '/account'],
    ['where one is signed in', '/account/sessions'],
    ['letting an assistant in', '/account/assistants'],
    ['a link to sign in, asked for while signed in', '/signin/link'],
    ['setup', '/setup'],
    ['a past year to be replayed', '/settings/backtest'],
    ['calendars to choose among', '/settings/calendars'],
  ])('%s', (_state, path) => measure(path, { as: 'sam' }))

  test('a history that is being read', async () => {
    const { db } = world.deps
    const now = { phase: 'current', done: 3012, total: 3012 } as const
    const streams = eq(schema.streams.connectionId, 'eve-google')
    await db.update(schema.streams).set({ phase: 'reading', done: 1200, total: 3012 }).where(streams)
    await measure('/people', { as: 'eve' })
    expect(await tabs.eve.page.locator('progress').count()).toBe(2)
    const reloads = tabs.eve.page.locator('meta[http-equiv=refresh]')
    expect(await reloads.count()).toBe(1)
    await tabs.eve.page.getByRole('link', { name: 'Keep it as it is' }).click()
    expect(await reloads.count()).toBe(0)
    await tabs.eve.page.getByRole('link', { name: 'Let it load itself again' }).click()
    expect(await reloads.count()).toBe(1)
    await db.update(schema.streams).set(now).where(streams)
  })

  test('a zone that nobody has said, and one that two say differently', async () => {
    const { db } = world.deps
    const set = (zones: Partial<typeof schema.users.$inferInsert>) =>
      db.update(schema.users).set(zones).where(eq(schema.users.id, 'eve'))
    await set({ timeZone: 'UTC' })
    for (const path of ['/people', '/letter', '/settings']) await measure(path, { as: 'eve' })
    await set({ timeZone: 'Europe/Berlin', mailZone: 'Europe/Berlin', browserZone: 'America/New_York' })
    for (const path of ['/people', '/letter', '/settings']) await measure(path, { as: 'eve' })
    await set({ mailZone: null, browserZone: null })
  })

  test('nobody yet', () => measure('/people', { as: 'eve' }))
  test('no such page', () => measure('/nothing', { as: 'sam', status: 404 }))
  test('no such person', () => measure('/people/nobody', { as: 'sam', status: 404 }))
})

test('signed in too long ago for what cannot be taken back', async () => {
  const { db } = world.deps
  const mine = eq(schema.sessions.userId, 'sam')
  await db
    .update(schema.sessions)
    .set({ createdAt: now.subtract({ hours: 2 }) })
    .where(mine)
  await measure('/account', { as: 'sam' })
  await measure('/export.json', { as: 'sam', status: 403 })
  await db.update(schema.sessions).set({ createdAt: now }).where(mine)
})

test('a link to sign in by, open and over', async () => {
  const { db, seal } = world.deps
  const hash = await sha256(await signInToken({ seal }, 'link'))
  const row = { id: 'link', userId: 'sam', address: 'sam@example.org', hash, goOn: '/people', state: 'sent' as const }
  await db.insert(schema.signInLinks).values({ ...row, askedAt: now, expiresAt: now.add({ minutes: 15 }) })
  await measure(`/signin/link/${await signInToken({ seal }, 'link')}`, {})
  await measure('/signin/link/wrong', { status: 404 })
})

describe('to anybody', () => {
  test.each([
    ['the front door', '/', 200],
    ['the front door, on the way to a page', '/?to=%2Fpeople', 200],
    ['setup', '/setup', 200],
    ['no such page', '/nothing', 404],
    ['a link that has rested', '/do/nothing', 404],
    ['a coffee link that has rested', '/coffee/nothing', 404],
    ['a guest link that has rested', '/meet/nothing', 404],
    ['an address of a button', '/signout', 405],
  ])('%s', (_state, path, status) => measure(path, { status }))

  test.each([
    'not_now',
    'spoken',
    'elsewhere',
    'let_go',
    'keep',
    'resume',
    'coffee',
    'unsubscribe',
  ] as const)('the link "%s" of a letter', async (purpose) => {
    const path = { coffee: 'coffee', unsubscribe: 'unsubscribe' }[purpose as string] ?? 'do'
    const token = await addLink(world.deps, { purpose, address: maren, digestId: 'letter-sam' })
    await measure(`/${path}/${token}`)
  })
})

describe('the owner’s clock holds, wherever the browser is', () => {
  const zone = 'Europe/Berlin'
  const clock = (at: string) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(Date.parse(at))
  let later: Host
  let abroad: Tab

  // The week before the clocks go forward.
  const march = Temporal.Instant.from('2027-03-22T09:00:00Z')
  beforeAll(async () => {
    later = await openHost()
    const { db } = world.deps
    await db.update(schema.sessions).set({ createdAt: march, usedAt: march, expiresAt: march.add({ hours: 24 }) })
    later.show({ ...world.deps, config: readConfig({ BASE_URL: later.base }), now: () => march })
    abroad = await openTab(later, { session: 'sam-token', timezoneId: 'Asia/Tokyo', locale: 'ja-JP' })
  })
  afterAll(() => later.close())

  test('in what lies between two people, on both sides of a change of the clocks', async () => {
    await abroad.page.goto(`/people/${idOf(maren)}`)
    const times = await abroad.page
      .locator('time')
      .evaluateAll((all) => all.map((one) => [one.getAttribute('datetime') ?? '', one.textContent ?? ''] as const))
    for (const [at, words] of times) expect(words.endsWith(` at ${clock(at)}`), words).toBe(true)
    expect(new Set(times.map(([at]) => clock(at)))).toEqual(new Set(['10:00', '11:00']))
  })

  test('in the free times of the week in which they change', async () => {
    await abroad.page.goto(`/people/${idOf(maren)}/coffee`)
    const offered = await abroad.page.locator('label.pick:has([name=slot])').evaluateAll((all) =>
      all.map((one) => {
        const { value } = one.querySelector('input') ?? { value: '' }
        return { at: value, shown: one.querySelector('.tz b')?.textContent ?? '' }
      }),
    )
    for (const { at, shown } of offered) expect(shown, at).toBe(clock(at))
    const offsets = offered.map(({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).offset)
    expect(new Set(offsets)).toEqual(new Set(['+01:00', '+02:00']))
  })
})
