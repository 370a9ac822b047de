/** Signing in by a link in a mail: to proven addresses only, once, for a quarter of an hour, and by a press. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import * as schema from '../../../src/db/schema.ts'
import { OWNER } from '../../../src/sample/history/owner.ts'
import { createSeal } from '../../../src/seal.ts'
import { testKey } from '../../support/stage.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import { dump } from '../world.ts'
import { type Browser, later, linkIn, openSigning, type Stage, sendLinks, sessionOf } from './stage.ts'

let stage: Stage
let browser: Browser
let count = 0
beforeAll(async () => {
  stage = await openSigning()
})
afterAll(() => stage.close())
beforeEach(async () => {
  const { db } = stage.program.deps
  await db.delete(schema.users)
  await db.delete(schema.budgets)
  browser = openBrowser(stage.program)
  await connect(browser)
  count = stage.relay.caught.length
})

const mails = () => stage.relay.caught.slice(count)
const links = () => stage.program.deps.db.select().from(schema.signInLinks)

async function ask(address: string, from = openBrowser(stage.program)) {
  const form = await from.get('/signin/link?to=%2Fletter')
  return from.submit(form, { form: '/signin/link', fields: { address } })
}

const send = () => sendLinks(stage.program)

async function linkTo(address: string): Promise<string> {
  await ask(address)
  await send()
  return linkIn(mails().at(-1)?.mail.text)
}

describe('asking for a link', () => {
  test('answers in the same words whether or not the address is known, and writes to the known one only', async () => {
    const [known, unknown] = [await ask(OWNER.address), await ask('stranger@nowhere.example')]
    expect(known.body).toBe(unknown.body)
    expect(known.text).toContain('If that address is known to be somebody’s here')
    await send()
    await send()
    expect(mails().map(({ to }) => to)).toEqual([[OWNER.address]])
    const { mail } = mails()[0] ?? {}
    const headers = new Map(mail?.headers.map(({ key, value }) => [key, value]))
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.html).toBeUndefined()
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Sam|Hartley/)
    expect((await links()).map(({ state }) => state)).toEqual(['sent'])
  })

  test('writes to nobody by an address that the provider does not vouch for, or that counts by an older version only', async () => {
    for (const how of ['upgrade', null] as const) {
      await stage.program.deps.db.delete(schema.provenAddresses)
      const [user] = await stage.program.deps.db.select().from(schema.users)
      if (how && user)
        await stage.program.deps.db.insert(schema.provenAddresses).values({
          ...{ userId: user.id, address: OWNER.address, how, at: stage.program.deps.now() },
        })
      await ask(OWNER.address)
      await send()
    }
    expect([mails().length, (await links()).length]).toEqual([0, 0])
  })

  test('sends five to one address within an hour, and says nothing else about the sixth', async () => {
    const answers = []
    for (let times = 0; times < 7; times++) answers.push((await ask(OWNER.address)).body)
    await send()
    expect([mails().length, new Set(answers).size]).toEqual([5, 1])
    later(stage.program, { minutes: 61 })
    await ask(OWNER.address)
    await send()
    expect(mails()).toHaveLength(6)
  })

  test('what is no address is said, and a forged form of another site is refused', async () => {
    expect((await ask('sam')).text).toContain('That is no email address')
    const answer = await createApp(stage.program.deps).request(`${stage.program.deps.config.BASE_URL}/signin/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
      body: `address=${encodeURIComponent(OWNER.address)}`,
    })
    expect(answer.status).toBe(403)
    expect(await links()).toEqual([])
  })

  test('a mail that was leaving when a run ended is not sent again, and one that nobody took for a quarter of an hour is not either', async () => {
    const { db } = stage.program.deps
    await ask(OWNER.address)
    await db.update(schema.signInLinks).set({ state: 'sending' })
    await send()
    expect((await links()).map(({ state }) => state)).toEqual(['unknown'])
    await ask(OWNER.address)
    later(stage.program, { minutes: 16 })
    await send()
    expect((await links()).map(({ state }) => state).toSorted()).toEqual(['failed', 'unknown'])
    expect(mails()).toEqual([])
  })
})

describe('the link', () => {
  test('opened by every program on its way changes nothing, and its button signs in on another device, once', async () => {
    const href = await linkTo(OWNER.address)
    const before = await dump(stage.program.deps)
    const app = createApp(stage.program.deps)
    for (const method of ['GET', 'HEAD', 'GET']) expect((await app.request(href, { method })).status).toBe(200)
    expect(await dump(stage.program.deps)).toBe(before)
    const phone = openBrowser(stage.program)
    const page = await phone.get(href)
    expect(page.text).toContain(`the account of ${OWNER.address}`)
    const letter = await phone.submit(page)
    expect(new URL(letter.url).pathname).toBe('/letter')
    expect(sessionOf(phone)).not.toBe(sessionOf(browser))
    expect((await browser.get('/account')).text).toContain('Signed in with a link by mail')
    const again = await openBrowser(stage.program).submit(page)
    expect([again.status, again.text]).toEqual([404, expect.stringContaining('This link signs nobody in')])
    expect((await openBrowser(stage.program).get(href)).status).toBe(404)
    expect((await browser.get('/account')).text).toContain('A link to sign in that was used before was pressed again')
  })

  test('asked for before another key became the first one opens all the same', async () => {
    const { deps } = stage.program
    await ask(OWNER.address)
    const newer = { id: 'newer', bytes: new Uint8Array(32).fill(9) }
    const seal = createSeal([newer, testKey])
    await sendLinks({ deps: { ...deps, seal } })
    const href = linkIn(mails().at(-1)?.mail.text)
    expect((await openBrowser(stage.program).get(href)).status).toBe(200)
  })

  test('pressed twice at once signs in one of the two', async () => {
    const page = await openBrowser(stage.program).get(await linkTo(OWNER.address))
    const both = await Promise.all(
      [openBrowser(stage.program), openBrowser(stage.program)].map((one) => one.submit(page)),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 404])
  })

  test('ends after a quarter of an hour, by signing out everywhere, and by another that was used', async () => {
    const late = await linkTo(OWNER.address)
    later(stage.program, { minutes: 16 })
    expect((await openBrowser(stage.program).get(late)).status).toBe(404)
    const [one, two] = [await linkTo(OWNER.address), await linkTo(OWNER.address)]
    const phone = openBrowser(stage.program)
    await phone.submit(await phone.get(one))
    expect((await openBrowser(stage.program).get(two)).status).toBe(404)
    const three = await linkTo(OWNER.address)
    const page = await phone.get('/account/sessions')
    await phone.submit(page, { form: page.forms.findIndex(({ fields }) => fields.some(({ name }) => name === 'all')) })
    expect((await openBrowser(stage.program).get(three)).status).toBe(404)
  })

  test('altered, or of nobody, is the same page, and no log holds a token or an address', async () => {
    const href = await linkTo(OWNER.address)
    const bodies = []
    const altered = href.slice(0, -1) + (href.endsWith('A') ? 'B' : 'A')
    for (const path of [altered, '/signin/link/x', '/signin/link/aaaaaaaaaaaaaaaaaaaaaa']) {
      const answer = await openBrowser(stage.program).get(path)
      bodies.push(answer.body)
      expect(answer.status).toBe(404)
    }
    expect(new Set(bodies).size).toBe(1)
    const logged = JSON.stringify(stage.program.events)
    expect(logged).not.toContain(href.split('/').at(-1))
    expect(logged).not.toContain('hartley')
  })

  test('is in the export with its times, and gone with the account', async () => {
    await linkTo(OWNER.address)
    const exported = await browser.json<Record<string, readonly object[]>>('/export.json')
    expect(exported.signInLinks).toMatchObject([{ address: OWNER.address, state: 'sent', usedAt: null }])
    expect(exported.happenings).toMatchObject([{ kind: 'link_sent' }, { kind: 'signed_in', how: 'google' }])
    expect(JSON.stringify(exported)).not.toContain((await links())[0]?.hash)
    await stage.program.deps.db.delete(schema.users)
    expect([await links(), await stage.program.deps.db.select().from(schema.happenings)]).toEqual([[], []])
  })
})
