/** What stands above the next mail to somebody: the last subject that a letter would quote, of the threads in which both wrote. */
import { expect, test } from 'vitest'
import { subjectFor } from '../../src/coffee/note.ts'
import { at, know, mail } from '../people/derive/life.ts'

const anna = 'Anna Berg <anna@acme.example>'
/** A thread in which both wrote, begun so many days ago. */
const both = (subject: string, days: number) => [
  mail({ to: [anna], days, subject, thread: subject }),
  mail({ from: anna, days: days - 1, subject: `Re: ${subject}`, thread: subject }),
]
const above = async (...threads: readonly ReturnType<typeof both>[]) => {
  const person = at(await know(threads.flat().toSorted((a, b) => Number(a.at.since(b.at).sign))), 'anna@acme.example')
  return subjectFor(person)
}

test('is the last one that the two wrote under, without its prefixes', async () => {
  expect(await above(both('Harbour walk plans', 120), both('Studio move', 60))).toBe('Studio move')
})

test('is none that holds an address, a gap to fill or half a page: the good one before it stands there', async () => {
  const good = both('Harbour walk plans', 120)
  for (const subject of [
    'See https://essays.example/harbours',
    'Plans of ben@halden.example',
    'The plan [draft two] of the harbour',
    `Harbours ${'and boats and quays '.repeat(5)}`.trim(),
  ])
    expect(await above(good, both(subject, 60))).toBe('Harbour walk plans')
  expect(await above(both('See www.essays.example', 60))).toBe('Coffee?')
})
