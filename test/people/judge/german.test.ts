/** Why somebody is named or is not, to whoever reads German: whole sentences of theirs. */
import { expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { rank } from '../../../src/people/judge/rank.ts'
import { type AccountReach, reachKey } from '../../../src/people/judge/reach.ts'
import type { Decision, Person } from '../../../src/people/types.ts'
import { at, daysAgo, know, mail, now, talk } from '../derive/life.ts'

const anna = 'Anna Berg <anna@acme.example>'
const place = { timeZone: 'Europe/Berlin', locale: 'de-DE' }

async function annaOf(facts: readonly StoredFact[], decisions: readonly Decision[] = []): Promise<Person> {
  return at(await know(facts, { decisions: { 'anna@acme.example': decisions } }), 'anna@acme.example')
}
const whyOf = (person: Person) => rank(person, now, daysAgo(900), place).why

/** Every two weeks for a year, then seven months of nothing. */
const quiet = (subject: string) =>
  talk(
    anna,
    Array.from({ length: 26 }, (_, i) => 213 + 14 * i),
    subject,
  )

test('who is due is told with the reason and the rhythm of the two', async () => {
  const person = await annaOf(quiet('Northlight design review'))
  expect(whyOf(person)).toBe(
    'Die Nachricht „Northlight design review“ an dich vom 23. April war das letzte Wort zwischen euch. Früher wart ihr etwa alle 2 Wochen in Kontakt, beide etwa gleich oft (bisher gelesen: 52 E-Mails); seit 7 Monaten gab es keine E-Mail und kein Treffen.',
  )
})

test('so is what keeps somebody back', async () => {
  const close = await annaOf(talk(anna, [5, 19, 33, 47, 61], 'Northlight'))
  expect(whyOf(close)).toBe('Zuletzt wart ihr vor 5 Tagen in Kontakt; üblich ist bei euch etwa alle 2 Wochen.')
  const silent = await annaOf([60, 70, 90].map((days) => mail({ from: anna, days })))
  expect(whyOf(silent)).toBe('Von dir ging bisher nichts dorthin.')
  const person = await annaOf(quiet('Northlight'))
  expect(whyOf({ ...person, state: 'let_go' })).toBe('Du hast darum gebeten, diesen Menschen nicht mehr vorzuschlagen.')
  expect(whyOf({ ...person, kind: 'robot', kindReason: 'sends in bulk, never answered by you' })).toBe(
    'Ausgelassen: verschickt in Massen, von dir nie beantwortet.',
  )
  const exclusions = [{ kind: 'bounced', reason: 'Mail to this address came back for good.' }] as const
  expect(whyOf({ ...person, exclusions })).toBe('Mail an diese Adresse kam endgültig zurück.')
})

test('and what is known of another entry that may be the same person', async () => {
  const person = await annaOf(quiet('Northlight'))
  const other: Person = { ...person, address: 'anna@home.example', state: 'resting', restUntil: daysAgo(-20) }
  const { why } = rank(person, now, daysAgo(900), { ...place, alike: () => [other] })
  expect(why).toMatch(
    /^Anna Berg \(anna@home\.example\) macht Pause bis zum \d+\. \p{L}+; vielleicht ist es dieselbe Person\.$/u,
  )
})

test('an account that is not read any more is named in German too', async () => {
  const person = await annaOf(quiet('Northlight'))
  const known = person.relationship.knownBy ?? []
  const reaches = new Map<string, AccountReach>(
    known.flatMap((one) => {
      const mail = { email: 'sam@acme.example', state: 'unread' as const, until: daysAgo(200) }
      const calendar = { email: 'sam@acme.example', state: 'read' as const, until: now }
      return [
        [reachKey({ ...one, kind: 'mail' }), mail] as const,
        [reachKey({ ...one, kind: 'calendar' }), calendar] as const,
      ]
    }),
  )
  expect(known.length).toBeGreaterThan(0)
  const { why } = rank(person, now, daysAgo(900), { ...place, reaches })
  expect(why).toMatch(
    /^Die Mail von sam@acme\.example wurde seit dem \d+\. \p{L}+ nicht gelesen; ob es zwischen euch still ist, weiß ich darum nicht\.$/u,
  )
})
