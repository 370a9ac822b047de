/** Whoever a message names is found, in whichever way their programs wrote them down. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Address } from '../../../src/facts.ts'
import { parseAddresses, parseRecipients, parseSender } from '../../../src/providers/standard/addresses.ts'
import { decode } from '../../../src/providers/standard/encoded-words.ts'
import { isMine } from '../../../src/providers/standard/reading.ts'

/** "Name <address>" for each. */
const people = (value: string) =>
  parseAddresses([value]).map(({ address, name }) => (name === undefined ? address : `${name} <${address}>`))

describe('a header names', () => {
  test.each<[what: string, value: string, named: readonly string[]]>([
    ['somebody with a comma that nobody quoted', 'Foo, Joe <joe@x.example>', ['Foo, Joe <joe@x.example>']],
    ['somebody with a degree', 'Ben Kroll, MD <ben@x.example>', ['Ben Kroll, MD <ben@x.example>']],
    [
      'several with commas that nobody quoted',
      'Foo, Joe, PhD <joe@x.example>, Berg, Anna <anna@x.example>',
      ['Foo, Joe, PhD <joe@x.example>', 'Berg, Anna <anna@x.example>'],
    ],
    [
      'no piece of a name across a semicolon',
      'Berg, Anna; Kroll, Ben <ben@x.example>; carla@x.example',
      ['Kroll, Ben <ben@x.example>', 'carla@x.example'],
    ],
    ['nobody by a list of names', 'Anna, Ben, Carla, Dora <dora@x.example>', ['Dora <dora@x.example>']],
    [
      'nobody by what Exchange wrapped, not even the address inside, which anybody could write so at their own domain',
      'Anna <IMCEASMTP-anna+2Eberg+40x+2Eexample@acme.example>, IMCEAINVALID-Ben+20Kroll@acme.example, c@x.example',
      ['c@x.example'],
    ],
    ['nobody in an empty group', 'undisclosed-recipients:;', []],
    [
      'the members of groups',
      'Team: a@x.example, Ben <b@x.example>;, Choir: c@x.example;',
      ['a@x.example', 'Ben <b@x.example>', 'c@x.example'],
    ],
    [
      'whoever stands behind a label',
      'To: a@x.example, Re: Anna <b@x.example>',
      ['a@x.example', 'Re: Anna <b@x.example>'],
    ],
    ['a nickname in quotes in quotes', '"Anna "Annie" Berg" <a@x.example>', ['Anna "Annie" Berg <a@x.example>']],
    ['a nickname in escaped quotes', '"Anna \\"Annie\\" Berg" <a@x.example>', ['Anna "Annie" Berg <a@x.example>']],
    ['a nickname without quotes around', 'Anna "Annie" Berg <a@x.example>', ['Anna "Annie" Berg <a@x.example>']],
    ['a nickname and a comma', '"Berg, Anna "Annie"" <a@x.example>', ['Berg, Anna "Annie" <a@x.example>']],
    ['quotes around a part', '"Alfred E." Neuman <a@x.example>', ['Alfred E. Neuman <a@x.example>']],
    ['a quote that does not end', '"Anna Berg <a@x.example>', ['Anna Berg <a@x.example>']],
    [
      'a quote that does not end before another',
      '"Anna Berg <a@x.example>, "Foo, Joe" <j@x.example>',
      ['Anna Berg <a@x.example>', 'Foo, Joe <j@x.example>'],
    ],
    [
      'an address that is only a name',
      '"boss@corp.example, x" <eve@x.example>',
      ['boss@corp.example, x <eve@x.example>'],
    ],
    ['an address twice', '"\'anna@x.example\'" <anna@x.example>', ['anna@x.example']],
    ['brackets of Outlook', 'Ben [mailto:ben@x.example], carla@x.example.', ['Ben <ben@x.example>', 'carla@x.example']],
    ['an address in a comment', 'Anna Berg (anna@x.example)', ['Anna Berg <anna@x.example>']],
    ['a name in a comment', 'anna@x.example (Anna (Annie) Berg)', ['Anna (Annie) Berg <anna@x.example>']],
    [
      'comments anywhere',
      'Pete(A nice \\) chap) <pete(his account)@silly.example(his host)>',
      ['Pete <pete@silly.example>'],
    ],
    [
      'a route',
      'Joe <@a.example,@b.example:joe@c.example>, <@d.example:d@e.example>',
      ['Joe <joe@c.example>', 'd@e.example'],
    ],
    ['a scheme', '<mailto:anna@x.example?subject=hi>, SMTP:ben@x.example', ['anna@x.example', 'ben@x.example']],
    [
      'brackets that nobody closed',
      'Anna <anna@x.example, Ben <ben@x.example',
      ['Anna <anna@x.example>', 'Ben <ben@x.example>'],
    ],
    [
      'brackets in brackets',
      '<<anna@x.example>>, Anna <Annie> Berg <a@x.example>',
      ['anna@x.example', 'Anna Annie Berg <a@x.example>'],
    ],
    ['a comma that is missing', 'Anna <a@x.example> Ben <b@x.example>', ['Anna <a@x.example>', 'Ben <b@x.example>']],
    ['no sign between', 'a@x.example b@x.example', ['a@x.example', 'b@x.example']],
    ['no brackets', 'Anna Berg anna@x.example', ['Anna Berg <anna@x.example>']],
    ['the name behind', '<a@x.example> Anna Berg', ['Anna Berg <a@x.example>']],
    ['spaces in an address', 'anna @ x.example, < ben @ x . example >', ['anna@x.example', 'ben@x.example']],
    [
      'signs of full width',
      '张三<zhang@x.example>；李四＜li＠x．example＞',
      ['张三 <zhang@x.example>', '李四 <li@x.example>'],
    ],
    ['somebody without an @, and others', 'Joe <joe>, Anna Berg, <>, , ; Ben <ben@x.example>', ['Ben <ben@x.example>']],
    ['an encoded comma', '=?iso-8859-1?Q?D=F6e,_Jane?= <j@x.example>', ['Döe, Jane <j@x.example>']],
    ['words around a comma', '=?utf-8?Q?D=C3=B6e?=, =?utf-8?Q?Jane?= <j@x.example>', ['Döe, Jane <j@x.example>']],
    ['an encoded word in quotes', '"=?utf-8?Q?D=C3=B6e=2C_Jane?=" <j@x.example>', ['Döe, Jane <j@x.example>']],
    ['an entry that is encoded whole', '=?utf-8?Q?Anna_Berg_<anna=40x.example>?=', ['Anna Berg <anna@x.example>']],
    [
      'a domain in letters and as the DNS has it',
      'j@xn--mller-kva.example, Jo <j@MÜLLER.example>',
      ['Jo <j@müller.example>'],
    ],
    ['somebody with a quoted local part', '"joe"@x.example, "joe smith"@x.example', ['joe@x.example']],
    ['an address of numbers', 'joe@[192.0.2.1]', ['joe@[192.0.2.1]']],
  ])('%s', (_, value, named) => {
    expect(people(value)).toEqual(named)
  })

  test('its sender although the name has a comma that nobody quoted', () => {
    expect(parseSender(['Foo, Joe <joe@x.example>'])).toEqual({ address: 'joe@x.example', name: 'Foo, Joe' })
  })

  test('the same in several headers, none of which reaches into the next', () => {
    expect(parseRecipients(['"Anna <a@x.example>', 'Ben <b@x.example>', '(c@x.example'])).toEqual([
      { address: 'a@x.example', name: 'Anna' },
      { address: 'b@x.example', name: 'Ben' },
      { address: 'c@x.example' },
    ])
  })

  test('no sender that stands in a quote which was cut off', () => {
    expect(parseSender([`"ceo@acme.example, ${'x'.repeat(300_000)}" <other@shop.example>`])).toBeNull()
  })

  test('the owner in either writing of a domain', () => {
    expect(isMine('sam@müller.example', ['sam@xn--mller-kva.example'])).toBe(true)
  })

  test('nobody by letters that only look like Latin ones', () => {
    expect(people('a@xn--80ak6aa92e.com')).toEqual(['a@xn--80ak6aa92e.com'])
  })
})

