/** The page of all people reads few of them whole; whom it shows, and how many it counts, is what reading everybody says. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eachPerson } from '../../../src/db/few/apart.ts'
import { listPeople } from '../../../src/db/people.ts'
import { people as peopleTable } from '../../../src/db/schema.ts'
import { writePeople } from '../../../src/db/write-people.ts'
import type { Instant } from '../../../src/facts.ts'
import type { Reaches } from '../../../src/people/judge/reach.ts'
import type { Exclusion, Person, PersonState } from '../../../src/people/types.ts'
import type { Ranked } from '../../../src/web/frame/view.ts'
import { type Crowd, readCrowd, type Wanted } from '../../../src/web/people/crowd.ts'
import { share } from '../../../src/web/people/rows.tsx'
import { openTestDatabase } from '../../support/database.ts'
import { createWorld, type World } from '../world.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const ago = (days: number): Instant => now.subtract({ milliseconds: Math.round(days * 86_400_000) })

let world: World
beforeAll(async () => {
  world = await createWorld({}, await openTestDatabase((query) => asked.push(query)))
})
afterAll(() => world.database.close())
const asked: string[] = []

const accounts = ['mail sam-google', 'calendar sam-google', 'mail old-work'] as const

const someone = fc.record({
  silent: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 20, max: 900 })),
  part: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  seen: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  weight: fc.double({ min: 0.3, max: 300, noNaN: true }),
  fading: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
  out: fc.integer({ min: 0, max: 12 }),
  in: fc.integer({ min: 0, max: 12 }),
  gap: fc.option(fc.double({ min: 1, max: 200, noNaN: true })),
  account: fc.integer({ min: 0, max: 11 }),
  kind: fc.constantFrom<Person['kind'][]>('person', 'person', 'person', 'person', 'person', 'robot', 'list'),
  state: fc.constantFrom<PersonState[]>(...Array(14).fill('active'), 'resting', 'elsewhere', 'let_go', 'died'),
  exclusion: fc.constantFrom<(Exclusion['kind'] | null)[]>(
    ...Array(14).fill(null),
    'one_matter',
    'one_matter',
    'colleague',
    'sensitive',
    'own_name',
  ),
  planned: fc.constantFrom(null, null, null, null, null, 3, 40),
  close: fc.constantFrom(...Array<boolean>(12).fill(false), true),
  added: fc.constantFrom(...Array<boolean>(12).fill(false), true),
  maybe: fc.constantFrom(...Array<boolean>(12).fill(false), true),
})
type Someone = typeof someone extends fc.Arbitrary<infer T> ? T : never

function personOf(one: Someone, index: number): Person {
  const address = `p${String(index).padStart(3, '0')}@x.example`
  const lastAt = ago(one.silent + one.part)
  const [kind = 'mail', connectionId = ''] = (accounts[Math.max(0, one.account - 9)] ?? '').split(' ')
  return {
    address,
    name: `Person ${index}`,
    kind: one.kind,
    kindReason: 'so it is',
    state: one.state,
    ...(one.state === 'resting' ? { restUntil: ago(index % 2 ? 3 : -3) } : {}),
    ...(one.close ? { close: true as const } : {}),
    addresses: [{ address, reason: '', firstAt: ago(900), lastAt }],
    maybe: one.maybe ? [{ address: `p${String(index + 1).padStart(3, '0')}@x.example`, reason: 'same name' }] : [],
    exclusions: one.exclusion ? [{ kind: one.exclusion, reason: 'So it is.' }] : [],
    relationship: {
      weight: one.weight,
      ...(one.fading === null ? {} : { fading: { weight: one.weight * one.fading, at: lastAt } }),
      ...{ out: one.out, in: one.in, met: 0, activeDays: Math.min(one.out + one.in, 9) },
      ...(one.gap === null ? {} : { typicalGapDays: one.gap }),
      ...(one.seen === null ? {} : { seenAt: ago((one.silent + one.part) * one.seen) }),
      ...(one.added ? { addedAt: ago(200) } : {}),
      ...(one.planned === null ? {} : { plannedAt: ago(-one.planned) }),
      ...{ longestGapDays: 60, smallMeetings: 0, threadsByOwner: 2, threadsByThem: 2, resumed: true, series: [] },
      ...{ firstAt: ago(900), lastAt, knownBy: [{ connectionId, kind: kind as 'mail', lastAt }], months: [] },
    },
  }
}

const reaches = (old: 'ended' | 'unread' | 'read', lag: number): Reaches =>
  new Map(
    accounts.map((key) => [
      key,
      key.endsWith('old-work')
        ? { email: 'old@work.example', state: old, until: ago(old === 'read' ? lag : 90) }
        : { email: 'sam@example.org', state: 'read' as const, until: ago(lag) },
    ]),
  )

const ids = (some: readonly Ranked[]) => some.map(({ person }) => person.address)
const inGroup = ({ ties }: Crowd, group: string) => ids(ties.filter(({ standing }) => standing.group === group))

describe('of three hundred people of every kind', () => {
  const crowd = (wanted: Partial<Wanted>) =>
    readCrowd(world.deps.db, 'sam', {
      ...{ now, all: false, query: '', only: undefined, choices: [], readBackTo: ago(900) },
      place: { timeZone: 'Europe/Berlin', locale: null, reaches: reaches('ended', 0) },
      ...wanted,
    })

  test.each([
    ['an account that has ended', reaches('ended', 0), ago(900)],
    ['an account that is not read', reaches('unread', 0), ago(900)],
    ['less than a year read, a day ago', reaches('read', 1), ago(100)],
  ] as const)('with %s, few of them tell what all tell', async (_, known, readBackTo) => {
    await fc.assert(
      fc.asyncProperty(fc.array(someone, { minLength: 280, maxLength: 320, size: 'max' }), async (some) => {
        await world.deps.db.transaction((tx) => writePeople(tx, 'sam', { sketches: some.map(sketchOf) }))
        const wanted = { place: { timeZone: 'Europe/Berlin', locale: null, reaches: known }, readBackTo }
        const [few, all] = [await crowd(wanted), await crowd({ ...wanted, all: true })]
        expect(few.counts).toEqual(all.counts)
        expect(few.total).toBe(all.total)
        expect(few.known.length).toBeLessThan(all.known.length)
        const { counts } = all
        expect(inGroup(few, 'soon').slice(0, 15)).toEqual(inGroup(all, 'soon').slice(0, 15))
        const shares = share([counts.in_touch, counts.resting, counts.left_out])
        for (const [index, group] of ['in_touch', 'resting', 'left_out'].entries())
          expect(inGroup(few, group).slice(0, shares[index])).toEqual(inGroup(all, group).slice(0, shares[index]))
        expect(few.machines.first.slice(0, 20)).toEqual(all.machines.first.slice(0, 20))
        for (const group of ['soon', 'in_touch', 'left_out'] as const)
          for (const page of [1, 2]) {
            const only = { only: { group, page } }
            const [mine, theirs] = [await crowd({ ...wanted, ...only }), await crowd({ ...wanted, ...only, all: true })]
            expect(ids(mine.group.first)).toEqual(ids(theirs.group.first))
            expect(mine.group.length).toBe(theirs.group.length)
          }
        const found = await crowd({ ...wanted, query: 'person 1' })
        const named = (one: Ranked) => one.person.name.startsWith('Person 1')
        expect(ids(found.people.filter(named))).toEqual(ids(all.people.filter(named)))
      }),
      { numRuns: 2, endOnFailure: true },
    )
  })

  test('nobody is read whom no list shows, in three statements however many there are', async () => {
    const plain = { close: false, added: false, maybe: false, state: 'active', exclusion: null, account: 0 } as const
    const some = fc.sample(someone, { numRuns: 600, seed: 7 }).map((one) => ({ ...one, ...plain, planned: null }))
    await world.deps.db.transaction((tx) => writePeople(tx, 'sam', { sketches: some.map(sketchOf) }))
    asked.length = 0
    const few = await crowd({})
    expect(asked).toHaveLength(3)
    expect(few.total).toBe(600)
    expect(few.known.length).toBeLessThan(120)
  })

  test('everybody read some at a time is everybody read at once, in the same order', async () => {
    const some: unknown[] = []
    for await (const one of eachPerson(world.deps.db, 'sam')) some.push(one)
    expect(some).toHaveLength(600)
    expect(some).toEqual(await listPeople(world.deps.db, 'sam'))
  })

  test('whoever was changed by a tap is looked at whatever their columns said', async () => {
    const before = await crowd({ all: true })
    await world.deps.db.update(peopleTable).set({ state: 'let_go', shelf: null, tie: null })
    const [few, all] = [await crowd({}), await crowd({ all: true })]
    expect(few.counts).toEqual(all.counts)
    expect(all.counts.left_out).toBeGreaterThan(before.counts.left_out)
  })
})

const sketchOf = (one: Someone, index: number) => {
  const person = personOf(one, index)
  return { address: person.address, kind: person.kind, mark: JSON.stringify(person), person: () => person }
}
