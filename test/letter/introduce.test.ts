import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../src/facts.ts'
import { introductions, partsOfTopics } from '../../src/letter/introduce.ts'
import { introductionNote } from '../../src/letter/say/introduce-note.ts'
import type { Decision } from '../../src/people/types.ts'
import { at, know, mail, meeting, talk } from '../people/derive/life.ts'
import { contactsOf } from './points-story.ts'

const ana = 'Ana Ruiz <ana@acme.example>'
const ben = 'Ben Ortiz <ben@halden.example>'
const cleo = 'Cleo Marsh <cleo@third.example>'
const solar = [
  ...talk(ana, [900, 700], 'Hi'),
  ...talk(ana, [300], 'Rooftop solar quotes'),
  ...talk(ana, [200], 'Rooftop solar, part two'),
]
/** A tie of years, about nothing that counts here. */
const years = (who: string) => talk(who, [900, 700, 500], 'Hi')
const bens = [...years(ben), ...talk(ben, [100], 'Our rooftop solar')]

async function found(facts: readonly StoredFact[], decisions: Record<string, readonly Decision[]> = {}) {
  const derived = await know(facts, { decisions })
  const people = derived.people
  return introductions({
    person: at(derived, 'ana@acme.example'),
    candidates: people,
    contacts: contactsOf(facts),
  }).map(({ other, topic, mine, theirs }) => [other.name, topic, mine.title, theirs.title])
}

describe('two people who should meet', () => {
  test('wrote with the owner about the same rare thing, in three threads together', async () => {
    expect(await found([...solar, ...bens])).toEqual([
      ['Ben Ortiz', 'rooftop solar', 'Rooftop solar, part two', 'Our rooftop solar'],
    ])
  })
  test('a long word of these two alone that comes back is enough', async () => {
    const facts = [
      ...[years(ana), years(ben), talk(ana, [300], 'Lastenfahrrad kaufen'), talk(ana, [200], 'Unser Lastenfahrrad')],
      ...[talk(ben, [100], 'Mein Lastenfahrrad'), talk(ben, [90], 'Lastenfahrrad repariert')],
    ].flat()
    expect((await found(facts)).map(([who, topic]) => [who, topic])).toEqual([['Ben Ortiz', 'lastenfahrrad']])
    expect(await found(facts.slice(0, -2))).toEqual([])
  })
  test('a meeting of few is as good as a mail', async () => {
    const met = meeting({ days: 100, with: [ben], title: 'Rooftop solar walk' })
    expect(await found([...solar, ...years(ben), met])).toHaveLength(1)
  })
  test.each<[string, readonly StoredFact[]]>([
    ['one thread with each is chance', [...years(ana), ...talk(ana, [300], 'Rooftop solar quotes'), ...bens]],
    [
      'the same subject answered is one thread',
      [...years(ana), ...talk(ana, [300, 200], 'Rooftop solar quotes'), ...bens],
    ],
    ['they stand on one mail', [...solar, ...bens, mail({ to: [ana, ben], days: 50, subject: 'Hi' })]],
    ['they stand on one mail of many', [...solar, ...bens, mail({ from: cleo, cc: [ana, ben], days: 50 })]],
    ['they were in one meeting', [...solar, ...bens, meeting({ days: 50, with: [ana, ben] })]],
    [
      'they are of one organisation',
      [
        ...solar,
        ...years('Ben Ortiz <ben@acme.example>'),
        ...talk('Ben Ortiz <ben@acme.example>', [100], 'Our rooftop solar'),
      ],
    ],
    [
      'the other never wrote back',
      [...solar, ...[900, 500, 100].map((days) => mail({ to: [ben], days, subject: 'Our rooftop solar' }))],
    ],
    [
      'everybody writes about it',
      [
        ...solar,
        ...bens,
        ...['Dan Fox', 'Eva Holt', 'Finn Lark', 'Gus Moor'].flatMap((name, i) =>
          talk(`${name} <p${i}@place${i}.example>`, [900, 500, 90 + i], 'Rooftop solar'),
        ),
      ],
    ],
    [
      'it is a private matter',
      [
        ...talk(ana, [300], 'Kidney biopsy'),
        ...talk(ana, [200], 'Kidney biopsy two'),
        ...bens,
        ...years(ana),
        ...talk(ben, [90], 'Kidney biopsy'),
      ],
    ],
    [
      'it says nothing',
      [
        ...talk(ana, [300], 'Lunch on Friday'),
        ...talk(ana, [200], 'Lunch'),
        ...years(ana),
        ...years(ben),
        ...talk(ben, [100], 'Lunch'),
      ],
    ],
    [
      'it is somebody’s name',
      [
        ...talk(ana, [300], 'Cleo Marsh'),
        ...talk(ana, [200], 'Cleo Marsh again'),
        ...talk(ben, [100], 'Cleo Marsh'),
        ...years(ana),
        ...years(ben),
        ...years(cleo),
      ],
    ],
    [
      'it went to many',
      [
        ...solar,
        mail({
          from: ben,
          cc: ['x', 'y', 'z', 'w'].map((x) => `${x}@x.example`),
          days: 100,
          subject: 'Our rooftop solar',
        }),
        ...years(ben),
      ],
    ],
  ])('not where %s', async (_, facts) => expect(await found(facts)).toEqual([]))
  test.each(['let_go', 'robot'] as const)('nobody is proposed whom the owner called %s', async (kind) => {
    const decided = {
      'ben@halden.example': [{ kind, at: at(await know(bens), 'ben@halden.example').addresses[0]?.lastAt }],
    }
    expect(await found([...solar, ...bens], decided as Record<string, readonly Decision[]>)).toEqual([])
  })
})

