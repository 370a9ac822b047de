/** What stands around a letter, and the pages behind its links, for an owner who reads German, whatever their browser asks for. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { deliveryWords } from '../../../src/letter/words/words.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { addLetter, addLink } from '../links.ts'
import { addPerson, createWorld, type World } from '../world.ts'

const address = 'maren@okafor.example'
let world: World

beforeAll(async () => {
  world = await createWorld()
  const settings = { ...defaultSettings, letterTongue: 'de' as const }
  await world.deps.db.update(schema.users).set({ settings }).where(eq(schema.users.id, 'sam'))
  await addPerson(world.deps, { name: 'Maren Okafor', address, silentDays: 215 })
})
beforeEach(async () => {
  for (const table of [schema.links, schema.digests, schema.suppressions]) await world.deps.db.delete(table)
})
afterAll(() => world.database.close())

test('a quiet link is answered in the tongue of whoever the letter went to', async () => {
  const token = await addLink(world.deps, { purpose: 'not_now', address })
  const asked = await world.text(`/do/${token}`)
  expect(asked).toContain('<html lang="de">')
  for (const words of ['Maren kann warten', 'Bis wann?', 'Einen Monat', '22. Dezember 2026', 'Ruhen lassen'])
    expect(asked).toContain(words)
  await world.post(`/do/${token}`, undefined)
  expect(await world.text(`/do/${token}`)).toContain('Maren hat Ruhe bis 22. Dezember 2026.')
  const refused = await world.post(`/do/${await addLink(world.deps, { purpose: 'not_now', address })}`, undefined, {
    until: '2020-01-01',
  })
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('<html lang="de">')])
})

test('letters are unsubscribed from, and begin again, in German', async () => {
  const token = await addLink(world.deps, { purpose: 'unsubscribe' })
  expect(await world.text(`/unsubscribe/${token}`)).toContain('Keine Briefe mehr?')
  const done = await (await world.post(`/unsubscribe/${token}`, undefined, { page: '1' })).text()
  expect(done).toContain('Die Briefe sind abbestellt.')
  expect(await world.text('/letter', 'sam')).toContain('Du hast die Briefe abbestellt, also geht keiner hinaus.')
  await world.post(`/unsubscribe/${token}`, undefined, { page: '1', resume: '1' })
})

test('a letter of before says in which language its words are; one in the page’s own does not', async () => {
  await addLetter(world.deps, [])
  const [row] = await world.deps.db.select().from(schema.digests)
  if (!row) throw new Error('no letter')
  await world.deps.db.update(schema.digests).set({ letter: { ...row.letter, intro: 'Good morning, Sam.' } })
  const page = await world.text('/letter', 'sam')
  expect(page).toContain('<h1 lang="en">Two people</h1>')
  expect(page).toContain('Der Brief dieser Woche ging am 22. November 2026, 10:00 Uhr, hinaus.')
  await world.deps.db.delete(schema.digests)
  expect(await world.text('/letter', 'sam')).not.toContain('<h1 lang=')
})

test('what is kept of a delivery is in the tongue that its owner reads', () => {
  const { refused } = deliveryWords({ timeZone: 'Europe/Berlin', settings: { letterTongue: 'de' } })
  expect(refused('550 no')).toMatch(/^Der Mailserver hat diesen Brief abgelehnt \(550 no\)\./)
})
