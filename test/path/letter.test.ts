/** The second half of the path as its user walks it: from a letter caught at a real mail relay to a coffee in the calendar. */
import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { budgets, calls, users } from '../../src/db/schema.ts'
import { createMailer } from '../../src/mail/relay.ts'
import { tellTruth } from '../../src/sample/history/truth.ts'
import type { Exported } from '../recount/export.ts'
import { liesOf } from '../recount/lies.ts'
import { faultOf } from '../recount/recount.ts'
import type { BrowserPage } from '../support/browser.ts'
import { parseHtml } from '../support/html.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Caught, type Relay, startRelay } from '../support/relay.ts'
import { connect, exportOf, openBrowser } from '../support/visit.ts'
import { dump } from '../web/world.ts'

const truth = tellTruth()
let relay: Relay
let program: Program
let browser: ReturnType<typeof openBrowser>

beforeAll(async () => {
  relay = await startRelay()
  const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
  if (!mailer) throw new Error('no mailer')
  program = await startProgram({ mailer })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
}, 120_000)

afterAll(async () => {
  await program.deps.mailer?.close()
  await program.stop()
  await relay.close()
})

/** The lines of the text part that lead somewhere: label and address, in order, for each name in capitals. */
function linksOf({ mail }: Caught): { name: string; links: Map<string, string> }[] {
  const cards: { name: string; links: Map<string, string> }[] = []
  for (const line of (mail.text ?? '').split(/\r?\n/)) {
    const name = /^[\p{Lu}][\p{Lu} .'’-]+$/u.exec(line)?.[0]
    if (name) cards.push({ name, links: new Map() })
    const [, label = '', href = ''] = /^([^:]{3,40}): +(\S+)$/.exec(line) ?? []
    if (label && URL.canParse(href)) cards.at(-1)?.links.set(label, href)
  }
  return cards.filter(({ links }) => links.has('Plan a coffee'))
}

const header = ({ mail }: Caught, name: string) => mail.headers.find(({ key }) => key === name)?.value
const letter = (): Caught => {
  const caught = relay.caught.at(-1)
  if (!caught) throw new Error('no letter was caught')
  return caught
}

async function expectTruth() {
  const exported = await exportOf<Exported>(browser)
  const claims = exported.digests.flatMap(({ items, sentAt }) =>
    items.flatMap(({ personId, points }) =>
      points.map((point) => ({ personId, point, at: sentAt ?? exported.exportedAt })),
    ),
  )
  const faults = claims.map((claim) => [claim.point.kind, claim.point.text, faultOf(exported, claim)])
  expect(faults.filter(([, , fault]) => fault !== null)).toEqual([])
  return { exported, claims }
}

test('the first letter can be read before it is sent, and goes out when its owner says so', async () => {
  const preview = await browser.get('/letter')
  expect(preview.status).toBe(200)
  expect(relay.caught).toEqual([])
  await browser.submit(preview, { form: '/letter/send' })
  await program.settle()
  expect(relay.caught).toHaveLength(1)
  expect(letter().to).toEqual([truth.own[0]])
})

test('it carries the headers that mail programs and receivers ask for', () => {
  expect(header(letter(), 'list-unsubscribe')).toMatch(/^<http:\/\/localhost:8787\/unsubscribe\/[\w-]{22}>$/)
  expect(header(letter(), 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header(letter(), 'auto-submitted')).toBe('auto-generated')
  expect(header(letter(), 'list-id')).toBeTruthy()
  expect(letter().mail.messageId).toMatch(/^<[\w.-]+@[\w.-]+>$/)
  expect(header(letter(), 'from')).toMatch(/^"?Coffee soon"? </)
  expect(letter().raw).toMatch(/multipart\/alternative/)
  expect(letter().raw.indexOf('text/plain')).toBeLessThan(letter().raw.indexOf('text/html'))
})

test('it names three of the people who went quiet, and nobody who must not be suggested', () => {
  const names = linksOf(letter()).map(({ name }) => name)
  expect(names).toHaveLength(3)
  const due = truth.due.map(({ name }) => name.toUpperCase())
  for (const name of names) expect(due).toContain(name)
})

test('its html is small, loads nothing, and each of its links stands in the text part too', () => {
  const html = letter().mail.html ?? ''
  expect(new TextEncoder().encode(html).length).toBeLessThan(80 * 1024)
  expect(html).not.toMatch(/<(?:img|script|link|iframe|object|form)\b|url\(|src=/i)
  const hrefs = [...new Set(parseHtml(html, 'http://localhost:8787/').links.map(({ href }) => href))]
  expect(hrefs.length).toBeGreaterThan(15)
  for (const href of hrefs) {
    expect(letter().mail.text).toContain(href)
    expect(href).toMatch(/^http:\/\/localhost:8787\/|^https:\/\/mail\.google\.com\//)
  }
})

test('everything it says of them is true by the export alone', async () => {
  const { claims } = await expectTruth()
  // Two of each, but for one where the words of a letter run out.
  expect(claims.length).toBeGreaterThanOrEqual(5)
})

test('whatever opens its links five times changes nothing', async () => {
  // Looking into the calendar is counted in the owner's ledger and in the quota.
  const rows = async () =>
    createHash('sha256')
      .update(await dump(program.deps, [calls, budgets]))
      .digest('hex')
  const before = await rows()
  const stranger = openBrowser(program)
  const hrefs = linksOf(letter()).flatMap(({ links }) => [...links.values()])
  const unsubscribe = /<([^>]+)>/.exec(header(letter(), 'list-unsubscribe') ?? '')?.[1] ?? ''
  for (const href of [...hrefs, unsubscribe].filter((one) => one.startsWith('http://localhost')))
    for (let times = 0; times < 5; times++) {
      for (const visitor of [stranger, browser]) expect((await visitor.get(href)).status, href).toBe(200)
      const { createApp } = await import('../../src/app.tsx')
      expect((await createApp(program.deps).fetch(new Request(href, { method: 'HEAD' }))).status).toBe(200)
    }
  expect(await rows()).toBe(before)
})

/** Which form of the coffee page asks for a coffee, or takes one back. */
const formWith = (page: BrowserPage, field: string, value?: string) =>
  page.forms.findIndex(({ fields, buttons }) =>
    [...fields, ...buttons].some((one) => one.name === field && (value === undefined || one.value === value)),
  )

/** The inserts that reached the calendar. */
const inserted = () => program.sample.log.filter(({ api, status }) => api === 'events.insert' && status === 200)

test('a coffee asked for without permission waits for it, filled in', async () => {
  const plan = linksOf(letter())[0]?.links.get('Plan a coffee') ?? ''
  const page = await browser.get(plan)
  const slot = page.forms.flatMap(({ fields }) => fields).find(({ name }) => name === 'slot')?.value ?? ''
  const asked = await browser.submit(page, {
    form: formWith(page, 'how'),
    fields: { how: 'invite', slot, note: 'How are you? A coffee would be good.' },
  })
  expect(inserted()).toEqual([])
  const consent = await browser.get(asked.links.find(({ href }) => href.includes('need=events'))?.href ?? '')
  const back = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
  expect(back.status).toBe(200)
  expect(back.body).toContain('A coffee would be good.')
})

test('pressed ten times at once it waits once, and undone it never leaves', async () => {
  const plan = linksOf(letter())[0]?.links.get('Plan a coffee') ?? ''
  const page = await browser.get(plan)
  const ask = () =>
    browser.submit(page, {
      form: formWith(page, 'how'),
      fields: { how: 'invite', note: 'How are you? A coffee would be good.' },
    })
  const answers = await Promise.all(Array.from({ length: 10 }, ask))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const waiting = await browser.get(plan)
  await browser.submit(waiting, { form: formWith(waiting, 'act', 'undo') })
  program.jump(program.deps.now().add({ minutes: 11 }))
  await program.settle()
  expect(inserted()).toEqual([])
})

test('left alone it becomes one meeting in the calendar, with the right guest and a link for a call', async () => {
  const card = linksOf(letter())[0]
  const plan = card?.links.get('Plan a coffee') ?? ''
  const page = await browser.get(plan)
  const slot = page.forms.flatMap(({ fields }) => fields).find(({ name }) => name === 'slot')?.value ?? ''
  await Promise.all(
    Array.from({ length: 10 }, () =>
      browser.submit(page, {
        form: formWith(page, 'how'),
        fields: { how: 'invite', slot, note: 'How are you? Coffee?' },
      }),
    ),
  )
  program.jump(program.deps.now().add({ minutes: 11 }))
  await program.settle()
  expect(inserted()).toHaveLength(1)
  expect(inserted()[0]?.query).toMatch(/conferenceDataVersion=1/)
  expect(inserted()[0]?.query).toMatch(/sendUpdates=all/)
  const exported = await exportOf<Exported>(browser)
  const coffee = exported.coffees.find(({ state }) => state === 'invited')
  const person = exported.people.find(({ id }) => id === coffee?.personId)
  expect(person?.name.toUpperCase()).toBe(card?.name)
  expect(coffee?.externalEventId).toMatch(/^[a-v0-9]{5,}$/)
  expect(Temporal.Instant.from(coffee?.startsAt ?? '').epochMilliseconds).toBe(Date.parse(slot))
})

test('they accept, and the product learns of it by reading the calendar', async () => {
  expect(program.sample.letThemAnswer()).toBeGreaterThan(0)
  program.jump(program.deps.now().add({ minutes: 31 }))
  await program.settle()
  const { coffees } = await exportOf<Exported>(browser)
  expect(coffees.map(({ state }) => state)).toContain('accepted')
})

test('the next eight weeks each bring a letter at the chosen hour, true and with other people', async () => {
  const [user] = await program.deps.db.select().from(users)
  const zone = user?.timeZone ?? 'UTC'
  const seen = new Map<string, string[]>()
  let count = relay.caught.length
  for (let week = 0; week < 8; week++) {
    const day = program.deps.now().toZonedDateTimeISO(zone)
    const monday = day
      .add({ days: (8 - day.dayOfWeek) % 7 || 7 })
      .with({ hour: 8, minute: 0, second: 0, millisecond: 0 })
    program.jump(monday.toInstant().subtract({ minutes: 20 }))
    await program.settle()
    program.jump(monday.toInstant().add({ minutes: 20 }))
    await program.settle()
    for (const caught of relay.caught.slice(count)) {
      const sent = Temporal.Instant.fromEpochMilliseconds(Date.parse(caught.mail.date ?? ''))
      expect(sent.epochMilliseconds).toBeGreaterThan(0)
      for (const { name } of truth.never) expect(caught.mail.text, name).not.toMatch(new RegExp(name, 'i'))
      for (const { name } of linksOf(caught)) {
        seen.set(name, [...(seen.get(name) ?? []), caught.mail.subject ?? ''])
      }
    }
    expect(relay.caught.length - count).toBeLessThanOrEqual(1)
    count = relay.caught.length
  }
  expect(seen.size).toBeGreaterThanOrEqual(8)
  for (const [name, subjects] of seen) expect(subjects.length, name).toBeLessThanOrEqual(2)
  await expectTruth()
}, 240_000)

test('a point that is altered in any way is found to be false', async () => {
  const { exported, claims } = await expectTruth()
  expect(claims.length).toBeGreaterThan(25)
  expect(new Set(claims.map(({ point }) => point.kind)).size).toBeGreaterThanOrEqual(7)
  let planted = 0
  for (const claim of claims)
    for (const [how, lie] of liesOf(claim, exported)) {
      planted++
      expect(faultOf(exported, lie), `${how}: ${lie.point.kind}: ${lie.point.text}`).not.toBeNull()
    }
  expect(planted).toBeGreaterThan(100)
})

test('one click at the mail provider’s own button ends it, without a session, and there is a way back', async () => {
  const unsubscribe = /<([^>]+)>/.exec(header(letter(), 'list-unsubscribe') ?? '')?.[1] ?? ''
  const { createApp } = await import('../../src/app.tsx')
  const answer = await createApp(program.deps).fetch(
    new Request(unsubscribe, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.google.com' },
      body: 'List-Unsubscribe=One-Click',
    }),
  )
  expect(answer.status).toBe(200)
  expect(answer.headers.get('set-cookie')).toBeNull()
  const before = relay.caught.length
  program.jump(program.deps.now().add({ hours: 24 * 7 }))
  await program.settle()
  expect(relay.caught.length).toBe(before)
})
