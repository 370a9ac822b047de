import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type FactRow, toStoredFact, toStoredFacts } from '../../src/db/fact-rows.ts'

const row = {
  id: 'one',
  userId: 'sam',
  connectionId: 'work',
  externalId: 'x',
  dedupeKey: 'k',
  kind: 'postcard',
  at: Temporal.Instant.from('2026-10-01T08:00:00Z'),
  endsAt: null,
  groupId: null,
  outgoing: false,
  title: null,
  mail: null,
  meeting: null,
  other: null,
  addressCount: 0,
  generation: 0,
} as unknown as FactRow

test('a row that is neither a message nor a meeting is refused, and read past among others', () => {
  expect(() => toStoredFact(row)).toThrow('neither a message nor a meeting')
  expect(toStoredFacts([row])).toEqual([])
})
