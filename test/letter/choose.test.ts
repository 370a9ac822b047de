import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/facts.ts'
import { type Choosing, choose } from '../../src/letter/choose/choose.ts'
import { cooling } from '../../src/letter/choose/cooling.ts'
import { answer, reviving } from '../../src/letter/choose/worth.ts'
import type { Appearance, Candidate, ItemOutcome, Point, PointKind } from '../../src/letter/types.ts'
import { openLabel } from '../../src/letter/words/en/points.ts'
import { rank } from '../../src/people/judge/rank.ts'
import type { Person, Tie } from '../../src/people/types.ts'

const place = { timeZone: 'Europe/Berlin', locale: null }
const now = Temporal.Instant.from('2026-11-23T07:00:00Z')
const ago = (days: number, from: Instant = now) => from.subtract({ hours: Math.round(24 * days) })

function tie(silent: number, more: Partial<Tie> = {}): Tie {
  return {
    weight: 20,
    out: 10,
    in: 10,
    met: 2,
    activeDays: 12,
    typicalGapDays: 10,
    longestGapDays: 100,
    firstAt: ago(2000),
    lastAt: ago(silent),
    smallMeetings: 2,
    threadsByOwner: 3,
    threadsByThem: 3,
    resumed: true,
    series: [],
    months: [],
    ...more,
  }
}

function person(name: string, relationship: Tie, more: Partial<Person> = {}): Person {
  const address = `${name.toLowerCase()}@${name.toLowerCase()}.example`
  return {
    address,
    name,
    addresses: [{ address, reason: '', firstAt: ago(2000), lastAt: relationship.lastAt ?? now }],
    kind: 'person',
    kindReason: '',
    state: 'active',
    maybe: [],
    exclusions: [],
    relationship,
    ...more,
  }
}

interface Who {
  readonly silent?: number
  readonly tie?: Partial<Tie>
  readonly person?: Partial<Person>
  readonly appearances?: readonly Appearance[]
}

const candidate = (id: string, { silent = 100, ...more }: Who = {}): Candidate => ({
  id,
  person: person(id, tie(silent, more.tie), more.person),
  appearances: more.appearances ?? [],
})

/** An owed reply is an open question here. */
const point = (kind: PointKind, label = kind === 'owed_reply' ? openLabel : 'Label'): Point => ({
  kind,
  label,
  text: 'Text.',
  evidence: ['e'],
})

/** Chooses among these; everybody has one point, of the kind given or else of a kind of their own. */
async function chosen(
  candidates: readonly Candidate[],
  more: Partial<Choosing> = {},
  kinds: Record<string, PointKind> = {},
) {
  const some: readonly PointKind[] = ['note', 'anniversary', 'series_ended', 'moved', 'shared_meetings', 'last_thread']
  const own = new Map(candidates.map(({ id }, i) => [id, kinds[id] ?? some[i % some.length] ?? 'note']))
  return choose({
    candidates,
    count: 3,
    now,
    ...place,
    historyReadBackTo: ago(2000),
    historyYears: 5,
    passedOver: new Set(),
    pinned: new Set(),
    points: async ({ id }) => [point(own.get(id) ?? 'note')],
    ...more,
  })
}
const names = async (...args: Parameters<typeof chosen>) =>
  (await chosen(...args)).map((pick) => pick.candidate.id).sort()

describe('the choice of a letter', () => {
  const named = (silents: readonly number[], more: Partial<Choosing> = {}) =>
    names(
      silents.map((silent) => candidate(`P${silent}`, { silent })),
      more,
    )
  test('a good answer is likelier the warmer it is between the two, and never certain', () => {
    const likely = [-30, -10, -5, -2, 0, 3].map(answer)
    expect(likely).toEqual(likely.toSorted((a, b) => a - b))
    expect(Math.max(...likely)).toBeLessThan(1)
    expect(Math.min(...likely)).toBeGreaterThan(0)
  })
  test('among equals, whoever was silent for less is likelier to answer', async () =>
    expect(await named([30, 60, 90, 200, 400], { reviving: 0 })).toEqual(['P30', 'P60', 'P90']))
  test('and where reviving is worth most, whoever was silent for longest', async () =>
    expect(await named([30, 60, 90, 200, 400], { reviving: 2 })).toEqual(['P200', 'P400', 'P90']))
  test('an old tie of much weight stands before a younger one of little', async () => {
    const old = candidate('Mentor', { silent: 500, tie: { weight: 80 } })
    const young = candidate('Recent', { silent: 250, tie: { weight: 2 } })
    expect(await names([old, young], { count: 1 })).toEqual(['Mentor'])
  })
  test('whom one no longer sees anywhere stands behind whom one still sees', async () => {
    const seen = candidate('Seen', { silent: 90, tie: { seenAt: ago(10) } })
    const unseen = candidate('Unseen', { silent: 90, tie: { seenAt: ago(90) } })
    expect(await names([unseen, seen], { count: 1 })).toEqual(['Seen'])
  })
  test('only one place reaches beyond two years, and none beyond the history', async () => {
    expect(await named([800, 900, 1000])).toHaveLength(1)
    expect(await named([800], { count: 1 })).toEqual([])
    expect(await named([1900])).toEqual([])
  })
  test('who has been silent for two years and was one matter stays out', async () => {
    const exclusions = [{ kind: 'one_matter' as const, reason: 'One matter.' }]
    expect(await names([candidate('Plumber', { silent: 900, person: { exclusions } })])).toEqual([])
  })
  test('everybody whom the gate lets through fills a letter, however long the silence', async () => {
    expect(await named([30, 31, 32])).toHaveLength(3)
    expect(await named([300, 301, 302])).toHaveLength(3)
  })
  test('the worth of reviving stands once, and between the two ends', () => {
    expect(reviving).toBeGreaterThan(0)
    expect(reviving).toBeLessThan(1)
  })
})

