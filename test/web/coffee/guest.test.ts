/** The whole way of two guests over HTTP at the sample Google, without scripts: first without event permission, then with it. */
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { type Coffee, listCoffees } from '../../../src/db/coffees.ts'
import { listPeople } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { createMailer } from '../../../src/mail/relay.ts'
import type { BrowserPage } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { type Relay, startRelay } from '../../support/relay.ts'
import { smallHistory } from '../../support/small.ts'
import { openBrowser } from '../../support/visit.ts'
import { written } from '../../work/coffee/stage.ts'
import { dump } from '../world.ts'

let relay: Relay
let program: Program
let browser: ReturnType<typeof openBrowser>
const paths: Record<string, string> = {}

beforeAll(async () => {
  relay = await startRelay()
  const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
  if (!mailer) throw new Error('no mailer')
  program = await startProgram({ mailer, history: smallHistory(['maren', 'kenji']) })
  browser = openBrowser(program)
  await browser.submit(await browser.get('/connect/google'), { fields: { scope: true, decision: 'allow' } })
  await program.settle()
  for (const { id, name } of await listPeople(program.deps.db, await userId()))
    paths[name.split(' ')[0] ?? ''] = `/people/${id}/coffee`
}, 240_000)
afterAll(async () => {
  await program.deps.mailer?.close()
  await program.stop()
  await relay.close()
})

async function userId() {
  const [user] = await program.deps.db.select().from(schema.users)
  return user?.id ?? ''
}
const coffees = async () => listCoffees(program.deps.db, await userId())
const newest = async (name: string): Promise<Coffee> => {
  const found = (await coffees()).find((one) => one.name.startsWith(name))
  if (!found) throw new Error(`no coffee with ${name}`)
  return found
}
/** Offers times, and returns the path of the guest's page. */
async function offer(name: string, note = 'Would one of these suit you?'): Promise<string> {
  const page = await browser.submit(await browser.get(`${paths[name]}?new=1`), {
    form: /\/coffee(\?|$)/,
    fields: { how: 'note_with_link', note },
  })
  const href = page.links.find(({ text }) => text === 'Open it in Gmail')?.href
  if (!href || page.status !== 200) throw new Error(page.text)
  return /(\/meet\/[\w-]+)/.exec(new URL(href).searchParams.get('body') ?? '')?.[1] ?? ''
}
const slotsOf = (page: BrowserPage) =>
  page.forms.flatMap(({ fields }) => fields).flatMap(({ name, value }) => (name === 'slot' ? [value] : []))
const formOf = (page: BrowserPage, act: string) =>
  page.forms.findIndex((form) =>
    [...form.fields, ...form.buttons].some(({ name, value }) => name === 'act' && value === act),
  )
