import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { listWebhookMessages, saveWebhook } from '../../../src/db/accounts/webhooks.ts'
import { listDigests } from '../../../src/db/digests.ts'
import * as schema from '../../../src/db/schema.ts'
import type { Mailer } from '../../../src/deps.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { newSecret, sealTarget } from '../../../src/work/webhook/secret.ts'
import type { BrowserPage } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import { addLetter } from '../links.ts'
import { createWorld, dump, type World } from '../world.ts'

const names = ['maren', 'kenji', 'priya', 'jonas.lind', 'lucia', 'ingrid', 'teo', 'caleb', 'katharina', 'vogel', 'dana']
let program: Program
let browser: ReturnType<typeof openBrowser>
let userId: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(names) })
  browser = openBrowser(program)
  await connect(browser)
  userId = (await program.deps.db.select().from(schema.users))[0]?.id ?? ''
}, 60_000)
afterAll(() => program.stop())

const picks = (page: BrowserPage) =>
  page.forms
    .filter(({ action }) => action.endsWith('/letter/pick'))
    .map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, value])))
const people = (page: BrowserPage) => [...new Set(picks(page).map(({ person = '' }) => person))]
const press = (page: BrowserPage, person: string, verdict: string) =>
  browser.submit(page, {
    form: page.forms.findIndex(
      ({ action, fields }) =>
        action.endsWith('/letter/pick') &&
        fields.some(({ value }) => value === person) &&
        fields.some(({ value }) => value === verdict),
    ),
  })

test('before twelve months are read, the page says so and looks again by itself', async () => {
  const page = await browser.get('/letter')
  expect(page.status).toBe(200)
  expect(page.text).toContain('as soon as twelve months are read')
  expect(page.body).toContain('http-equiv="refresh"')
  expect(page.forms.some(({ action }) => action.endsWith('/letter/send'))).toBe(false)
  expect((await browser.get('/people')).text).toContain('shown as soon as twelve months are read')
})

