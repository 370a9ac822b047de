import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { nameable, whose } from '../../../src/letter/find/nameable.ts'
import { points } from '../../../src/letter/say/points.ts'
import { ownOf } from '../../../src/people/identity/own.ts'
import { rank } from '../../../src/people/judge/rank.ts'
import { normalise } from '../../../src/text.ts'
import { toContacts } from '../../../src/work/people/contacts.ts'
import { at, daysAgo, know, mail, now, talk } from '../derive/life.ts'

const firm = ['Maren Okafor <maren', 'Teo Vasquez <teo', 'Priya Raman <priya', 'Jonas Lind <jonas'] as const
const old = (who: string) => `${who}@oldfirm.example>`
const late = (who: string) => `${who}@bright.example>`
const place = { timeZone: 'UTC', locale: null }

/** What a letter says of each of these people, by their oldest address. */
async function cards(facts: readonly StoredFact[]) {
  const derived = await know(facts)
  const own = ownOf(derived.own)
  const byAddress = new Map(
    derived.people.flatMap((one) => one.addresses.map(({ address }) => [address, one] as const)),
  )
  const ordered = [...facts].sort((a, b) => timeOf(a) - timeOf(b))
  return derived.people.map((person) => {
    const theirs = new Set(person.addresses.map(({ address }) => address))
    const contacts = toContacts(
      ordered.filter((fact) => on(fact).some((one) => theirs.has(one))),
      own,
      now,
    )
    const told = points({
      person,
      contacts,
      named: (address) => nameable(byAddress.get(normalise(address))),
      whose: (address) => whose(byAddress.get(normalise(address))),
      notes: [],
      now,
      ...place,
      readBackTo: daysAgo(2000),
      horizon: daysAgo(2000),
      seed: `|${person.name}`,
    })
    const { due, warm } = rank(person, now, daysAgo(2000), place)
    return { name: person.name, due, warm, points: told.map(({ kind, text }) => `${kind}: ${text}`) }
  })
}
const timeOf = (fact: StoredFact) => (fact.kind === 'mail' ? fact.at : fact.when.start).epochMilliseconds
const on = (fact: StoredFact) =>
  (fact.kind === 'mail' ? [...(fact.from ? [fact.from] : []), ...fact.to, ...fact.cc] : fact.people).map((one) =>
    normalise(one.address),
  )
const kinds = (all: Awaited<ReturnType<typeof cards>>) =>
  all.flatMap((one) => one.points.map((text) => text.split(':')[0]))

const early = (who: string) => talk(old(who), [700, 600, 500, 420], 'Harbour walk')
const since = (who: string) => talk(late(who), [300, 250, 200], 'Harbour plans')

describe('a firm’s new domain', () => {
  const everybody = firm.slice(0, 3).flatMap((who) => [...early(who), ...since(who)])

  test('is nobody’s new job', async () => {
    expect(kinds(await cards(everybody))).not.toContain('moved')
    const { why } = rank(at(await know(everybody), 'maren@oldfirm.example'), now, daysAgo(2000), place)
    expect(why).not.toContain('They have written from')
  })

  test('but where one goes on elsewhere, or two and others stay, it is theirs', async () => {
    expect(kinds(await cards([...early(firm[0]), ...since(firm[0])]))).toContain('moved')
    const two = firm.slice(0, 2).flatMap((who) => [...early(who), ...since(who)])
    const staying = firm.slice(2).flatMap((who) => talk(old(who), [700, 420, 150], 'Harbour walk'))
    expect(kinds(await cards([...two, ...staying]))).toContain('moved')
    const apart = [...early(firm[0]), ...since(firm[0]), ...talk(old(firm[1]), [700, 420], 'Harbour walk')]
    expect(kinds(await cards([...apart, ...talk(late(firm[1]), [100, 90], 'Harbour plans')]))).toContain('moved')
  })

  test('is nobody’s new job either where the only two of it moved within a season, and nobody is left', async () => {
    const two = firm.slice(0, 2).flatMap((who) => [...early(who), ...since(who)])
    expect(kinds(await cards(two))).not.toContain('moved')
    const silent = firm.slice(2).flatMap((who) => talk(old(who), [900, 800], 'Harbour walk'))
    expect(kinds(await cards([...two, ...silent]))).not.toContain('moved')
  })

  test('joins addresses where names agree, and keeps colleagues colleagues', async () => {
    const nameless = [...talk('ken@oldfirm.example', [700, 600]), ...talk('ken@bright.example', [300, 200])]
    const left = talk('rosa@oldfirm.example', [700, 600])
    const { people } = await know([...everybody, ...nameless, ...left])
    expect(people).toHaveLength(5)
    expect(new Set(people.map(({ relationship }) => relationship.organisation))).toEqual(new Set(['bright.example']))
  })

  test('joins nobody of another name', async () => {
    const two = [...talk('Ken Ito <ken@oldfirm.example>', [700, 600]), ...talk('Ken Moss <ken@bright.example>', [300])]
    expect((await know([...everybody, ...two])).people).toHaveLength(5)
  })
})

const talks = fc.record({
  who: fc.constantFrom(...firm),
  day: fc.integer({ min: 1, max: 800 }),
  mine: fc.boolean(),
  others: fc.subarray([...firm], { maxLength: 2 }),
  subject: fc.constantFrom('Harbour walk', 'Garden plans', 'Any news?', undefined),
})

test('renaming a domain for everybody changes no card', () =>
  fc.assert(
    fc.asyncProperty(fc.array(talks, { maxLength: 12 }), fc.integer({ min: 310, max: 400 }), async (some, moved) => {
      const write = (renamed: boolean) => {
        const called = (who: string, day: number) => (renamed && day < moved ? late(who) : old(who))
        const always = firm.flatMap((who) => [
          ...talk(called(who, 700), [700, 600, 500], 'Spring fair'),
          ...talk(called(who, 300), [300, 250], 'Autumn fair'),
        ])
        return [
          ...always,
          ...some.map(({ who, day, mine, others, subject }) => {
            const cc = others.filter((one) => one !== who).map((one) => called(one, day))
            const more = { days: day, cc, ...(subject === undefined ? {} : { subject }) }
            return mine ? mail({ to: [called(who, day)], ...more }) : mail({ from: called(who, day), ...more })
          }),
        ].map((fact, i) => ({ ...fact, id: `f${i}`, factId: `f${i}`, dedupeKey: `k${i}`, thread: `t${i}` }))
      }
      expect(await cards(write(true))).toEqual(await cards(write(false)))
    }),
    { numRuns: 60 },
  ))
