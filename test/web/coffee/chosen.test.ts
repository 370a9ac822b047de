/** A guest's choice over HTTP, at both sample accounts, where nobody may write events: held, told, shown, and answered. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { listCoffees } from '../../../src/db/coffees.ts'
import { listPeople } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { createMailer } from '../../../src/mail/relay.ts'
import type { BrowserPage } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { type Relay, startRelay } from '../../support/relay.ts'
import { smallHistory } from '../../support/small.ts'
import { openBrowser } from '../../support/visit.ts'

const fieldsOf = (page: BrowserPage) => page.forms.flatMap(({ fields }) => fields)
const formWith = (page: BrowserPage, act: string) =>
  page.forms.findIndex(({ fields }) => fields.some(({ name, value }) => name === 'act' && value === act))

describe.each(['google', 'microsoft'] as const)('a guest who chooses, at the sample %s', (provider) => {
  let relay: Relay
  let program: Program
  let browser: ReturnType<typeof openBrowser>
  const people: { id: string; name: string; coffee: string }[] = []
  const meets: string[] = []
  let guest: BrowserPage

  beforeAll(async () => {
    relay = await startRelay()
    const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
    if (!mailer) throw new Error('no mailer')
    // Those of the working life are the ones that the sample Microsoft knows.
    const history = provider === 'google' ? { history: smallHistory() } : { microsoft: true }
    program = await startProgram({ mailer, ...history })
    browser = openBrowser(program)
    const consent = await browser.get(`/connect/${provider}`)
    await browser.submit(
      consent,
      provider === 'google' ? { fields: { scope: true, decision: 'allow' } } : { extra: { decision: 'allow' } },
    )
    await program.settle()
    const [user] = await program.deps.db.select().from(schema.users)
    const known = (await listPeople(program.deps.db, user?.id ?? ''))
      .filter(({ kind, relationship }) => kind === 'person' && relationship.out > 2 && relationship.in > 2)
      .toSorted((a, b) => b.relationship.weight - a.relationship.weight)
    for (const { id, name } of known.slice(0, 2))
      people.push({ id, name: name.split(' ')[0] ?? '', coffee: `/people/${id}/coffee` })
  }, 240_000)
  afterAll(async () => {
    await program.deps.mailer?.close()
    await program.stop()
    await relay.close()
  })

  const coffees = async () => {
    const [user] = await program.deps.db.select().from(schema.users)
    return listCoffees(program.deps.db, user?.id ?? '')
  }
  const [one, other] = [() => people[0] as (typeof people)[0], () => people[1] as (typeof people)[0]]

  test('is offered times behind a link, and so is another', async () => {
    for (const { coffee } of people) {
      const page = await browser.submit(await browser.get(coffee), {
        form: /\/coffee$/,
        fields: { how: 'note_with_link', note: 'Would one of these suit you?' },
      })
      const link = page.links.find(({ text }) => /^Open it in (Gmail|Outlook)$/.test(text))
      meets.push(
        /http:\/\/\S+(\/meet\/[\w-]+)/.exec(new URL(link?.href ?? '').searchParams.get('body') ?? '')?.[1] ?? '',
      )
    }
    expect(new Set(meets).size).toBe(2)
    // The second link offers other times: make it offer the very same, as two pages open at once would.
    const [second, first] = await coffees()
    if (!first || !second) throw new Error('there are no two offers')
    await program.deps.db.update(schema.coffees).set({ offered: first.offered })
  })

  test('reads what is so: before the mail has left, that they see it; after it, that they were told', async () => {
    const stranger = openBrowser(program)
    const page = await stranger.get(meets[0] ?? '')
    expect(page.text).toMatch(/held for you/)
    const slot = fieldsOf(page).find(({ name }) => name === 'slot')?.value ?? ''
    guest = await stranger.submit(page, { fields: { slot } })
    expect(guest.text).toMatch(/sees your choice here\. Held until \w+ \d\d:\d\d/)
    expect(guest.text).not.toMatch(/has been told/)
    await program.settle()
    guest = await stranger.get(meets[0] ?? '')
    expect(guest.text).toMatch(/has been told\. Held until \w+ \d\d:\d\d.*; it is fixed once \w+’s invitation comes\./)
    expect(stranger.cookies().size).toBe(0)
  })

  test('is told to the owner by one plain mail', async () => {
    expect(relay.caught).toHaveLength(1)
    const [caught] = relay.caught
    expect(caught?.mail.html).toBeUndefined()
    expect(caught?.mail.text).toMatch(new RegExp(`^${one().name} chose \\w+ \\d+ \\w+, \\d\\d:\\d\\d\\.`))
    expect(caught?.mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated')
    const link = /https?:\/\/\S+(\/coffee\/[\w-]{22})/.exec(caught?.mail.text ?? '')?.[1] ?? ''
    const page = await browser.get(link)
    expect(page.text).toMatch(/chose \w+ \d+ \w+, \d\d:\d\d\. It is held until \w+ \d\d:\d\d\./)
    const stranger = await openBrowser(program).get(link)
    expect(stranger.text).toMatch(/This link belongs to \w+’s mail, about/)
    expect(stranger.forms).toEqual([])
  })

  test('stands on every page of the owner as what it is, with what can be done', async () => {
    for (const path of ['/people', `/people/${one().id}`, '/letter', one().coffee])
      expect((await browser.get(path)).text).toMatch(/chose \w+ \d+ \w+, \d\d:\d\d\. It is held until \w+ \d\d:\d\d\./)
    const page = await browser.get(one().coffee)
    expect(page.links.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Give the permission',
        provider === 'google' ? 'open a filled-in form in Google Calendar' : 'open a filled-in form in Outlook',
      ]),
    )
    const file = await browser.submit(page, { form: formWith(page, 'file') })
    expect(file.headers.get('content-type')).toMatch(/^text\/calendar/)
    expect((await coffees()).filter(({ state }) => state === 'chosen')).toHaveLength(1)
    const { coffees: exported } = await browser.json<{ coffees: Record<string, unknown>[] }>('/export.json')
    expect(exported.find(({ state }) => state === 'chosen')).toMatchObject({
      told: 'sent',
      chosenAt: expect.stringMatching(/Z$/),
      holdUntil: expect.stringMatching(/Z$/),
    })
  })

  test('has the hour to themselves', async () => {
    const [chosen] = (await coffees()).filter(({ state }) => state === 'chosen')
    const start = chosen?.startsAt?.toString() ?? ''
    const late = openBrowser(program)
    const page = await late.get(meets[1] ?? '')
    const slots = fieldsOf(page).flatMap(({ name, value }) => (name === 'slot' ? [value] : []))
    expect(slots.length).toBeGreaterThan(0)
    expect(slots).not.toContain(start)
    const refused = await late.submit(page, { fields: { slot: start } })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('filled up')
    expect(fieldsOf(refused).filter(({ name }) => name === 'slot').length).toBeGreaterThan(0)
    const own = await browser.get(`${other().coffee}?new=1`)
    expect(
      fieldsOf(own)
        .filter(({ name }) => name === 'slot' || name === 'times')
        .map(({ value }) => value),
    ).not.toContain(start)
  })

  test('is in the next letter, in both its parts', async () => {
    await browser.submit(await browser.get('/letter'), { form: '/letter/send' })
    await program.settle()
    const letter = relay.caught.at(-1)
    expect(relay.caught).toHaveLength(2)
    for (const part of [letter?.mail.text, letter?.mail.html]) {
      expect(part?.replace(/\s+/g, ' ')).toMatch(/chose \w+ \d+ \w+, \d\d:\d\d\. It is held until \w+ \d\d:\d\d\./)
      expect(part).toMatch(/Open it to send the invitation/)
    }
    const link = /Open it to send the invitation: https?:\/\/\S+(\/coffee\/[\w-]{22})/.exec(
      letter?.mail.text ?? '',
    )?.[1]
    expect((await browser.get(link ?? '')).text).toMatch(/It is held until/)
  })

  test('gets the invitation once the permission is there: the same coffee, and it can be taken back in time', async () => {
    const [chosen] = (await coffees()).filter(({ state }) => state === 'chosen')
    const page = await browser.get(one().coffee)
    const give = page.links.find(({ text }) => text === 'Give the permission')
    const consent = await browser.get(give?.href ?? '')
    const back = await browser.submit(
      consent,
      provider === 'google' ? { fields: { scope: true, decision: 'allow' } } : { extra: { decision: 'allow' } },
    )
    expect(new URL(back.url).pathname).toBe(one().coffee)
    // It was for this coffee that the permission was given: it goes by itself.
    expect(back.text).toMatch(/Going out at/)
    const undone = await browser.submit(back, { form: formWith(back, 'undo') })
    expect(undone.text).toMatch(/It is held until/)
    const again = await browser.submit(undone, { form: formWith(undone, 'invite') })
    expect(again.text).toMatch(/Going out at/)
    // Pressed once more on the page of before, it is the same.
    await browser.submit(undone, { form: formWith(undone, 'invite') })
    expect((await coffees()).filter(({ state }) => state === 'queued').map(({ id }) => id)).toEqual([chosen?.id])
    program.jump(program.deps.now().add({ seconds: program.deps.config.UNDO_SECONDS }))
    await program.settle()
    expect((await coffees()).find(({ id }) => id === chosen?.id)?.state).toBe('invited')
    expect((await openBrowser(program).get(meets[0] ?? '')).text).toMatch(/An invitation from \w+ comes by mail/)
    expect(relay.caught).toHaveLength(2)
  })
})

test('without a relay the mail about a choice lies in the outbox, and what is over is not promised', async () => {
  const program = await startProgram({ history: smallHistory() })
  try {
    const browser = openBrowser(program)
    await browser.submit(await browser.get('/connect/google'), { fields: { scope: true, decision: 'allow' } })
    await program.settle()
    const [user] = await program.deps.db.select().from(schema.users)
    const person = (await listPeople(program.deps.db, user?.id ?? '')).find(({ name }) => name.startsWith('Maren'))
    const page = await browser.submit(await browser.get(`/people/${person?.id}/coffee`), {
      form: /\/coffee$/,
      fields: { how: 'note_with_link', note: 'Would one of these suit you?' },
    })
    const href = page.links.find(({ text }) => text === 'Open it in Gmail')?.href ?? ''
    const meet = /(\/meet\/[\w-]+)/.exec(new URL(href).searchParams.get('body') ?? '')?.[1] ?? ''
    const guest = openBrowser(program)
    await guest.submit(await guest.get(meet))
    await program.settle()
    const outbox = await browser.get('/outbox')
    expect(outbox.text).toMatch(/Maren chose \w+ \d+ \w+, \d\d:\d\d/)
    expect(outbox.links.some(({ href: to }) => /\/coffee\/[\w-]{22}$/.test(to))).toBe(true)
    const [held] = await listCoffees(program.deps.db, user?.id ?? '')
    program.jump(held?.holdUntil ?? program.deps.now())
    await program.settle()
    const after = await guest.get(meet)
    expect(after.text).toMatch(/It is not held any more, and nothing is fixed/)
    expect(after.text).not.toMatch(/told|Held until|invitation/)
    expect((await browser.get(`/people/${person?.id}/coffee`)).text).toMatch(
      /It was held until \w+ \d\d:\d\d and is not any more/,
    )
    expect((await listCoffees(program.deps.db, user?.id ?? '')).map(({ state }) => state)).toEqual(['draft'])
  } finally {
    await program.stop()
  }
}, 120_000)