describe('an encoded word', () => {
  const base64 = (...bytes: readonly number[]) => Buffer.from(bytes).toString('base64')
  test.each([
    ['=?us-ascii?Q?J=C3=BCrgen?=', 'Jürgen'],
    ['=?x-unknown?Q?J=C3=BCrgen?=', 'Jürgen'],
    ['=?utf-8?Q?J=FCrgen?= =?utf-8?Q?_M=C3=BCller?=', 'Jürgen Müller'],
    [`=?utf-8?B?${base64(0x4a, 0xc3)}?= =?utf-8?B?${base64(0xbc, 0x72)}?=`, 'Jür'],
    // Somebody's program could not read one letter, and wrote the sign for that as UTF-8.
    ['=?utf-8?Q?J=EF=BF=BDrgen?=', 'J\u{fffd}rgen'],
    [`=?utf-8?B?${base64(0xef, 0xbf, 0xbd, 0xc4, 0x80)}?=`, '\u{fffd}Ā'],
    ['=?utf-8?Q?J=EF=BF=BDrgen?= =?utf-8?Q?_M=FCller?=', 'J\u{fffd}rgen Müller'],
    ['=?utf-8*en?Q?J=C3=BCrgen?=', 'Jürgen'],
    ['=?utf-8?Q?Joe Foo?=', 'Joe Foo'],
    ['=?koi8-r?B?8NLJ18XU?=', 'Привет'],
    ['=?windows-1251?B?z/Do4uXy?=', 'Привет'],
    ['=?gb2312?B?1cXI/Q==?=', '张三'],
    ['=?iso-2022-jp?B?GyRCOzNFREJATzobKEI=?=', '山田太郎'],
    ['=?iso-8859-2?Q?=A3ukasz?=', 'Łukasz'],
    ['=?iso-8859-15?Q?100_=A4?=', '100 €'],
    ['JÃ¼rgen', 'Jürgen'],
    ['CAFÉ…', 'CAFÉ…'],
    ['=?utf-8?Q?cut', '=?utf-8?Q?cut'],
  ])('%s is %s', (written, meant) => {
    expect(decode(written)).toBe(meant)
  })
})

