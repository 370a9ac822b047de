import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../src/facts.ts'
import { meetings } from '../../src/letter/met-lately.ts'
import type { Decision } from '../../src/people/types.ts'
import { daysAgo, know, mail, meeting, now } from '../people/derive/life.ts'
import { contactsOf } from './points-story.ts'

const jonas = 'Jonas Lind <jonas@halden.example>'
const anna = 'Anna Berg <anna@acme.example>'
const mia = 'Mia Wolf <mia@wolf.example>'
const ben = 'Ben Roth <ben@roth.example>'

async function after(facts: readonly StoredFact[], decisions: Record<string, readonly Decision[]> = {}) {
  const { people } = await know(facts, { decisions })
  return meetings({
    contacts: contactsOf(facts).filter(({ kind, at }) => kind === 'met' && at > daysAgo(31).epochMilliseconds),
    personOf(address) {
      const person = people.find(({ addresses }) => addresses.some((one) => one.address === address))
      return person && { id: person.address, person }
    },
    since: daysAgo(7),
    now,
    timeZone: 'Europe/Berlin',
    locale: null,
  })
}
const texts = async (...args: Parameters<typeof after>) => (await after(...args)).map(({ text }) => text)

describe('after the coffee', () => {
  test('somebody met lately is named with the day', async () => {
    const fact = meeting({ days: 3, with: [jonas] })
    expect(await after([fact])).toEqual([
      {
        personId: 'jonas@halden.example',
        address: 'jonas@halden.example',
        name: 'Jonas Lind',
        firstName: 'Jonas',
        text: 'You met Jonas Lind on Thursday.',
        evidence: [fact.dedupeKey],
      },
    ])
  })
  test('both of a meeting of three, and two people at most', async () => {
    const facts = [meeting({ days: 2, with: [jonas, anna] }), meeting({ days: 4, with: [mia] })]
    expect(await texts(facts)).toEqual(['You met Jonas Lind on Friday.', 'You met Anna Berg on Friday.'])
  })
  test('today is today', async () =>
    expect(await texts([meeting({ days: 0.2, with: [jonas] })])).toEqual(['You met Jonas Lind today.']))
  test.each<[string, readonly StoredFact[], Record<string, readonly Decision[]>?]>([
    ['of a larger group', [meeting({ days: 3, with: [jonas, anna, mia] })]],
    ['of a running series', [meeting({ days: 3, with: [jonas], series: 's' })]],
    ['met twice that month', [meeting({ days: 3, with: [jonas] }), meeting({ days: 20, with: [jonas] })]],
    [
      'met twice, once in a group',
      [meeting({ days: 3, with: [jonas] }), meeting({ days: 9, with: [jonas, anna, mia, ben] })],
    ],
    ['met before the last letter', [meeting({ days: 9, with: [jonas] })]],
    ['whose meeting is not over', [meeting({ days: -1, with: [jonas] })]],
    [
      'who is let go',
      [meeting({ days: 3, with: [jonas] })],
      { 'jonas@halden.example': [{ kind: 'let_go', at: daysAgo(1) }] },
    ],
    [
      'who is no person',
      [meeting({ days: 3, with: [jonas] })],
      { 'jonas@halden.example': [{ kind: 'robot', at: daysAgo(1) }] },
    ],
    [
      'whose matters are private',
      [meeting({ days: 3, with: [jonas], title: 'Therapy' }), mail({ from: jonas, days: 40, subject: 'Therapy' })],
    ],
  ])('nobody %s', async (_, facts, decisions) => expect(await texts(facts, decisions)).toEqual([]))
})
