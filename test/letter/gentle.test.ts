/** Cards as a good friend would have them: near the last word, and without a request where work was lost. */
import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../src/facts.ts'
import { makeCard } from '../../src/letter/card.ts'
import { points } from '../../src/letter/say/points.ts'
import { alikeAmong } from '../../src/people/judge/alike.ts'
import { at, daysAgo, know, mail, talk } from '../people/derive/life.ts'
import { telling } from './points-story.ts'

const anna = 'Anna Berg <anna@acme.example>'
const address = 'anna@acme.example'

async function card(facts: readonly StoredFact[]) {
  const known = await telling(facts, address)
  const reach = { until: daysAgo(0), state: 'read', dated: true } as const
  return makeCard({ personId: 'p', telling: known, picked: points(known), reach, lead: 'coffee' })
}

describe('the last thread', () => {
  const older = talk(anna, [500, 420, 300], 'Harbour walk')

  test('is not one of long before the newest mail', async () => {
    const { points: told } = await card([...older, mail({ from: anna, days: 60, subject: 'Hi' })])
    expect(told.map(({ kind }) => kind)).not.toContain('last_thread')
  })

  test('is the newer one of either alone where that of both lies a season back', async () => {
    const { points: told } = await card([
      ...older,
      mail({ to: [anna], days: 150, subject: 'Garden plans' }),
      ...talk(anna, [100], 'Hi'),
    ])
    expect(told.find(({ kind }) => kind === 'last_thread')?.text).toContain('Garden plans')
  })
})

describe('where work was lost', () => {
  test('nothing of it is quoted, and the note that is offered asks nothing', async () => {
    const facts = [
      ...talk(anna, [400, 300, 200], 'Harbour walk'),
      mail({ from: anna, days: 100, subject: 'I was laid off' }),
    ]
    const { lead, opener, points: told } = await card(facts)
    expect(lead).toBe('write')
    expect(JSON.stringify([opener.text, told])).not.toMatch(/laid off|coffee/i)
  })
})

test('an answer sent while away does not end a silence', async () => {
  const facts = [
    ...talk(anna, [400, 300, 200], 'Harbour walk'),
    mail({ from: anna, days: 2, subject: 'Out of office' }),
  ]
  expect(at(await know(facts), address).relationship.lastAt?.epochMilliseconds).toBeLessThan(
    daysAgo(190).epochMilliseconds,
  )
})

test('a first name one letter off at the same firm holds somebody back, and joins nobody', async () => {
  const facts = [
    ...talk('Kari Spencer <kari@acme.example>', [400, 300, 200]),
    ...talk('Karl Spencer <ks@acme.example>', [30, 5]),
  ]
  const { people } = await know(facts)
  expect(people).toHaveLength(2)
  expect(people.map((one) => alikeAmong(people)(one).length)).toEqual([1, 1])
})
