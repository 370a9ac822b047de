/** Settings, account, mailboxes by password, feeds and assistants for somebody who reads German. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { signInMail } from '../../../src/work/signing/sign-in-mail.ts'
import { createWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.deps.db
    .update(schema.users)
    .set({ settings: { ...defaultSettings, letterTongue: 'de', locale: 'en-AT' } })
    .where(eq(schema.users.id, 'sam'))
})
afterAll(() => world.database.close())

const german = { headers: { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' } }
const asGuest = async (path: string) => (await world.get(path, undefined, german)).text()

test.each([
  ['/settings', 'In ihr sind deine Briefe, diese Seiten und die Mails an dich.'],
  ['/settings', ', Woche ab Montag'],
  ['/settings', 'Österreich'],
  ['/settings', 'Berlin, Deutschland'],
  ['/settings/backtest', 'Wäre an jedem Monatsersten ein Brief gekommen'],
  ['/account', 'Was gespeichert ist, und wie du es zurücknimmst'],
  ['/account', 'die Kopfzeilen von 0 Nachrichten und 0 Kalendereinträge'],
  ['/account/sessions', 'Firefox auf Linux</b>, dieser hier'],
  ['/account/sessions', 'angemeldet am 22. November 2026'],
  ['/account/feeds', 'Deine Termine dort, wo du ohnehin hinsiehst'],
  ['/account/webhook', 'unterschrieben nach „Standard Webhooks“'],
  ['/account/assistants', 'Einen Assistenten fragen lassen'],
  ['/connect/mailbox', 'Ein eigener Server'],
])('%s says “%s”', async (path, words) => {
  const html = await world.text(path, 'sam')
  expect(html).toContain('<html lang="de"')
  expect(html).toContain(words)
})

describe('whoever is not signed in reads the tongue of their browser', () => {
  test('where they ask for a link', async () => {
    expect(await asGuest('/signin/link')).toContain('Er gilt 15 Minuten, einmal, in jedem Browser.')
    expect(await asGuest('/signin/link/none')).toContain('Dieser Link meldet niemanden an')
    expect(await world.text('/signin/link/none')).toContain('This link signs nobody in')
  })
})

test('a form that does not fit says so in German, each field below itself', async () => {
  const answer = await world.post('/settings', 'sam', { letterDay: '9', workingFrom: '18:00', workingTo: '09:00' })
  const html = await answer.text()
  expect(answer.status).toBe(400)
  expect(html).toContain('Einige Felder brauchen einen zweiten Blick.')
  expect(html).toContain('Such einen Wochentag aus.')
  expect(html).toContain('Der Tag muss nach seinem Anfang enden.')
})

test('what is typed wrongly where everything would be deleted is said in German', async () => {
  const html = await (await world.post('/account/delete', 'sam', { confirm: 'somebody' })).text()
  expect(html).toContain('Tipp sam@example.org ein, um alles zu löschen. Geändert wurde nichts.')
})

test('a link by mail is in the tongue of whose account it opens', async () => {
  const row = { id: 'one', address: 'sam@example.org', hash: 'none' }
  const inGerman = await signInMail(world.deps, { ...row, tongue: 'de' })
  const inEnglish = await signInMail(world.deps, { ...row, tongue: 'en' })
  expect([inGerman.subject, inEnglish.subject]).toEqual(['Dein Link zum Anmelden', 'Your link to sign in'])
  expect(inGerman.text).toContain('Er gilt 15 Minuten, einmal')
  // The same link, whatever the words around it.
  const linkIn = ({ text }: { readonly text: string }) => /http\S+/.exec(text)?.[0]
  expect(linkIn(inGerman)).toBe(linkIn(inEnglish))
})
