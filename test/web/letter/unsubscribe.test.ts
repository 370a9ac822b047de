import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { addLink } from '../links.ts'
import { createWorld, dump, type World } from '../world.ts'

let world: World
let token: string
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  for (const table of [schema.suppressions, schema.links]) await world.deps.db.delete(table)
  token = await addLink(world.deps, { purpose: 'unsubscribe' })
})
afterAll(() => world.database.close())

const stopped = () => world.deps.db.select().from(schema.suppressions)
const oneClick = { 'List-Unsubscribe': 'One-Click' }
const foreign = { headers: { origin: 'https://mail.provider.example', 'sec-fetch-site': 'cross-site' } }

describe('a mail program’s own button', () => {
  test('ends the letters without session, cookie or redirect, wherever it is pressed from', async () => {
    const answer = await world.post(`/unsubscribe/${token}`, undefined, oneClick, foreign)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await stopped()).toMatchObject([{ userId: 'sam', reason: 'unsubscribed' }])
  })

  test('may send its form in parts', async () => {
    const body = new FormData()
    body.append('List-Unsubscribe', 'One-Click')
    const answer = await world.get(`/unsubscribe/${token}`, undefined, { method: 'POST', body })
    expect(answer.status).toBe(200)
    expect(await stopped()).toHaveLength(1)
  })

  test('pressed ten times at once is the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.post(`/unsubscribe/${token}`, undefined, oneClick)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await stopped()).toHaveLength(1)
  })

  test('is told the same of a link that there is not', async () => {
    const answers = [token, 'nonsense', await addLink(world.deps, { purpose: 'let_go', address: 'a@b.example' })].map(
      (one) => world.post(`/unsubscribe/${one}`, undefined, oneClick, foreign),
    )
    const told = await Promise.all(
      answers.map(async (answer) => `${(await answer).status} ${await (await answer).text()}`),
    )
    expect(new Set(told).size).toBe(1)
    expect(await stopped()).toHaveLength(1)
  })
})

test('a form that is neither button ends nothing', async () => {
  expect((await world.post(`/unsubscribe/${token}`, undefined, { something: 'else' })).status).toBe(400)
  const bare = await world.get(`/unsubscribe/${token}`, undefined, { method: 'POST' })
  expect(bare.status).toBe(400)
  expect(await stopped()).toEqual([])
})

test('looking at the page ends nothing', async () => {
  const before = await dump(world.deps)
  for (let times = 0; times < 5; times++)
    for (const method of ['GET', 'HEAD'])
      expect((await world.get(`/unsubscribe/${token}`, undefined, { method })).status).toBe(200)
  expect(await dump(world.deps)).toBe(before)
})

test('the page has a button, and a way back behind it', async () => {
  expect(await world.text(`/unsubscribe/${token}`)).toContain('Unsubscribe</button>')
  const gone = await (await world.post(`/unsubscribe/${token}`, undefined, { page: '1' })).text()
  expect(gone).toContain('No more letters')
  expect(gone).toContain('name="resume"')
  expect(await stopped()).toHaveLength(1)
  const back = await (await world.post(`/unsubscribe/${token}`, undefined, { page: '1', resume: '1' })).text()
  expect(back).toContain('Letters come again')
  expect(await stopped()).toEqual([])
})

test.each(['/settings', '/letter'])('%s says that letters are stopped, and has them start again', async (path) => {
  await world.post(`/unsubscribe/${token}`, undefined, oneClick)
  const page = await world.text(path, 'sam')
  expect(page).toContain('You are unsubscribed')
  expect(page).toContain('action="/letter/resume"')
  expect(await world.text(path, 'eve')).not.toContain('You are unsubscribed')
  expect((await world.post('/letter/resume', 'sam', { csrf: 'wrong' })).status).toBe(403)
  expect(await stopped()).toHaveLength(1)
  expect((await world.post('/letter/resume', 'sam')).status).toBe(303)
  expect(await stopped()).toEqual([])
})

test('an address that takes no mail is told of, and can be tried again', async () => {
  const addressHash = await world.deps.seal.sign('sam@example.org', 'address')
  await world.deps.db
    .insert(schema.suppressions)
    .values({ userId: 'sam', addressHash, reason: 'bounced', at: world.deps.now() })
  const page = await world.text('/letter', 'sam')
  expect(page).toContain('A letter to sam@example.org came back')
  expect(page).toContain('Try this address again')
  await world.post('/letter/resume', 'sam')
  expect(await stopped()).toEqual([])
})