describe('a letter is varied', () => {
  const same = { tie: { organisation: 'acme.example' } }
  test('one of an organisation while others remain', async () => {
    const people = [candidate('A', same), candidate('B', same), candidate('C', same), candidate('D'), candidate('E')]
    const found = await names(people)
    expect(found).toEqual(expect.arrayContaining(['D', 'E']))
    expect(found).toHaveLength(3)
  })
  test('and more where nobody else remains', async () =>
    expect(await names([candidate('A', same), candidate('B', same)])).toEqual(['A', 'B']))
  test('one of a reason while others remain, and more where nobody else does', async () => {
    const people = 'ABCDE'.split('').map((id, i) => candidate(id, { tie: { weight: 50 - i } }))
    const kinds = { A: 'last_thread', B: 'last_thread', C: 'last_thread', D: 'note', E: 'moved' } as const
    expect(await names(people, {}, kinds)).toEqual(['A', 'D', 'E'])
    expect(await names(people.slice(0, 3), {}, kinds)).toEqual(['A', 'B', 'C'])
  })
  test('what is open stands first', async () => {
    const found = await chosen([candidate('A'), candidate('B'), candidate('C')], {}, { C: 'owed_reply' })
    expect(found.map(({ reason }) => reason)).toEqual(['owed_reply', 'note', 'anniversary'])
  })
})

describe('nobody is picked', () => {
  test('of whom nothing true can be said', async () => {
    expect(await names([candidate('A')], { points: async () => [] })).toEqual([])
  })
  test('who is let go, resting, in touch, planned or excluded', async () => {
    const people = [
      candidate('A', { person: { state: 'let_go' } }),
      candidate('B', { person: { state: 'resting' } }),
      candidate('C', { silent: 5 }),
      candidate('D', { tie: { plannedAt: now.add({ hours: 48 }) } }),
      candidate('E', { person: { exclusions: [{ kind: 'bounced', reason: 'Came back.' }] } }),
    ]
    expect(await names(people)).toEqual([])
  })
  test('who was passed over this week', async () =>
    expect(
      await names([candidate('A'), candidate('B')], { passedOver: new Set(['A']), pinned: new Set(['A']) }),
    ).toEqual(['B']))
})

test('who is in the letter already stays, even though it named them', async () => {
  const weak = candidate('Z', { tie: { weight: 1 }, appearances: [{ at: ago(1), outcome: null }] })
  const people = [...'ABCD'].map((id) => candidate(id))
  expect(await names([...people, weak], { pinned: new Set(['Z']) })).toContain('Z')
  expect(await names([...people, weak])).not.toContain('Z')
})

test('few are asked what can be said of them', async () => {
  let asked = 0
  const points = async () => {
    asked++
    return [point('last_thread')]
  }
  await names(
    Array.from({ length: 500 }, (_, i) => candidate(`P${i}`)),
    { points },
  )
  expect(asked).toBeLessThan(100)
})

describe('the button', () => {
  const lead = async (who: Who, first: Point) =>
    (await chosen([candidate('A', who)], { points: async () => [first] }))[0]?.lead
  test('opens the message that waits for an answer', async () =>
    expect(await lead({}, point('owed_reply', 'Still open'))).toBe('open'))
  test('plans a coffee', async () => expect(await lead({}, point('owed_reply', 'Last word'))).toBe('coffee'))
  test('writes a note after more than a year', async () =>
    expect(await lead({ silent: 400 }, point('shared_meetings'))).toBe('write'))
  test('writes a note where the last one had no answer', async () =>
    expect(await lead({ appearances: [{ at: ago(60), outcome: 'written' }] }, point('note'))).toBe('write'))
  test('writes a note where the last invitation was declined', async () =>
    expect(await lead({ appearances: [{ at: ago(60), outcome: 'declined' }] }, point('note'))).toBe('write'))
  test('plans a coffee again once they were heard of', async () =>
    expect(await lead({ appearances: [{ at: ago(60), outcome: 'heard' }] }, point('note'))).toBe('coffee'))
})

