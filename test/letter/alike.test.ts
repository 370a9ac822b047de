import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choose } from '../../src/letter/choose/choose.ts'
import type { Appearance, Candidate } from '../../src/letter/types.ts'
import type { Derived } from '../../src/people/derive/types.ts'
import { alikeAmong } from '../../src/people/judge/alike.ts'
import { rank } from '../../src/people/judge/rank.ts'
import type { Decision } from '../../src/people/types.ts'
import { at, daysAgo, know, mail, meeting, now, talk } from '../people/derive/life.ts'

const place = { timeZone: 'UTC', locale: null }
const work = 'Maren Okafor <maren@okafor.example>'
const home = 'Okafor Maren <m.o@home.example>'
const same: Record<string, readonly Decision[]> = {
  'maren@okafor.example': [{ kind: 'merge', at: daysAgo(1), with: 'm.o@home.example' }],
}

/** Whom the letter of now names, by address. */
async function named(
  { people }: Derived,
  appearances: ReadonlyMap<string, readonly Appearance[]> = new Map(),
): Promise<readonly string[]> {
  const alike = alikeAmong(people)
  const picks = await choose({
    candidates: people
      .filter(({ kind, state }) => kind === 'person' && state === 'active')
      .map(
        (person): Candidate => ({
          id: person.address,
          person,
          appearances: [person, ...alike(person)].flatMap(({ address }) => appearances.get(address) ?? []),
        }),
      ),
    alike,
    count: 3,
    now,
    ...place,
    historyReadBackTo: daysAgo(2000),
    historyYears: 5,
    passedOver: new Set(),
    pinned: new Set(),
    points: async () => [{ kind: 'note', label: 'Note', text: 'Text.', evidence: [] }],
  })
  return picks.map(({ candidate }) => candidate.person.address)
}
const why = (derived: Derived, address: string) =>
  rank(at(derived, address), now, daysAgo(2000), { ...place, alike: alikeAmong(derived.people) }).why

const long = [400, 390, 380, 370, 200]
const both = [...talk(work, long), ...talk(home, [500, 490, 480, 190])]

describe('two entries that may be one human', () => {
  test('wait for a tap', async () => {
    const { people } = await know(both)
    expect(people.map(({ maybe }) => maybe.length)).toEqual([1, 1])
  })

  test('are never both in one letter', async () => {
    expect(await named(await know(both))).toHaveLength(1)
  })

  test('nor one after the other in letters of the next weeks', async () => {
    const before = new Map([['maren@okafor.example', [{ at: daysAgo(7), outcome: null }]]])
    expect(await named(await know(both), before)).toEqual([])
  })

  test('are not quiet while one of them writes, and the page says with whom', async () => {
    const derived = await know([...talk(work, long), ...talk(home, [500, 490, 480, 5])])
    expect(await named(derived)).toEqual([])
    expect(why(derived, 'maren@okafor.example')).toMatch(
      /^You wrote with .* \(m\.o@home\.example\) on 17 November, who may be the same person\.$/,
    )
  })

  test('are quiet only where the two together would be, who write more seldom than either seems to', async () => {
    const lately = talk(work, [320, 319, 130, 129])
    expect(await named(await know(lately))).toEqual(['maren@okafor.example'])
    const derived = await know([...lately, ...talk(home, [900, 700, 500])])
    expect(await named(derived)).toEqual([])
    expect(why(derived, 'maren@okafor.example')).toMatch(/^With another entry that may be the same person, about every/)
    expect(await named(await know([...lately, ...talk(home, [900, 700, 500])], { decisions: same }))).toEqual([])
  })

  test('are one matter, now finished, where the mail of the one stands in the pause of the other', async () => {
    const paused = [...talk(work, [272]), mail({ days: 182, from: work })]
    expect(await named(await know(paused))).toEqual(['maren@okafor.example'])
    const between = [...paused, mail({ days: 183, from: home })]
    const derived = await know(between)
    expect(await named(derived)).toEqual([])
    expect(why(derived, 'maren@okafor.example')).toMatch(/^It looks like one matter, now finished/)
    expect(await named(await know(between, { decisions: same }))).toEqual([])
  })

  test('are both met soon where one of them is', async () => {
    const derived = await know([...both, meeting({ days: -5, with: [home] })])
    expect(await named(derived)).toEqual([])
    expect(why(derived, 'maren@okafor.example')).toContain('A meeting with')
  })

  test.each<[string, Decision]>([
    ['let go', { kind: 'let_go', at: daysAgo(30) }],
    ['resting', { kind: 'rest', at: daysAgo(30), until: daysAgo(-30) }],
    ['talked to elsewhere', { kind: 'elsewhere', at: daysAgo(30) }],
    ['spoken to', { kind: 'close', at: daysAgo(30) }],
  ])('are both %s where one of them is', async (_, decision) => {
    const derived = await know(both, { decisions: { 'm.o@home.example': [decision] } })
    expect(await named(derived)).toEqual([])
  })

  test('are one human once the owner said so, and two once the owner said that', async () => {
    expect((await know(both, { decisions: same })).people).toHaveLength(1)
    const split: Record<string, readonly Decision[]> = {
      'maren@okafor.example': [{ kind: 'split', at: daysAgo(1), with: 'm.o@home.example' }],
    }
    expect(await named(await know(both, { decisions: split }))).toHaveLength(2)
  })

  test('lend each other no quotes and no counts', async () => {
    const derived = await know([...talk(work, long), ...talk(home, [500, 490, 480, 190], 'Harbour walk')])
    const { activeDays, lastThread } = at(derived, 'maren@okafor.example').relationship
    expect([activeDays, lastThread?.title]).toEqual([5, undefined])
  })
})

const days = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 0, maxLength: 6 })
const touch = fc.record({ day: fc.integer({ min: 0, max: 900 }), mine: fc.boolean() })
const entry = fc.record({
  talks: days,
  single: fc.array(touch, { maxLength: 4 }),
  plan: fc.option(fc.integer({ min: 1, max: 40 })),
})
interface Entry {
  readonly talks: readonly number[]
  readonly single: readonly { readonly day: number; readonly mine: boolean }[]
  readonly plan: number | null
}
const factsOf = (who: string, { talks, single, plan }: Entry) => [
  ...talk(who, talks),
  ...single.map(({ day, mine }) => mail({ days: day, ...(mine ? { to: [who] } : { from: who }) })),
  ...(plan === null ? [] : [meeting({ days: -plan, with: [who] })]),
]
const verdict = fc.constantFrom<readonly Decision[]>(
  [],
  [],
  [{ kind: 'let_go', at: daysAgo(3) }],
  [{ kind: 'close', at: daysAgo(100) }],
)

test('splitting an identity in two never brings a person back earlier', () =>
  fc.assert(
    fc.asyncProperty(entry, entry, verdict, async (one, other, word) => {
      const facts = [...factsOf(work, one), ...factsOf(home, other)]
      const split = await know(facts, { decisions: { 'm.o@home.example': word } })
      if (!(await named(split)).length) return
      const merged = await know(facts, { decisions: { ...same, 'm.o@home.example': word } })
      expect(merged.people).toHaveLength(1)
      expect(await named(merged)).toHaveLength(1)
    }),
    { numRuns: 400 },
  ))
