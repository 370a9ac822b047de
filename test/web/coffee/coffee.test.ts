import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { listCoffees } from '../../../src/db/coffees.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { defaultSettings } from '../../../src/settings.ts'
import type { BrowserPage, Values } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import { addLink } from '../links.ts'
import { addPerson, createWorld, dump } from '../world.ts'

const address = 'maren@fable-studio.example'
const written = 'Maren, how is the new studio? I would like to see it.'
let program: Program
let browser: ReturnType<typeof openBrowser>
let userId: string
let path: string
let token: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory() })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
  const [user] = await program.deps.db.select().from(schema.users)
  userId = user?.id ?? ''
  const person = await findPersonByAddress(program.deps.db, userId, address)
  path = `/people/${person?.id}/coffee`
  token = await addLink(program.deps, { purpose: 'coffee', address, userId })
}, 60_000)
beforeEach(async () => {
  for (const table of [schema.coffees, schema.tasks]) await program.deps.db.delete(table)
})
afterAll(() => program.stop())

const coffees = () => listCoffees(program.deps.db, userId)
/** Everything but the ledger of requests and the pace at which they are made: the calendar is asked live. */
const rows = async () => {
  for (const table of [schema.calls, schema.budgets]) await program.deps.db.delete(table)
  return dump(program.deps)
}
const noteOf = (page: BrowserPage) => fieldsOf(page).find(({ name }) => name === 'note')?.value ?? ''
const slots = (page: BrowserPage) => fieldsOf(page).filter(({ name }) => name === 'slot')
const timesOn = (page: BrowserPage) => fieldsOf(page).filter(({ name }) => name === 'times')
const fieldsOf = (page: BrowserPage) =>
  page.forms.filter(({ action }) => action.includes('/coffee')).flatMap(({ fields }) => fields)
const ask = async (how: string, note = written, extra: Values = {}) =>
  browser.submit(await browser.get(path), { form: /\/coffee$/, fields: { how, note, ...extra } })

describe('the page of a coffee', () => {
  test('comes filled in: a first line, three free times, and why', async () => {
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Coffee with Maren')
    expect(noteOf(page)).toMatch(/^Maren, /)
    expect(slots(page).length).toBeGreaterThanOrEqual(3)
    expect(page.text).toContain('Why Maren')
    expect(page.text).toContain(address)
  })

  test('begins with a note, or with one that asks for nothing where the letter said so', async () => {
    const how = (page: BrowserPage) => fieldsOf(page).find(({ name, on }) => name === 'how' && on)?.value
    expect(how(await browser.get(path))).toBe('note')
    const writing = await browser.get(`${path}?how=write`)
    expect(how(writing)).toBe('write')
    expect(noteOf(writing)).not.toMatch(/coffee|\?/i)
  })

  test('is the same behind the letter’s link for the owner', async () => {
    const page = await browser.get(`/coffee/${token}`)
    expect(page.text).toContain('Coffee with Maren')
    expect(slots(page).length).toBeGreaterThanOrEqual(3)
    expect(page.forms.some(({ action }) => action.endsWith(`/coffee/${token}`))).toBe(true)
  })

  test('shows whoever has only the link a name and the way to sign in, and lets them send nothing', async () => {
    const stranger = openBrowser(program)
    const page = await stranger.get(`/coffee/${token}`)
    expect(page.text).toMatch(/This link belongs to Sam’s letter, about Maren\./)
    expect(page.links.some(({ href }) => href.endsWith(`/signin/google?to=%2Fcoffee%2F${token}`))).toBe(true)
    expect(page.body).not.toContain(address)
    expect(page.forms).toEqual([])
    expect(stranger.cookies().size).toBe(0)
    const answer = await createApp(program.deps).fetch(
      new Request(`${program.deps.config.BASE_URL}/coffee/${token}`, {
        method: 'POST',
        body: new URLSearchParams({
          how: 'invite',
          note: written,
          slot: slots(await browser.get(path))[0]?.value ?? '',
        }),
      }),
    )
    expect(answer.status).toBe(403)
    expect(await coffees()).toEqual([])
  })

  test('changes nothing, however often it is looked at', async () => {
    const before = await rows()
    for (let times = 0; times < 5; times++)
      for (const one of [path, `${path}?how=write`, `/coffee/${token}`])
        expect((await browser.get(one)).status).toBe(200)
    expect(await rows()).toBe(before)
  })

  test('refuses a form without its secret, and whoever is unknown', async () => {
    const page = await browser.get(path)
    const forged = await browser.submit(page, { form: /\/coffee$/, fields: { csrf: 'wrong', how: 'invite' } })
    expect(forged.status).toBe(403)
    expect((await browser.get('/people/nobody/coffee')).status).toBe(404)
    expect(await coffees()).toEqual([])
  })
})

