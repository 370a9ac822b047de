/** The zone of a real browser goes along when an account is connected, and without scripts the page asks. */
import { afterAll, expect, test } from 'vitest'
import { users } from '../../src/db/schema.ts'
import { mailScope } from '../../src/providers/google/scopes.ts'
import { startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { openHost, openTab } from './host.ts'

const host = await openHost()
const program = await startProgram({
  env: { BASE_URL: host.base, PORT: new URL(host.base).port },
  history: smallHistory(['maren']),
})
host.show(program.deps)
afterAll(async () => {
  await program.stop()
  await host.close()
})

async function arrive(javaScriptEnabled: boolean) {
  await program.deps.db.delete(users)
  const tab = await openTab(host, {
    timezoneId: 'America/New_York',
    javaScriptEnabled,
    alsoAsked: [program.sample.origin],
  })
  await tab.page.goto('/')
  await tab.page
    .getByRole('link', { name: /^Connect/ })
    .first()
    .click()
  await tab.page.locator(`input[value="${mailScope}"]`).check()
  await tab.page.getByRole('button', { name: 'Allow' }).click()
  await tab.page.waitForURL('**/people')
  const [user] = await program.deps.db.select().from(users)
  return { tab, user }
}

test('with scripts it is known before anything is read', async () => {
  const { tab, user } = await arrive(true)
  expect(user).toMatchObject({ timeZone: 'America/New_York', browserZone: 'America/New_York' })
  expect(await tab.page.getByLabel('Time zone').count()).toBe(0)
  expect(tab.faults).toEqual([])
})

test('without scripts a form asks for it', async () => {
  const { tab, user } = await arrive(false)
  expect(user).toMatchObject({ timeZone: 'UTC', browserZone: null })
  await tab.page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await tab.page.getByRole('button', { name: 'Save' }).click()
  await tab.page.waitForURL('**/people')
  expect(await tab.page.getByLabel('Time zone').count()).toBe(0)
  expect((await program.deps.db.select().from(users))[0]).toMatchObject({
    timeZone: 'Asia/Tokyo',
    timeZoneChosen: true,
  })
  expect(tab.faults).toEqual([])
})
