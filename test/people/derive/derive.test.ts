import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { derive } from '../../../src/people/derive/derive.ts'
import type { Person } from '../../../src/people/types.ts'
import { at, know, mail, meeting, now, owner, talk } from './life.ts'

const names = [
  'Anna Berg <anna@acme.example>',
  'Anna Berg <ab@beta.example>',
  'Tom <tom@acme.example>',
  'news@shop.example',
  'Ana Lima <ana@gmail.com>',
]
const someone = fc.constantFrom(...names)
const moment = fc.integer({ min: -10, max: 40 }).map((tens) => tens * 10)
const fact: fc.Arbitrary<StoredFact> = fc.oneof(
  fc
    .record({
      who: someone,
      cc: fc.array(someone, { maxLength: 2 }),
      days: moment.filter((days) => days >= 0),
      mine: fc.boolean(),
      thread: fc.constantFrom('t1', 't2', 't3'),
      subject: fc.constantFrom('Hi', 'Garden plans', 'Re: A question?', 'Funeral'),
    })
    .map(({ who, mine, ...rest }) => mail({ ...rest, ...(mine ? { to: [who] } : { from: who }) })),
  fc
    .record({
      who: fc.uniqueArray(someone, { minLength: 1, maxLength: 3 }),
      days: moment,
      series: fc.constantFrom('s1', 's2'),
      cancelled: fc.boolean(),
    })
    .map(({ who, ...rest }) => meeting({ with: who, ...rest })),
)
const life = fc
  .array(fact, { maxLength: 30 })
  .map((facts) => facts.map((one, i) => ({ ...one, factId: `f${i}`, dedupeKey: `k${i}` })))

/** But for which accounts know them. */
const unplaced = (people: readonly Person[]) =>
  people.map((person) => ({ ...person, relationship: { ...person.relationship, knownBy: [] } }))
const text = (people: readonly Person[]) => JSON.stringify(people)

describe('what is derived does not depend on', () => {
  test('the order of facts of one moment', () =>
    fc.assert(
      fc.asyncProperty(life, fc.func(fc.integer()), async (facts, by) => {
        const shuffled = [...facts].sort((a, b) => by(a.factId) - by(b.factId))
        expect(text((await know(shuffled)).people)).toBe(text((await know(facts)).people))
      }),
      { numRuns: 60 },
    ))
  test('through how many connections a fact was seen', () =>
    fc.assert(
      fc.asyncProperty(life, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), async (facts, twice) => {
        const split = facts.map((one, i): StoredFact => ({ ...one, connectionId: twice[i] ? 'c2' : 'c1' }))
        const seen = split.flatMap((one, i): StoredFact[] =>
          twice[i] ? [one, { ...one, factId: `${one.factId}-again`, connectionId: 'c3' }] : [one],
        )
        const whole = await know(facts)
        expect(text(unplaced((await know(split)).people))).toBe(text(unplaced(whole.people)))
        expect(text(unplaced((await know(seen)).people))).toBe(text(unplaced(whole.people)))
      }),
      { numRuns: 60 },
    ))
})

test('every address seen but the owner’s belongs to exactly one person, whose oldest address comes first', () =>
  fc.assert(
    fc.asyncProperty(life, async (facts) => {
      const { people, own } = await know(facts)
      const addresses = people.flatMap((person) => person.addresses.map(({ address }) => address))
      expect(new Set(addresses).size).toBe(addresses.length)
      for (const address of own) expect(addresses).not.toContain(address)
      for (const person of people) {
        expect(person.address).toBe(person.addresses[0]?.address)
        expect(person.relationship.months).toHaveLength(24)
        expect(person.relationship.out + person.relationship.in).toBeGreaterThanOrEqual(0)
      }
    }),
    { numRuns: 60 },
  ))

test('a second alias found late makes the past the owner’s own', async () => {
  const facts = [
    mail({ from: 'Me <alias@other.example>', to: ['anna@acme.example'], days: 50, outgoing: false }),
    mail({ from: 'Me <alias@other.example>', to: ['anna@acme.example'], days: 5, outgoing: true }),
  ]
  const found = await know(facts)
  expect(found.own).toEqual(['alias@other.example', owner])
  expect(found.people.map(({ address }) => address)).toEqual(['anna@acme.example'])
  expect(at(found, 'anna@acme.example').relationship.out).toBe(2)
})

test('hostile names and addresses make nobody an exception', async () => {
  const hostile = [
    '\u202Egreb anna\u202C',
    '<script>alert(1)</script>',
    '"; drop table people; --',
    'A'.repeat(5_000),
    '😀'.repeat(300),
    '\u0000\u0007',
    '__proto__',
    'constructor',
  ]
  const facts = hostile.flatMap((name, i) => [
    { ...mail({ days: 30 + i, outgoing: false }), from: { address: `x${i}@acme.example`, name } },
    { ...mail({ days: 3, outgoing: false }), from: { address: `${name}@acme.example`, name: 'X' } },
    mail({ to: [`x${i}@acme.example`], days: 20 + i }),
  ])
  const { people } = await know(facts)
  for (const { name } of people) {
    expect([...name].length).toBeLessThanOrEqual(120)
    expect(name).not.toMatch(/[\p{Cc}\u202A-\u202E]/u)
  }
  expect(people.filter(({ kind }) => kind === 'person').length).toBeGreaterThanOrEqual(hostile.length)
})

test('the best name is the fullest most used one', async () => {
  const found = await know([
    ...talk('anna@acme.example', [9, 8]),
    ...talk('Anna <anna@acme.example>', [7, 6, 5]),
    ...talk('"Berg, Anna (Acme)" <anna@acme.example>', [4]),
  ])
  expect(at(found, 'anna@acme.example').name).toBe('Anna Berg')
  expect(at(await know(talk('anna.b@acme.example', [9])), 'anna.b@acme.example').name).toBe('anna.b')
})

test('months are those of the owner’s zone', async () => {
  const late = { ...mail({ to: ['anna@acme.example'], days: 1 }), at: Temporal.Instant.from('2026-10-31T23:30:00Z') }
  const months = at(await know([late]), 'anna@acme.example').relationship.months
  expect(months.slice(-3)).toEqual([0, 0, 1])
})

test('a large mailbox is read in two passes', async () => {
  const one = mail({ from: 'a@b.example', days: 1 })
  const start = now.epochMilliseconds - 5 * 365 * 86_400_000
  let passes = 0
  async function* read(): AsyncGenerator<StoredFact> {
    passes++
    for (let i = 0; i < 20_000; i++) {
      const who = { address: `person${i % 1_000}@org${i % 70}.example`, name: `Person Number${i % 1_000}` }
      yield {
        ...one,
        factId: `f${i}`,
        dedupeKey: `k${i}`,
        thread: `t${i >> 2}`,
        at: Temporal.Instant.fromEpochMilliseconds(start + i * 7_000_000),
        from: who,
        subject: `Re: plan ${i % 90}`,
      }
    }
  }
  const found = await derive({
    read,
    declaredOwn: [],
    accounts: [owner],
    decisions: new Map(),
    now,
    timeZone: 'Europe/Berlin',
  })
  expect(passes).toBe(2)
  expect(found.counts.facts).toBe(20_000)
})
