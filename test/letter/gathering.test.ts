import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { gatheringOf } from '../../src/letter/gathering.ts'
import type { Contact } from '../../src/letter/types.ts'
import type { Person } from '../../src/people/types.ts'

/** A Monday; the dinner was on Thursday. */
const now = Temporal.Instant.from('2026-11-23T07:00:00Z')
const thursday = Temporal.Instant.from('2026-11-19T18:00:00Z')
const place = { timeZone: 'Europe/Berlin', locale: null }
const guests = ['ana', 'ben', 'cleo', 'dov']

const person = (name: string, firstAt = thursday, more: Partial<Person> = {}) =>
  ({
    ...{ address: `${name}@x.example`, name: `${name[0]?.toUpperCase()}${name.slice(1)} Moor`, kind: 'person' },
    ...{ state: 'active', exclusions: [], relationship: { firstAt }, ...more },
  }) as unknown as Person

const met = (more: Partial<Contact> = {}, who = guests) =>
  ({
    ...{ id: 'm1', kind: 'met', at: thursday.epochMilliseconds, endsAt: thursday.epochMilliseconds + 7_200_000 },
    ...{ title: 'Dinner at Leo’s', others: who.map((name) => ({ address: `${name}@x.example` })) },
    with: who.map((name) => `${name}@x.example`),
    ...more,
  }) as unknown as Contact

function told(contact: Contact, people: readonly Person[], since = now.subtract({ hours: 168 })) {
  const known = new Map(people.map((one) => [one.address, { id: one.address, person: one }]))
  return gatheringOf({ contacts: [contact], personOf: (address) => known.get(address), since, now, ...place })
}
const long = Temporal.Instant.from('2024-01-01T00:00:00Z')
const usual = [person('ana'), person('ben'), person('cleo', long), person('dov', long)]

test('who was new at a dinner of five has one line, and cites it', () => {
  expect(told(met(), usual)).toEqual({
    text: 'You met Ana Moor and Ben Moor on Thursday.',
    about: [
      { personId: 'ana@x.example', address: 'ana@x.example', evidence: ['m1'] },
      { personId: 'ben@x.example', address: 'ben@x.example', evidence: ['m1'] },
    ],
  })
})

test.each([
  ['a funeral', met({ title: 'Funeral of Jo Hart' })],
  ['a hearing', met({ title: 'Hearing, room 4' })],
  ['an interview', met({ title: 'Job interview: designer' })],
  ['of a series', met({ series: 's1' })],
  ['of three', met({}, ['ana', 'ben'])],
  ['of eleven', met({}, [...guests, 'e', 'f', 'g', 'h', 'i', 'j'])],
  ['still to come', met({ endsAt: now.epochMilliseconds + 1 })],
])('nobody is told of a meeting that is %s', (_, contact) => {
  expect(told(contact, usual)).toBeUndefined()
})

test('nor of one that brought nobody new, nor anybody let go or mourned', () => {
  expect(told(met(), [person('cleo', long)])).toBeUndefined()
  expect(told(met(), [person('ana', thursday, { state: 'let_go' })])).toBeUndefined()
  expect(told(met(), [person('ana', thursday, { exclusions: [{ kind: 'mourning', reason: '' }] })])).toBeUndefined()
  expect(told(met(), usual, now.subtract({ hours: 24 }))).toBeUndefined()
})