const press = async (who: typeof browser, page: BrowserPage, act: string, fields: Record<string, string> = {}) => {
  const form = formOf(page, act)
  const own = page.forms[form]?.buttons.some(({ name }) => name === 'act') ? { act } : {}
  return who.submit(page, { form, fields: { ...own, ...fields } })
}
const lastMail = () => relay.caught.at(-1)?.mail
const isTold = (page: BrowserPage) => expect(page.text).toMatch(/Sam has been told/)
/** Until the invitation or the change has left. */
async function outlast() {
  program.jump(program.deps.now().add({ seconds: program.deps.config.UNDO_SECONDS }))
  await program.settle()
}
const eventsOf = () => written(program).filter(({ cancelled }) => !cancelled)
describe('without the permission to add events', () => {
  const [maren, kenji] = [() => openBrowser(program), () => openBrowser(program)]
  let meet = ''
  let other = ''

  test('two guests choose at once: each has a time of their own, and a tentative entry for it', async () => {
    meet = await offer('Maren')
    other = await offer('Kenji')
    const [one, two] = [await maren().get(meet), await kenji().get(other)]
    const [first] = slotsOf(one)
    const [second] = slotsOf(two).filter((slot) => slot !== first)
    const pages = await Promise.all([
      maren().submit(one, { fields: { slot: first ?? '' } }),
      kenji().submit(two, { fields: { slot: second ?? '' } }),
    ])
    for (const page of pages) expect(page.text).toMatch(/Held until \w+ \d\d:\d\d/)
    await program.settle()
    isTold(await maren().get(meet))
    const file = await maren().get(`${meet}/coffee.ics`)
    const event = new ICAL.Component(ICAL.parse(file.body)).getFirstSubcomponent('vevent')
    expect(event?.getFirstPropertyValue('summary')).toBe('Coffee with Sam? (not confirmed)')
    expect(event?.getFirstPropertyValue('status')).toBe('TENTATIVE')
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe(first)
    expect(event?.getFirstSubcomponent('valarm')?.getFirstPropertyValue('trigger')?.toString()).toBe('-P1D')
  })

  test('shows the guest another clock for this page, and keeps it nowhere', async () => {
    const before = await dump(program.deps)
    const guest = openBrowser(program)
    const asked = await guest.get(`${meet}?clock=choose`)
    const page = await guest.submit(asked, {
      form: asked.forms.findIndex(({ method }) => method === 'GET'),
      fields: { zone: 'Pacific/Chatham' },
    })
    const at = (await newest('Maren')).startsAt?.toZonedDateTimeISO('Pacific/Chatham')
    expect(page.text).toContain(`${at?.toPlainTime().toString({ smallestUnit: 'minute' })} (Chatham time)`)
    expect(page.headers.get('content-security-policy')).not.toContain('script-src')
    expect((await guest.get(meet)).text).not.toContain('Chatham')
    expect(await dump(program.deps)).toBe(before)
  })

  test('another time is held instead, and the owner hears of it as of the choice', async () => {
    const guest = maren()
    const page = await guest.get(meet)
    const before = await newest('Maren')
    const [slot] = slotsOf(page)
    const changed = await press(guest, page, 'change', { slot: slot ?? '' })
    expect(changed.status).toBe(200)
    await program.settle()
    expect(await newest('Maren')).toMatchObject({ id: before.id, state: 'chosen', told: 'sent' })
    expect((await newest('Maren')).startsAt?.toString()).toBe(slot)
    expect(lastMail()?.text?.replace(/\s+/g, ' ')).toMatch(
      /^Maren chose \w+ \d+ \w+, \d\d:\d\d instead of \w+ \d+ \w+, \d\d:\d\d\./,
    )
    for (const path of [paths.Maren ?? '', '/people', '/letter'])
      expect((await browser.get(path)).text).toMatch(/Maren chose .* instead of .* It is held until/)
  })

  test('none of them suits: the line reaches the owner, the time is free, and the page says what is so', async () => {
    const guest = kenji()
    const page = await press(guest, await guest.get(other), 'none', { line: 'Rather <b>in May</b>\u202e' })
    expect(page.text).toMatch(/none of these times suits\. Sam sees it here\./)
    await program.settle()
    isTold(await guest.get(other))
    expect(lastMail()?.text?.replace(/\s+/g, ' ')).toContain(
      'None of the times suits Kenji. They wrote: “Rather <b>in May</b>”. The time is free again.',
    )
    const own = await browser.get(paths.Kenji ?? '')
    expect(own.text).toContain('They wrote: “Rather <b>in May</b>”')
    for (const path of ['/people', '/letter'])
      expect((await browser.get(path)).text).toContain('None of the times suits Kenji')
    expect((await press(browser, own, 'seen')).text).not.toContain('None of the times suits')
    expect((await browser.get('/people')).text).not.toContain('None of the times suits')
  })

  test('one tap gives the permission, and the invitation goes by itself', async () => {
    const page = await browser.get(paths.Maren ?? '')
    const give = page.links.find(({ text }) => text === 'Give the permission')
    const consent = await browser.get(give?.href ?? '')
    const back = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    expect(back.text).toMatch(/Going out at \d\d:\d\d: an invitation/)
    expect((await newest('Maren')).state).toBe('queued')
    expect((await maren().get(meet)).text).toMatch(/An invitation from Sam comes by mail/)
  })
})

