/** Whose address is it: an account can carry any, and letters go to proven ones only. With both samples and a real relay. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import * as schema from '../../src/db/schema.ts'
import { createMailer } from '../../src/mail/relay.ts'
import { OWNER, WORK } from '../../src/sample/history/owner.ts'
import type { History } from '../../src/sample/history/types.ts'
import type { BrowserPage } from '../support/browser.ts'
import type { Form } from '../support/html.ts'
import { lifeOf } from '../support/life.ts'
import { today } from '../support/morning.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { connect, openBrowser } from '../support/visit.ts'
import { dump } from '../web/world.ts'

const victim = 'ceo@victim.example'
let relay: Relay
let program: Program
let browser: ReturnType<typeof openBrowser>

beforeAll(async () => {
  relay = await startRelay()
})
afterAll(() => relay.close())

/** The mail of a few people, so that reading it takes a moment. */
function fewOf(): History {
  const whole = lifeOf(today)
  const own = new Set(whole.owner.addresses)
  const others = new Set<string>()
  for (const { from, to, cc, outgoing } of whole.messages.toReversed())
    if (outgoing && others.size < 40) for (const { address } of [from ?? [], to, cc].flat()) others.add(address)
  const isKnown = (address: string) => own.has(address) || others.has(address)
  return {
    ...whole,
    messages: whole.messages.filter(
      ({ from, to, cc }) => from && [from, ...to, ...cc].every((one) => isKnown(one.address)),
    ),
    events: [],
  }
}

async function begin() {
  const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
  if (!mailer) throw new Error('no mailer')
  program = await startProgram({ mailer, microsoft: true, history: fewOf() })
  browser = openBrowser(program)
  count = relay.caught.length
}
let count = 0
const mails = () => relay.caught.slice(count)
const to = (address: string) => mails().filter((caught) => caught.to.includes(address))

afterEach(async () => {
  await program.deps.mailer?.close()
  await program.stop()
})

const connectMicrosoft = async () => {
  const page = await browser.submit(await browser.get('/connect/microsoft'), { extra: { decision: 'allow' } })
  await program.settle()
  return page
}
/** Sends a form that the page does not have, as somebody who writes the request by hand. */
async function post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<BrowserPage> {
  const page = await browser.get('/settings')
  const csrf = page.forms.flatMap((form) => form.fields).find(({ name }) => name === 'csrf')?.value ?? ''
  const form: Form = { action: new URL(path, page.url).href, method: 'POST', fields: [], buttons: [] }
  return browser.submit({ ...page, forms: [form] }, { extra: { csrf, ...fields } })
}
/** Presses "Send it", whether the page has that button or not. */
async function pressSend(): Promise<BrowserPage> {
  const answer = await post('/letter/send')
  await program.settle()
  return answer
}
async function waitAWeek() {
  program.jump(program.deps.now().add({ hours: 24 * 7 }))
  await program.settle()
}
const askForLink = async () => {
  const page = await browser.submit(await browser.get('/letter'), { form: '/letter/confirm' })
  await program.settle()
  return page
}
const linkIn = (text: string | undefined) => /^(http\S+\/confirm\/\S+)$/m.exec(text ?? '')?.[1] ?? ''

