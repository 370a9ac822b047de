/** The whole path by a password, at a real mail server, a real calendar server and a real relay: from the form to a guest's answer. */
import { createDAVClient } from 'tsdav'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { nextDueAt } from '../../src/db/due.ts'
import { coffees, connections } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import { createMailer } from '../../src/mail/relay.ts'
import { createNet } from '../../src/node/net/net.ts'
import { createWire } from '../../src/node/net/wire.ts'
import { basic } from '../../src/providers/caldav/ask.ts'
import { discover, invites } from '../../src/providers/caldav/discover.ts'
import { createCaldav } from '../../src/providers/caldav/provider.ts'
import { probe } from '../../src/providers/imap/probe.ts'
import { createImap } from '../../src/providers/imap/provider.ts'
import { createProviders } from '../../src/providers/index.ts'
import { HOME } from '../../src/sample/history/owner.ts'
import { tick } from '../../src/work/tick.ts'
import type { BrowserPage } from '../support/browser.ts'
import { type Dovecot, startDovecot, withoutDovecot } from '../support/dovecot.ts'
import { thisMorning } from '../support/morning.ts'
import { type Radicale, startRadicale, withoutRadicale } from '../support/radicale.ts'
import { type Relay, startRelay } from '../support/relay.ts'
import { smallHistory } from '../support/small.ts'
import { type Ground, openStage } from '../support/stage.ts'
import { openBrowser } from '../support/visit.ts'

const password = 'correct horse'
let dovecot: Dovecot
let radicale: Radicale
let relay: Relay
let ground: Ground
let deps: Deps
let browser: ReturnType<typeof openBrowser>
let plan = ''

async function settle(): Promise<void> {
  for (let steps = 0; steps < 20_000; ) {
    const worked = await tick(deps)
    steps += worked
    if (worked > 0) continue
    const due = await nextDueAt(deps.db)
    if (!due || due.epochMilliseconds > deps.now().add({ seconds: 200 }).epochMilliseconds) return
    ground.jump(due)
  }
  throw new Error('the program does not come to rest')
}

/** The coffees in the owner's calendar, as another program sees them. */
async function inCalendar(): Promise<readonly string[]> {
  const other = await createDAVClient({
    serverUrl: radicale.origin,
    credentials: { username: HOME, password },
    authMethod: 'Basic',
    defaultAccountType: 'caldav',
  })
  const [calendar] = await other.fetchCalendars()
  if (!calendar) throw new Error('no calendar')
  const all = await other.fetchCalendarObjects({ calendar })
  return all.map(({ data }) => String(data).replaceAll('\r\n ', '')).filter((text) => text.includes('@coffee-soon'))
}

const formWith = (page: BrowserPage, field: string, value?: string) =>
  page.forms.findIndex(({ fields, buttons }) =>
    [...fields, ...buttons].some((one) => one.name === field && (value === undefined || one.value === value)),
  )
const valueIn = (page: BrowserPage, field: string) =>
  page.forms.flatMap(({ fields }) => fields).find(({ name }) => name === field)?.value ?? ''
/** What the form asks its owner to put there is put there. */
const note = 'Hello, it has been a while. Shall we have a coffee?'

