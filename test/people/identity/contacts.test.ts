/** What the owner's address book says of people: whose addresses belong together, and what somebody is called. */
import { describe, expect, test } from 'vitest'
import type { Listed } from '../../../src/people/address-book.ts'
import { at, know, mail, now, talk } from '../derive/life.ts'

const contact = (name: string, ...addresses: string[]): Listed => ({ names: name ? [name] : [], addresses })
const days = [400, 300, 200, 100]
const many = async (contacts: readonly Listed[], ...who: readonly string[]) =>
  (
    await know(
      who.flatMap((one, place) =>
        talk(
          one,
          days.map((day) => day - place),
        ),
      ),
      { contacts },
    )
  ).people

describe('two addresses in one contact of the owner’s', () => {
  test('are one human, and the younger one says why', async () => {
    const people = await many(
      [contact('Anna Berg', 'anna@acme.example', 'wintermute77@beta.example')],
      'Anna Berg <anna@acme.example>',
      'wintermute77@beta.example',
    )
    expect(people).toHaveLength(1)
    expect(people[0]?.addresses.map(({ reason }) => reason)).toEqual(['', 'one contact of yours has both, Anna Berg'])
  })

  test('are one also where the owner never wrote to the other one: the address book is the owner’s own word', async () => {
    const anna = talk('Anna Berg <anna@acme.example>', days)
    const other = mail({ from: 'Anna Kroll <ak@beta.example>', days: 3 })
    const contacts = [contact('Anna Kroll', 'anna@acme.example', 'ak@beta.example')]
    expect((await know([...anna, other], { contacts })).people).toHaveLength(1)
    expect((await know([...anna, other])).people).toHaveLength(2)
  })

  test('are two again once the owner has said so', async () => {
    const facts = ['anna@acme.example', 'x7@beta.example'].flatMap((one) => talk(one, days))
    const contacts = [contact('Anna Berg', 'anna@acme.example', 'x7@beta.example')]
    const decisions = { 'anna@acme.example': [{ kind: 'split' as const, with: 'x7@beta.example', at: now }] }
    expect((await know(facts, { contacts, decisions })).people).toHaveLength(2)
    expect((await know(facts, { contacts })).people).toHaveLength(1)
  })

  test.each([
    ['an assistant’s', 'Tom Kroll <tom@acme.example>'],
    ['a spouse’s', 'Tom Berg <tom@berg.example>'],
  ])('of which one is %s wait for a tap', async (_, other) => {
    const address = /<(.*)>/.exec(other)?.[1] ?? ''
    const people = await many(
      [contact('Anna Berg', 'anna@acme.example', address)],
      'Anna Berg <anna@acme.example>',
      other,
    )
    expect(people).toHaveLength(2)
    expect(people[0]?.maybe).toEqual([{ address, reason: 'one contact of yours has both, Anna Berg' }])
  })

  test.each([
    ['a family', [contact('Anna and Tom Berg', 'anna@acme.example', 'tom@beta.example')]],
    ['a company', [{ ...contact('Acme', 'anna@acme.example', 'tom@beta.example'), group: true }]],
    ['a firm by its name', [contact('Berg & Kroll GmbH', 'anna@acme.example', 'tom@beta.example')]],
    [
      'two who share an address at home',
      [
        contact('Anna Berg', 'anna@acme.example', 'home@berg.example'),
        contact('Tom Berg', 'tom@beta.example', 'home@berg.example'),
      ],
    ],
    [
      'a list',
      [
        contact(
          '',
          'anna@acme.example',
          'tom@beta.example',
          ...Array.from({ length: 9 }, (_, at) => `${at}@c.example`),
        ),
      ],
    ],
  ])('of %s join nobody', async (_, contacts) => {
    const people = await many(contacts, 'anna@acme.example', 'tom@beta.example', 'home@berg.example')
    expect(people.map(({ addresses }) => addresses.length)).toEqual([1, 1, 1])
  })

  test('of whom nobody ever heard make nobody', async () => {
    const people = await many([contact('Mia Lund', 'mia@lund.example', 'ml@lund.example')], 'anna@acme.example')
    expect(people.map(({ address }) => address)).toEqual(['anna@acme.example'])
  })

  test('are found under whatever spelling of the mailbox', async () => {
    const people = await many(
      [contact('Anna Berg', 'a.nna@googlemail.com', 'berg77x@beta.example')],
      'anna+news@gmail.com',
      'berg77x@beta.example',
    )
    expect(people).toHaveLength(1)
  })
})

describe('the name of a contact', () => {
  test.each([
    ['a bare address', 'x7@beta.example', 'Anna Berg', 'Anna Berg'],
    ['half a name', 'Anna <x7@beta.example>', 'Dr. Anna Berg', 'Anna Berg'],
    ['what only a machine is called', 'Support Team 24 <x7@beta.example>', 'Anna Berg', 'Anna Berg'],
  ])('beats %s', async (_, who, name, shown) => {
    const facts = talk(who, days)
    const decisions = { 'x7@beta.example': [{ kind: 'person' as const, at: now }] }
    const found = await know(facts, { contacts: [contact(name, 'x7@beta.example')], decisions })
    expect(at(found, 'x7@beta.example').name).toBe(shown)
  })

  test.each([
    ['a whole name on mail', 'Anna Berg <x7@beta.example>', 'Annie From Work'],
    ['a first name that is another one', 'Tom <x7@beta.example>', 'Anna Berg'],
    ['a couple’s', 'Anna and Tom Berg <x7@beta.example>', 'Anna Berg'],
  ])('does not beat %s', async (_, who, name) => {
    const with_ = await know(talk(who, days), { contacts: [contact(name, 'x7@beta.example')] })
    const without = await know(talk(who, days))
    expect(at(with_, 'x7@beta.example').name).toBe(at(without, 'x7@beta.example').name)
  })

  test('is nobody’s where two contacts of different people hold the address, or a firm’s', async () => {
    const facts = talk('x7@beta.example', days)
    const two = [contact('Anna Berg', 'x7@beta.example'), contact('Tom Kroll', 'x7@beta.example')]
    expect(at(await know(facts, { contacts: two }), 'x7@beta.example').name).toBe('x7')
    const firm = [contact('Kroll Travel GmbH', 'x7@beta.example')]
    expect(at(await know(facts, { contacts: firm }), 'x7@beta.example').name).toBe('x7')
  })
})
