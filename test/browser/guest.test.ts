/** The guest's page on a phone: on the browser's own clock with scripts, and all of it without. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findUser } from '../../src/db/accounts/users.ts'
import { listCoffees } from '../../src/db/coffees.ts'
import { findPersonByAddress } from '../../src/db/people.ts'
import { offerTimes } from '../../src/work/coffee/offer.ts'
import { setTable } from '../../src/work/coffee/table.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { type Host, openHost, openTab } from './host.ts'
import { faultsOf } from './measure.ts'

let host: Host
let program: Program
let userId: string
let meet: string

beforeAll(async () => {
  host = await openHost()
  program = await startProgram({ env: { BASE_URL: host.base }, history: smallHistory(['maren']) })
  host.show(program.deps)
  userId = await program.connect()
  await program.settle()
  const { deps } = program
  const [user, person] = [
    await findUser(deps.db, userId),
    await findPersonByAddress(deps.db, userId, 'maren@fable-studio.example'),
  ]
  if (!user || !person) throw new Error('nobody is there')
  const { slots } = await setTable(deps, user, person)
  const { token } = await offerTimes(deps, user, person, { starts: slots.map(({ start }) => start), note: 'Pick one?' })
  meet = `/meet/${token}`
})
afterAll(async () => {
  await host.close()
  await program.stop()
})

/** Nothing is wider than the phone. */
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

const phone = { viewport: { width: 390, height: 844 } }

test('with scripts the times are on the clock of the browser', async () => {
  const tab = await openTab(host, { ...phone, timezoneId: 'Asia/Tokyo' })
  expect(await faultsOf(tab, await tab.page.goto(meet))).toEqual([])
  const main = tab.page.locator('main')
  expect(await main.innerText()).toContain('Times are on the clock of your browser: Tokyo time')
  expect(await main.innerText()).toMatch(/\d\d:\d\d for Sam/)
  const time = tab.page.locator('time[data-say=clock]').first()
  const at = new Date((await time.getAttribute('datetime')) ?? '')
  expect(await time.innerText()).toBe(
    at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' }),
  )
  expect(tab.faults).toEqual([])
})

test('with scripts the owner’s time has its day, where that is another one on the clock of the browser', async () => {
  const days: string[] = []
  for (const timezoneId of ['Asia/Tokyo', 'Pacific/Auckland', 'America/Los_Angeles', 'Pacific/Honolulu']) {
    const { page } = await openTab(host, { ...phone, timezoneId })
    await page.goto(meet)
    for (const pick of await page.locator('label.pick').all()) {
      const at = new Date((await pick.locator('time[data-say=clock]').getAttribute('datetime')) ?? '')
      const dayIn = (timeZone: string) => at.toLocaleDateString('en-GB', { timeZone, weekday: 'short', day: 'numeric' })
      const own = at.toLocaleDateString('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short' })
      const said = await pick.locator('[data-other]').innerText()
      if (dayIn(timezoneId) === dayIn('Europe/Berlin')) continue
      days.push(said)
      expect(said, `${timezoneId} ${at.toISOString()}`).toMatch(new RegExp(`^${own} \\d+ \\w+, \\d\\d:\\d\\d for Sam$`))
    }
  }
  expect(days.length).toBeGreaterThan(0)
})

test('without scripts it is all there: another clock, a time, another time, and calling it off', async () => {
  const tab = await openTab(host, { ...phone, javaScriptEnabled: false, timezoneId: 'Asia/Tokyo' })
  const { page } = tab
  const main = page.locator('main')
  await page.goto(meet)
  expect(await fits(page)).toBe(true)
  await page.getByRole('link', { name: 'Show the times in another time zone' }).click()
  await page.getByLabel('Your time zone').selectOption('Pacific/Chatham')
  await page.getByRole('button', { name: 'Show the times in it' }).click()
  expect(await main.innerText()).toContain('Chatham time, as you chose')
  await page.getByRole('button', { name: 'Choose this time' }).click()
  expect(await main.innerText()).toMatch(/Chatham time[\s\S]*Held until/)
  expect(await fits(page)).toBe(true)
  // What is measured needs scripts, of a page that does not.
  const measured = await openTab(host, phone)
  expect(await faultsOf(measured, await measured.page.goto(meet))).toEqual([])
  expect(await measured.page.locator('main').innerText()).toMatch(/ \(\S[^)]* time\)/)
  await page.getByText('Another time', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Choose this one instead' }).click()
  await page.locator('summary', { hasText: 'Call it off' }).click()
  await page.getByRole('button', { name: 'Call it off', exact: true }).click()
  expect(await main.innerText()).toContain('You called it off')
  expect(await fits(page)).toBe(true)
  expect((await listCoffees(program.deps.db, userId)).map(({ state }) => state)).toEqual(['undone'])
  expect(tab.faults).toEqual([])
})
