/** Dates, times and numbers on their way from the browser of somebody in the United States to their pages and their letter. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { listDigests } from '../../../src/db/digests.ts'
import { findPersonByAddress, listPeople } from '../../../src/db/people.ts'
import { facts, users } from '../../../src/db/schema.ts'
import { renderSent } from '../../../src/work/letter/outbox.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const short = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'
const dayFirst = new RegExp(`\\b\\d{1,2} (${months}|${short})\\b`, 'gi')
const monthFirst = new RegExp(`\\b(${months}) \\d{1,2}\\b`)
const twentyFour = /\b\d{1,2}:\d\d\b(?! [AP]M)/g

let program: Program
let browser: ReturnType<typeof openBrowser>
let userId: string
/** Titles and subjects as others wrote them, which stay as they are. */
let written: readonly string[]

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(['maren', 'kenji', 'priya', 'teo', 'jonas']) })
  browser = openBrowser(program, [], 'en-US,en;q=0.9,de;q=0.8')
  await connect(browser)
  await program.settle()
  const [user] = await program.deps.db.select().from(users)
  userId = user?.id ?? ''
  written = (await program.deps.db.select({ title: facts.title }).from(facts)).flatMap(({ title }) => title ?? [])
}, 120_000)
afterAll(() => program.stop())

/** What is read of a page, its labels for screen readers included; not what others wrote, nor the note to somebody. */
function readOf(html: string): string {
  const own = html
    .replace(/<style[\s\S]*?<\/style>|<textarea[\s\S]*?<\/textarea>|<select id="locale"[\s\S]*?<\/select>/g, '')
    .replace(/\b(datetime|value|href|action|content|d|src)="[^"]*"/g, '')
    .replace(/“[^”]*”/g, '')
    .replace(/- \w{3} \d{1,2} \w{3}, \d\d:\d\d( your time \(\d\d:\d\d mine\))?/g, '')
  return written.reduce((text, title) => text.replaceAll(title, ''), own)
}

function expectAmerican(text: string) {
  expect(text.match(dayFirst) ?? []).toEqual([])
  expect(text.match(twentyFour) ?? []).toEqual([])
}

test('the order is taken from the browser that connects first, and another browser later changes nothing', async () => {
  expect((await findUser(program.deps.db, userId))?.settings.locale).toBe('en-US')
  await connect(openBrowser(program, [], 'de'))
  expect((await findUser(program.deps.db, userId))?.settings.locale).toBe('en-US')
})

describe('every page', () => {
  test.each([
    ['/people?all=1'],
    ['/letter'],
    ['/settings'],
    ['/settings/backtest'],
    ['/account'],
    ['/outbox'],
  ])('%s', async (path) => {
    const page = await browser.get(path)
    expect(page.status).toBe(200)
    expectAmerican(readOf(page.body))
  })

  test('of each person, and of a coffee with them', async () => {
    const people = (await listPeople(program.deps.db, userId)).filter(({ kind }) => kind === 'person')
    expect(people.length).toBeGreaterThan(3)
    for (const { id } of people) {
      const page = await browser.get(`/people/${id}`)
      expectAmerican(readOf(page.body))
      expect(page.text).toMatch(monthFirst)
      expect(page.text).toMatch(/\d{1,2}:\d\d [AP]M/)
      const coffee = await browser.get(`/people/${id}/coffee`)
      expect(coffee.status).toBe(200)
      expectAmerican(readOf(coffee.body))
    }
  })

  test('with the times of a coffee on both clocks, while the note to the other keeps the way of its language', async () => {
    const person = await findPersonByAddress(program.deps.db, userId, 'maren@fable-studio.example')
    const form = await browser.get(`/people/${person?.id}/coffee`)
    expect(form.body).toMatch(new RegExp(`<b>\\w{3}, (${months}) \\d{1,2}</b>`))
    expect(form.body).toMatch(/<b>\d{1,2}:\d\d [AP]M<\/b><small>\d{1,2}:\d\d [AP]M for them<\/small>/)
    expect(form.text).toMatch(/^- \w{3} \d{1,2} \w{3}, \d\d:\d\d your time \(\d\d:\d\d mine\)$/m)
  })
})

describe('the letter', () => {
  beforeAll(async () => {
    await browser.submit(await browser.get('/letter'), { form: '/letter/send' })
    await program.settle()
  }, 120_000)

  test('says month before day, in both of its parts', async () => {
    const [row] = await listDigests(program.deps.db, userId, 1)
    if (!row) throw new Error('no letter was sent')
    const { html, text, subject } = await renderSent(program.deps, row)
    // Lines of the text part end where they are full, inside a date too.
    expect(text).toMatch(new RegExp(`Last in touch (${months})\\s\\d{1,2},\\s\\d{4}\\.`))
    for (const part of [html, text, subject]) expectAmerican(readOf(part))
    for (const part of [html, text]) expect(readOf(part)).toMatch(new RegExp(`\\w+day, (${months}) \\d{1,2}`))
  })

  test('and the pages about it do so too', async () => {
    const page = await browser.get('/letter')
    expect(page.text).toMatch(new RegExp(`went out on (${months}) \\d{1,2}, \\d{4} at \\d{1,2}:\\d\\d [AP]M`))
    for (const path of ['/letter', '/outbox', '/people']) expectAmerican(readOf((await browser.get(path)).body))
  })
})

describe('the settings', () => {
  test('put Sunday first, and offer other ways with an afternoon of each', async () => {
    const { body } = await browser.get('/settings')
    expect(body.indexOf('>Sunday<')).toBeLessThan(body.indexOf('>Monday<'))
    expect(body).toContain('<option value="8" selected="">8:00 AM</option>')
    expect(body).toMatch(/<option value="en-US" selected(="")?>November 23, 2026, 2:30 PM \(United States\)/)
    expect(body).toContain('23 November 2026, 14:30 (United Kingdom)')
  })

  test('change it everywhere at once, and keep it where a form does not ask', async () => {
    const page = await browser.get('/settings')
    const saved = await browser.submit(page, { form: '/settings', fields: { locale: 'en-GB', pausedUntil: '' } })
    expect(saved.text).toContain('Saved.')
    expect(saved.body.indexOf('>Monday<')).toBeLessThan(saved.body.indexOf('>Sunday<'))
    const person = await findPersonByAddress(program.deps.db, userId, 'maren@fable-studio.example')
    expect((await browser.get(`/people/${person?.id}`)).text).toMatch(
      new RegExp(`\\d{1,2} (${months}) \\d{4} at \\d\\d:\\d\\d`),
    )
    expect((await browser.get('/settings')).body).toContain('>08:00<')
  })

  test('refuse what is no English of a country', async () => {
    const page = await browser.get('/settings')
    const refused = await browser.submit(page, { form: '/settings', fields: { locale: 'en-<b>' } })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('Choose one of the ways in the list.')
    expect(refused.body).not.toContain('<b>"')
  })
})
