/** Whom a letter names is found among the best few by columns; that has to be whom it names among all. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/facts.ts'
import { type Choosing, choose, chooseAbove } from '../../src/letter/choose/choose.ts'
import { hopeOf, isLongAgo, lagOf, type Prospect } from '../../src/letter/choose/hope.ts'
import { isAnniversary, occasionFrom, occasionOf } from '../../src/letter/choose/occasion.ts'
import { firstDaysAround, type Outlook, outlookOf } from '../../src/letter/choose/outlook.ts'
import { worthOf } from '../../src/letter/choose/worth.ts'
import { pointKinds } from '../../src/letter/say/points.ts'
import type { Candidate } from '../../src/letter/types.ts'
import { openLabel } from '../../src/letter/words/en/points.ts'
import { gate } from '../../src/people/judge/gate.ts'
import { rank } from '../../src/people/judge/rank.ts'
import { type Reaches, reachKey } from '../../src/people/judge/reach.ts'
import type { Person, Tie } from '../../src/people/types.ts'

const now = Temporal.Instant.from('2026-11-23T07:00:00Z')
const place = { timeZone: 'Europe/Berlin', locale: null }
const ago = (days: number): Instant => now.subtract({ hours: Math.round(24 * days) })
const historyYears = 5

/** Ended and unread accounts, and some that lag behind. */
const accounts = fc.array(
  fc.record({ state: fc.constantFrom('read', 'read', 'ended', 'unread'), lag: fc.constantFrom(0, 0, 0.5, 2, 40, 400) }),
  { minLength: 1, maxLength: 3 },
)
type Accounts = typeof accounts extends fc.Arbitrary<infer T> ? T : never

const reachesOf = (some: Accounts): Reaches =>
  new Map(
    some.map(({ state, lag }, index) => [
      reachKey({ connectionId: `c${index}`, kind: 'mail' }),
      { email: `${index}@me.example`, state, until: ago(state === 'read' ? Math.min(lag, 2) : lag) },
    ]),
  )

/** Anywhere between the two: fast-check likes their neighbourhood best. */
const between = (min: number, max: number) =>
  fc.noBias(fc.integer({ min: 0, max: 1_000_000 })).map((part) => min + ((max - min) * part) / 1_000_000)

const someone = fc.record({
  silent: fc.oneof(between(1, 120), between(20, 700), between(600, 2200)),
  seen: fc.option(between(0, 1)),
  weight: fc.oneof(between(0.3, 5), between(0.3, 300)),
  fading: fc.option(between(0, 1)),
  out: fc.integer({ min: 0, max: 40 }),
  in: fc.integer({ min: 0, max: 40 }),
  gap: fc.option(fc.oneof(between(1, 40), between(0.5, 400))),
  first: fc.integer({ min: 0, max: 1900 }),
  /** Whole years since the first contact, as of one of these days. */
  anniversary: fc.constantFrom(null, null, null, { years: 2, ahead: 3 }, { years: 4, ahead: 0 }),
  account: fc.noBias(fc.integer({ min: 0, max: 9 })),
  house: fc.integer({ min: 0, max: 5 }),
  matter: fc.constantFrom(
    ...Array.from({ length: 8 }, () => 'none' as const),
    'one_matter' as const,
    'sensitive' as const,
  ),
  close: fc.constantFrom(...Array.from({ length: 14 }, () => false), true),
  asks: fc.constantFrom(...Array.from({ length: 8 }, () => false), true),
  added: fc.constantFrom(...Array.from({ length: 14 }, () => false), true),
  elsewhere: fc.constantFrom(...Array.from({ length: 8 }, () => false), true),
  kind: fc.constantFrom(...pointKinds),
  mute: fc.constantFrom(true, false, false),
})
type Someone = typeof someone extends fc.Arbitrary<infer T> ? T : never

function firstOf({ silent, first, anniversary }: Someone): Instant {
  if (!anniversary) return ago(silent + first)
  const { years, ahead } = anniversary
  return now.toZonedDateTimeISO('UTC').subtract({ years }).add({ days: ahead }).toInstant()
}