describe('an account at Microsoft whose administrator wrote somebody else’s address on file', () => {
  beforeEach(async () => {
    await begin()
    program.microsoft?.address({ mail: victim })
    await connectMicrosoft()
  })

  test('has nothing sent there: not on “Send it”, not in the weeks after, not by choice; it goes to the sign-in name', async () => {
    const page = await browser.get('/letter')
    expect(page.text).toContain(`${victim} is not confirmed as yours`)
    expect(page.text).toContain(`Your letter goes to ${WORK}.`)
    await pressSend()
    await waitAWeek()
    const settings = await browser.get('/settings')
    const form = settings.forms.find(({ action }) => action.endsWith('/settings'))
    expect(form?.fields.some(({ value }) => value === victim)).toBe(false)
    const refused = await browser.submit(settings, { form: /\/settings$/, fields: { letterTo: victim } })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('not confirmed as yours yet')
    await waitAWeek()
    expect(to(victim)).toEqual([])
    expect(to(WORK).length).toBeGreaterThan(0)
  })

  test('sends one short mail there when its owner presses for it, and never another', async () => {
    expect(to(victim)).toEqual([])
    await askForLink()
    expect(to(victim)).toHaveLength(1)
    expect((await browser.get('/letter')).text).toContain('it is not sent again')
    const again = await browser.get('/letter')
    expect(again.forms.some(({ action }) => action.includes('/letter/confirm'))).toBe(false)
    const answer = await post('/letter/confirm', { address: victim })
    expect(answer.status).toBe(409)
    for (let week = 0; week < 6; week++) await waitAWeek()
    expect(to(victim)).toHaveLength(1)
  })

  test('says in that mail nothing that anybody here has chosen, and nothing of the letter', async () => {
    await askForLink()
    const [caught] = to(victim)
    const raw = caught?.raw ?? ''
    expect(caught?.mail.html).toBeFalsy()
    expect(raw).toMatch(/^Content-Type: text\/plain/m)
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m)
    for (const word of [OWNER.name, ...OWNER.name.split(' '), WORK, OWNER.address]) expect(raw).not.toContain(word)
    expect(caught?.mail.text).toContain('without the button nothing more comes here')
    expect(linkIn(caught?.mail.text)).toMatch(/\/confirm\/[\w-]{22}$/)
  })

  test('is told nothing by the page behind the link, which changes nothing until its button is pressed', async () => {
    await askForLink()
    const href = linkIn(to(victim)[0]?.mail.text)
    const before = await dump(program.deps)
    const stranger = openBrowser(program)
    for (let times = 0; times < 3; times++) expect((await stranger.get(href)).status).toBe(200)
    const { createApp } = await import('../../src/app.tsx')
    expect((await createApp(program.deps).fetch(new Request(href, { method: 'HEAD' }))).status).toBe(200)
    const page = await stranger.get(href)
    expect(page.text).toContain(victim)
    for (const word of [OWNER.name, OWNER.name.split(' ')[0] ?? '', WORK]) expect(page.body).not.toContain(word)
    expect(await dump(program.deps)).toBe(before)
    await waitAWeek()
    expect(to(victim)).toHaveLength(1)
  })

  test('has its letters come there once the button behind the link is pressed', async () => {
    await askForLink()
    const stranger = openBrowser(program)
    const done = await stranger.submit(await stranger.get(linkIn(to(victim)[0]?.mail.text)))
    expect(done.text).toContain('The address is confirmed')
    await pressSend()
    expect(to(victim)).toHaveLength(2)
    expect((await browser.get('/letter')).text).not.toContain('not confirmed')
    const exported = await browser.json<{ provenAddresses: unknown[]; confirmations: unknown[] }>('/export.json')
    expect(exported.provenAddresses).toContainEqual(expect.objectContaining({ address: victim, how: 'link' }))
    expect(exported.confirmations).toMatchObject([{ address: victim, state: 'sent' }])
  })

  test('leaves an address alone for good where whoever reads there says that it is not theirs', async () => {
    await askForLink()
    const stranger = openBrowser(program)
    const href = linkIn(to(victim)[0]?.mail.text)
    const done = await stranger.submit(await stranger.get(href), { fields: { refuse: '1' } })
    expect(done.text).toContain('Nothing more is sent there')
    expect((await browser.get('/letter')).text).toContain('no link goes there')
    await pressSend()
    await waitAWeek()
    expect(to(victim)).toHaveLength(1)
    await program.deps.db.delete(schema.users)
    // Another account, much later: still nothing.
    program.jump(program.deps.now().add({ hours: 24 * 60 }))
    browser = openBrowser(program)
    await connectMicrosoft()
    expect((await browser.get('/letter')).forms.some(({ action }) => action.includes('/letter/confirm'))).toBe(false)
    expect(to(victim)).toHaveLength(1)
  })
})

describe('where no address is proven', () => {
  test('of an account at Google that Google has not checked, “Send it” answers with why and the button to confirm', async () => {
    await begin()
    program.sample.verify(false)
    await connect(browser)
    await program.settle()
    const answer = await pressSend()
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('Nothing was sent: no address is confirmed as yours yet.')
    expect(answer.forms.some(({ action }) => action.includes('/letter/confirm'))).toBe(true)
    await waitAWeek()
    expect(mails()).toEqual([])
    const page = await browser.get('/letter')
    expect(page.text).toContain('The address it was to go to is not confirmed as yours, so this letter was not sent.')
    // Google has checked it since, and says so at the next sign-in.
    program.sample.verify(true)
    await browser.submit(await browser.get('/signin/google'), { fields: { decision: 'allow' } })
    await pressSend()
    expect(to(OWNER.address)).toHaveLength(1)
  })
})