describe('once it can be written', () => {
  beforeAll(() => program.settle(), 60_000)

  test('everyone in it is shown with reasons, a first line and a way to plan a coffee', async () => {
    const page = await browser.get('/letter')
    expect(people(page)).toHaveLength(3)
    expect(page.body.match(/<blockquote/g)).toHaveLength(3)
    expect(page.body.match(/class="heat"/g)).toHaveLength(3)
    for (const person of people(page))
      expect(page.links.some(({ href }) => href.endsWith(`/people/${person}/coffee`))).toBe(true)
    expect(page.text).toMatch(/It goes out on \w+day \d+ \w+ at 08:00, to sam@hartley\.example/)
    expect((await browser.get('/people')).text).toContain('Your first letter is ready.')
  })

  test('looking at it changes nothing and makes no link', async () => {
    const before = await dump(program.deps)
    for (let times = 0; times < 5; times++)
      for (const path of ['/letter', '/people', '/outbox', '/settings']) await browser.get(path)
    expect(await dump(program.deps)).toBe(before)
    expect(await program.deps.db.select().from(schema.links)).toEqual([])
  })

  test('"yes" is remembered, and "not this person" brings the next one', async () => {
    const page = await browser.get('/letter')
    const [first = '', second = ''] = people(page)
    const yes = await press(page, first, 'yes')
    expect(yes.url.endsWith('/letter')).toBe(true)
    expect(yes.text).toContain('You said yes to this one.')
    const after = await press(yes, second, 'not_this')
    expect(people(after)).not.toContain(second)
    expect(people(after)).toContain(first)
    expect(people(after)).toHaveLength(3)
    expect(after.text).toMatch(/\w+: not before \w+\.\s*Undo/)
  })

  test('"we talk elsewhere" brings the next one as well, and is taken back beside it', async () => {
    const page = await browser.get('/letter')
    const [first = '', second = '', third = ''] = people(page)
    const after = await press(page, third, 'elsewhere')
    expect(people(after)).not.toContain(third)
    expect(people(after)).toEqual(expect.arrayContaining([first, second]))
    expect(after.text).toMatch(/\w+: you talk elsewhere, so silence here means nothing\.\s*Undo/)
    expect((await browser.get(`/people/${third}`)).text).toContain('You talk elsewhere, so silence here means nothing.')
    const undo = after.forms.findIndex(
      ({ action, fields }) => action.endsWith('/letter/unpick') && fields.some(({ value }) => value === third),
    )
    const back = await browser.submit(after, { form: undo })
    expect(people(back)).toEqual([first, second, third])
    expect(back.text).not.toContain('you talk elsewhere')
    expect((await browser.get(`/people/${third}`)).text).not.toContain('You talk elsewhere, so')
  })

  test('a forged word, a word on somebody else, and no word at all change nothing', async () => {
    const page = await browser.get('/letter')
    const before = await dump(program.deps)
    const form = page.forms.findIndex(({ action }) => action.endsWith('/letter/pick'))
    const submit = (fields: Record<string, string>) => browser.submit(page, { form, fields })
    expect((await submit({ csrf: 'wrong' })).status).toBe(403)
    expect((await submit({ person: 'somebody' })).status).toBe(404)
    expect((await submit({ verdict: 'maybe' })).status).toBe(400)
    expect(await dump(program.deps)).toBe(before)
  })

  test('"send it" sends it, the same people again at most three times, and a program is told once', async () => {
    const { db, seal, now } = program.deps
    const target = { address: 'https://hooks.invalid/x', secret: newSecret() }
    const sealed = await sealTarget(seal, userId, target)
    await db.transaction((tx) => saveWebhook(tx, { userId, sealed, createdAt: now() }))
    const first = await browser.get('/letter')
    const sent = await browser.submit(first, { form: '/letter/send' })
    expect(sent.text).toMatch(/on its way to sam@hartley\.example/)
    expect(sent.forms.some(({ action }) => action.endsWith('/letter/send'))).toBe(false)
    await program.settle()
    // The second half of a double click, or the page of before found by the way back: it has gone out once since.
    expect((await browser.submit(first, { form: '/letter/send' })).text).toContain('This week’s letter went out on')
    await program.settle()
    expect(await listDigests(db, userId, 9)).toMatchObject([{ state: 'sent', sends: 1 }])
    for (let times = 2; times <= 3; times++) {
      const page = await browser.get('/letter')
      expect(page.text).toContain('This week’s letter went out on')
      expect(page.body).toContain('Send it again')
      await browser.submit(page, { form: '/letter/send' })
      await program.settle()
    }
    expect((await browser.get('/letter')).text).toContain('went out three times')
    expect(await listWebhookMessages(db, userId)).toMatchObject([{ kind: 'letter' }])
    expect(await listDigests(program.deps.db, userId, 9)).toMatchObject([{ state: 'sent', sends: 3 }])
    expect((await browser.get('/people')).text).toMatch(/Next letter Monday \d+ \w+ at 08:00\./)
  })

  test.each([
    ['failed', 'The relay said no, because it does not know us.'],
    ['unknown', 'Nobody knows whether it arrived.'],
    ['dropped', 'It came too late to be worth reading.'],
  ] as const)('a letter that ended as "%s" is told of in its own sentence', async (state, problem) => {
    await program.deps.db.update(schema.digests).set({ state, problem })
    expect((await browser.get('/letter')).text).toContain(problem)
    expect((await browser.get('/people')).text).toContain(problem)
  })

  test('a break is said with its day, and ended by a button', async () => {
    const { db } = program.deps
    await db.update(schema.digests).set({ state: 'sent', problem: null })
    const pausedUntil = program.deps.now().toZonedDateTimeISO('UTC').add({ days: 40 }).toPlainDate().toString()
    await db
      .update(schema.users)
      .set({ settings: { ...defaultSettings, pausedUntil } })
      .where(eq(schema.users.id, userId))
    const page = await browser.get('/letter')
    expect(page.text).toContain('You are taking a break until')
    const back = await browser.submit(page, { form: '/letter/resume' })
    expect(back.text).not.toContain('taking a break')
    const [user] = await db.select().from(schema.users)
    expect(user?.settings.pausedUntil).toBeNull()
  })
})

