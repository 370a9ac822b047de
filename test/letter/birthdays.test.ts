import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { allBirthdays, birthdaysOf } from '../../src/letter/birthdays.ts'

const people = [
  { kind: 'person', name: 'Nell Hart', address: 'nell@a.example' },
  { kind: 'person', name: 'Nell Hartmann', address: 'other@a.example' },
  { kind: 'person', name: 'Jürgen Weiß', address: 'jw@a.example' },
  { kind: 'person', name: 'Tom Berg', address: 'tom1@a.example' },
  { kind: 'person', name: 'Tom Berg', address: 'tom2@b.example' },
  { kind: 'person', name: 'Anna', address: 'anna@a.example' },
  { kind: 'role', name: 'Front Desk', address: 'desk@a.example' },
] as const
const at = Temporal.Instant.from('2026-11-26T00:00:00Z')
const whose = (title: string) => [...birthdaysOf([{ id: 'b', at, title }], people).keys()]

describe('a birthday in the calendar', () => {
  test.each([
    ['Nell Hart’s birthday', ['nell@a.example']],
    ["Nell Hart's Birthday", ['nell@a.example']],
    ['Nell Harts Geburtstag', ['nell@a.example']],
    ['Geburtstag: Jürgen Weiß', ['jw@a.example']],
    ['Anniversaire de Nell Hart', ['nell@a.example']],
    ['Cumpleaños de Nell Hart', ['nell@a.example']],
    ['Verjaardag van Nell Hart', ['nell@a.example']],
    ['Nell Hartmann birthday', ['other@a.example']],
  ])('%j belongs to the one of that name', (title, owners) => expect(whose(title)).toEqual(owners))
  test.each([
    ['a name that two bear', 'Tom Berg’s birthday'],
    ['a first name alone', 'Anna’s birthday'],
    ['two names', 'Nell Hart and Jürgen Weiß: birthday'],
    ['no word for it', 'Nell Hart'],
    ['a wedding', 'Anniversaire de mariage Nell Hart'],
    ['nobody’s name', 'Happy birthday!'],
    ['what is no person', 'Front Desk birthday'],
  ])('with %s is nobody’s', (_, title) => expect(whose(title)).toEqual([]))
  test('is cited by its oldest entry, once, without a year', () => {
    const entries = [0, 365].map((days) => ({
      id: `b${days}`,
      at: at.subtract({ hours: 24 * days }),
      title: 'Nell Hart’s birthday',
    }))
    expect(birthdaysOf(entries, people).get('nell@a.example')).toEqual([{ id: 'b365', month: 11, day: 26 }])
  })
  test('without a title, where titles are off, is nobody’s', () =>
    expect(birthdaysOf([{ id: 'b', at }], people).size).toBe(0))
})

describe('a birthday of a contact', () => {
  const all = people.map((one) => ({ ...one, addresses: [one.address, `old-${one.address}`] }))
  const contact = (name: string, ...addresses: string[]) => ({ id: 'c', names: [name], addresses, month: 2, day: 29 })
  const known = (...contacts: ReturnType<typeof contact>[]) => allBirthdays({ entries: [], contacts }, all)

  test('belongs to whoever has an address of it, whatever the contact is called', () =>
    expect(known(contact('Nelly', 'old-nell@a.example'))).toEqual(
      new Map([['nell@a.example', [{ id: 'c', month: 2, day: 29 }]]]),
    ))
  test('without an address belongs to whoever alone bears its whole name', () => {
    expect([...known(contact('Hart, Nell')).keys()]).toEqual(['nell@a.example'])
    expect(known(contact('Tom Berg')).size).toBe(0)
    expect(known(contact('Anna')).size).toBe(0)
  })
  test('with the addresses of two people, or of what is no person, is nobody’s', () => {
    expect(known(contact('Nell Hart', 'nell@a.example', 'jw@a.example')).size).toBe(0)
    expect(known(contact('Desk', 'desk@a.example')).size).toBe(0)
  })
  test('on the day that the calendar has is said once', () => {
    const entries = [{ id: 'b', at, title: 'Nell Hart’s birthday' }]
    const same = { ...contact('Nell Hart', 'nell@a.example'), month: 11, day: 26 }
    expect(allBirthdays({ entries, contacts: [same] }, all).get('nell@a.example')).toEqual([
      { id: 'b', month: 11, day: 26 },
    ])
  })
})
