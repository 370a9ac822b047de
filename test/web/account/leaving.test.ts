/** What the pages say of leaving and forgetting: only what is so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMail, addPerson, createWorld, idOf, type World } from '../world.ts'

const maren = 'maren@okafor.example'
let world: World

beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Maren Okafor', address: maren })
  await addPerson(world.deps, { name: 'News', address: 'news@shop.example', change: { kind: 'robot' } })
  await addMail(world.deps, { id: 'm1', from: maren, to: ['sam@example.org'], daysAgo: 40 })
})
afterAll(() => world.database.close())

test('one robot is one, not “1 robots”', async () => {
  expect(await world.text('/account', 'sam')).toContain('1 robot, list or role address left out.')
})

test('whoever was forgotten may be why nobody has this address, and nothing new is no figure', async () => {
  const path = `/people/${idOf(maren)}`
  expect((await world.post(`${path}/forget`, 'sam', { confirm: maren })).status).toBe(200)
  const gone = await world.get(path, 'sam')
  expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('or been forgotten.')])
  const list = await world.text('/forgotten', 'sam')
  expect(list).toContain('1 person. Nothing here knows who that is. Nothing new with them was read since then.')
})

test('without an account there is no letter, and no address is named for one', async () => {
  const html = await (
    await world.post('/connections/sam-google/disconnect', 'sam', { confirm: 'sam@example.org' })
  ).text()
  expect(html).toContain('There is no letter while no account is connected.')
  expect(html).not.toContain('Your letter goes to')
})

test('no permission is said to be taken back where none was held any more', async () => {
  const html = await (await world.post('/account/delete', 'sam', { confirm: 'sam@example.org' })).text()
  expect(html).toContain('0 rows left.')
  expect(html).not.toContain('permission')
})
