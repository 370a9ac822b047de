/** The page of all people, for whoever reads German. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { setAsideWords } from '../../../src/web/people/set-aside.tsx'
import { addPerson, createWorld, daysAgo, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  const settings = { ...defaultSettings, letterTongue: 'de' as const, people: 2 }
  await deps.db.update(schema.users).set({ settings }).where(eq(schema.users.id, 'sam'))
  await addPerson(deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
  await addPerson(deps, { name: 'Priya Raman', address: 'priya@raman.example', silentDays: 3 })
  await addPerson(deps, {
    name: 'Teo Vasquez',
    address: 'teo@vasquez.example',
    change: { state: 'resting', restUntil: daysAgo(-40) },
  })
  await addPerson(deps, {
    name: 'Nachrichten',
    address: 'news@list.example',
    change: { kind: 'robot', kindReason: 'sends in bulk, never answered by you' },
  })
})
afterAll(() => world.database.close())

test('says who is due, who is in touch and what was left out, with dates and numbers as in German', async () => {
  const html = await world.text('/people', 'sam')
  for (const words of [
    '<title>Menschen · Coffee soon?</title>',
    '3 Menschen, die meisten nicht weiter weg als sonst',
    'Um Maren ist es länger still, als es zwischen euch üblich ist. Alle anderen können warten.',
    'Deine Menschen, nach der Zeit seit dem letzten Kontakt',
    '3 Menschen. Ein Mensch ist weiter weg als sonst, darunter Maren.',
    'Früher wart ihr etwa alle 12 Tage in Kontakt',
    'Macht Pause bis Januar 2027',
    '<b>3.012</b> Nachrichten gelesen',
    'Montags, 08:00 Uhr',
    'Höchstens zwei Menschen.',
    'Automat: verschickt in Massen, von dir nie beantwortet',
    'Das ist ein Mensch',
  ])
    expect(html).toContain(words)
})

test('finds and adds people, and says in German what is no address', async () => {
  expect(await world.text('/people?q=niemand', 'sam')).toContain('Niemand gefunden zu „niemand“')
  const refused = await world.post('/people', 'sam', { name: 'Anna Berg', address: 'anna' })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('Schreib eine Adresse wie anna@berg.example.')
})

test('takes what another app shared', async () => {
  const html = await world.text('/share?text=Buch+an+Priya+Raman+schicken', 'sam')
  expect(html).toContain('Was geteilt wurde')
  expect(html).toContain('Für Priya Raman notieren')
})

test('says of a folder that is not handed out what is missing', () => {
  const one = {
    what: 'folder',
    name: 'Kunden',
    known: true,
    since: '2026-11-03T10:00:00Z',
    next: '2026-11-23T08:15:00Z',
  } as const
  expect(setAsideWords(one, { timeZone: 'Europe/Berlin', locale: 'de-DE' })).toBe(
    'Der Ordner „Kunden“ lässt sich zurzeit nicht lesen: Was dort seit dem 3. November 2026 kam, fehlt hier. Der nächste Versuch folgt nach Mo, 23. November, 09:15 Uhr.',
  )
})
