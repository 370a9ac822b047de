import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import type { Settings } from '../../../src/settings.ts'
import type { BrowserPage, Values } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import { allowEvents, written } from '../../work/coffee/stage.ts'

const address = 'maren@fable-studio.example'
const note = 'Maren, how is the new studio?'
let program: Program
let browser: ReturnType<typeof openBrowser>
let userId: string
let path: string

beforeAll(async () => {
  const life = smallHistory()
  // Where the two met: a café twice, a video room once, and one that is nobody else's business.
  const [model] = life.events.filter(({ repeat, guests }) => !repeat && guests.some((one) => one.address === address))
  if (!model) throw new Error('the two never met')
  const met = (id: string, place: string) => ({ ...model, id: `met${id}`, uid: `met${id}@google.com`, place })
  const places = [met('a', 'Café Sibylle, Karl-Marx-Allee'), met('b', 'https://zoom.example/j/1'), met('c', 'Zoom')]
  program = await startProgram({ history: { ...life, events: [...life.events, ...places] } })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
  userId = (await program.deps.db.select().from(schema.users))[0]?.id ?? ''
  path = `/people/${(await findPersonByAddress(program.deps.db, userId, address))?.id}/coffee`
})
beforeEach(async () => {
  for (const table of [schema.coffees, schema.tasks]) await program.deps.db.delete(table)
})
afterAll(() => program.stop())

const fieldsOf = (page: BrowserPage) =>
  page.forms.filter(({ action }) => action.includes('/coffee')).flatMap(({ fields }) => fields)
const ask = async (how: string, extra: Values = {}) =>
  browser.submit(await browser.get(`${path}?new=1`), { form: '/coffee', fields: { how, note, ...extra } })
async function set(change: Partial<Settings>) {
  const { db } = program.deps
  const user = await findUser(db, userId)
  await db
    .update(schema.users)
    .set({ settings: { ...user?.settings, ...change } as Settings })
    .where(eq(schema.users.id, userId))
}

describe('where the two meet', () => {
  test('is where they met before; a room for video calls is no place', async () => {
    const page = await browser.get(path)
    expect(page.body).toContain('<option value="Café Sibylle, Karl-Marx-Allee"')
    expect(page.body).not.toMatch(/<option value="[^"]*zoom/i)
  })

  test('stands in the note as it was typed, without what a stranger may hide in it', async () => {
    const page = await ask('note', { where: 'Café\u202e Lux\n, corner table' })
    expect(page.text).toContain('Where: Café Lux , corner table')
    expect((await ask('note', { where: '' })).text).not.toContain('Where:')
  })

  test('stands in the file', async () => {
    const file = await ask('ics', { where: 'Café Lux' })
    expect(file.text).toContain('LOCATION:Café Lux')
  })

  test('stands in the invitation to meet in person, and not in one by video', async () => {
    await allowEvents(program, userId)
    await program.settle()
    await ask('invite_in_person', { where: 'Café Lux' })
    program.jump(program.deps.now().add({ hours: 1 }))
    await program.settle()
    expect(written(program).at(-1)).toMatchObject({ place: 'Café Lux', video: false, length: 45 })
    await program.deps.db.delete(schema.coffees)
    await ask('invite', { where: 'Café Lux' })
    program.jump(program.deps.now().add({ hours: 1 }))
    await program.settle()
    expect(written(program).at(-1)).toMatchObject({ video: true })
    expect(written(program).at(-1)?.place ?? '').toBe('')
  })
})

test('a coffee of thirty minutes lasts as long on the page, for the guest and in the calendar', async () => {
  await set({ coffeeMinutes: 30 })
  const page = await browser.get(path)
  expect(page.text).toContain('30 minutes')
  const ready = await ask('note_with_link')
  const link = /\/meet\/[\w-]{22}/.exec(ready.body)?.[0] ?? ''
  expect((await openBrowser(program).get(link)).text).toContain('30 minutes each')
  await ask('invite')
  program.jump(program.deps.now().add({ hours: 1 }))
  await program.settle()
  expect(written(program).at(-1)).toMatchObject({ length: 30 })
  expect(page.text).not.toMatch(/45|twenty minutes/)
})

test('nothing free is said with what took it away, and other days with why they have none', async () => {
  const today = program.deps.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate()
  await set({ daysOff: [{ from: today.toString(), to: today.add({ days: 40 }).toString() }] })
  expect((await browser.get(path)).text).toContain(
    'All your days of the next three weeks are days off, going by your settings. The note asks what suits',
  )
  await set({ daysOff: [{ from: today.toString(), to: today.add({ days: 10 }).toString() }] })
  const page = await browser.get(path)
  expect(page.text).toContain('Days without a time, and why')
  expect(page.text).toContain(': a day off')
  await set({ daysOff: [] })
})

test('without the permission to read a calendar the page has one sentence and the way to give it', async () => {
  const [before] = await program.deps.db.select().from(schema.connections)
  const scopes = ['https://www.googleapis.com/auth/gmail.metadata']
  await program.deps.db.update(schema.connections).set({ scopes })
  const page = await browser.get(path)
  expect(page.text).toContain('Coffee soon may not read your calendar: let it see when you are free.')
  expect(page.body).toContain(`href="/connect/google?to=${encodeURIComponent(path)}"`)
  expect(fieldsOf(page).filter(({ name }) => name === 'slot').length).toBeGreaterThan(0)
  await program.deps.db.update(schema.connections).set({ scopes: before?.scopes ?? [] })
})