describe('a mention cools', () => {
  const row = (...list: [number, ItemOutcome | null][]) => list.map(([days, outcome]) => ({ at: ago(days), outcome }))
  test.each<[string, Appearance[], RegExp | undefined]>([
    ['not for who was never named', [], undefined],
    ['for six weeks', row([41, 'met']), /six weeks/],
    ['and no longer', row([42, 'met']), undefined],
    ['for half a year after two of which nothing came', row([150, null], [100, null]), /half a year/],
    ['not after one', row([100, null]), undefined],
    ['not where something came of the last', row([150, null], [100, 'kept']), undefined],
    ['not beyond half a year', row([240, null], [190, null]), undefined],
    ['for half a year after “not this person”', row([100, 'not_this']), /passed over/],
    [
      'for a year after three notes without an answer',
      row([300, 'written'], [200, 'written'], [100, 'written']),
      /a year/,
    ],
    [
      'for a year after notes and invitations to which nobody said yes',
      row([300, 'written'], [200, 'declined'], [100, 'declined']),
      /a year/,
    ],
    ['not after one invitation that was declined', row([50, 'declined']), undefined],
    ['not beyond the year', row([600, 'written'], [500, 'written'], [400, 'written']), undefined],
    ['not where they wrote', row([300, 'written'], [200, 'heard'], [150, 'written'], [100, 'written']), undefined],
  ])('%s', (_, appearances, expected) => {
    const why = cooling(appearances, now, place)
    if (expected) expect(why).toMatch(expected)
    else expect(why).toBeUndefined()
  })
  test('and says until when', () =>
    expect(cooling(row([7, null]), now, place)).toBe(
      'They were in your letter of 16 November, and six weeks lie between two mentions; they may be named again from 28 December on.',
    ))
  test('by days of the calendar, whatever the clocks do', () => {
    const at = Temporal.ZonedDateTime.from('2026-10-12T08:00[Europe/Berlin]').toInstant()
    expect(cooling([{ at, outcome: 'met' }], now, place)).toBeUndefined()
  })
})

