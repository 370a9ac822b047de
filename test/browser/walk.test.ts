/** The whole way from the front door to a coffee, by keyboard alone, with scripts and without; measured on the way. */
import type { Response } from 'playwright-core'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../src/db/schema.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Host, openHost, openTab, type Tab } from './host.ts'
import { landing, nameOfFocused, press, tabTo } from './keys.ts'
import { faultsOf, letterFaults } from './measure.ts'

let host: Host
let program: Program

beforeAll(async () => {
  host = await openHost()
  program = await startProgram({ env: { BASE_URL: host.base } })
  host.show(program.deps)
})
afterAll(async () => {
  await host.close()
  await program.stop()
})

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_how, javaScriptEnabled) => {
  let tab: Tab
  beforeAll(async () => {
    tab = await openTab(host, { javaScriptEnabled, alsoAsked: [program.sample.origin] })
  })

  test('the front door leads to the account, whose owner ticks what may be seen', async () => {
    const { page } = tab
    await page.goto('/')
    await press(page, /^Connect a /)
    expect(new URL(page.url()).origin).toBe(program.sample.origin)
    for (const box of [/gmail\.metadata/, /calendar\.events/]) {
      await tabTo(page, box)
      await page.keyboard.press('Space')
    }
    await press(page, 'Allow')
    expect(new URL(page.url()).pathname).toBe('/people')
  })

  test('people appear once they are read, and the letter says who is in it', async () => {
    const { page } = tab
    await program.settle()
    await press(page, 'People')
    expect(await page.locator('h1').innerText()).toMatch(/^\d+ people/)
    await press(page, 'Letter')
    expect(await page.locator('section.card').count()).toBe(3)
    expect(tab.faults).toEqual([])
  })

  test('a coffee is asked for, waits, and is taken back', async () => {
    const { page } = tab
    await press(page, /^Plan a coffee with /)
    await choose(tab, /calendar invitation, by video/)
    await tabTo(page, 'Your note')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('How are you? A coffee would be good.')
    await press(page, 'Keep it, and ask for the permission')
    await press(page, 'Give the permission')
    await tabTo(page, /calendar\.events/)
    await page.keyboard.press('Space')
    await press(page, 'Allow')
    await press(page, /^Send to /)
    expect(await page.locator('main').innerText()).toMatch(/Going out at \d\d:\d\d/)
    await press(page, /^Undo/)
    expect(await page.locator('main').innerText()).toContain('Taken back.')
    expect(tab.faults).toEqual([])
  })
})

