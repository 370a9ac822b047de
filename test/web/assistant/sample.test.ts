/** From connecting the sample account to an answer, on a database that refuses what is done for nobody in particular. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../../src/db/open.ts'
import type { Browser } from '../../support/browser.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { guarded } from '../../support/statements.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import type { Letter } from '../../sync/life.ts'
import { jonas, liveWith, mira, owner } from '../../sync/life.ts'
import { type Answered, type Assistant, fetchOf, openAssistant } from './stage.ts'

let opened: OpenDatabase
let program: Program
let browser: Browser
let assistant: Assistant
let refused: readonly string[]

const teo = { address: 'teo@vasquez.example', name: 'Teo Vasquez' }

/** Two years with three people, of whom two are quiet now. */
const life = () =>
  liveWith(
    [mira, jonas, teo].flatMap((someone, place) =>
      Array.from({ length: 16 }, (_, month) => (place === 2 ? 0.2 : 7 + place) + month).flatMap((months): Letter[] => [
        { from: someone, to: [owner], days: months * 30 + 1, thread: `t ${place} ${months}`, subject: `Tea ${months}` },
        { from: owner, to: [someone], days: months * 30, thread: `t ${place} ${months}`, subject: `Re: Tea ${months}` },
      ]),
    ),
    [],
  )

beforeAll(async () => {
  opened = await openTestDatabase()
  const watch = guarded(opened.db)
  refused = watch.refused
  program = await startProgram({ db: watch.db, history: life() })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
  const page = await browser.get('/account/assistants')
  const form = page.forms.findIndex(({ action }) => new URL(action).pathname === '/account/assistants')
  const made = await browser.submit(page, { form, fields: { label: 'Laptop', subjects: '1', notes: '1', write: '1' } })
  const token = /coffee_[\w-]{43}/.exec(made.body)?.[0] ?? ''
  assistant = await openAssistant({ fetch: fetchOf(program.deps), token, era: 'each' })
})
afterAll(async () => {
  await program.stop()
  await opened.close()
})

test('whoever connected the sample account has those who are due told as their page lists them, with the same reasons', async () => {
  const { total, people } = await assistant.ask('who_is_due', { most: 20 })
  const { body } = await browser.get('/people?all=1')
  const soon = /<section id="soon">.*?<\/section>/s.exec(body)?.[0] ?? ''
  const listed = [...soon.matchAll(/<h3><a href="\/people\/([\w-]+)"/g)].map(([, id]) => id)
  expect(total).toBe(listed.length)
  expect(total).toBe(2)
  expect(people.map(({ id }: Answered) => id)).toEqual(listed.slice(0, 20))
  const plain = soon.replaceAll('&#39;', '’').replace(/<[^>]+>/g, ' ')
  for (const { untrusted } of people) expect(plain).toContain(untrusted.why.replaceAll("'", '’'))
})

test('the week names those of the letter page, and the page of a coffee is there', async () => {
  const week = await assistant.ask('this_week')
  const letter = await browser.get('/letter')
  expect(week.people.length).toBeGreaterThan(0)
  for (const { id, untrusted } of week.people) {
    expect(letter.body).toContain(`/people/${id}`)
    expect(untrusted.points.length).toBeGreaterThan(0)
  }
  const { page } = await assistant.ask('plan_coffee', { person: week.people[0].id })
  const coffee = await browser.get(new URL(page).pathname)
  expect([coffee.status, coffee.body.includes(`Coffee with`)]).toEqual([200, true])
})

test('a line that it noted stands among the promises', async () => {
  const { people } = await assistant.ask('who_is_due', { most: 1 })
  await assistant.ask('note_promise', { person: people[0].id, text: 'Bring the seedlings by Friday' })
  expect((await browser.get('/promises')).text).toContain('Bring the seedlings by Friday')
})

test('every statement of it was for its owner, or stands in a function that says why not, and nothing failed', () => {
  expect(refused).toEqual([])
  expect(program.events.filter(({ event }) => /failed/.test(event))).toEqual([])
})
