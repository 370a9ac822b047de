import { describe, expect, test } from 'vitest'
import { type Identity, identify, type Wishes } from '../../src/people/identity.ts'
import { at, daysAgo, know, mail, talk } from './life.ts'

const nothing: Wishes = { merge: [], split: [], together: () => false }
let age = 0
const id = (address: string, ...names: string[]): Identity => ({
  address,
  names: new Map(names.map((name) => [name, 3])),
  firstAt: ++age,
  lastAt: age + 1,
})
const merged = (identities: Identity[], wishes: Partial<Wishes> = {}) =>
  identify(identities, { ...nothing, ...wishes })
    .clusters.filter((cluster) => cluster.length > 1)
    .map((cluster) => cluster.map(({ address }) => address).sort())

describe('two addresses are one human', () => {
  test.each([
    ['by the same full name', id('anna@acme.example', 'Anna Berg'), id('anna@beta.example', 'Berg, Anna')],
    ['whatever the accents', id('z@acme.example', 'Zoë Müller'), id('y@beta.example', 'Zoe Muller')],
    ['with and without a middle name', id('a@acme.example', 'Anna Maria Berg'), id('b@beta.example', 'Dr. Anna Berg')],
    ['by a name spelled in the address', id('anna.berg@acme.example'), id('ab@beta.example', 'Anna Berg')],
    [
      'by the same distinctive local part',
      id('maren.okafor@acme.example', 'Maren'),
      id('marenokafor@beta.example', 'Maren Okafor'),
    ],
    ['by one mailbox written in two ways', id('a.berg@gmail.com', 'A'), id('aberg+news@googlemail.com')],
  ])('%s', (_, a, b) => expect(merged([a, b])).toHaveLength(1))
  test('and the younger address says why', () =>
    expect(
      identify([id('anna@acme.example', 'Anna Berg'), id('anna@beta.example', 'Anna Berg')], nothing).clusters,
    ).toEqual([
      [
        { address: 'anna@acme.example', reason: '' },
        { address: 'anna@beta.example', reason: 'same full name, Anna Berg' },
      ],
    ]))
})

describe('two addresses stay two', () => {
  test.each([
    ['with a first name alone', [id('anna@acme.example', 'Anna'), id('anna@beta.example', 'Anna')]],
    [
      'with a local part that is a first name',
      [id('michael@acme.example', 'Michael'), id('michael@beta.example', 'Michael')],
    ],
    [
      'with one local part and two names',
      [id('mberger@acme.example', 'Max Berger'), id('mberger@beta.example', 'Mia Berger')],
    ],
    ['as functions', [id('support@acme.example', 'Acme Support'), id('support@beta.example', 'Beta Support')]],
    ['as a couple', [id('a@acme.example', 'Anna and Tom'), id('b@beta.example', 'Anna and Tom')]],
    [
      'where four people share one of them',
      [id('lab@acme.example', 'Anna Berg', 'Tom Klein', 'Mia Wolf', 'Ben Roth'), id('anna@beta.example', 'Anna Berg')],
    ],
    [
      'where a tool writes in one’s name',
      [id('bot@tool.example', 'Anna Berg via Tool'), id('anna@beta.example', 'Anna Berg')],
    ],
  ])('%s', (_, identities) => expect(merged(identities)).toEqual([]))
  test('when one message showed them side by side, and a tap is asked for', () => {
    const found = identify([id('a@acme.example', 'John Smith'), id('b@beta.example', 'John Smith')], {
      ...nothing,
      together: () => true,
    })
    expect(found.clusters).toHaveLength(2)
    expect(found.maybe).toEqual([{ a: 'a@acme.example', b: 'b@beta.example', reason: 'same full name, John Smith' }])
  })
  test('when the name is at three organisations at once', () => {
    const smiths = ['a@acme.example', 'b@beta.example', 'c@gamma.example'].map((address) => ({
      ...id(address, 'John Smith'),
      firstAt: 1,
      lastAt: 900,
    }))
    expect(merged(smiths)).toEqual([])
    expect(identify(smiths, nothing).maybe).toHaveLength(2)
  })
  test('while three organisations one after the other are a career', () =>
    expect(
      merged([
        id('a@acme.example', 'Jana Vrba'),
        id('b@beta.example', 'Jana Vrba'),
        id('c@gamma.example', 'Jana Vrba'),
      ]),
    ).toHaveLength(1))
})

describe('the owner’s word', () => {
  const pair: readonly [string, string] = ['anna@acme.example', 'anna@beta.example']
  test('splits what would be merged, also by way of a third', () => {
    const three = [
      id('anna@acme.example', 'Anna Berg'),
      id('anna@beta.example', 'Anna Berg'),
      id('ab@gmail.com', 'Anna Berg'),
    ]
    const found = merged(three, { split: [pair] })
    expect(found.some((cluster) => cluster.includes(pair[0]) && cluster.includes(pair[1]))).toBe(false)
  })
  test('merges what nothing speaks for', () =>
    expect(merged([id('anna@acme.example', 'Anna'), id('anna@beta.example', 'Mrs B')], { merge: [pair] })).toEqual([
      [...pair],
    ]))
  test('is heard for a whole person, and the latest on a pair counts', async () => {
    const facts = [
      ...talk('Anna Berg <anna@acme.example>', [90, 60]),
      ...talk('Anna Berg <anna@beta.example>', [40, 30]),
    ]
    const apart = await know(facts, {
      decisions: { 'anna@acme.example': [{ kind: 'split', at: daysAgo(5), with: 'anna@beta.example' }] },
    })
    expect(at(apart, 'anna@acme.example')).not.toBe(at(apart, 'anna@beta.example'))
    const again = await know(facts, {
      decisions: {
        'anna@acme.example': [
          { kind: 'split', at: daysAgo(5), with: 'anna@beta.example' },
          { kind: 'elsewhere', at: daysAgo(4) },
        ],
        'anna@beta.example': [{ kind: 'merge', at: daysAgo(3), with: 'anna@acme.example' }],
      },
    })
    expect(at(again, 'anna@beta.example')).toMatchObject({ address: 'anna@acme.example', state: 'elsewhere' })
  })
})

test('a merged person keeps the oldest address and one rhythm; a message to both counts once', async () => {
  const facts = [
    ...talk('Anna Berg <anna@acme.example>', [90, 60]),
    ...talk('Anna Berg <ab@beta.example>', [40]),
    mail({ to: ['anna@acme.example', 'ab@beta.example'], days: 20 }),
  ]
  const found = await know(facts)
  const anna = at(found, 'ab@beta.example')
  expect(anna.addresses.map(({ address }) => address)).toEqual(['anna@acme.example', 'ab@beta.example'])
  expect(anna.relationship).toMatchObject({ out: 4, in: 3, activeDays: 4, weight: 7, organisation: 'beta.example' })
})
