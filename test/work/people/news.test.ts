/** People are worked out when somebody looks: news marks them as behind, and a page, a letter or an export has it made good. */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { changeSettings } from '../../../src/db/accounts/users.ts'
import { listPeople } from '../../../src/db/people.ts'
import { sessions, tasks } from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { ago, liveWith, mira, on, owner } from '../../sync/life.ts'
import { syncAgain } from '../../sync/stage.ts'

const behind = /came in since this was worked out\. It is being worked out again; load this page again in a moment/
let program: Program
let userId: string
beforeAll(async () => {
  const letters = [3, 40, 80, 120, 300, 500].flatMap((days) => [
    { days },
    { days: days - 1, from: owner, to: [mira], thread: `answer ${days}` },
  ])
  program = await startProgram({ history: liveWith(letters, [{ title: 'Lunch', start: on(2, 12) }]) })
  userId = await program.connect()
  await program.settle()
  // Whichever day it is, no letter has anybody worked out here.
  await changeSettings(program.deps.db, userId, { pausedUntil: '2099-01-01' })
  const now = program.deps.now()
  const row = { hash: await sha256('a-token'), userId, createdAt: now, expiresAt: now.add({ hours: 20_000 }) }
  await program.deps.db.insert(sessions).values(row)
})
afterAll(() => program.stop())

/** By somebody who has just signed in. */
async function get(path: string): Promise<string> {
  const { db, config, now } = program.deps
  await db.update(sessions).set({ createdAt: now(), usedAt: now() })
  const headers = { cookie: 'session=a-token' }
  return (await createApp(program.deps).request(`${config.BASE_URL}${path}`, { headers })).text()
}
const known = async () => (await listPeople(program.deps.db, userId)).map(({ address }) => address)
const derive = async () =>
  (
    await program.deps.db
      .select()
      .from(tasks)
      .where(and(eq(tasks.kind, 'derive'), eq(tasks.subject, userId)))
  )[0]
const seconds = async () => Math.round((await derive())?.runAt.since(program.deps.now()).total('seconds') ?? Number.NaN)

/** Mail from somebody nobody knew, and a look that finds it. */
let strangers = 0
async function news(): Promise<string> {
  const address = `new${strangers++}@elsewhere.example`
  program.sample.deliver({ from: { address, name: 'Nova Lind' }, to: [owner], subject: 'Hello' })
  await syncAgain(program)
  return address
}

test('at the end of a first reading people are there at once, and nothing is said to be older than the news', async () => {
  expect(await known()).toContain(mira.address)
  expect((await derive())?.news).toBe(0)
  expect(await get('/people')).not.toMatch(behind)
})

test('what nobody reads, because Gmail sorts it as bulk, is no news; another sorting of what was read is', async () => {
  const { sample } = program
  await get('/export.json')
  const bulk = { labels: ['INBOX', 'CATEGORY_PROMOTIONS'] }
  sample.deliver({ from: { address: 'sale@shop.example', name: 'A Shop' }, to: [owner], subject: 'Sale', ...bulk })
  await syncAgain(program)
  expect((await derive())?.news).toBe(0)
  const { id, thread } = sample.deliver({ from: mira, to: [owner], subject: 'A plan' })
  sample.deliver({ from: owner, to: [mira], subject: 'Re: A plan', thread })
  await syncAgain(program)
  expect((await derive())?.news).toBe(1)
  sample.label(id, { add: ['CATEGORY_UPDATES'] })
  await syncAgain(program)
  expect((await derive())?.news).toBe(2)
})

describe('after a look that brought something', () => {
  let stranger: string
  beforeEach(async () => {
    // Whatever the test before left behind.
    await get('/export.json')
    stranger = await news()
  })

  test('nobody is worked out while nobody looks, for a day at most', async () => {
    expect(await known()).not.toContain(stranger)
    expect((await derive())?.news).toBeGreaterThan(0)
    expect(await seconds()).toBeGreaterThan(3600)
    expect(await seconds()).toBeLessThanOrEqual(24 * 3600)
  })

  test.each([
    '/people',
    '/promises',
    'person',
    'coffee',
  ])('%s shows at once what is known, says that it is older than the news, and has it worked out', async (page) => {
    const id = (await listPeople(program.deps.db, userId)).find(({ address }) => address === mira.address)?.id
    const path = page === 'person' ? `/people/${id}` : page === 'coffee' ? `/people/${id}/coffee` : page
    expect(await get(path)).toMatch(behind)
    expect(await seconds()).toBeLessThanOrEqual(0)
    await program.settle()
    expect(await known()).toContain(stranger)
    expect(await get(path)).not.toMatch(behind)
  })

  test('an export holds them at once', async () => {
    const { people } = JSON.parse(await get('/export.json'))
    expect(JSON.stringify(people)).toContain(stranger)
    expect(await known()).toContain(stranger)
  })

  test('the letter page is made from them at once', async () => {
    expect(await get('/letter')).not.toMatch(behind)
    expect(await known()).toContain(stranger)
  })

  test('what comes while people are worked out is news after it', async () => {
    const { db } = program.deps
    await get('/people')
    const before = await derive()
    await db
      .update(tasks)
      .set({ news: (before?.news ?? 0) + 1 })
      .where(eq(tasks.kind, 'derive'))
    // As if it had been claimed before the last of the two.
    const { settleNews } = await import('../../../src/db/queue/news.ts')
    const task = { kind: 'derive' as const, subject: userId, userId, leaseId: '', attempts: 0, news: before?.news ?? 0 }
    await settleNews(db, { ...task, leaseUntil: program.deps.now() }, program.deps.now())
    expect((await derive())?.news).toBe(1)
    expect(await get('/people')).toMatch(behind)
  })

  test('what failed is left to its pause, and no page undoes that', async () => {
    const { db } = program.deps
    const later = program.deps.now().add({ hours: 3 })
    await db.update(tasks).set({ error: 'thrown TypeError', runAt: later }).where(eq(tasks.kind, 'derive'))
    expect(await get('/people')).not.toMatch(behind)
    expect((await derive())?.runAt.equals(later)).toBe(true)
    await db.update(tasks).set({ error: null }).where(eq(tasks.kind, 'derive'))
  })
})

test('a meeting that has begun since makes people behind, without a word about news', async () => {
  await get('/export.json')
  const before = program.deps.now()
  program.jump(ago(-2.3))
  await program.deps.db
    .update(tasks)
    .set({ doneAt: program.deps.now().subtract({ hours: 5 }) })
    .where(eq(tasks.kind, 'derive'))
  expect(before.epochMilliseconds).toBeLessThan(ago(-2.1).epochMilliseconds)
  expect(await get('/people')).not.toMatch(behind)
  expect(await seconds()).toBeLessThanOrEqual(0)
})