describe('with the permission', () => {
  let meet = ''
  const guest = () => openBrowser(program)

  test('“Send now” shows what happened, with nothing left to undo', async () => {
    const page = await press(browser, await browser.get(paths.Maren ?? ''), 'now')
    expect(page.text).toMatch(/The invitation for .* is in your calendar/)
    expect(formOf(page, 'undo')).toBe(-1)
    expect(eventsOf()).toHaveLength(1)
    expect(eventsOf()[0]?.title).toBe((await newest('Maren')).title)
    await program.settle()
  })

  test('a guest moves the event to another offered time: both calendars follow, and the owner is told', async () => {
    meet = await offer('Kenji', 'Shall we?')
    const page = await guest().get(meet)
    await guest().submit(page, { fields: { slot: slotsOf(page)[0] ?? '' } })
    await outlast()
    const fixed = await guest().get(meet)
    expect(fixed.text).toMatch(/It is in Sam’s calendar\./)
    const [slot] = slotsOf(fixed)
    const moving = await press(guest(), fixed, 'change', { slot: slot ?? '' })
    expect(moving.text).toMatch(/You chose this time instead\./)
    await program.settle()
    const coffee = await newest('Kenji')
    expect([coffee.startsAt?.toString(), coffee.pending, coffee.state]).toEqual([slot, null, 'invited'])
    expect(lastMail()?.text?.replace(/\s+/g, ' ')).toMatch(
      /Kenji chose .* instead of .*\. The event in your calendar (is being|was) moved there/,
    )
    const patch = program.sample.log.filter(({ api }) => api === 'events.patch').at(-1)
    expect(new URLSearchParams(patch?.query).get('sendUpdates')).toBe('all')
    expect((await guest().get(meet)).text).toMatch(/It is in Sam’s calendar\./)
  })

  test('the owner moves it, takes that back, moves it again; then both sides read the new time', async () => {
    const page = await browser.get(paths.Kenji ?? '')
    const before = await newest('Kenji')
    const slot = slotsOf(page).at(-1) ?? ''
    const waiting = await press(browser, page, 'move', { slot })
    expect(waiting.text).toMatch(/Going out at \d\d:\d\d: the event of .* moves to/)
    const undone = await press(browser, waiting, 'undo')
    expect((await newest('Kenji')).startsAt?.toString()).toBe(before.startsAt?.toString())
    await press(browser, await press(browser, undone, 'move', { slot }), 'now')
    await program.settle()
    const moved = await newest('Kenji')
    expect([moved.startsAt?.toString(), moved.pending]).toEqual([slot, null])
    const fixed = await guest().get(meet)
    expect(fixed.text).toContain(
      moved.startsAt?.toZonedDateTimeISO('Europe/Berlin').toPlainTime().toString({ smallestUnit: 'minute' }),
    )
  })

  test('the guest calls it off: it leaves both calendars, the owner is told, and the page stays to say so', async () => {
    const fixed = await guest().get(meet)
    const page = await press(guest(), fixed, 'cancel')
    expect(page.text).toMatch(/You called it off/)
    await program.settle()
    expect((await newest('Kenji')).state).toBe('undone')
    expect(lastMail()?.text).toMatch(/^Kenji called off/)
    const del = program.sample.log.filter(({ api }) => api === 'events.delete').at(-1)
    expect([del?.status, new URLSearchParams(del?.query).get('sendUpdates')]).toEqual([204, 'all'])
    isTold(await guest().get(meet))
    // Pressed once more it is the same.
    const mails = relay.caught.length
    expect((await press(guest(), fixed, 'cancel')).text).toMatch(/You called it off/)
    await program.settle()
    expect(relay.caught).toHaveLength(mails)
  })

  test('the owner calls one off and plans another: the provider tells the guest, whose page says it was called off', async () => {
    const page = await browser.get(paths.Maren ?? '')
    const another = await browser.submit(page, {
      form: page.forms.findIndex(({ fields }) => fields.some(({ name, value }) => name === 'next' && value === 'new')),
    })
    expect(another.text).toContain('Your note')
    await outlast()
    expect((await newest('Maren')).state).toBe('undone')
    expect(program.sample.log.filter(({ api, status }) => api === 'events.delete' && status === 204)).toHaveLength(2)
  })

  test('who would rather just write gets no more such pages, and both can undo it', async () => {
    const meets = await offer('Kenji', 'Once more?')
    const stopped = await press(guest(), await guest().get(meets), 'stop')
    expect(stopped.text).toMatch(/You would rather just write/)
    await program.settle()
    expect(lastMail()?.subject).toMatch(/^Kenji would rather just write/)
    await expect(offer('Kenji', 'And once more?')).rejects.toThrow(/would rather just write/)
    const again = await press(guest(), await guest().get(meets), 'stop')
    expect(slotsOf(again).length).toBeGreaterThan(0)
    await press(guest(), again, 'stop')
    const own = await browser.get(paths.Kenji ?? '')
    expect((await press(browser, own, 'pages')).text).not.toMatch(/rather just write than/)
    expect(await offer('Kenji', 'And again?')).toMatch(/^\/meet\//)
  })

  test('a link that was replaced, taken back, ran out or never was says so in a guest’s words', async () => {
    const old = await offer('Kenji', 'First?')
    const next = await offer('Kenji', 'Second?')
    const own = await browser.get(paths.Kenji ?? '')
    expect(own.text).toMatch(/can pick a time/)
    const replaced = await guest().get(old)
    expect([replaced.status, replaced.text]).toEqual([
      410,
      expect.stringContaining('These times are not open any more'),
    ])
    const [coffee] = await coffees()
    program.jump(Temporal.Instant.from(coffee?.offered?.at(-1)?.[0] ?? ''))
    const late = await guest().get(next)
    expect([late.status, late.text]).toEqual([410, expect.stringContaining('The times on this page have passed')])
    const wrong = await guest().get('/meet/AAAAAAAAAAAAAAAAAAAAAA')
    expect([wrong.status, wrong.text]).toEqual([404, expect.stringContaining('leads nowhere')])
    for (const page of [replaced, late, wrong]) expect(page.text).not.toMatch(/Sign in|rested/)
  })
})