describe('the outbox', () => {
  test('has the letter in a frame of its own, and its text with links that open', async () => {
    const page = await browser.get('/outbox')
    const [letter] = await listDigests(program.deps.db, userId, 1)
    expect(page.text).toContain('To sam@hartley.example')
    expect(page.body).toContain(`src="/outbox/${letter?.id}/letter"`)
    expect(page.body).toMatch(/<iframe[^>]*sandbox=/)
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'")
    expect(page.links.filter(({ href }) => href.includes('/do/')).length).toBeGreaterThan(8)
    const frame = await browser.get(`/outbox/${letter?.id}/letter`)
    expect(frame.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    )
    expect(frame.body).toContain('target="_top"')
    expect(frame.body).toContain('/coffee/')
  })

  test('opens every link of the letter', async () => {
    const page = await browser.get('/outbox')
    const links = page.links.filter(({ href }) => /\/(?:do|coffee|unsubscribe)\/[\w-]{22}/.test(href))
    expect(links.length).toBeGreaterThan(12)
    for (const { href } of links) expect((await openBrowser(program).get(href)).status).toBe(200)
  })

  test('shows the sample calendar as it was read', async () => {
    expect((await browser.get('/outbox')).text).toContain('The sample calendar')
  })

  test('"a week later" lands after the next letter hour, and the letter is there', async () => {
    const before = await listDigests(program.deps.db, userId, 9)
    const at = program.deps.now()
    const later = await browser.submit(await browser.get('/outbox'), { form: '/outbox/week' })
    expect(later.text).toContain('A week has passed.')
    const { dayOfWeek, hour } = program.deps.now().toZonedDateTimeISO('Europe/Berlin')
    expect([dayOfWeek, hour]).toEqual([1, 8])
    expect(program.deps.now().since(at).total('hours')).toBeLessThanOrEqual(24 * 11 + 1)
    await program.settle({ minutes: 20 })
    expect((await listDigests(program.deps.db, userId, 9)).length).toBe(before.length + 1)
  })

  test('"let them answer" says how many did', async () => {
    const page = await browser.submit(await browser.get('/outbox'), { form: '/outbox/answer' })
    expect(page.text).toMatch(/Nobody had anything to answer\.|arrived in the sample account/)
  })

  test('its buttons need the form they stand on', async () => {
    const page = await browser.get('/outbox')
    const at = program.deps.now()
    expect((await browser.submit(page, { form: '/outbox/week', fields: { csrf: 'wrong' } })).status).toBe(403)
    expect(program.deps.now().since(at).total('minutes')).toBeLessThan(5)
  })
})

describe('with two users', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world.database.close())

  test('nobody sees a letter of another one', async () => {
    const letter = await addLetter(world.deps, [])
    expect((await world.get(`/outbox/${letter}/letter`, 'sam')).status).toBe(200)
    expect((await world.get(`/outbox/${letter}/letter`, 'eve')).status).toBe(404)
    expect(await world.text('/outbox', 'eve')).not.toContain(letter)
  })

  test('whoever is not signed in is led to the front door and back', async () => {
    for (const path of ['/letter', '/outbox', '/people/someone/coffee'])
      expect((await world.get(path)).headers.get('location')).toBe(`/?to=${encodeURIComponent(path)}`)
    for (const path of ['/letter/send', '/letter/pick', '/letter/resume', '/people/someone/coffee'])
      expect((await world.post(path, undefined, {})).status).toBe(403)
  })

  test('without a sample account nothing is let answer and no week goes by', async () => {
    for (const path of ['/outbox/answer', '/outbox/week']) expect((await world.post(path, 'sam')).status).toBe(404)
    expect(await world.text('/outbox', 'sam')).not.toContain('A week later')
  })

  test('there is no outbox where letters really leave', async () => {
    const mailer: Mailer = { send: async () => ({ kind: 'accepted' }), close: async () => {} }
    const app = createApp({ ...world.deps, mailer })
    const headers = { cookie: 'session=sam-token' }
    const answer = await app.request('http://localhost:8787/outbox', { headers })
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('href="/outbox"')
  })
})
