import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { sharersAmong } from '../../../src/people/identity/shared-mailbox.ts'
import { anew, begin, goOn, put } from '../derive/growing.ts'
import { at, know, mail, owner } from '../derive/life.ts'

const anna = `Anna Berg <${owner}>`
const tom = `Tom Hall <${owner}>`
const maren = 'Maren Okafor <maren@okafor.example>'

describe('two names on one’s own sent mail', () => {
  test.each<[string, readonly (readonly [string, number])[], readonly string[]]>([
    [
      'are two people, the more frequent first',
      [
        ['Tom Hall', 40],
        ['Anna Berg', 60],
      ],
      ['Anna Berg', 'Tom Hall'],
    ],
    [
      'also where they share the last one',
      [
        ['Tom Berg', 30],
        ['Anna Berg', 60],
      ],
      ['Anna Berg', 'Tom Berg'],
    ],
    [
      'also as Outlook writes them',
      [
        ['Hall, Tom', 30],
        ['Anna Berg', 60],
      ],
      ['Anna Berg', 'Tom Hall'],
    ],
    [
      'not where one is rare',
      [
        ['Tom Hall', 5],
        ['Anna Berg', 95],
      ],
      [],
    ],
    [
      'not where there is hardly any mail',
      [
        ['Tom Hall', 3],
        ['Anna Berg', 3],
      ],
      [],
    ],
    [
      'not in two spellings',
      [
        ['Anna Müller', 30],
        ['Anna Mueller', 60],
      ],
      [],
    ],
    [
      'not with a slip',
      [
        ['Marcus Reed', 30],
        ['Markus Reed', 60],
      ],
      [],
    ],
    [
      'not in a short form',
      [
        ['Bob Roth', 30],
        ['Robert Roth', 60],
      ],
      [],
    ],
    [
      'not with another last name',
      [
        ['Anna Schmidt', 30],
        ['Anna Berg', 60],
      ],
      [],
    ],
    [
      'not with a double one',
      [
        ['Anna Berg-Schmidt', 30],
        ['Anna Berg', 60],
      ],
      [],
    ],
    [
      'not by the middle name',
      [
        ['Maria Berg', 30],
        ['Anna Maria Lang', 60],
      ],
      [],
    ],
    [
      'not in the other order',
      [
        ['Berg Anna', 30],
        ['Anna Berg', 60],
      ],
      [],
    ],
    [
      'not with an initial, a first name alone, a couple, nobody or a machine',
      [
        ['A. Berg', 30],
        ['Tom', 30],
        ['Anna and Tom Berg', 30],
        ['', 30],
        ['Berg Newsletter', 30],
        ['Anna Berg', 60],
      ],
      [],
    ],
    [
      'not where a list carries another',
      [
        ['Anna via Garden Club', 30],
        ['Anna Berg', 60],
      ],
      [],
    ],
  ])('%s', (_, signed, expected) => {
    expect(sharersAmong(new Map(signed))).toEqual(expected)
  })
})

/** Anna writes with Maren, Tom has a thread of his own with her, and one in which both write. */
const facts: readonly StoredFact[] = [
  mail({ from: anna, to: [maren], days: 100, thread: 'a' }),
  mail({ from: maren, days: 99, thread: 'a' }),
  mail({ from: maren, days: 61, thread: 't' }),
  mail({ from: tom, to: [maren], days: 60, thread: 't' }),
  mail({ from: maren, days: 59, thread: 't' }),
  mail({ from: tom, to: [maren], days: 50, thread: 'both' }),
  mail({ from: maren, days: 49, thread: 'both' }),
  mail({ from: anna, to: [maren], days: 48, thread: 'both' }),
]

describe('in a shared mailbox', () => {
  test('what the other one writes, and what comes into their threads, is no contact', async () => {
    const alone = at(await know(facts), 'maren@okafor.example').relationship
    expect([alone.out, alone.in, alone.threadsByOwner]).toEqual([4, 4, 2])
    const shared = at(await know(facts, { sharedName: 'Anna Berg' }), 'maren@okafor.example').relationship
    expect([shared.out, shared.in]).toEqual([2, 2])
    // The thread that both are in was begun by the other.
    expect(shared.threadsByOwner).toBe(1)
    expect(shared.threadsByThem).toBe(0)
    const other = at(await know(facts, { sharedName: 'Tom Hall' }), 'maren@okafor.example').relationship
    expect([other.out, other.in]).toEqual([2, 3])
  })

  test('going on from a checkpoint says the same, also where a thread is no longer only the other’s', async () => {
    const life = begin(facts)
    life.sharedName = 'Anna Berg'
    await goOn(life, true)
    put(life, mail({ from: tom, to: [maren], days: 1, thread: 'new' }))
    put(life, mail({ from: maren, days: 0.9, thread: 'new' }))
    const went = await goOn(life)
    expect(went.resumed).toBe(true)
    expect(JSON.stringify(went.derived)).toBe(JSON.stringify(await anew(life)))
    put(life, mail({ from: anna, to: [maren], days: 0.5, thread: 't' }))
    const then = await goOn(life)
    expect(then.resumed).toBe(false)
    expect(JSON.stringify(then.derived)).toBe(JSON.stringify(await anew(life)))
  })

  test('a checkpoint made before the answer is not gone on from', async () => {
    const life = begin(facts)
    await goOn(life, true)
    life.sharedName = 'Anna Berg'
    expect((await goOn(life)).resumed).toBe(false)
  })
})