function personOf(one: Someone, index: number): Person {
  const address = `p${index}@house${one.house}.example`
  const lastAt = ago(one.silent)
  const firstAt = firstOf(one)
  const relationship: Tie = {
    weight: one.weight,
    out: one.out,
    in: one.in,
    met: 0,
    activeDays: Math.min(one.out + one.in, 9),
    ...(one.gap === null ? {} : { typicalGapDays: one.gap }),
    ...(one.fading === null ? {} : { fading: { weight: one.weight * one.fading, at: lastAt } }),
    ...(one.seen === null ? {} : { seenAt: ago(one.silent * one.seen) }),
    ...(one.added ? { addedAt: ago(30) } : {}),
    ...(one.elsewhere ? { privateAddress: `home@p${index}.example` } : {}),
    ...(one.asks ? { owed: { factId: 'f', at: lastAt, title: 'The old harbour and its boats?', asks: true } } : {}),
    longestGapDays: 100,
    firstAt,
    lastAt,
    knownBy: [{ connectionId: `c${one.account}`, kind: 'mail', lastAt }],
    smallMeetings: 0,
    threadsByOwner: 3,
    threadsByThem: 3,
    resumed: true,
    organisation: `house${one.house}.example`,
    series: [],
    months: [],
  }
  return {
    address,
    name: `Person ${index}`,
    addresses: [{ address, reason: '', firstAt, lastAt }],
    kind: 'person',
    kindReason: '',
    state: 'active',
    maybe: [],
    exclusions: one.matter === 'none' ? [] : [{ kind: one.matter, reason: 'So it is.' }],
    relationship,
    ...(one.close ? { close: true as const } : {}),
  }
}

const candidateOf = (one: Someone, index: number): Candidate => ({
  id: `${1000 + index}`,
  person: personOf(one, index),
  appearances: [],
})

/** As the columns of their row have it. */
function prospectOf({ id, person }: Candidate, { bond, seenAt }: Outlook): Prospect {
  const { lastAt } = person.relationship
  return {
    id,
    bond: bond ?? 0,
    lastAt: lastAt?.epochMilliseconds ?? 0,
    seenAt: seenAt?.epochMilliseconds ?? null,
  }
}

const momentOf = (reaches: Reaches, leastDays: number) => ({
  at: now.epochMilliseconds,
  lagDays: lagOf(reaches, now.epochMilliseconds),
  leastDays,
})

describe('what a row tells of somebody', () => {
  test('promises no less than they are worth, whenever the gate lets them through', () => {
    fc.assert(
      fc.property(someone, accounts, (one, some) => {
        const candidate = candidateOf(one, 0)
        const { person } = candidate
        const reaches = reachesOf(some)
        const outlook = outlookOf(person)
        if (outlook.tie === null) return
        for (const quietFrom of [undefined, occasionFrom]) {
          const standing = rank(person, now, ago(2000), { ...place, reaches, ...(quietFrom ? { quietFrom } : {}) })
          if (!standing.due && !standing.onlyTooLongAgo) continue
          const moment = momentOf(reaches, quietFrom ?? gate.leastSilence)
          const sinceDays = standing.sinceDays ?? 0
          expect(outlook.bond).not.toBeNull()
          expect(hopeOf(prospectOf(candidate, outlook), moment)).toBeGreaterThan(
            worthOf({ candidate, standing, sinceDays }),
          )
          if (!quietFrom) expect(outlook.dueFrom?.epochMilliseconds).toBeLessThanOrEqual(now.epochMilliseconds)
        }
      }),
      { numRuns: 600 },
    )
  })

  test('misses no occasion', () => {
    fc.assert(
      fc.property(
        someone,
        fc.constantFrom('Pacific/Auckland', 'Pacific/Honolulu', 'Europe/Berlin'),
        (one, timeZone) => {
          const person = personOf(one, 0)
          const { tie, occasionUntil, firstDay } = outlookOf(person)
          const occasion = occasionOf(person, { now, timeZone })
          if (!tie || !occasion || one.matter === 'sensitive') return
          const isTold = occasionUntil !== null && occasionUntil.epochMilliseconds >= now.epochMilliseconds
          expect(isTold || (firstDay !== null && firstDaysAround(now).includes(firstDay))).toBe(true)
        },
      ),
      { numRuns: 600 },
    )
  })

  test('an anniversary is a whole number of years on the calendar, also from the 29th of February', () => {
    const at = (day: string, now: string, timeZone = 'Europe/Berlin') =>
      isAnniversary(Temporal.Instant.from(day).epochMilliseconds, { now: Temporal.Instant.from(now), timeZone })
    expect(at('2024-02-29T12:00Z', '2026-02-22T12:00Z')).toBe(true)
    expect(at('2024-02-29T12:00Z', '2026-03-01T12:00Z')).toBe(false)
    expect(at('2024-02-29T12:00Z', '2028-02-29T12:00Z')).toBe(true)
    expect(at('2024-11-23T12:00Z', '2026-11-23T12:00Z')).toBe(true)
    expect(at('2024-11-30T12:00Z', '2026-11-23T12:00Z')).toBe(false)
    expect(at('2026-11-23T06:00Z', '2026-11-23T12:00Z')).toBe(false)
    // The evening before in Honolulu.
    expect(at('2024-11-23T06:00Z', '2026-11-23T12:00Z', 'Pacific/Honolulu')).toBe(false)
  })
})

