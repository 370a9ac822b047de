import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listCalendars } from '../../../src/db/accounts/calendars.ts'
import { listConnections } from '../../../src/db/accounts/connections.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import type { NewEvent } from '../../../src/sample/history/types.ts'
import type { Settings } from '../../../src/settings.ts'
import { withReach } from '../../../src/work/coffee/free-busy.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { forgetPerson } from '../../../src/work/people/forget.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'

const address = 'maren@fable-studio.example'
const family = 'family@group.calendar.google.com'
const zone = 'Europe/Berlin'
let program: Program
let browser: ReturnType<typeof openBrowser>
let userId: string
let path: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(), microsoft: true })
  const { sample, microsoft } = program
  sample.addCalendar({ id: family, name: 'Family', role: 'owner' })
  sample.addCalendar({ id: 'ines@hartley.example', name: 'Ines', role: 'freeBusyReader' })
  microsoft?.addCalendar({ id: 'AAMk-choir', name: 'Choir', role: 'owner' })
  microsoft?.addCalendar({ id: 'AAMk-boss', name: 'Calendar of the boss', role: 'reader' })
  for (let day = 0; day < 12; day++) sample.addEvent({ title: 'Standing hour', start: `${dayIn(day)}T06:00:00`, zone })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
  userId = (await program.deps.db.select().from(schema.users))[0]?.id ?? ''
  await set({})
  path = `/people/${(await findPersonByAddress(program.deps.db, userId, address))?.id}/coffee`
})
afterAll(() => program.stop())

const dayIn = (days: number) => program.deps.now().toZonedDateTimeISO(zone).toPlainDate().add({ days })
/** Any day and hour will do, and one coffee a day: what is free is told by the calendars alone. */
async function set(change: Partial<Settings>) {
  const settings = { workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: 'none' as const, ...change }
  const user = await findUser(program.deps.db, userId)
  const { db } = program.deps
  await db
    .update(schema.users)
    .set({ timeZone: zone, timeZoneChosen: true, settings: { ...user?.settings, ...settings } as Settings })
    .where(eq(schema.users.id, userId))
}
async function table() {
  const [user, person] = await Promise.all([
    findUser(program.deps.db, userId),
    findPersonByAddress(program.deps.db, userId, address),
  ])
  if (!user || !person) throw new Error('nobody is there')
  return setTable(program.deps, user, person)
}
/** The days on which a time is offered, or may be looked up. */
const days = async () => {
  const { slots, more } = await table()
  return [...slots, ...more].map(({ start }) => start.toZonedDateTimeISO(zone).toPlainDate().toString())
}
const asked = (api: string) => program.sample.log.filter((one) => one.api === api)
const boxes = (page: Awaited<ReturnType<typeof browser.get>>) =>
  page.forms.flatMap(({ fields }) => fields).filter(({ name }) => name === 'calendars')

/** Leaves these days free in an account's own calendar; whether they are offered is up to the others. */
function leave(free: readonly number[], fill: (event: NewEvent) => void) {
  for (let day = 0; day < 26; day++)
    if (!free.includes(day)) fill({ title: 'Away', start: `${dayIn(day)}T00:00:00`, length: 24 * 60, zone })
}

describe('at Google', () => {
  test('the list is asked for when it is wanted, by one permission more', async () => {
    const before = await browser.get('/settings/calendars')
    expect(before.text).toContain('Only its main calendar is asked')
    expect(asked('calendarList.list')).toEqual([])
    // The sample refuses what Google refuses.
    const [reader] = await listConnections(program.deps.db, userId)
    const list = reader && withReach(program.deps, reader, (reach, { desk }) => desk.calendars(reach, reader.scopes))
    await expect(list).rejects.toMatchObject({ kind: 'reconnect' })
    const refused = program.sample.log.length
    const consent = await browser.get('/connect/google?need=calendars&to=/settings/calendars')
    const scopes = consent.forms.flatMap(({ fields }) => fields).filter(({ name }) => name === 'scope')
    expect(scopes.map(({ value }) => value)).toEqual(['https://www.googleapis.com/auth/calendar.calendarlist.readonly'])
    const page = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    expect(new URL(page.url).pathname).toBe('/settings/calendars')
    expect(page.text).toContain('Family')
    expect(page.text).toMatch(/Shared with you by others, and not open to the permission given here: Ines\./)
    expect(boxes(page).map(({ on }) => on)).toEqual([true, false])
    const [named] = program.sample.log.slice(refused).filter(({ api }) => api === 'calendarList.list')
    expect(decodeURIComponent(named?.query ?? '')).not.toMatch(/description|location/)
    const [connection] = await listConnections(program.deps.db, userId)
    expect(connection?.scopes).toEqual(expect.arrayContaining([expect.stringMatching(/events\.readonly$/)]))
  })

  test('what is ticked is asked, and a time is offered only where all of it is free', async () => {
    leave([9, 11], (event) => program.sample.addEvent(event))
    program.sample.addEvent({
      ...{ title: 'Theatre', start: `${dayIn(9)}T00:00:00`, length: 24 * 60, zone },
      calendar: family,
    })
    expect(new Set(await days())).toEqual(new Set([dayIn(9).toString(), dayIn(11).toString()]))
    const form = await browser.get('/settings/calendars')
    const page = await browser.submit(form, {
      form: /calendars$/,
      fields: { calendars: boxes(form).map(({ value }) => value) },
    })
    expect(page.text).toContain('Saved.')
    expect(new Set(await days())).toEqual(new Set([dayIn(11).toString()]))
    expect((await browser.get('/settings')).text).toMatch(/Family/)
  })

  test('looking at them changes nothing but the ledger', async () => {
    const rows = await listCalendars(program.deps.db, userId)
    await browser.get('/settings/calendars')
    expect(await listCalendars(program.deps.db, userId)).toEqual(rows)
    expect(rows.map(({ name, chosen }) => [name, chosen])).toEqual([
      ['sam@hartley.example', true],
      ['Family', true],
    ])
    const exported = JSON.parse((await browser.get('/export.json')).text) as {
      connections: { calendars?: unknown[] }[]
    }
    expect(exported.connections[0]?.calendars).toHaveLength(2)
  })

  test('what is tentative, and what is out of office, takes time or not as the owner says', async () => {
    const self = { address: 'sam@hartley.example', self: true, reply: 'tentative' as const }
    const guests = [self, { address: 'kenji@tandem.example', reply: 'accepted' as const }]
    const organizer = { address: 'kenji@tandem.example' }
    const start = `${dayIn(11)}T00:00:00`
    program.sample.addEvent({ title: 'Perhaps', start, length: 24 * 60, zone, guests, organizer })
    expect(await days()).toEqual([])
    await set({ tentativeBusy: false })
    expect(await days()).toContain(dayIn(11).toString())
    program.sample.addEvent({ title: 'Away', start, length: 24 * 60, zone, type: 'outOfOffice' })
    expect(await days()).toEqual([])
    await set({ tentativeBusy: false, awayBusy: false })
    expect(await days()).toContain(dayIn(11).toString())
  })

  test('one that nobody opens any more is named, and takes nothing else with it', async () => {
    program.sample.removeCalendar(family)
    const { calendar, shut, slots } = await table()
    expect({ calendar, shut }).toEqual({ calendar: 'read', shut: ['Family'] })
    expect(slots.length).toBeGreaterThan(0)
    expect((await browser.get(path)).text).toContain(
      '“Family” could not be read, so look there as well before you ask.',
    )
  })

  test('where none is ticked the page says so, and leads there', async () => {
    const form = await browser.get('/settings/calendars')
    await browser.submit(form, { form: /calendars$/, fields: { calendars: [] } })
    const page = await browser.get(path)
    expect(page.text).toContain('None of your calendars is ticked to be asked')
    expect(page.body).toContain('href="/settings/calendars"')
  })
})

