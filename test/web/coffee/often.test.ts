/** What a guest may do over and over, and what the mail about it is called. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { News } from '../../../src/coffee/types.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { findCoffee } from '../../../src/db/coffees.ts'
import * as schema from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { choiceMail } from '../../../src/work/coffee/choice-mail.ts'
import { addLink } from '../links.ts'
import { addPerson, createWorld, daysAgo, now, type World } from '../world.ts'

const guest = 'jo@acme.example'
const offered = [3, 4].map((days) => [
  daysAgo(-days).toString(),
  daysAgo(-days).add({ minutes: 45 }).toString(),
]) as unknown as [string, string][]
let world: World
let path = ''
let letter = ''

beforeAll(async () => {
  world = await createWorld()
  const { db, seal } = world.deps
  await addPerson(world.deps, { name: 'J. Ortiz', address: guest })
  await db.insert(schema.coffees).values({
    ...{ id: 'c', userId: 'sam', addressHash: await seal.sign(guest, 'address'), address: guest, name: 'J. Ortiz' },
    ...{ state: 'chosen', how: 'invite', startsAt: daysAgo(-3), endsAt: daysAgo(-3).add({ minutes: 45 }) },
    ...{ timeZone: 'Europe/Berlin', title: 'Coffee', note: 'Hi.', chosenAt: now, holdUntil: daysAgo(-2) },
    ...{ createdAt: now, offered },
  })
  const token = await addLink(world.deps, { purpose: 'meet', address: guest, expiresAt: daysAgo(-4) })
  await db
    .update(schema.links)
    .set({ coffeeId: 'c' })
    .where(eq(schema.links.hash, await sha256(token)))
  path = `/meet/${token}`
  letter = await addLink(world.deps, { purpose: 'coffee', address: guest })
})
afterAll(() => world.database.close())

const happened = async (news: News | null) => {
  await world.deps.db.update(schema.coffees).set({ news })
}
const coffee = async () => findCoffee(world.deps.db, 'sam', 'c')

test('an owner without a name is no whole address to whoever has the link, on the page, in the file or once it is over', async () => {
  const { db } = world.deps
  for (const name of ['', 'sam@example.org']) {
    await db.update(schema.users).set({ name }).where(eq(schema.users.id, 'sam'))
    const seen = [await world.text(path), await world.text(`${path}/coffee.ics`)]
    await db.update(schema.coffees).set({ state: 'declined' })
    seen.push(await world.text(path), await world.text(`/coffee/${letter}`))
    await db.update(schema.coffees).set({ state: 'chosen' })
    for (const text of seen) {
      expect(text).not.toContain('sam@example.org')
      expect(text).toMatch(/with sam\b|answer sam’s mail|belongs to sam’s/)
    }
  }
  await db.update(schema.users).set({ name: 'Sam Reed' }).where(eq(schema.users.id, 'sam'))
})

test('a guest who goes to and fro for ever tells the owner no more of it, and may still call it off', async () => {
  await happened({ act: 'change', at: now.toString(), no: 12 })
  const change = await world.post(path, undefined, { act: 'change', slot: offered[1]?.[0] ?? '' })
  expect([change.status, await change.text()]).toEqual([409, expect.stringContaining('changed very often')])
  expect((await world.post(path, undefined, { act: 'stop' })).status).toBe(409)
  expect(await coffee()).toMatchObject({ startsAt: daysAgo(-3), stopped: false, news: { no: 12 } })
  expect((await world.post(path, undefined, { act: 'cancel' })).status).toBe(303)
  expect((await coffee())?.state).toBe('undone')
})

test('the subject of the mail about it holds the whole name and nothing that the guest wrote', async () => {
  const { deps } = world
  await happened({ act: 'none', at: now.toString(), no: 1, line: 'Win. A. Prize.' })
  const [user, row] = [await findUser(deps.db, 'sam'), await coffee()]
  if (!user || !row) throw new Error('nobody is here')
  const { subject } = await choiceMail(deps, user, { coffee: row, address: 'sam@home.example' })
  expect(subject).toBe('None of the times suits J. Ortiz')
  const later: News = { act: 'stop', at: now.toString(), no: 2 }
  const { subject: next } = await choiceMail(deps, user, {
    coffee: { ...row, news: later },
    address: 'sam@home.example',
  })
  expect(next).toMatch(/^J\. Ortiz would rather just write/)
})
