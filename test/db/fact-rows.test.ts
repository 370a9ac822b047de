import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { type FactRow, isFactId, toFactId, toStoredFact, toStoredFacts } from '../../src/db/fact-rows.ts'

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

test('the number of a fact fits its column, and what does not is none', () => {
  for (let index = 0; index < 200; index++) expect(isFactId(toFactId(`c|${index}`))).toBe(true)
  expect(isFactId('-9223372036854775808')).toBe(true)
  for (const text of ['9223372036854775808', '-9999999999999999999', '', '-', '1e3', '0x1', '1;', ' 1', 'f-sam-1'])
    expect([text, isFactId(text)]).toEqual([text, false])
})
