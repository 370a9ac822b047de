import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../src/facts.ts'
import { nameable, whose } from '../../src/letter/find/nameable.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import { opener } from '../../src/letter/say/opener.ts'
import { points } from '../../src/letter/say/points.ts'
import { greetingOf } from '../../src/people/identity/first-name.ts'
import { ownOf } from '../../src/people/identity/own.ts'
import { rank } from '../../src/people/judge/rank.ts'
import { isAutomatic, isQuotable } from '../../src/people/subjects/subject.ts'
import { normalise } from '../../src/text.ts'
import { toContacts } from '../../src/work/people/contacts.ts'
import { at, daysAgo, know, mail, now, owner, talk } from '../people/derive/life.ts'

const place = { timeZone: 'UTC', locale: null }
const maren = 'Maren Okafor <maren@okafor.example>'

async function telling(facts: readonly StoredFact[], address = 'maren@okafor.example'): Promise<Telling> {
  const derived = await know(facts)
  const of = new Map(derived.people.flatMap((one) => one.addresses.map(({ address }) => [address, one] as const)))
  const ordered = facts
    .flatMap((fact) => (fact.kind === 'mail' ? [fact] : []))
    .sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
    .filter(({ from, to, cc }) => [from, ...to, ...cc].some((one) => one && normalise(one.address) === address))
  return {
    person: at(derived, address),
    contacts: toContacts(ordered, ownOf(derived.own), now),
    named: (one) => nameable(of.get(normalise(one))),
    whose: (one) => whose(of.get(normalise(one))),
    notes: [],
    now,
    ...place,
    readBackTo: daysAgo(2000),
    horizon: daysAgo(2000),
    seed: 'seed',
  }
}
const said = async (facts: readonly StoredFact[]) =>
  points(await telling(facts)).map(({ kind, text }) => `${kind}: ${text}`)
/** Mail of the owner's to her with others beside her. */
const beside = (others: readonly string[], days: readonly number[], to = maren) =>
  days.map((day) => mail({ to: [to], cc: others, days: day, from: `Sam Hartley <${owner}>` }))

describe('a card never speaks of', () => {
  test('the owner as somebody else, whom an address not declared makes of them', async () => {
    const sam = 'Sam Hartley <sam@elsewhere.example>'
    const facts = [...talk(maren, [300, 290, 280]), ...talk(sam, [200, 190]), ...beside([sam], [300, 250, 200])]
    expect((await said(facts)).join()).not.toContain('Sam Hartley')
    const derived = await know(facts)
    const standing = rank(at(derived, 'sam@elsewhere.example'), now, daysAgo(2000), place)
    expect([standing.due, standing.why]).toEqual([false, expect.stringContaining('They have your whole name.')])
  })

  test('a hub that everybody shares, where somebody rarer stands on it too', async () => {
    const hub = 'Hugo Alder <hugo@hub.example>'
    const rare = 'Rosa Quill <rosa@rare.example>'
    const others = ['a', 'b', 'c', 'd'].map((one) => `Pat ${one}yle <pat-${one}@${one}.example>`)
    const facts = [
      ...talk(maren, [300, 290, 280]),
      ...[hub, rare, ...others].flatMap((one) => talk(one, [300, 200])),
      ...others.flatMap((one) => beside([hub], [301, 202], one)),
      ...beside([hub], [310, 309, 308, 307]),
      ...beside([rare], [306, 305]),
    ]
    const common = (await said(facts)).find((text) => text.startsWith('in_common'))
    expect(common).toContain('Rosa Quill')
  })

  test('a thread of three years ago after a mail of four weeks ago', async () => {
    const lately = mail({ to: [maren], days: 28 })
    const facts = [...talk(maren, [1100], 'Harbour walk'), lately]
    expect((await said(facts)).join()).not.toContain('Harbour walk')
    expect((await telling(facts)).person.relationship.lastThread).toBeUndefined()
    expect((await said([...talk(maren, [150], 'Harbour walk'), lately])).join()).toContain('Harbour walk')
  })

  test.each([
    'Automatic reply: Harbour walk',
    'Out of Office AutoReply: Harbour walk',
    'Out of Office',
    'Automatische Antwort: Harbour walk',
    'Abwesenheit: Harbour walk',
    'Réponse automatique : Harbour walk',
    'Respuesta automática: Harbour walk',
    'Risposta automatica: Harbour walk',
    'Resposta automática: Harbour walk',
    'Automatisch antwoord: Harbour walk',
    'Autosvar: Harbour walk',
    'Automaattinen vastaus: Harbour walk',
    'Odpowiedź automatyczna: Harbour walk',
    'Автоматический ответ: Harbour walk',
    '自動返信: Harbour walk',
    'Read: Harbour walk',
    'Not read: Harbour walk',
    'Return Receipt (displayed) - Harbour walk',
    'Gelesen: Harbour walk',
    'Empfangsbestätigung (angezeigt) - Harbour walk',
    'Lu : Harbour walk',
    'Leído: Harbour walk',
    'Letto: Harbour walk',
    'Gelezen: Harbour walk',
    'Прочитано: Harbour walk',
  ])('“%s” as the last word', async (subject) => {
    const facts = [
      ...talk(maren, [300, 290], 'Garden plans'),
      mail({ to: [maren], days: 100, subject: 'Harbour walk' }),
      mail({ from: maren, days: 99.9, subject }),
    ]
    expect(isAutomatic(subject)).toBe(true)
    const { person } = await telling(facts)
    expect([person.relationship.owed, person.relationship.unanswered?.title]).toEqual([undefined, undefined])
    expect((await said(facts)).join()).not.toContain('last word between you')
  })

  test.each([
    'Re: Out of office',
    'Out of office on Friday, cake on Thursday',
    'Absences in March',
    'Automatic reply to letters',
    'Read this: a harbour walk',
    'Reading: a harbour walk',
    'Re: Read: Harbour walk',
    'Read',
  ])('but “%s” was written by somebody', (subject) => expect(isAutomatic(subject)).toBe(false))

  test.each(['Google Alert - harbour walks', 'postscript to harbour walk'])('“%s” as worth quoting', (subject) =>
    expect(isQuotable(subject)).toBe(false))
})

describe('a first line', () => {
  test.each([
    ['jane marlow', 'Jane'],
    ['JANE MARLOW', 'Jane'],
    ['J Marlow', 'J Marlow'],
    ['j marlow', 'J Marlow'],
    ['J MARLOW', 'J Marlow'],
    ['Jane Marlow', 'Jane'],
    ['jmarlow', ''],
    ['jane@marlow.example', ''],
  ])('to “%s” begins with “%s”', (name, greeting) => {
    expect(greetingOf({ name, address: 'jane@marlow.example' })).toBe(greeting)
  })

  test('greets nobody by an address', async () => {
    const about = await telling(talk('jmarlow@okafor.example', [300, 200]), 'jmarlow@okafor.example')
    const { text } = opener({ telling: about, finding: undefined, asksNothing: false, meeting: 'in_person' })
    expect(text).toMatch(/^Hello, /)
  })
})