/** Ways to write somebody down. */
type Style = (person: Required<Address>) => string
const q = (text: string) =>
  [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
const halves = (text: string) => {
  const letters = [...text]
  const middle = Math.ceil(letters.length / 2)
  return [letters.slice(0, middle).join(''), letters.slice(middle).join('')] as const
}
const anybody: readonly Style[] = [
  ({ name, address }) => `"${name}" <${address}>`,
  ({ name, address }) => `"${name.replaceAll(' ', '\\ ')}"<${address.toUpperCase()}>`,
  ({ name, address }) => `${name} <${address}>`,
  ({ name, address }) => `'${name}' <'${address}'>`.replaceAll("'", ''),
  ({ name, address }) => `${name} [mailto:${address}]`,
  ({ name, address }) => `${address} (${name})`,
  ({ name, address }) => `${name} (${address})`,
  ({ name, address }) => `=?UTF-8?Q?${q(name)}?= <${address}>`,
  ({ name, address }) => `"=?utf-8?B?${Buffer.from(name).toString('base64')}?=" <mailto:${address}>`,
  ({ name, address }) =>
    `${halves(name)
      .map((half) => `=?utf-8?b?${Buffer.from(half).toString('base64')}?=`)
      .join('\t')} <${address}>`,
  ({ name, address }) => `${name} (at work) <@relay.example:${address}>`,
  ({ name, address }) => `Group: ${name} <${address}>;`,
  ({ name, address }) => `${name}\t< ${address.replace('@', ' @ ')} >`,
]
/** Those of a name that is the family's, a comma and the first one. */
const turned: readonly Style[] = anybody.slice(0, 3)

const word = fc.constantFrom(
  'Anna',
  'Jürgen',
  'Łukasz',
  'Zoë',
  'Иван',
  '太郎',
  'O’Neil',
  'Jean-Luc',
  'Mc Coy',
  'Nguyễn',
)
const address = fc
  .tuple(fc.nat(9999), fc.constantFrom('x.example', 'müller.example', 'mail.berg.example'))
  .map(([number, host]) => `person${number}@${host}`)
const person = fc.record({
  name: fc.tuple(word, word).map((both) => both.join(' ')),
  address,
  style: fc.constantFrom(...anybody),
})
const family = fc.record({
  name: fc.tuple(word, word).map((both) => both.join(', ')),
  address,
  style: fc.constantFrom(...turned),
})

test('any list of people, each written in any way, reads back as these people', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(person, family), { selector: ({ address: one }) => one, minLength: 1, maxLength: 8 }),
      fc.constantFrom(', ', ',', '; ', ' ,\t', ', , '),
      (list, between) => {
        const value = list.map(({ style, ...one }) => style(one)).join(between)
        expect(parseAddresses([value])).toEqual(list.map(({ name, address: one }) => ({ address: one, name })))
      },
    ),
    { numRuns: 2000 },
  )
})
