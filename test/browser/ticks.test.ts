/** What only a browser shows: the sample letter as it is read, and a note that follows the times that are ticked. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPerson, createWorld, idOf, type World } from '../web/world.ts'
import { type Host, openHost, openTab } from './host.ts'
import { faultsOf, letterFaults } from './measure.ts'

const maren = 'maren@okafor.example'
let host: Host
let world: World

beforeAll(async () => {
  host = await openHost()
  world = await createWorld({ BASE_URL: host.base })
  host.show(world.deps)
  await addPerson(world.deps, { name: 'Maren Okafor', address: maren, silentDays: 90 })
})
afterAll(async () => {
  await host.close()
  await world.database.close()
})

test('the sample letter is as sound as one that is sent, and so is what its links say', async () => {
  const tab = await openTab(host)
  expect((await tab.page.goto('/sample-letter'))?.status()).toBe(200)
  expect(await letterFaults(tab)).toEqual([])
  expect(await faultsOf(tab, await tab.page.goto('/sample-letter/coffee'))).toEqual([])
})

test('the note shows the times that are ticked, and an invitation asks for one; without a script', async () => {
  const { page } = await openTab(host, { session: 'sam-token', javaScriptEnabled: false })
  await page.goto(`/people/${idOf(maren)}/coffee`)
  const lines = () => page.locator('.tail .t').filter({ visible: true }).count()
  const boxes = page.locator('[name=times]').filter({ visible: true })
  const radios = page.locator('[name=slot]').filter({ visible: true })
  expect([await lines(), await boxes.count(), await radios.count()]).toEqual([3, 3, 0])
  await boxes.first().uncheck()
  expect(await lines()).toBe(2)
  await page.getByText('Other times').filter({ visible: true }).click()
  await boxes.last().check()
  expect(await lines()).toBe(3)
  await page.getByText('Another way').click()
  await page
    .getByRole('radio', { name: /calendar invitation|calendar file/ })
    .first()
    .check()
  expect([await boxes.count(), await radios.count()]).toEqual([0, 3])
  await page.getByRole('radio', { name: 'A note that offers a few times' }).check()
  for (const box of await boxes.all()) await box.uncheck()
  expect(await lines()).toBe(3)
})
