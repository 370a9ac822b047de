import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identify, type Wishes } from '../../../src/people/identity/identity.ts'
import type { Identity } from '../../../src/people/identity/types.ts'
import { at, daysAgo, know, mail, meeting, talk } from '../derive/life.ts'

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
    [
      'with a middle name and its initial',
      id('a@acme.example', 'Anna Maria Berg'),
      id('b@beta.example', 'Anna M. Berg'),
    ],
    [
      'as a son with and without his “Jr.”',
      id('a@acme.example', 'John Smith, Jr.'),
      id('b@beta.example', 'John Smith'),
    ],
    [
      'whatever holds a name together',
      id('a@acme.example', 'Ahmed al-Hassan'),
      id('b@beta.example', 'Ahmed El Hassan'),
    ],
    ['by a name spelled in the address', id('anna.berg@acme.example'), id('ab@beta.example', 'Anna Berg')],
    [
      'by the same distinctive local part',
      id('maren.okafor@acme.example', 'Maren'),
      id('marenokafor@beta.example', 'Maren Okafor'),
    ],
    [
      'by the same first name at the same distinctive local part',
      id('okaforbank@web.de', 'Maren'),
      id('okaforbank@acme.example', 'Maren'),
    ],
    ['whether umlauts are written out', id('j@acme.example', 'Jörg Müller'), id('m@beta.example', 'Joerg Mueller')],
    ['by a full name that is the other’s account', id('a@acme.example', 'Anna Berg'), id('annaberg85@web.de')],
    ['by a full name that was set as an account', id('a@acme.example', 'Anna Berg'), id('x7@beta.example', 'annaberg')],
    [
      'by an account of a code host that the other has set for a name',
      id('123+some-rare-one@users.noreply.github.com', 'Anna Berg'),
      id('ab@beta.example', 'some-rare-one'),
    ],
    [
      'by one account of a code host, with and without its number',
      id('123+ab@users.noreply.github.com', 'Anna'),
      id('ab@users.noreply.github.com', 'A'),
    ],
    [
      'by the same distinctive local part and a short form of the name',
      id('dsandberg@acme.example', 'Bob Sandberg'),
      id('dsandberg@beta.example', 'Robert Sandberg'),
    ],
    [
      'by the same local part at two hosts of one organisation and a slip in the name',
      id('dirk@sun.acme.example', 'Dirk Sandermann'),
      id('dirk@moon.acme.example', 'Dirk Sanderman'),
    ],
    [
      'by the same local part at two hosts of one organisation and a name used now and then',
      {
        ...id('peter@acme.example'),
        names: new Map([
          ['Peter Klein', 50],
          ['Peter Berg', 1],
        ]),
      },
      id('peter@old.acme.example', 'Peter Berg'),
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

describe('somebody who only wrote to the owner', () => {
  const anna = talk('Anna Berg <anna@acme.example>', [400, 300, 200, 100])
  const stranger = mail({ from: 'Anna Berg <anna@fresh.example>', days: 3, subject: 'My new number' })

  test('is not taken for somebody the owner writes to, whatever name or local part they chose, and a tap is asked for', async () => {
    const { people } = await know([...anna, stranger])
    expect(people.map(({ address }) => address)).toEqual(['anna@acme.example', 'anna@fresh.example'])
    expect(people[0]?.maybe).toEqual([{ address: 'anna@fresh.example', reason: 'same full name, Anna Berg' }])
  })
  test('not by the longest account either', () =>
    expect(
      merged([id('maren.okafor.berlin@web.de', 'Maren'), { ...id('marenokaforberlin@gmx.de'), vouched: false }]),
    ).toEqual([]))
  test('is, once the owner has answered there', async () => {
    const { people } = await know([
      ...anna,
      stranger,
      mail({ to: ['anna@fresh.example'], days: 2, thread: stranger.thread }),
    ])
    expect(people.map(({ addresses }) => addresses.length)).toEqual([2])
  })
  test.each([
    ['not by an invitation that stood in the calendar unanswered', 'none', 2],
    ['is, once the owner has agreed to a meeting', 'accepted', 1],
  ] as const)('%s', async (_, mine, count) => {
    const met = { ...meeting({ days: 4, with: ['Anna Berg <anna@fresh.example>'] }), mine }
    expect((await know([...anna, stranger, met])).people).toHaveLength(count)
  })
  test('is, at the same organisation under the same local part', () =>
    expect(
      merged([
        id('anna.berg@acme.example', 'Anna Berg'),
        { ...id('anna.berg@mail.acme.example', 'Anna Berg'), vouched: false },
      ]),
    ).toHaveLength(1))
  test('does not stand between two addresses of somebody, though theirs came first', () =>
    expect(
      merged([
        { ...id('x@fresh.example', 'Anna Berg'), vouched: false },
        id('a@acme.example', 'Anna Berg'),
        id('b@beta.example', 'Anna Berg'),
      ]),
    ).toEqual([['a@acme.example', 'b@beta.example']]))
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
    [
      'with one double first name and no more',
      [id('anna-lena@acme.example', 'Anna-Lena'), id('al@beta.example', 'Anna-Lena')],
    ],
    [
      'where the account is one’s and the name another’s',
      [id('a@acme.example', 'Anna Berg'), id('annaberg@beta.example', 'Tom')],
    ],
    [
      'where a couple uses the account',
      [id('a@acme.example', 'Anna Berg'), id('annaberg@beta.example', 'Anna & Tom Berg')],
    ],
    [
      'with one half of a double first name and no more',
      [id('jp@acme.example', 'Jean-Pierre Dupont'), id('jpd@beta.example', 'Jean-Paul Dupont')],
    ],
    [
      'with the same first and last name and two others between them',
      [id('a@acme.example', 'María José García'), id('b@beta.example', 'García, María Luisa')],
    ],
    [
      'with one name of the family and one syllable of the other, where the family comes first',
      [id('a@acme.example', 'Kim Min-jun'), id('b@beta.example', 'Kim Ye-jun')],
    ],
    [
      'with one title and one last name',
      [id('a@acme.example', 'Eng. Ahmed Hassan'), id('b@beta.example', 'Eng. Mona Hassan')],
    ],
    [
      'with two initials by which a firm tells them apart',
      [id('a@acme.example', 'John A. Smith'), id('b@acme.example', 'Smith, John B')],
    ],
    [
      'with two initials that only the address has',
      [id('john.a.smith@acme.example', 'John Smith'), id('john.b.smith@acme.example', 'John Smith')],
    ],
    ['as father and son', [id('a@acme.example', 'John Smith Sr.'), id('b@beta.example', 'John Smith, Jr.')]],
    [
      'with initials alone before a name in letters that are not Latin',
      [id('a@acme.example', 'И. Петров'), id('b@beta.example', 'И. Петров')],
    ],
    [
      'with one local part at two hosts of a university and two names',
      [id('jan@law.uni.example', 'Jan Berg'), id('jan@art.uni.example', 'Jan Klein')],
    ],
    [
      'with a short name that differs in a letter',
      [id('j@sun.ab.example', 'Jan Berg'), id('j@ab.example', 'Jan Bergh')],
    ],
    ['as functions', [id('support@acme.example', 'Acme Support'), id('support@beta.example', 'Beta Support')]],
    [
      'as holders of one post, of whom one writes under a name',
      [id('president@acme.example', 'Anna Berg'), id('president@beta.example')],
    ],
    ['as two boards', [id('vorstand@acme.example', 'Anna Berg'), id('vorstand@beta.example', 'Anna')]],
    ['as two departments', [id('human.resources@acme.example'), id('human.resources@beta.example')]],
    [
      'as departments that write under the same words',
      [id('a@acme.example', 'Human Resources'), id('b@beta.example', 'Human Resources')],
    ],
    ['as two firms', [id('a@acme.example', 'Hotel Berg'), id('b@beta.example', 'Hotel Berg')]],
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
  test('when others between the same first and last name tell two, and a tap is asked for whoever leaves them out', () => {
    const found = identify(
      [
        id('maria@acme.example', 'Anna Maria Berg'),
        id('luise@beta.example', 'Anna Luise Berg'),
        id('maria@web.de', 'Anna M. Berg'),
        id('am@gmx.de', 'Berg, Anna Maria'),
        id('anna@gmail.com', 'Anna Berg'),
      ],
      nothing,
    )
    expect(found.clusters.map((one) => one.map(({ address }) => address))).toEqual([
      ['maria@acme.example', 'am@gmx.de'],
      ['luise@beta.example'],
      ['maria@web.de'],
      ['anna@gmail.com'],
    ])
    const asked = found.maybe.map(({ a, b }) => [a, b].sort().join(' '))
    expect(asked).toContain('anna@gmail.com maria@acme.example')
    expect(asked).toContain('anna@gmail.com luise@beta.example')
    expect(asked).not.toContain('luise@beta.example maria@acme.example')
  })
  test('but not because of two strangers who write under such names', () =>
    expect(
      merged([
        id('a@acme.example', 'Anna Berg'),
        { ...id('x@fresh.example', 'Anna Q. Berg'), vouched: false },
        { ...id('y@fresh.example', 'Anna Z. Berg'), vouched: false },
        id('b@beta.example', 'Anna Berg'),
      ]),
    ).toEqual([['a@acme.example', 'b@beta.example']]))
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

describe('a tap is asked for', () => {
  test.each([
    [
      'by names in the other order',
      [id('a@acme.example', 'Martin Thomas'), id('b@beta.example', 'Thomas Martin')],
      'alike names, Martin Thomas and Thomas Martin',
    ],
    [
      'by a short form of a name',
      [id('a@acme.example', 'Liz Berg'), id('b@beta.example', 'Elizabeth Berg')],
      'alike names, Liz Berg and Elizabeth Berg',
    ],
    [
      'by a shortened name for an account',
      [id('a@acme.example', 'Anna Sandberg'), id('asandberg@beta.example')],
      'Anna Sandberg as an account, asandberg',
    ],
    [
      'by a local part that is the last name of one of them',
      [id('sandberg@acme.example', 'Anna Sandberg'), id('sandberg@beta.example')],
      'same local part, sandberg',
    ],
    [
      'by a local part that is a last name with an umlaut written out',
      [id('mueller@acme.example', 'Anna Müller'), id('mueller@beta.example')],
      'same local part, mueller',
    ],
    [
      'by a local part that is the first name of one of them',
      [id('jennifer@acme.example', 'Jennifer Berg'), id('jennifer@beta.example', 'Jennifer')],
      'same local part, jennifer',
    ],
    [
      'by a local part at two hosts of one organisation',
      [id('abc@acme.example', 'Anna Berg'), id('abc@old.acme.example')],
      'same local part at acme.example, abc',
    ],
    [
      'by a name of one word that nobody else bears',
      [id('a@acme.example', 'Wintermute'), id('b@beta.example', 'Wintermute')],
      'same name, Wintermute',
    ],
  ])('%s', (_, identities, reason) => {
    const found = identify(identities, nothing)
    expect(found.clusters).toHaveLength(2)
    expect(found.maybe.map((link) => link.reason)).toEqual([reason])
  })
  test('once for two people, however many addresses they have', () => {
    const found = identify(
      [
        id('a@acme.example', 'Liz Berg'),
        id('b@beta.example', 'Liz Berg'),
        id('c@acme.example', 'Elizabeth Berg'),
        id('d@beta.example', 'Elizabeth Berg'),
      ],
      nothing,
    )
    expect(found.clusters).toHaveLength(2)
    expect(found.maybe).toHaveLength(1)
  })
  test('and never again once it is answered with no', () =>
    expect(
      identify([id('a@acme.example', 'Liz Berg'), id('b@beta.example', 'Elizabeth Berg')], {
        ...nothing,
        split: [['b@beta.example', 'a@acme.example']],
      }).maybe,
    ).toEqual([]))
  test('never for a local part that is a first name', () =>
    expect(
      identify([id('andreas@acme.example', 'x99'), id('andreas@beta.example', 'Andreas Berg')], nothing).maybe,
    ).toEqual([]))
})

test('who is one human does not depend on the order in which addresses are given', () => {
  const names = ['Anna Berg', 'Anna', 'Berg, Anna', 'annaberg', 'Bob Roth', 'Robert Roth', 'Roth Bob', 'Anna-Lena']
  const locals = ['anna.berg', 'annaberg85', 'annaberg', 'aberg', 'roth', 'bobroth', 'x7']
  const hosts = ['acme.example', 'sun.acme.example', 'beta.example', 'gmail.com', 'users.noreply.github.com']
  fc.assert(
    fc.property(
      fc.uniqueArray(
        fc
          .record({
            address: fc
              .tuple(fc.constantFrom(...locals), fc.constantFrom(...hosts))
              .map(([local, host]) => `${local}@${host}`),
            names: fc
              .uniqueArray(fc.constantFrom(...names), { maxLength: 3 })
              .map((all) => new Map(all.map((n) => [n, 2]))),
            firstAt: fc.integer({ min: 1, max: 5 }),
          })
          .map((one) => ({ ...one, lastAt: one.firstAt + 10 })),
        { selector: (one) => one.address, maxLength: 8 },
      ),
      (identities) => {
        const found = identify(identities, nothing)
        expect(identify(identities.toReversed(), nothing)).toEqual(found)
        const members = found.clusters.flat()
        expect(members.map(({ address }) => address).sort()).toEqual(identities.map(({ address }) => address).sort())
        for (const [oldest, ...others] of found.clusters) {
          expect(oldest?.reason).toBe('')
          for (const { reason } of others) expect(reason).not.toBe('')
        }
      },
    ),
  )
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
