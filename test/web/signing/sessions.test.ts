/** Sessions: one to a sign-in, each with an end that is said, and their owner's page of them. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { OWNER } from '../../../src/sample/history/owner.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import { dump } from '../world.ts'
import { type Browser, later, linkIn, sendLinks, sessionOf, signIn, withCookie } from './stage.ts'

let program: Program
let browser: Browser
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program.stop())
beforeEach(async () => {
  await program.deps.db.delete(schema.users)
  browser = openBrowser(program)
  await connect(browser)
})

const rows = () => program.deps.db.select().from(schema.sessions).orderBy(schema.sessions.createdAt)

describe('a session', () => {
  test('is another one after every sign-in, and the old one of the browser opens nothing and says why', async () => {
    const old = sessionOf(browser)
    await signIn(browser)
    expect(sessionOf(browser)).not.toBe(old)
    expect((await browser.get('/people')).url).toMatch(/\/people$/)
    const ask = withCookie(program, old)
    const answer = await ask('/people')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/?to=%2Fpeople'])
    expect(await (await ask('/?to=%2Fpeople')).text()).toContain('This browser signed in anew since')
    expect((await rows()).map(({ ended }) => ended)).toEqual(['signed_in_again', null])
  })

  test('ends after thirty days without a visit, and its page says so', async () => {
    later(program, { hours: 24 * 31 })
    const page = await browser.get('/letter')
    expect(page.url).toContain('/?to=%2Fletter')
    expect(page.text).toContain('this browser had not been used for 30 days')
    const { status, text } = await browser.submit(await browser.get('/signin/google?to=%2Fletter'), {
      fields: { decision: 'allow' },
    })
    expect([status, text]).toEqual([200, expect.stringContaining('etter')])
  })

  test('lives on by visits, and ends 180 days after signing in however much it is used', async () => {
    for (let visits = 0; visits < 8; visits++) {
      later(program, { hours: 24 * 22 })
      expect((await browser.get('/people')).url, `visit ${visits}`).toMatch(/\/people$/)
    }
    later(program, { hours: 24 * 5 })
    expect((await browser.get('/people')).text).toContain('You signed in here 180 days ago')
  })

  test('is written once a day and no more, whatever is opened', async () => {
    await browser.get('/people')
    const before = await dump(program.deps)
    for (const path of ['/people', '/account', '/account/sessions', '/settings', '/signin/link'])
      await browser.get(path)
    expect(await dump(program.deps)).toBe(before)
    later(program, { hours: 25 })
    await browser.get('/account/sessions')
    const [after] = await rows()
    expect(after?.usedAt.epochMilliseconds).toBeGreaterThan(
      program.deps.now().subtract({ minutes: 5 }).epochMilliseconds,
    )
  })

  test('whose form is pressed after its end says why, and changes nothing', async () => {
    const page = await browser.get('/account/sessions')
    later(program, { hours: 24 * 31 })
    const answer = await browser.submit(page, { form: 1 })
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('had not been used for 30 days')])
  })

  test('that a clock ahead wrote down is no fresh sign-in', async () => {
    const ahead = program.deps.now().add({ hours: 24 * 90 })
    await program.deps.db.update(schema.sessions).set({ createdAt: ahead })
    expect((await browser.get('/export.json')).status).toBe(403)
  })
})

describe('the page of sessions', () => {
  test('shows each browser in coarse words, marks this one, and ends another by one button', async () => {
    const other = openBrowser(program)
    await connect(other)
    const { db } = program.deps
    const [first, second] = await rows()
    await db
      .update(schema.sessions)
      .set({ browser: 'Firefox on Linux' })
      .where(eq(schema.sessions.hash, first?.hash ?? ''))
    await db
      .update(schema.sessions)
      .set({ browser: 'Safari on an iPhone', usedAt: program.deps.now().subtract({ hours: 72 }) })
      .where(eq(schema.sessions.hash, second?.hash ?? ''))
    const page = await browser.follow(await browser.get('/account'), 'Where you are signed in')
    expect(page.text).toContain('Firefox on Linux, this one')
    expect(page.text).toMatch(/Safari on an iPhone, last (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/)
    const form = page.forms.findIndex(({ fields }) => fields.some(({ value }) => value === second?.hash))
    const ended = await browser.submit(page, { form })
    expect(new URL(ended.url).pathname).toBe('/account/sessions')
    expect(ended.text).not.toContain('iPhone')
    expect((await other.get('/people')).text).toContain('This browser was signed out from another one')
    expect((await browser.get('/account')).text).toContain('A browser was signed out from the page of sessions')
  })

  test('signs out everywhere, here too, and ends every link that would sign in again', async () => {
    const other = openBrowser(program)
    await connect(other)
    const page = await browser.get('/account/sessions')
    const last = page.forms.findIndex(({ fields }) => fields.some(({ name }) => name === 'all'))
    const answer = await browser.submit(page, { form: last })
    expect(answer.text).toContain('2 browsers were signed out')
    for (const one of [browser, other]) expect((await one.get('/people')).url).toContain('/?to=%2Fpeople')
    expect((await other.get('/people')).text).toContain('You signed out everywhere')
  })

  test('ends nobody else’s', async () => {
    const { db } = program.deps
    const [user] = await db.select().from(schema.users)
    const [mine] = await rows()
    if (!user || !mine) throw new Error('nobody is here')
    await db.insert(schema.users).values({ ...user, id: 'eve', email: 'eve@example.org' })
    await db.insert(schema.sessions).values({ ...mine, userId: 'eve', hash: 'hers' })
    const page = await browser.get('/account/sessions')
    expect(page.body).not.toContain('hers')
    const form = page.forms.findIndex(({ fields }) => fields.some(({ value }) => value === mine.hash))
    const before = await dump(program.deps)
    expect((await browser.submit(page, { form, fields: { session: 'hers' } })).status).toBe(404)
    expect((await browser.submit(page, { form, fields: { csrf: 'wrong' } })).status).toBe(403)
    expect(await dump(program.deps)).toBe(before)
  })
})

test('without a relay a link to sign in lies in the outbox of whoever is signed in', async () => {
  const form = await browser.get('/signin/link?to=%2Faccount')
  const asked = await browser.submit(form, { form: '/signin/link', fields: { address: OWNER.address } })
  expect(asked.text).toContain('it lies in the outbox')
  await sendLinks(program)
  const other = openBrowser(program)
  const back = await other.submit(await other.get(linkIn((await browser.get('/outbox')).body)))
  expect(new URL(back.url).pathname).toBe('/account')
})

test('“A week later” in the sample makes no sign-in older', async () => {
  for (let weeks = 0; weeks < 6; weeks++) {
    const outbox = await browser.get('/outbox')
    await browser.submit(outbox, { form: '/outbox/week' })
  }
  expect((await browser.get('/export.json')).status).toBe(200)
})
