import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { rank } from '../../../src/people/judge/rank.ts'
import { type AccountReach, type Reaches, reachOf } from '../../../src/people/judge/reach.ts'
import type { Person } from '../../../src/people/types.ts'
import { at, daysAgo, know, meeting, now, talk } from '../derive/life.ts'

const anna = 'Anna Berg <anna@acme.example>'
const place = { timeZone: 'Europe/Berlin', locale: null }
const longRead = daysAgo(900)
const weekly = Array.from({ length: 40 }, (_, week) => 22 + 7 * week)
const through = (connectionId: string, facts: readonly StoredFact[]) => facts.map((fact) => ({ ...fact, connectionId }))
const reach = (state: AccountReach['state'], days: number, email = 'me@own.example'): AccountReach => ({
  email,
  state,
  until: daysAgo(days),
})
const annaOf = async (facts: readonly StoredFact[]): Promise<Person> => at(await know(facts), 'anna@acme.example')
const standing = (person: Person, reaches: Record<string, AccountReach>) =>
  rank(person, now, longRead, { ...place, reaches: new Map(Object.entries(reaches)) })

describe('who is known through an account that could not be read of late', () => {
  test('is not due, and the reason says which account and since when', async () => {
    const person = await annaOf(talk(anna, weekly))
    expect(rank(person, now, longRead, place).due).toBe(true)
    expect(standing(person, { 'mail c1': reach('read', 0.01) }).due).toBe(true)
    expect(standing(person, { 'mail c1': reach('unread', 21) })).toMatchObject({
      due: false,
      unsure: true,
      group: 'left_out',
      why: 'me@own.example has not been read since 1 November, so I can’t tell whether it is quiet between you.',
    })
  })
  test('is due again once it is read up to now', async () => {
    const person = await annaOf(talk(anna, [...weekly, 120]))
    expect(standing(person, { 'mail c1': reach('read', 0) }).due).toBe(true)
  })
  test('is not helped by another account that never knew them', async () => {
    const person = await annaOf(talk(anna, weekly))
    expect(standing(person, { 'mail c1': reach('unread', 21), 'mail c2': reach('read', 0) }).due).toBe(false)
  })
  test('is not helped by one that knew them as well: the other one may hold the answer', async () => {
    const person = await annaOf([...through('c1', talk(anna, weekly)), ...through('c2', talk(anna, [30]))])
    expect(standing(person, { 'mail c1': reach('unread', 21), 'mail c2': reach('read', 0) })).toMatchObject({
      due: false,
      unsure: true,
    })
  })
  test('is free of one that they left behind half a year before', async () => {
    const person = await annaOf([
      ...through('c1', talk(anna, [400, 380])),
      ...through('c2', talk(anna, [130, 100, 70])),
    ])
    expect(standing(person, { 'mail c1': reach('unread', 300), 'mail c2': reach('read', 0) }).due).toBe(true)
  })
  test('is in touch by what is read elsewhere, said with its limit', async () => {
    const person = await annaOf([...through('c1', talk(anna, weekly)), ...through('c2', talk(anna, [6]))])
    expect(standing(person, { 'mail c1': reach('unread', 21), 'mail c2': reach('read', 0) })).toMatchObject({
      group: 'in_touch',
      why: 'The last email or meeting I know of was 6 days ago; me@own.example has not been read since 1 November.',
    })
  })
})

describe('mail and calendar are two things', () => {
  const met = weekly.map((days) => meeting({ days, with: [anna] }))
  const dead = { 'mail c1': reach('read', 0), 'calendar c1': reach('unread', 21) }
  test('whoever is only met is not named while the calendar is not read', async () => {
    expect(standing(await annaOf(met), dead)).toMatchObject({
      due: false,
      why: 'The calendar of me@own.example has not been read since 1 November, so I can’t tell whether it is quiet between you.',
    })
  })
  test('whoever is only written with is named all the same', async () => {
    expect(standing(await annaOf(talk(anna, weekly)), dead).due).toBe(true)
  })
})