describe('a note', () => {
  test('is taken to the owner’s own mail with the times in it, and kept for who comes back to the page', async () => {
    const page = await ask('note')
    expect(page.status).toBe(200)
    const gmail = new URL(page.links.find(({ text }) => text === 'Open it in Gmail')?.href ?? '')
    expect(gmail.origin).toBe('https://mail.google.com')
    expect(gmail.searchParams.get('to')).toBe(address)
    const body = gmail.searchParams.get('body') ?? ''
    expect(body.startsWith(written)).toBe(true)
    expect(body.match(/\d\d:\d\d/g)?.length).toBeGreaterThanOrEqual(3)
    expect(body.endsWith('Sam')).toBe(true)
    const mailto = page.links.find(({ text }) => text === 'Open in my mail program')?.href ?? ''
    expect(mailto.startsWith(`mailto:${address}?`)).toBe(true)
    expect(await coffees()).toMatchObject([{ state: 'draft', note: written, startsAt: null }])
    expect(noteOf(await browser.get(path))).toBe(written)
  })

  test('offers the times that are ticked, and no other', async () => {
    const offered = timesOn(await browser.get(path))
    expect(offered.filter(({ on }) => on)).toHaveLength(3)
    expect(offered.length).toBeGreaterThan(3)
    const times = [offered[0]?.value ?? '', offered.at(-1)?.value ?? '']
    const page = await ask('note', written, { times })
    const gmail = new URL(page.links.find(({ text }) => text === 'Open it in Gmail')?.href ?? '')
    expect(gmail.searchParams.get('body')?.match(/^- /gm)).toHaveLength(2)
  })

  test('keeps what was ticked where something is to be mended', async () => {
    const [, second] = timesOn(await browser.get(path))
    const page = await ask('note', '[a line]', { times: [second?.value ?? ''] })
    expect(page.status).toBe(400)
    expect(timesOn(page).flatMap(({ value, on }) => (on ? [value] : []))).toEqual([second?.value])
  })

  test('whose ticked time is not free any more comes back with the times there are now', async () => {
    const page = await browser.submit(await browser.get(path), {
      form: /\/coffee$/,
      fields: { how: 'note', note: written, times: null },
      extra: { times: '2030-01-01T09:00:00Z' },
    })
    expect(page.status).toBe(409)
    expect(page.text).toContain('A time you ticked filled up while you were reading.')
    expect(noteOf(page)).toBe(written)
    expect(timesOn(page).filter(({ on }) => on)).toHaveLength(3)
  })

  test('that asks for nothing offers no times', async () => {
    const page = await ask('write')
    const body = new URL(page.links.find(({ text }) => text === 'Open it in Gmail')?.href ?? '').searchParams.get(
      'body',
    )
    expect(body).toBe(`${written}\n\nSam`)
  })

  test.each([
    'note',
    'write',
    'note_with_link',
    'invite',
    'ics',
  ])('with a bracket is not taken on (%s), and stays as it is', async (how) => {
    const bracket = 'Maren, I just read [a book they would enjoy] & thought of you.'
    const page = await ask(how, bracket)
    expect(page.status).toBe(400)
    expect(page.text).toContain('There is still a [bracket] in the note.')
    expect(noteOf(page)).toBe(bracket)
    expect(page.links.some(({ href }) => href.startsWith('mailto:'))).toBe(false)
    expect(fieldsOf(page).find(({ name, on }) => name === 'how' && on)?.value).toBe(how)
    expect(await coffees()).toEqual([])
  })

  test('that is empty is not taken on', async () => {
    expect((await ask('note', '  ')).status).toBe(400)
  })

  test('of a hostile hand injects nothing', async () => {
    const evil = 'Hi </textarea><script>alert(1)</script>\r\nBcc: x@evil.example'
    const page = await ask('note', evil)
    expect(page.body).not.toContain('<script')
    const mailto = page.links.find(({ href }) => href.startsWith('mailto:'))?.href ?? ''
    expect(new URL(mailto).searchParams.has('bcc')).toBe(false)
    expect(mailto).not.toMatch(/[\r\n]/)
  })
})