describe('the note that asks one of them first', () => {
  const person = { name: 'Ana Ruiz', address: 'ana@acme.example', exclusions: [] }
  test.each([
    'en',
    'de',
    'fr',
    'es',
    'nl',
  ])('in %s names the other, leaves one gap, and says no more of them', (language) => {
    for (const seed of 'abcdef') {
      const note = introductionNote(person, 'Ben [x] Ortiz', { language, seed })
      expect(note).toContain('Ana')
      expect(note).toContain('Ben x Ortiz')
      expect(note.match(/\[/g)).toHaveLength(1)
      expect(note.split(/\s+/).length).toBeLessThan(60)
      expect(note).not.toMatch(/!|solar|\b(?:her|him|his|she|he)\b/)
    }
  })
})

describe('titles with a part of a word of the person’s', () => {
  const words = ['Rooftop', 'solar', 'quotes', 'Lastenfahrrad', 'Gemüsekiste', 'Re:', 'of', '2026', 'Café', 'Ben']
  const title = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((some) => some.join(' '))
  const days = fc.integer({ min: 1, max: 900 })
  const talks = (who: string) =>
    fc.array(fc.tuple(days, title), { maxLength: 8 }).map((some) => some.flatMap(([at, one]) => talk(who, [at], one)))

  test('are all that it takes to find whom they could be introduced to', async () => {
    await fc.assert(
      fc.asyncProperty(talks(ana), talks(ben), talks(cleo), async (anas, bens, cleos) => {
        const facts = [...years(ana), ...years(ben), ...years(cleo), ...anas, ...bens, ...cleos]
        const derived = await know(facts)
        const person = at(derived, 'ana@acme.example')
        const contacts = contactsOf(facts)
        const of = (some: typeof contacts) =>
          introductions({ person, candidates: derived.people, contacts: some }).map(({ other }) => other.address)
        const isTheirs = ({ others }: (typeof contacts)[number]) =>
          others.some(({ address }) => address === 'ana@acme.example')
        const parts = partsOfTopics(
          person,
          contacts.filter(isTheirs).flatMap((one) => one.title ?? []),
        )
        const holds = (text = '') => !parts || parts.some((part) => text.toLowerCase().includes(part))
        const few = of(contacts.filter((one) => isTheirs(one) || holds(one.title)))
        for (const other of of(contacts)) expect(few).toContain(other)
      }),
      { numRuns: 60 },
    )
  })

  test('are none where a title holds nothing but names, numbers and small words', async () => {
    const derived = await know(solar)
    const person = at(derived, 'ana@acme.example')
    expect(partsOfTopics(person, ['Hi', 'Re: Ana Ruiz', 'About 2026'])).toEqual([])
    expect(partsOfTopics(person, ['Rooftop solar'])).toEqual(['rooftop'])
  })
})