describe('measured, with the sample read', () => {
  let tab: Tab
  let person: string
  const go = (path: string, in_ = tab) => in_.page.goto(path)
  const sound = async (answer: Response | null, status = 200, in_ = tab) => {
    expect(answer?.status()).toBe(status)
    expect(await faultsOf(in_, answer)).toEqual([])
  }
  const click = (name: string | RegExp, { page } = tab) =>
    landing(page, () => page.getByRole('button', { name }).filter({ visible: true }).first().click())
  const pick = async (name: string | RegExp, { page } = tab) => {
    await page.getByText('Another way').click()
    await page.getByRole('radio', { name }).first().check()
  }

  beforeAll(async () => {
    tab = await openTab(host, { alsoAsked: [program.sample.origin] })
    await go('/')
    await press(tab.page, /^Connect a /)
    for (const box of await tab.page.getByRole('checkbox').all()) await box.check()
    await tab.page.getByRole('button', { name: 'Allow' }).click()
    await program.settle()
    await go('/letter')
    person =
      (await tab.page
        .getByRole('link', { name: /^Plan a coffee/ })
        .first()
        .getAttribute('href')) ?? ''
  })

  test.each(['/people', '/letter', '/settings', '/account', '/outbox'])('%s', async (path) => sound(await go(path)))
  test('a person', async () => sound(await go(person.replace(/\/coffee$/, ''))))

  test('a coffee with free times, or words that ask for nothing', async () => {
    await sound(await go(person))
    await sound(await go(`${person}?how=write`))
  })

  test('a note that still has its bracket', async () => {
    await go(`${person}?how=note`)
    await tab.page.getByLabel('Your note').fill('[anything]')
    await sound(await click('Take it to my own mail'), 400)
  })

  test('a note made ready', async () => {
    await go(`${person}?how=note`)
    await tab.page.getByLabel('Your note').fill('How are you?')
    await sound(await click('Take it to my own mail'))
  })

  test('a time that is not free any more', async () => {
    await go(person)
    await pick(/calendar invitation, by video/)
    await tab.page.getByLabel('Your note').fill('How are you?')
    const slot = await tab.page.locator('[name=slot]:checked').getAttribute('value')
    const start = Temporal.Instant.from(slot ?? '')
      .toZonedDateTimeISO('Europe/Berlin')
      .toPlainDateTime()
    program.sample.addEvent({ title: 'Dentist', start: start.toString({ smallestUnit: 'second' }) })
    await sound(await click(/^Keep it|^Send to/), 409)
  })

  test('one permission is missing, then the coffee waits, then it is taken back', async () => {
    await go(person)
    await pick(/calendar invitation, by video/)
    await tab.page.getByLabel('Your note').fill('How are you?')
    await sound(await click('Keep it, and ask for the permission'))
    await tab.page.getByRole('link', { name: 'Give the permission' }).click()
    for (const box of await tab.page.getByRole('checkbox').all()) await box.check()
    await sound(await landing(tab.page, () => tab.page.getByRole('button', { name: 'Allow' }).click()))
    await sound(await click(/^Send to /))
    await sound(await click(/^Undo/))
  })

  test('a guest chooses one of the times', async () => {
    await go(person)
    await pick(/page where they pick a time/)
    await tab.page.getByLabel('Your note').fill('How are you?')
    const ready = await click('Make the page and the note')
    await sound(ready)
    const [link = ''] = /http:\/\/localhost:\d+\/meet\/[\w-]+/.exec(await tab.page.locator('pre').innerText()) ?? []
    const guest = await openTab(host)
    await sound(await go(link, guest), 200, guest)
    await guest.page.getByRole('radio').first().check()
    await sound(await click('Choose this time', guest), 200, guest)
    expect(await guest.page.context().cookies()).toEqual([])
    await sound(await go(person))
  })

  test('settings that do not fit, and typed words that are not the address', async () => {
    await go('/settings')
    await tab.page.getByText(/^More: /).click()
    await tab.page.locator('form.settings input[type=text]').first().fill('Nowhere/Nothing')
    await sound(await click(/^Save/), 400)
    await go('/account')
    await tab.page.locator('input[name=confirm]').last().fill('something else')
    await sound(await click('Delete everything'), 400)
  })

  test('a form of another session', async () => {
    await go('/settings')
    await tab.page.locator('form.settings [name=csrf]').evaluate((one: HTMLInputElement) => {
      one.value = 'wrong'
    })
    await sound(await click(/^Save/), 403)
  })

  test('the first letter, sent: its page, the outbox, and the letter itself', async () => {
    await go('/letter')
    await sound(await click(/^Send/))
    await program.settle()
    await sound(await go('/letter'))
    await sound(await go('/outbox'))
    const source = (await tab.page.locator('iframe').first().getAttribute('src')) ?? ''
    expect((await go(source))?.status()).toBe(200)
    expect(await letterFaults(tab)).toEqual([])
  })

  test('weeks later: a weekly letter, an empty one, a break, and none any more', async () => {
    const { db } = program.deps
    program.jump(program.deps.now().add({ hours: 24 * 16 }))
    await program.settle()
    await sound(await go('/letter'))
    await db.update(schema.people).set({ state: 'let_go', shelf: null })
    await sound(await go('/letter'))
    const [user] = await db.select().from(schema.users)
    if (!user) throw new Error('nobody is there')
    const pausedUntil = program.deps
      .now()
      .add({ hours: 24 * 60 })
      .toString()
      .slice(0, 10)
    await db.update(schema.users).set({ settings: { ...user.settings, pausedUntil } })
    await sound(await go('/letter'))
    await sound(await go('/people'))
    await db.insert(schema.suppressions).values({
      userId: user.id,
      addressHash: 'any',
      reason: 'unsubscribed',
      at: program.deps.now(),
    })
    await sound(await go('/letter'))
  })
})

/** Tabs to the group of choices and moves in it with the arrows. */
async function choose({ page }: Tab, wanted: RegExp): Promise<void> {
  await tabTo(page, 'Another way')
  await page.keyboard.press('Enter')
  // One stop for all ways, on the one that is chosen.
  await tabTo(page, /^A note that|^A calendar invitation/)
  for (let moves = 0; moves < 10 && !wanted.test(await nameOfFocused(page)); moves++)
    await page.keyboard.press('ArrowDown')
  expect(await nameOfFocused(page)).toMatch(wanted)
}
