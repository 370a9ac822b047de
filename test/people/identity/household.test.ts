/** Two who share one address bear both names everywhere, and nothing of one is said to the other. */
import { expect, test } from 'vitest'
import { makeCard } from '../../../src/letter/card.ts'
import { points } from '../../../src/letter/say/points.ts'
import { greetingOf } from '../../../src/people/identity/first-name.ts'
import { bothNames } from '../../../src/people/identity/naming.ts'
import { telling } from '../../letter/points-story.ts'
import { at, daysAgo, know, mail } from '../derive/life.ts'

const address = 'bergs@home.example'
/** Forty of hers and thirty-five of his, each answered. */
const facts = Array.from({ length: 75 }, (_, i) => [
  mail({
    from: `${i < 40 ? 'Anna' : 'Tom'} Berg <${address}>`,
    days: 500 - 4 * i,
    subject: i < 40 ? 'Choir' : 'Boat trip',
  }),
  mail({ to: [address], days: 499 - 4 * i, subject: i < 40 ? 'Re: Choir' : 'Re: Boat trip' }),
]).flat()

test('“Anna Berg” and “Tom Berg” on one address are Anna and Tom Berg', async () => {
  const person = at(await know(facts), address)
  expect(person.name).toBe('Anna and Tom Berg')
  expect(person.exclusions.map(({ kind }) => kind)).toContain('household')
  expect(greetingOf(person)).toBe('Anna and Tom')
})

test('what one of them wrote about does not open a note that both will read', async () => {
  const known = await telling(facts, address)
  const picked = points(known)
  expect(picked.length).toBeGreaterThan(0)
  const reach = { until: daysAgo(0), state: 'read', dated: true } as const
  const { opener, name, firstName } = makeCard({ personId: 'p', telling: known, picked, reach, lead: 'coffee' })
  expect([name, firstName]).toEqual(['Anna and Tom Berg', 'Anna and Tom'])
  expect(opener.text).toMatch(/^Anna and Tom, /)
  expect(opener.text).not.toMatch(/Choir|Boat/)
})

test.each([
  [{ 'Anna Berg': 40, 'Tom Berg': 35 }, 'Anna and Tom Berg'],
  [{ 'Berg, Anna': 40, 'Tom Berg': 35 }, 'Anna and Tom Berg'],
  [{ 'Anna Berg': 40, 'Tom Kroll': 35 }, undefined],
  [{ Anna: 4, Tom: 3 }, 'Anna and Tom'],
  [{ 'Anna Berg': 40, 'A. Berg': 5, 'Anna M. Berg': 3 }, undefined],
  [{ 'Anna & Tom Berg': 4, 'Tom Berg': 3 }, undefined],
] as const)('%j are %s', (signed, expected) => {
  expect(bothNames(new Map(Object.entries(signed)))).toBe(expected)
})