test('a choice among the best is void, or is the choice among all', async () => {
  let held = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(someone, { minLength: 25, maxLength: 70, size: 'max' }),
      accounts,
      fc.record({
        due: fc.noBias(fc.integer({ max: 30, min: 0 })),
        few: fc.noBias(fc.integer({ max: 8, min: 0 })),
        count: fc.integer({ min: 1, max: 5 }),
      }),
      async (people, some, { due, few, count }) => {
        const reaches = reachesOf(some)
        const candidates = people.map(candidateOf)
        const kinds = new Map(
          people.map(({ kind, mute, asks }, index) => [
            `${1000 + index}`,
            mute ? [] : asks ? ['owed_reply' as const] : [kind],
          ]),
        )
        const input = {
          ...{ count, now, ...place, reaches, historyYears, historyReadBackTo: ago(2000) },
          passedOver: new Set<string>(),
          pinned: new Set<string>(),
          points: async ({ id }: Candidate) =>
            (kinds.get(id) ?? []).map((kind) => ({ kind, label: openLabel, text: 'Text.', evidence: ['e'] })),
        } satisfies Omit<Choosing, 'candidates'>
        const told = candidates.map((candidate) => ({ candidate, outlook: outlookOf(candidate.person) }))
        const moment = momentOf(reaches, gate.leastSilence)
        const named = told.flatMap(({ candidate, outlook }) =>
          outlook.bond === null ? [] : [{ candidate, outlook, one: prospectOf(candidate, outlook) }],
        )
        const best = (some: typeof named, most: number, leastDays: number) => {
          const hopes = some
            .map((each) => ({ ...each, hope: hopeOf(each.one, { ...moment, leastDays }) }))
            .toSorted((a, b) => b.hope - a.hope)
          return {
            best: hopes.slice(0, most).map(({ candidate }) => candidate),
            floor: hopes[most]?.hope ?? Number.NEGATIVE_INFINITY,
          }
        }
        const quiet = named.filter(({ outlook }) => (outlook.dueFrom?.epochMilliseconds ?? 0) <= now.epochMilliseconds)
        const [old, young] = [true, false].map((is) => quiet.filter(({ one }) => isLongAgo(one, moment) === is))
        const isOther = ({ outlook }: (typeof named)[number]) =>
          (outlook.occasionUntil?.epochMilliseconds ?? 0) >= now.epochMilliseconds
        const parts = {
          due: best(young ?? [], due, gate.leastSilence),
          longAgo: best(old ?? [], few, gate.leastSilence),
          anniversary: best(
            named.filter(
              (one) => !isOther(one) && occasionOf(one.candidate.person, { now, ...place }) === 'anniversary',
            ),
            few,
            occasionFrom,
          ),
        }
        const chosen = new Set([
          ...told.flatMap(({ candidate, outlook }) => (outlook.tie === null ? [candidate] : [])),
          ...named.filter(isOther).map(({ candidate }) => candidate),
          ...Object.values(parts).flatMap(({ best }) => best),
        ])
        const floor = { due: parts.due.floor, longAgo: parts.longAgo.floor, anniversary: parts.anniversary.floor }
        const all = await choose({ ...input, candidates })
        const found = await chooseAbove({ ...input, candidates: candidates.filter((one) => chosen.has(one)) }, floor)
        if (!found) return
        held++
        expect(found.map(({ candidate, reason }) => [candidate.id, reason])).toEqual(
          all.map(({ candidate, reason }) => [candidate.id, reason]),
        )
      },
    ),
    { numRuns: 150 },
  )
  expect(held).toBeGreaterThan(20)
})
