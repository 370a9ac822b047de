/** A coffee from its page to the guest’s calendar, where owner and guest read German, and where the guest reads something else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holidayName } from '../../../src/coffee/holidays/names.ts'
import { chooseWay } from '../../../src/coffee/way.ts'
import { listCoffees } from '../../../src/db/coffees.ts'
import { findPersonByAddress } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { connect, openBrowser } from '../../support/visit.ts'

let program: Program
let owner: ReturnType<typeof openBrowser>
let path: string
let meet: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(['maren']) })
  owner = openBrowser(program, [], 'de-DE,de;q=0.9')
  await connect(owner)
  await program.settle()
  const [user] = await program.deps.db.select().from(schema.users)
  const person = await findPersonByAddress(program.deps.db, user?.id ?? '', 'maren@fable-studio.example')
  path = `/people/${person?.id}/coffee`
}, 120_000)
afterAll(() => program.stop())

const guest = (language: string) => openBrowser(program, [], language)

test('the page of a coffee asks in German, and refuses in German', async () => {
  const page = await owner.get(path)
  for (const words of ['Kaffee mit Maren', 'Warum Maren', 'Wie fragen', 'Deine Nachricht', 'Andere Zeiten'])
    expect(page.text).toContain(words)
  const refused = await owner.submit(page, {
    form: /\/coffee$/,
    fields: { how: 'note', note: 'Maren, [etwas Eigenes]' },
  })
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('steht noch eine [Klammer]')])
  expect(refused.text).not.toMatch(/Read the note|Nothing (?:leaves|was sent)|How to ask|Your note|Only your own/)
})

test('a guest reads times as their browser asks for it, and takes an entry in that tongue', async () => {
  const ready = await owner.submit(await owner.get(path), {
    form: /\/coffee$/,
    fields: { how: 'note_with_link', note: 'Passt einer dieser Termine?' },
  })
  expect(ready.text).toContain('Deine Nachricht an Maren')
  const href = ready.links.find(({ text }) => text === 'In Gmail öffnen')?.href ?? ''
  meet = /(\/meet\/[\w-]+)/.exec(new URL(href).searchParams.get('body') ?? '')?.[1] ?? ''

  const german = await guest('de-AT').get(meet)
  expect(german.body).toContain('<html lang="de">')
  expect(german.text).toMatch(/schlägt einen Kaffee vor/)
  expect(german.text).toMatch(/\b(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag), \d+\. [A-ZÄ][a-zä]+/)
  // A guest may be a friend or somebody from work.
  expect(german.text).not.toMatch(/\b(?:du|dir|dich|dein\w*|Sie|Ihnen|Ihr\w*)\b/)
  const english = await guest('en-GB').get(meet)
  expect(english.text).toMatch(/would like to have a coffee with you/)

  const chosen = await guest('de').submit(german, { extra: { act: 'choose' } })
  expect(chosen.text).toMatch(/Ein Kaffee mit .+\n[A-Z]\w+, \d+\. \S+, \d\d:\d\d Uhr \(/)
  expect(chosen.text).not.toMatch(/\b(?:du|dir|dich|dein\w*|Sie|Ihnen|Ihr\w*)\b/)
  const file = (await guest('de').get(`${meet}/coffee.ics`)).body
  expect(file).toMatch(/SUMMARY:Kaffee mit /)
  expect((await guest('fr').get(`${meet}/coffee.ics`)).body).toMatch(/SUMMARY:Coffee with /)
})

test('its owner reads what became of it', async () => {
  const [user] = await program.deps.db.select().from(schema.users)
  expect(await listCoffees(program.deps.db, user?.id ?? '')).toHaveLength(1)
  const page = await owner.get(path)
  expect(page.text).toMatch(/\d\d:\d\d Uhr|ausgesucht/)
  expect(page.text).not.toMatch(/\b(?:Going out|invitation|Undo|You can)\b/)
})

test('what a guest called off and nobody here can take out of the calendar is said in German', async () => {
  const fixed = { state: 'invited', externalEventId: 'by-hand' } as const
  await program.deps.db.update(schema.coffees).set(fixed)
  const page = await guest('de').get(meet)
  await guest('de').submit(page, { form: 0, extra: { act: 'cancel' } })
  const shown = await owner.get(path)
  expect(shown.text).toContain('Vielleicht steht es noch in deinem Kalender')
  expect(shown.text).not.toContain('in your calendar')
})

test('holidays and reasons are called as a German reader calls them', () => {
  expect(holidayName({ name: 'Whit Monday' }, 'de')).toBe('Pfingstmontag')
  expect(holidayName({ name: 'National Holiday', region: 'DE-BE' }, 'de')).toBe('Tag der Deutschen Einheit')
  expect(holidayName({ name: 'National Holiday', region: 'AT' }, 'de')).toBe('Nationalfeiertag')
  expect(holidayName({ name: 'Whit Monday' }, 'en')).toBe('Whit Monday')
  const way = chooseWay({
    guests: [{ name: 'Maren', tie: { in: 1, out: 2, met: 0 }, unanswered: { count: 3 } }],
    ...{ times: true, checked: true, canInvite: true, video: true, now: program.deps.now(), tongue: 'de' },
  })
  expect(way.why).toBe('Deine letzten drei Nachrichten an Maren blieben ohne Antwort, darum bittet diese um nichts.')
})