describe('an account that is over', () => {
  const over = { 'mail c1': reach('ended', 21) }
  test('freezes silence: whoever was in touch to its end is not called quiet', async () => {
    const found = standing(await annaOf(talk(anna, weekly)), over)
    expect(found).toMatchObject({ due: false, group: 'left_out' })
    expect(found.silentDays).toBeLessThan(2)
    expect(found.why).toMatch(
      /^The last email or meeting I know of was 3 weeks ago; me@own.example was read until 1 Nov/,
    )
  })
  test('names whoever was quiet for unusually long before it ended, and claims nothing after that', async () => {
    const found = standing(
      await annaOf(
        talk(
          anna,
          weekly.map((days) => days + 100),
        ),
      ),
      over,
    )
    expect(found.due).toBe(true)
    expect(found.why).toContain('the last email or meeting I know of was on')
    expect(found.why).toContain('me@own.example was read until 1 November.')
    expect(found.why).not.toMatch(/since your last|last word|still open/)
  })
  test('does not freeze what another account goes on reading', async () => {
    const person = await annaOf([
      ...through('file', talk(anna, weekly)),
      ...through('c1', talk(anna, weekly)).map((fact) => ({ ...fact, factId: `${fact.factId}-live` })),
    ])
    expect(standing(person, { 'mail file': reach('ended', 21), 'mail c1': reach('read', 0) }).due).toBe(true)
  })
})

test('every account that holds a message is known to know its people, whichever came first', async () => {
  const facts = talk(anna, weekly)
  const copies = facts.map((fact) => ({ ...fact, factId: `${fact.factId}-copy`, connectionId: 'c2' }))
  const knownBy = (await annaOf([...facts, ...copies])).relationship.knownBy ?? []
  expect(knownBy.map(({ connectionId, kind }) => `${kind} ${connectionId}`)).toEqual(['mail c1', 'mail c2'])
  expect(new Set(knownBy.map(({ lastAt }) => lastAt.toString())).size).toBe(1)
})

const account = fc.record({
  email: fc.constantFrom('a@x.example', 'b@x.example'),
  state: fc.constantFrom('read', 'unread', 'ended') as fc.Arbitrary<AccountReach['state']>,
  until: fc.option(
    fc.integer({ min: -5, max: 900 }).map((days) => daysAgo(days)),
    { nil: undefined },
  ),
})
const knowers = fc.uniqueArray(
  fc.record({
    connectionId: fc.constantFrom('c1', 'c2', 'c3'),
    kind: fc.constantFrom('mail', 'calendar') as fc.Arbitrary<'mail' | 'calendar'>,
    lastAt: fc.integer({ min: 0, max: 900 }).map((days) => daysAgo(days)),
  }),
  { selector: ({ connectionId, kind }) => `${kind} ${connectionId}`, minLength: 1 },
)

test('silence never counts further than the accounts that say so could be read, and whoever is unsure is never due', async () => {
  const person = await annaOf(talk(anna, weekly))
  fc.assert(
    fc.property(knowers, fc.array(account, { minLength: 6, maxLength: 6 }), (knownBy, accounts) => {
      const keys = ['mail c1', 'mail c2', 'mail c3', 'calendar c1', 'calendar c2', 'calendar c3']
      const reaches: Reaches = new Map(keys.flatMap((key, i) => (accounts[i] ? [[key, accounts[i]] as const] : [])))
      const newest = knownBy.reduce((a, b) => (Temporal.Instant.compare(a.lastAt, b.lastAt) > 0 ? a : b)).lastAt
      const tie = { ...person.relationship, knownBy, lastAt: newest }
      const found = rank({ ...person, relationship: tie }, now, longRead, { ...place, reaches })
      const { until, state } = reachOf(tie, now, reaches)
      expect(until.epochMilliseconds).toBeLessThanOrEqual(now.epochMilliseconds)
      const known = Math.max(0, (until.epochMilliseconds - newest.epochMilliseconds) / 86_400_000)
      expect(found.silentDays).toBeCloseTo(known, 6)
      if (state === 'unread') expect(found.due || found.onlyTooLongAgo).toBeFalsy()
      // No account that goes on and knew them within half a year of their newest was read for less long.
      for (const one of knownBy) {
        const bound = reaches.get(`${one.kind} ${one.connectionId}`)
        const recent = newest.epochMilliseconds - one.lastAt.epochMilliseconds <= 180 * 86_400_000
        if (!recent || !bound?.until || bound.state !== (state === 'unread' ? 'unread' : 'read')) continue
        if (state !== 'ended') expect(until.epochMilliseconds).toBeLessThanOrEqual(bound.until.epochMilliseconds)
      }
    }),
    { numRuns: 300 },
  )
})