describe('at Microsoft', () => {
  test('Calendars.ReadBasic lists them, what others share stays shut, and nothing more is asked for', async () => {
    await program.connectMicrosoft(userId)
    const page = await browser.get('/settings/calendars')
    expect(page.text).toContain('Choir')
    expect(page.text).toContain(
      'Shared with you by others, and not open to the permission given here: Calendar of the boss.',
    )
    for (const { scopes } of await listConnections(program.deps.db, userId))
      expect(scopes.join()).not.toMatch(/Calendars\.Read(\.Shared|,|$)/)
    const { scopes } = program.deps.providers.get('microsoft') ?? { scopes: {} }
    expect(JSON.stringify(scopes)).not.toContain('Shared')
  })

  test('a chosen one is asked for its times only, and keeps its own', async () => {
    await set({})
    program.microsoft?.addEvent({
      title: 'Concert',
      start: `${dayIn(11)}T00:00:00`,
      length: 24 * 60,
      zone,
      calendar: 'AAMk-choir',
    })
    leave([11], (event) => program.microsoft?.addEvent(event))
    expect(await days()).toContain(dayIn(11).toString())
    const form = await browser.get('/settings/calendars')
    const all = boxes(form).map(({ value }) => value)
    await browser.submit(form, { form: /calendars$/, fields: { calendars: all.slice(1) } })
    expect(await days()).toEqual([])
    const views = program.microsoft?.log.filter(({ api }) => api === 'calendarView.list') ?? []
    const [last] = views.slice(-1)
    expect(decodeURIComponent(last?.query ?? '')).not.toMatch(/subject|body|location|attendees/)
  })

  test('disconnecting an account takes its calendars along', async () => {
    const before = await listCalendars(program.deps.db, userId)
    const outlook = (await listConnections(program.deps.db, userId)).find(({ provider }) => provider === 'microsoft')
    expect(before.some(({ connectionId }) => connectionId === outlook?.id)).toBe(true)
    await program.deps.db.delete(schema.connections).where(eq(schema.connections.id, outlook?.id ?? ''))
    const after = await listCalendars(program.deps.db, userId)
    expect(after.some(({ connectionId }) => connectionId === outlook?.id)).toBe(false)
    expect(after.length).toBeGreaterThan(0)
  })
})

test('a calendar that somebody shares is no longer kept among them once they are forgotten, unless it is ticked', async () => {
  program.sample.addCalendar({ id: address, name: 'Maren', role: 'reader' })
  const choose = async (which: readonly number[] = []) => {
    const form = await browser.get('/settings/calendars')
    const all = boxes(form).map(({ value }) => value)
    await browser.submit(form, { form: /calendars$/, fields: { calendars: which.map((at) => all[at] ?? '') } })
    return (await listCalendars(program.deps.db, userId)).map(({ externalId }) => externalId)
  }
  expect(await choose()).toContain(address)
  const [user, person] = await Promise.all([
    findUser(program.deps.db, userId),
    findPersonByAddress(program.deps.db, userId, address),
  ])
  if (!user || !person) throw new Error('nobody is there')
  await forgetPerson(program.deps, user, person.id)
  expect((await listCalendars(program.deps.db, userId)).map(({ externalId }) => externalId)).not.toContain(address)
  expect(await choose()).not.toContain(address)
  expect(await choose([0, 1, 2, 3])).toContain(address)
})
