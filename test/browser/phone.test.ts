/** The people page in a hand: how long it is, what comes first, and that nothing on it needs a script. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { addPerson, createWorld, idOf, now, type World } from '../web/world.ts'
import { type Host, openHost, openTab, type Tab } from './host.ts'
import { faultsOf } from './measure.ts'

/** Of the phone that most people have: 390 by 844. */
const screen = { width: 390, height: 844 }

let host: Host
let world: World
let tab: Tab

beforeAll(async () => {
  host = await openHost()
  world = await createWorld({ BASE_URL: host.base, GOOGLE_CLIENT_ID: 'id' })
  host.show(world.deps)
  await fill(world)
  tab = await openTab(host, { session: 'sam-token', viewport: screen, javaScriptEnabled: false })
})
afterAll(async () => {
  await host.close()
  await world.database.close()
})

const words = ['amber', 'birch', 'cedar', 'dale', 'elder', 'fern', 'grove', 'heath', 'isle', 'june']

/** A hundred people: a third of them quiet for long, some resting, and a few who never wrote back; and two newsletters. */
async function fill({ deps }: World) {
  for (let index = 0; index < 100; index++) {
    const name = `${words[index % 10]} ${words[Math.floor(index / 10)]}son`.replace(/\b\w/g, (one) => one.toUpperCase())
    const resting = index % 9 === 4
    await addPerson(deps, {
      name,
      address: `${name.toLowerCase().replace(' ', '@')}.example`,
      silentDays: index % 3 === 0 ? 40 + index * 5 : index % 12,
      change: resting ? { state: 'resting', restUntil: now.add({ hours: 24 * 40 }) } : {},
      ...(index % 17 === 1 ? { tie: { out: 0, met: 0 } } : {}),
    })
  }
  for (const name of ['News', 'Offers'])
    await addPerson(deps, {
      name,
      address: `${name.toLowerCase()}@shop.example`,
      change: { kind: 'robot', kindReason: 'sends with List-Unsubscribe, never answered by you' },
      tie: { out: 0 },
    })
}

/** What a finger has to go through: everything from the top to the foot. */
async function heightOf(path: string): Promise<number> {
  await tab.page.goto(path)
  return (await tab.page.locator('body').boundingBox())?.height ?? Number.POSITIVE_INFINITY
}

describe('the people page on a phone', () => {
  test('is shorter than three screens, without a script', async () => {
    expect(await heightOf('/people')).toBeLessThan(3 * screen.height)
  })

  test('has its search before everything else, and the search needs no script', async () => {
    const { page } = tab
    await page.goto('/people')
    const first = await page.locator('main :is(input:not([type=hidden]), h1, a)').first().getAttribute('name')
    expect(first).toBe('q')
    const field = page.getByRole('searchbox', { name: 'Find someone' })
    expect((await field.boundingBox())?.y).toBeLessThan(screen.height / 3)
    await field.fill('cedar')
    await field.press('Enter')
    expect(new URL(page.url()).search).toBe('?q=cedar')
    expect(await page.locator('tbody tr').count()).toBe(19)
    expect(await page.locator('tbody tr').first().isVisible()).toBe(true)
  })

  test('shows three who are due, and leads to all of them and to each group', async () => {
    const { page } = tab
    await page.goto('/people')
    expect(await page.locator('#soon li:visible').count()).toBe(3)
    expect(await page.locator('main table:visible').count()).toBe(0)
    for (const [link, title] of [
      [/^All \d+ who have been quiet/, /^Soon \d+$/],
      [/^In touch$/, /^In touch \d+$/],
      [/^Resting$/, /^Resting \d+$/],
    ] as const) {
      await page.goto('/people')
      await page.getByRole('link', { name: link }).click()
      const heading = (await page.locator('h1').innerText()).replace(/\s+/g, ' ')
      expect(heading).toMatch(title)
      expect(await page.locator('tbody tr:visible').count()).toBe(Number(heading.split(' ').at(-1)))
    }
  })
})

test.each([
  ['a group', '/people?group=in_touch'],
  ['an address from another app', '/share?text=Ida%20Falk%20%3Cida%40falk.example%3E'],
  ['some words about somebody', '/share?title=Lend%20Cedar%20Cedarson%20the%20book&q=cedar'],
  ['nothing at all', '/share'],
  ['no feed so far', '/account/feeds'],
  ['nobody to be told', '/account/webhook'],
  ['a note that was filled in', `/people/${idOf('cedar@cedarson.example')}?note=Lend%20the%20book`],
])('%s is sound in both themes and at both widths', async (_state, path) => {
  const other = await openTab(host, { session: 'sam-token' })
  const answer = await other.page.goto(path)
  expect(answer?.status()).toBe(200)
  expect(await faultsOf(other, answer)).toEqual([])
})

test.each([
  ['addresses of a feed, shown once', '/account/feeds', 'What it is for', 'The phone', 'Make the addresses'],
  ['a secret that signs, shown once', '/account/webhook', 'Address', 'https://hooks.example/x', 'Tell this address'],
])('%s are sound in both themes and at both widths', async (_state, path, label, text, button) => {
  const other = await openTab(host, { session: 'sam-token' })
  await other.page.goto(path)
  await other.page.getByLabel(label).fill(text)
  const [answer] = await Promise.all([
    other.page.waitForResponse((response) => response.request().method() === 'POST'),
    other.page.getByRole('button', { name: button }).click(),
  ])
  expect(answer.status()).toBe(200)
  await other.page.waitForLoadState()
  expect(await faultsOf(other, answer)).toEqual([])
})

test('the browser takes the manifest and finds every icon in it, as large as it says', async () => {
  const { page } = await openTab(host, { session: 'sam-token' })
  await page.goto('/people')
  const session = await page.context().newCDPSession(page)
  const { url, errors, data } = await session.send('Page.getAppManifest')
  expect({ url, errors }).toEqual({ url: `${host.base}/manifest.webmanifest`, errors: [] })
  const { icons } = JSON.parse(data ?? '{}') as { icons: { src: string; sizes: string; type: string }[] }
  for (const { src, sizes, type } of icons) {
    const answer = await page.request.get(src)
    expect([answer.status(), answer.headers()['content-type']?.split(';')[0]]).toEqual([200, type])
    if (sizes === 'any') continue
    const bytes = await answer.body()
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes)
  }
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // That a tab of a test keeps nothing is all that is in the way.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
})

describe('in German, whose words are longer', () => {
  let scripted: Tab
  beforeAll(async () => {
    scripted = await openTab(host, { session: 'sam-token' })
    const settings = sql`${schema.users.settings} || '{"letterTongue":"de"}'::jsonb`
    await world.deps.db.update(schema.users).set({ settings }).where(eq(schema.users.id, 'sam'))
  })
  test.each([
    '/people?group=resting',
    '/letter',
    '/settings',
    '/account',
    '/account/sessions',
    '/promises',
  ])('%s fits as well, in light and in dark', async (path) => {
    const answer = await scripted.page.goto(path)
    expect(await scripted.page.locator('html').getAttribute('lang')).toBe('de')
    expect(await faultsOf(scripted, answer)).toEqual([])
  })
  test('the people page is no wider than the screen', async () => {
    await tab.page.goto('/people')
    expect(await tab.page.locator('html').getAttribute('lang')).toBe('de')
    const widest = await tab.page.evaluate(() => document.documentElement.scrollWidth)
    expect(widest).toBeLessThanOrEqual(screen.width)
  })
})