describe.skipIf(withoutDovecot ?? withoutRadicale)('an account by password', () => {
  beforeAll(async () => {
    const users = { [HOME]: password }
    ;[dovecot, radicale, relay] = await Promise.all([startDovecot({ users }), startRadicale({ users }), startRelay()])
    const at = `${radicale.origin}/${encodeURIComponent(HOME)}/work/`
    await fetch(at, { method: 'MKCALENDAR', headers: { authorization: basic(HOME, password) } })
    const history = smallHistory(undefined, thisMorning().toZonedDateTimeISO('UTC').toPlainDate())
    for (const { headers, outgoing, at: when, labels } of history.messages)
      if (!labels.includes('DRAFT') && when.epochMilliseconds < thisMorning().epochMilliseconds)
        await dovecot.deliver(
          HOME,
          outgoing ? 'Sent' : 'INBOX',
          `${headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}\n\nNever to be read.\n`,
          new Date(when.epochMilliseconds),
        )
    const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
    ground = await openStage({ relay: mailer, clock: thisMorning() })
    const net = createNet({ local: true })
    const wire = createWire({ ca: dovecot.cert })
    deps = {
      ...ground.deps,
      net,
      providers: createProviders(ground.deps.config, {}, { imap: () => createImap(net, wire), caldav: createCaldav }),
      probeMailbox: (login) => probe({ net, wire }, login),
      findCalendar: async (wanted) => {
        const login = await discover(net, wanted)
        return { login, invites: await invites(net, login) }
      },
    }
    browser = openBrowser({ deps })
  }, 120_000)
  afterAll(async () => {
    await deps?.mailer?.close()
    await ground?.close()
    await Promise.all([dovecot?.close(), radicale?.close(), relay?.close()])
  })

  test('is connected on one page, mail and calendar, and proven by a link in a real mail', async () => {
    const said = await browser.submit(await browser.get('/connect/mailbox'), {
      form: '/connect/mailbox',
      fields: { address: HOME, password, host: '127.0.0.1', port: String(dovecot.tlsPort), server: radicale.origin },
    })
    expect(said.text).toContain('The password works')
    const link = /\S+\/connect\/mailbox\/\S+/.exec(relay.caught[0]?.mail.text ?? '')?.[0] ?? ''
    const people = await browser.submit(await browser.get(new URL(link).pathname), { fields: {} })
    expect(new URL(people.url).pathname).toBe('/people')
    await settle()
    const rows = await deps.db.select().from(connections)
    expect(rows.map(({ provider, state }) => `${provider} ${state}`).toSorted()).toEqual([
      'caldav active',
      'imap active',
    ])
    expect((await browser.get('/people?all=1')).text).toContain('Maren')
  }, 120_000)

  test('has its letter from a real relay, whose link plans a coffee', async () => {
    await browser.submit(await browser.get('/letter'), { form: '/letter/send' })
    await settle()
    const text = relay.caught.at(-1)?.mail.text ?? ''
    plan = /^Plan a coffee: +(\S+)$/m.exec(text)?.[1] ?? ''
    expect(plan).not.toBe('')
    const page = await browser.get(plan)
    expect(page.text).toContain('An entry in your own calendar')
    expect(page.text).not.toContain('A calendar invitation')
  }, 120_000)

  test('puts the coffee into its own calendar once, seen by another program, and the guest hears of it by a note with the file', async () => {
    const page = await browser.get(plan)
    const fields = { how: 'ics', note, slot: valueIn(page, 'slot') }
    const form = formWith(page, 'how')
    const put = await browser.submit(page, { form, fields })
    expect(put.text).toContain('Its server invites nobody')
    await browser.submit(page, { form, fields })
    const [event, ...more] = await inCalendar()
    expect(more).toEqual([])
    const [row] = await deps.db.select().from(coffees)
    expect(event).toContain(`UID:${row?.externalEventId}`)
    expect(event).toMatch(/ATTENDEE;[^\r]*SCHEDULE-AGENT=NONE[^\r]*:mailto:/i)
    expect(event?.toLowerCase()).toContain(`mailto:${row?.address}`)
    const written = put.links.find(({ href }) => href.startsWith('mailto:'))?.href ?? ''
    expect(decodeURIComponent(written)).toContain(note)
    const file = await browser.submit(put, { form: formWith(put, 'act', 'file') })
    expect(file.headers.get('content-type')).toContain('text/calendar')
    expect(file.body.replaceAll('\r\n ', '')).toContain(`UID:${row?.externalEventId}`)
    await settle()
    const after = await browser.get(plan)
    expect(after.text).toContain('It is in your calendar')
    expect(after.text).not.toContain('on its way to')
  }, 120_000)

  test('is called off in its own calendar as well', async () => {
    const page = await browser.get(plan)
    const off = page.forms.findIndex(({ fields }) => fields.some(({ value }) => value === 'cancel'))
    await browser.submit(page, { form: off })
    ground.jump(deps.now().add({ minutes: 11 }))
    await settle()
    expect(await inCalendar()).toEqual([])
  }, 120_000)

  test('has a guest’s answer put into its calendar by the same button', async () => {
    const page = await browser.get(`${new URL(plan).pathname}?new=1`)
    const made = await browser.submit(page, {
      form: formWith(page, 'how'),
      fields: { how: 'note_with_link', note },
    })
    const link = /http:\/\/localhost:8787\/meet\/[\w-]+/.exec(made.text)?.[0] ?? ''
    const guest = openBrowser({ deps })
    const choosing = await guest.get(link)
    await guest.submit(choosing, {
      form: formWith(choosing, 'slot'),
      fields: { slot: valueIn(choosing, 'slot') },
      extra: { act: 'choose' },
    })
    await settle()
    const chosen = await browser.get(new URL(plan).pathname)
    const put = await browser.submit(chosen, { form: formWith(chosen, 'act', 'keep') })
    expect(put.text).toContain('It is in your calendar')
    expect(await inCalendar()).toHaveLength(1)
    const told = await guest.get(link)
    expect(told.text).toMatch(/It is in \S+ calendar/)
    expect(told.text).not.toContain('invitation')
  }, 120_000)
})