describe('whatever the people', () => {
  const kind = fc.constantFrom<PointKind>('owed_reply', 'note', 'moved', 'shared_meetings', 'last_thread')
  const someone = fc.record({
    silent: fc.integer({ min: 1, max: 1500 }),
    weight: fc.integer({ min: 1, max: 60 }),
    organisation: fc.option(fc.constantFrom('acme.example', 'beta.example')),
    kind: fc.option(kind),
    letGo: fc.boolean(),
  })
  const crowd = fc.array(someone, { maxLength: 18 })
  const gather = (people: readonly (typeof someone extends fc.Arbitrary<infer T> ? T : never)[]) =>
    people.map(({ silent, weight, organisation, letGo, kind }, i) => ({
      ...candidate(`P${i}`, {
        silent,
        tie: { weight, ...(organisation ? { organisation } : {}) },
        ...(letGo ? { person: { state: 'let_go' as const } } : {}),
      }),
      kind,
    }))
  const asking = (all: ReturnType<typeof gather>) => async (one: Candidate) => {
    const found = all.find(({ id }) => id === one.id)?.kind
    return found ? [point(found)] : []
  }

  test('a letter is no longer than asked, repeats nobody, and leaves nobody out who would have made it more varied', async () => {
    await fc.assert(
      fc.asyncProperty(crowd, fc.integer({ min: 1, max: 5 }), async (people, count) => {
        const all = gather(people)
        const picks = await chosen(all, { count, points: asking(all) })
        const ids = picks.map((pick) => pick.candidate.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.length).toBeLessThanOrEqual(count)
        const due = all.filter((one) => one.kind && rank(one.person, now, ago(2000)).due)
        const left = due.filter(({ id }) => !ids.includes(id))
        if (ids.length < count) expect(left).toEqual([])
        for (const { candidate, standing } of picks) {
          expect(candidate.person.state).toBe('active')
          expect(standing.due || standing.onlyTooLongAgo).toBe(true)
        }
        expect(picks.filter(({ standing }) => !standing.due).length).toBeLessThanOrEqual(1)
        const reasons = picks.map(({ reason }) => reason)
        const places = picks.flatMap(({ candidate }) => candidate.person.relationship.organisation ?? [])
        const fresh = left.filter(({ kind, person }) => {
          const place = person.relationship.organisation
          return kind && !reasons.includes(kind) && !(place && places.includes(place))
        })
        if (new Set(reasons).size < reasons.length || new Set(places).size < places.length) expect(fresh).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('over a year of letters nobody is named twice within six weeks, or a third time in half a year after two in vain', async () => {
    const outcome = fc.constantFrom<ItemOutcome | null>(null, null, 'written', 'kept', 'not_this')
    await fc.assert(
      fc.asyncProperty(crowd, fc.array(outcome, { minLength: 7, maxLength: 7 }), async (people, outcomes) => {
        const all = gather(people)
        const named = new Map<string, Appearance[]>()
        const start = Temporal.ZonedDateTime.from('2026-11-23T08:00[Europe/Berlin]')
        for (let week = 0; week < 52; week++) {
          const at = start.add({ weeks: week })
          const candidates = all.map((one) => ({ ...one, appearances: named.get(one.id) ?? [] }))
          const picks = await chosen(candidates, { now: at.toInstant(), points: asking(all) })
          for (const [i, { candidate }] of picks.entries()) {
            const before = named.get(candidate.id) ?? []
            const last = before.at(-1)
            const days = (one: Appearance) =>
              one.at.toZonedDateTimeISO(place.timeZone).toPlainDate().until(at.toPlainDate()).days
            if (last) expect(days(last)).toBeGreaterThanOrEqual(42)
            if (last?.outcome === null && before.at(-2)?.outcome === null) expect(days(last)).toBeGreaterThan(178)
            const became = outcomes[(week + i) % outcomes.length] ?? null
            named.set(candidate.id, [...before, { at: at.toInstant(), outcome: became }])
          }
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('an occasion', () => {
  const question: Who = {
    silent: 9,
    tie: { owed: { factId: 'q', at: ago(9), title: 'The tent for June?', asks: true } },
  }
  const open = async (candidates: readonly Candidate[], more: Partial<Choosing> = {}) =>
    choose({
      candidates,
      count: 3,
      now,
      ...place,
      historyYears: 5,
      passedOver: new Set(),
      pinned: new Set(),
      points: async ({ id }) =>
        id.startsWith('Asks') ? [point('owed_reply', 'Still open')] : [point('last_thread'), point('in_common')],
      ...more,
    })
  const names = (picks: readonly { readonly candidate: Candidate }[]) => picks.map(({ candidate }) => candidate.id)
  const quiet = ['Ann', 'Bea', 'Cai', 'Dee'].map((id) => candidate(id))

  test('has one seat of three, whatever the warmth, and with a week of quiet only', async () => {
    expect(names(await open([...quiet, candidate('Asks', question)]))).toContain('Asks')
    expect(names(await open([...quiet, candidate('Asks', question)], { count: 1 }))).not.toContain('Asks')
    const cold = { ...question, tie: { ...question.tie, weight: 0.6 } }
    expect(names(await open([...quiet, candidate('Asks', cold)]))).toContain('Asks')
  })

  test('takes no more than one: the ranking fills the others', async () => {
    const picks = names(await open([...quiet, candidate('AsksA', question), candidate('AsksB', question)]))
    expect(picks.filter((id) => id.startsWith('Asks'))).toHaveLength(1)
    expect(picks).toHaveLength(3)
  })

  test('waives no rest, no exclusion, no plan, and less than a week of quiet', async () => {
    const lately = { silent: 5, tie: { owed: { factId: 'q', at: ago(5), title: 'The tent for June?', asks: true } } }
    const resting = { ...question, appearances: [{ at: ago(14), outcome: null }] }
    const left = { ...question, person: { exclusions: [{ kind: 'sensitive' as const, reason: '' }] } }
    const planned = { ...question, tie: { ...question.tie, plannedAt: now.add({ hours: 48 }) } }
    for (const who of [lately, resting, left, planned])
      expect(names(await open([...quiet, candidate('Asks', who)]))).not.toContain('Asks')
    expect(names(await open([...quiet, candidate('Asks', question)], { passedOver: new Set(['Asks']) }))).not.toContain(
      'Asks',
    )
  })

  test('keeps its seat when somebody beside it is refused, though another in the letter has an occasion too', async () => {
    const asksToo = candidate('AsksToo', { ...question, silent: 200, tie: { ...question.tie, weight: 60 } })
    const people = [...quiet, candidate('Asks', question), asksToo]
    const kept = names(await open(people, { passedOver: new Set(['Ann']), pinned: new Set(['Asks', 'AsksToo']) }))
    expect(kept).toHaveLength(3)
    expect(kept).toEqual(expect.arrayContaining(['Asks', 'AsksToo']))
  })

  test('is none where their history does not bear it out', async () => {
    const picks = await open([...quiet, candidate('Quiet', question)])
    expect(names(picks)).not.toContain('Quiet')
  })
})

test('choosing among thousands lets everybody else have their turn', async () => {
  const names = Array.from({ length: 6_000 }, (_, at) => candidate(`P${at}`, { silent: 60 + (at % 500) }))
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  await chosen(names)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(1)
})