describe('a calendar file', () => {
  test('holds the time that was chosen and invites nobody', async () => {
    const [, second] = slots(await browser.get(path))
    const file = await ask('ics', written, { slot: second?.value ?? '' })
    expect(file.headers.get('content-type')).toMatch(/^text\/calendar/)
    expect(file.body).toContain('METHOD:PUBLISH')
    expect(file.body).toContain(`DTSTART:${(second?.value ?? '').replace(/[-:]/g, '')}`)
    expect(file.body).not.toMatch(/ATTENDEE/)
  })
})

describe('an invitation', () => {
  test('waits as a draft while the permission is missing, and the form comes back filled in', async () => {
    const [, second] = slots(await browser.get(path))
    const page = await ask('invite', written, { slot: second?.value ?? '' })
    expect(page.status).toBe(200)
    const link = page.links.find(({ href }) => href.includes('/connect/google?need=events'))
    expect(new URL(link?.href ?? '').searchParams.get('to')).toBe(path)
    expect(await coffees()).toMatchObject([{ state: 'draft', how: 'invite', note: written }])
    const again = await browser.get(path)
    expect(noteOf(again)).toBe(written)
    expect(slots(again).find(({ on }) => on)?.value).toBe(second?.value)
  })

  test('that was kept for a time which filled up since comes back with the first of the others chosen', async () => {
    const [, second] = slots(await browser.get(path))
    await ask('invite', written, { slot: second?.value ?? '' })
    const start = Temporal.Instant.from(second?.value ?? '').toZonedDateTimeISO('Europe/Berlin')
    program.sample.addEvent({ title: 'Rehearsal', start: start.toPlainDateTime().toString({ smallestUnit: 'second' }) })
    const again = slots(await browser.get(path))
    expect(again.map(({ value }) => value)).not.toContain(second?.value)
    expect(again.filter(({ on }) => on)).toEqual([again[0]])
  })

  test('goes out once the permission is there: pressed ten times it is one, and it can be taken back', async () => {
    const consent = await browser.get(`/connect/google?need=events&to=${encodeURIComponent(path)}`)
    const back = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    expect(back.url.endsWith(path)).toBe(true)
    const page = await browser.get(path)
    const pressed = await Promise.all(
      Array.from({ length: 10 }, () =>
        browser.submit(page, { form: /\/coffee$/, fields: { how: 'invite', note: written } }),
      ),
    )
    expect(new Set(pressed.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await coffees()).toMatchObject([{ state: 'queued' }])
    const waiting = await browser.get(path)
    expect(waiting.text).toMatch(/Going out at \d\d:\d\d/)
    expect(waiting.text).toContain('You can close this page.')
    const undo = waiting.forms.findIndex(({ fields }) => fields.some(({ value }) => value === 'undo'))
    const undone = await browser.submit(waiting, { form: undo })
    expect(undone.text).toContain('Taken back. Nothing was sent')
    expect(noteOf(undone)).toBe(written)
    expect(await coffees()).toMatchObject([{ state: 'undone' }])
  })

  test('can be sent at once, and then says so', async () => {
    const waiting = await ask('invite')
    const now = waiting.forms.findIndex(({ fields }) => fields.some(({ value }) => value === 'now'))
    await browser.submit(waiting, { form: now })
    await program.settle()
    const sent = await browser.get(path)
    expect(sent.text).toMatch(/The invitation for .* is in your calendar and on its way to Maren\./)
    expect(sent.links.some(({ text }) => text === 'Plan another')).toBe(true)
    const another = noteOf(await browser.get(`${path}?new=1`))
    expect(another).toMatch(/^Maren, /)
    expect(another).not.toBe(written)
  })

  test('for a time that filled up meanwhile offers others and keeps the note', async () => {
    const page = await browser.get(`${path}?new=1`)
    const [first] = slots(page)
    const zone = 'Europe/Berlin'
    const start = Temporal.Instant.from(first?.value ?? '')
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
    program.sample.addEvent({ title: 'Dentist', start: start.toString({ smallestUnit: 'second' }) })
    const answer = await browser.submit(page, {
      form: /\/coffee/,
      fields: { how: 'invite', note: written, slot: first?.value ?? '' },
    })
    expect(answer.status).toBe(409)
    expect(noteOf(answer)).toBe(written)
    expect(slots(answer).map(({ value }) => value)).not.toContain(first?.value)
    expect(slots(answer).length).toBeGreaterThan(0)
  })

  test('of another user is neither undone nor sent', async () => {
    await ask('invite')
    const [coffee] = await coffees()
    await program.deps.db.insert(schema.users).values({
      id: 'eve',
      email: 'eve@example.org',
      name: 'Eve',
      timeZone: 'UTC',
      settings: defaultSettings,
      createdAt: program.deps.now(),
    })
    await program.deps.db.update(schema.coffees).set({ userId: 'eve' })
    const page = await browser.get(path)
    const answer = await browser.submit(page, {
      form: /\/coffee$/,
      extra: { act: 'undo', coffee: coffee?.id ?? '' },
    })
    expect(answer.status).toBe(404)
    expect((await listCoffees(program.deps.db, 'eve')).map(({ state }) => state)).toEqual(['queued'])
  })
})

describe('the guest’s page', () => {
  const offer = async () => {
    const page = await ask('note_with_link')
    const body = new URL(page.links.find(({ text }) => text === 'Open it in Gmail')?.href ?? '').searchParams.get(
      'body',
    )
    return /http:\/\/\S+(\/meet\/\S+)/.exec(body ?? '')?.[1] ?? ''
  }

  test('shows a first name and the offered times, sets no cookie, and changes nothing by being looked at', async () => {
    const meet = await offer()
    const guest = openBrowser(program)
    const before = await rows()
    for (let times = 0; times < 5; times++) {
      const page = await guest.get(meet)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Sam would like to have a coffee with you')
      expect(page.forms[0]?.fields.filter(({ name }) => name === 'slot')).toHaveLength(3)
      expect(page.body).not.toMatch(/hartley|okafor|fable-studio|signin/i)
    }
    expect(guest.cookies().size).toBe(0)
    expect(await rows()).toBe(before)
  })

  test('takes one time, once, and the owner sees it', async () => {
    const meet = await offer()
    const guest = openBrowser(program)
    const page = await guest.get(meet)
    const times = page.forms[0]?.fields.filter(({ name }) => name === 'slot').map(({ value }) => value) ?? []
    const chosen = await guest.submit(page, { fields: { slot: times[1] ?? '' } })
    expect(chosen.status).toBe(200)
    expect(chosen.text).toContain('A coffee with Sam')
    const again = await guest.submit(page, { fields: { slot: times[0] ?? '' } })
    expect(again.text).toBe(chosen.text)
    const [coffee] = (await coffees()).filter(({ state }) => state !== 'undone')
    expect(coffee?.startsAt?.toString()).toBe(times[1])
    expect(guest.cookies().size).toBe(0)
  })

  test('refuses a time that was not offered', async () => {
    const meet = await offer()
    const guest = openBrowser(program)
    const answer = await guest.submit(await guest.get(meet), { fields: { slot: '2030-01-01T09:00:00Z' } })
    expect(answer.status).toBe(400)
    expect((await coffees()).map(({ state }) => state)).toContain('offered')
  })
})

test('of another user there is neither the page of their people nor more than the name behind their link', async () => {
  const world = await createWorld()
  try {
    const id = await addPerson(world.deps, { name: 'Maren <b>Okafor', address: 'maren@okafor.example' })
    const link = await addLink(world.deps, { purpose: 'coffee', address: 'maren@okafor.example' })
    expect((await world.get(`/people/${id}/coffee`, 'eve')).status).toBe(404)
    expect((await world.post(`/people/${id}/coffee`, 'eve', { how: 'note', note: written })).status).toBe(404)
    const page = await world.text(`/coffee/${link}`, 'eve')
    expect(page).toContain('This link belongs to Sam’s letter, about Maren.')
    expect(page).not.toMatch(/okafor\.example|name="slot"|name="note"/)
    expect((await world.post(`/coffee/${link}`, 'eve', { how: 'ics', note: written })).status).toBe(403)
    const own = await world.text(`/coffee/${link}`, 'sam')
    expect(own).toContain('name="note"')
    expect(own).not.toContain('<b>Okafor')
  } finally {
    await world.database.close()
  }
})

test('no token is stored as it stands', async () => {
  const stored = await program.deps.db.select().from(schema.links)
  expect(stored.map(({ hash }) => hash)).toContain(await sha256(token))
  expect(await dump(program.deps)).not.toContain(token)
})
