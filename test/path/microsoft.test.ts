/** The whole path for somebody who lives in Outlook: from the sign-in page to a coffee in the calendar. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createMailer } from '../../src/mail/relay.ts'
import { WORK } from '../../src/sample/history/owner.ts'
import { BODY_MARK, tellTruth } from '../../src/sample/history/truth.ts'
import type { Exported } from '../recount/export.ts'
import { faultOf } from '../recount/recount.ts'
import type { BrowserPage } from '../support/browser.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { exportOf, openBrowser } from '../support/visit.ts'
import { dump } from '../web/world.ts'

let relay: Relay
let program: Program
let browser: ReturnType<typeof openBrowser>

beforeAll(async () => {
  relay = await startRelay()
  const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
  if (!mailer) throw new Error('no mailer')
  program = await startProgram({ mailer, microsoft: true })
  browser = openBrowser(program)
}, 120_000)

afterAll(async () => {
  await program.deps.mailer?.close()
  await program.stop()
  await relay.close()
})

const truth = tellTruth()
const asked = () => program.microsoft?.log ?? []
const made = () => asked().filter(({ api, method, status }) => method === 'POST' && /events/.test(api) && status < 300)
const withField = (page: BrowserPage, field: string) =>
  page.forms.findIndex(({ fields }) => fields.some(({ name }) => name === field))

test('a newcomer connects the sample Microsoft account, and its history is read to the end', async () => {
  const landing = await browser.get('/')
  const consent = await browser.get('/connect/microsoft')
  expect(landing.text).toContain('Microsoft')
  expect(consent.text).toContain('sample')
  const people = await browser.submit(consent, { extra: { decision: 'allow' } })
  expect(new URL(people.url).pathname).toBe('/people')
  await program.settle()
  const { connections } = await browser.json<{
    connections: { provider: string; email: string; state: string; streams: { kind: string; phase: string }[] }[]
  }>('/status.json')
  expect(connections).toMatchObject([{ provider: 'microsoft', email: WORK, state: 'active' }])
  expect(connections[0]?.streams.map(({ kind, phase }) => `${kind} ${phase}`).toSorted()).toEqual([
    'calendar current',
    'mail current',
  ])
})

test('of no message a body, preview or attachment was asked for, and never two at once', async () => {
  expect(asked().length).toBeGreaterThan(20)
  for (const { path, query, inFlight } of asked()) {
    expect(`${path}?${decodeURIComponent(query)}`).not.toMatch(/body|preview|attachments|\$value/i)
    expect(inFlight).toBeLessThanOrEqual(1)
  }
  expect(await dump(program.deps)).not.toContain(BODY_MARK)
})

test('the letter names people of the working life who went quiet, truthfully and nobody else', async () => {
  await browser.submit(await browser.get('/letter'), { form: '/letter/send' })
  await program.settle()
  const letter = relay.caught[0]
  expect(letter?.to).toEqual([WORK])
  const exported = await exportOf<Exported>(browser)
  const [digest] = exported.digests
  const names = (digest?.items ?? []).map(({ personId }) => exported.people.find(({ id }) => id === personId)?.name)
  expect(names.length).toBeGreaterThanOrEqual(1)
  for (const name of names) expect(truth.due.map((one) => one.name)).toContain(name)
  for (const { name } of truth.never) expect(letter?.mail.text).not.toContain(name)
  const faults = (digest?.items ?? []).flatMap(({ personId, points }) =>
    points.map((point) => faultOf(exported, { personId, point, at: digest?.sentAt ?? exported.exportedAt })),
  )
  expect(faults.filter((fault) => fault !== null)).toEqual([])
})

test('an invitation waits for the permission, then lands once in both calendars, and the answer is learned', async () => {
  const plan = /^Plan a coffee: (\S+)$/m.exec(relay.caught[0]?.mail.text ?? '')?.[1] ?? ''
  const ask = async () => {
    const page = await browser.get(plan)
    return browser.submit(page, { form: withField(page, 'how'), fields: { how: 'invite', note: 'Coffee soon?' } })
  }
  const first = await ask()
  const permission = first.links.find(({ href }) => href.includes('need=events'))
  if (permission) {
    expect(made()).toEqual([])
    await browser.submit(await browser.get(permission.href), { extra: { decision: 'allow' } })
  }
  await Promise.all(Array.from({ length: 5 }, ask))
  program.jump(program.deps.now().add({ minutes: 11 }))
  await program.settle()
  expect(made()).toHaveLength(1)
  expect(program.microsoft?.letThemAnswer()).toBeGreaterThan(0)
  program.jump(program.deps.now().add({ minutes: 31 }))
  await program.settle()
  const { coffees } = await exportOf<Exported>(browser)
  expect(coffees.map(({ state }) => state)).toContain('accepted')
})
