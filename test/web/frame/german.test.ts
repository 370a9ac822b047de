/** What refuses a German reader, what asks them something on several pages, and what of an account is left out, is said in German. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { users } from '../../../src/db/schema.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { accountFor } from '../../../src/web/frame/kept.ts'
import { leftOutReasons } from '../../../src/web/frame/words/left-out.ts'
import { whyEnded } from '../../../src/work/signing/sessions.ts'
import { createWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  const settings = { ...defaultSettings, letterTongue: 'de', locale: 'en-AT' } as const
  await world.deps.db.update(users).set({ settings }).where(eq(users.id, 'sam'))
})
afterAll(() => world.database.close())

const place = { timeZone: 'UTC', locale: 'de-DE' }

test('a form that was open for too long is refused in the tongue of its owner', async () => {
  const refused = async (as: string) => (await world.post('/settings', as, { csrf: 'old' })).text()
  expect(await refused('sam')).toContain('Diese Seite war zu lange offen.')
  expect(await refused('eve')).toContain('This page was open for too long.')
})

test('a field that does not fit is refused in German, with the number as it is written there', async () => {
  const long = await world.post('/people', 'sam', { name: 'x'.repeat(5000), address: 'anna@berg.example' })
  expect(await long.text()).toMatch(/Das war zu lang: Bis zu [\d. ]+ Zeichen haben hier Platz\./)
})

test('who is not signed in reads what their browser asks for', async () => {
  const german = { headers: { 'accept-language': 'de-CH,de;q=0.9' } }
  expect(await (await world.get('/', undefined, german)).text()).toContain('Drei Menschen pro Woche, einen Kaffee wert')
  const letter = await (await world.get('/sample-letter', undefined, german)).text()
  expect(letter).toContain('Montag, 23. November')
  expect(letter).toContain('[deine Antwort, in einer Zeile]')
  expect(await (await world.get('/do/none', undefined, german)).text()).toContain('Dieser Link ruht')
  const setup = await (await world.get('/setup', undefined, german)).text()
  expect(setup).toContain('Vom ersten Blick zu deinem eigenen Brief')
  expect(setup).toContain('Sicherungen: als Nächstes.')
})

test('each way in which a session ends has its sentence', () => {
  for (const say of Object.values(whyEnded)) {
    const { en, de } = say()
    expect(de).toMatch(/^(?:Du|Dieser Browser) .*\.$/)
    expect(de).not.toBe(en)
  }
})

test.each(Object.keys(leftOutReasons))('left out, of one and of several, in German: %s', (reason) => {
  const [one, several] = [1, 3000].map((count) => {
    const stream = { kind: 'mail', phase: 'current', done: 9, skipped: { [reason]: count } } as const
    return accountFor(stream, { kept: { stored: 9, unwanted: null }, provider: 'google', place }).lines[0]
  })
  expect(one?.words).toMatch(/^1 (?:Nachricht|Termin|Eintrag|Ordner|Wiederholung|Zeitzone|Treffen)\b/)
  expect(several?.words).toMatch(/^3\.000 \p{Lu}/u)
  expect(one?.matters).not.toMatch(/\b(?:the|because|counts)\b/)
})

test('why two numbers differ', () => {
  const stream = { kind: 'calendar', phase: 'current', done: 474, skipped: {} } as const
  const unwanted = { bulk: 1160, hidden: 13, older: 5 }
  expect(accountFor(stream, { kept: { stored: 429, unwanted }, provider: 'google', place }).sentences).toEqual([
    '429 davon sind gespeichert; die übrigen 45 haben sonst niemanden dabei, sind abgesagt oder liegen außerhalb der Jahre, die gelesen werden.',
    'Gar nicht gelesen: 1.160, die Google als Massenmail einordnet, aus Gesprächen, in denen du nicht geschrieben hast; 13 aus Spam, Papierkorb, Entwürfen und Chats; 5 aus der Zeit vor den Jahren, die gelesen werden.',
  ])
})
