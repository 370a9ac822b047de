/** The pages of one person, their notes, and of whoever was forgotten, for an owner who reads German. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { addLetter } from '../links.ts'
import { addMail, addPerson, createWorld, daysAgo, idOf, type World } from '../world.ts'

let world: World
const maren = `/people/${idOf('maren@okafor.example')}`
beforeAll(async () => {
  world = await createWorld()
  const { deps } = world
  const settings = { ...defaultSettings, letterTongue: 'de' as const }
  await deps.db.update(schema.users).set({ settings }).where(eq(schema.users.id, 'sam'))
  const quote = { factId: 'f', at: daysAgo(220).toString(), title: 'Umzug ins Studio' }
  await addPerson(deps, {
    name: 'Maren Okafor',
    address: 'maren@okafor.example',
    otherAddresses: ['maren@home.example'],
    silentDays: 215,
    tie: { unanswered: quote, lastThread: quote },
  })
  await addMail(deps, { id: 'a', from: 'maren@okafor.example', to: ['sam@example.org'], daysAgo: 216 })
  await addPerson(deps, { name: 'Teo Vasquez', address: 'teo@vasquez.example', silentDays: 300 })
})
afterAll(() => world.database.close())

test('the page says why now, what there is, and what one may decide', async () => {
  const html = await world.text(maren, 'sam')
  for (const words of [
    'Warum jetzt: Deine Nachricht „Umzug ins Studio“ vom 16. April war das letzte Wort',
    '<b>Das letzte Wort.</b> Auf deine Nachricht „Umzug ins Studio“ vom 16. April 2026 kam keine Antwort',
    '<b>Letztes Thema.</b> Zuletzt habt ihr einander am 16. April 2026 geschrieben, über „Umzug ins Studio“.',
    '16 E-Mails von dir, 18 E-Mails an dich, 4 Treffen, seit dem 22. Dezember 2024.',
    'Derselbe volle Name: Maren Okafor.',
    'Einen Kaffee mit Maren planen',
    'Maren Okafor kann warten. Bis wann?',
    'An dich geschrieben',
    'Maren Okafor für immer vergessen',
  ])
    expect(html).toContain(words)
})

test('so does what a letter’s own rules say of them, and what was decided', async () => {
  await addLetter(world.deps, ['maren@okafor.example'])
  expect(await world.text(maren, 'sam')).toContain(
    'Der Name steht im Brief dieser Woche; ab dem 3. Januar 2027 kann er wieder vorkommen.',
  )
  await world.post(`${maren}/keep-close`, 'sam')
  const html = await world.text(maren, 'sam')
  expect(html).toContain('Du behältst Maren im Blick')
  expect(html).toContain('22. November 2026: im Blick behalten')
})

test('notes, their days and their page', async () => {
  await world.post(`${maren}/note`, 'sam', { note: 'Das Buch schicken', until: '2026-12-04' })
  expect(await world.text(maren, 'sam')).toContain('Für Freitag, 4. Dezember 2026')
  const html = await world.text('/promises', 'sam')
  expect(html).toContain('Notiert am 22. November 2026.')
  expect(html).toContain(
    'Was einen Tag hat, steht im Brief seiner Woche und danach noch einmal, innerhalb einer Woche.',
  )
  const refused = await world.post(`${maren}/note`, 'sam', { note: '' })
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('Die Notiz war leer')])
})

test('forgetting says in German what goes, what was typed wrongly, and what is done', async () => {
  const teo = `/people/${idOf('teo@vasquez.example')}/forget`
  expect(await world.text(teo, 'sam')).toContain('Zum Bestätigen gib <b>teo@vasquez.example</b> ein')
  const mistyped = await world.post(teo, 'sam', { confirm: 'teo' })
  expect(await mistyped.text()).toContain('Gib zum Vergessen teo@vasquez.example ein. Geändert wurde nichts.')
  expect(await (await world.post(teo, 'sam', { confirm: 'teo@vasquez.example' })).text()).toContain(
    '<h1>Vergessen</h1>',
  )
  expect(await world.text('/forgotten', 'sam')).toContain(
    'Einen Menschen. Wer es war, lässt sich hier nirgends mehr erkennen.',
  )
  const unknown = await world.post('/forgotten', 'sam', { address: 'nobody@here.example' })
  expect(await unknown.text()).toContain('Niemand mit dieser Adresse wurde hier vergessen.')
})
