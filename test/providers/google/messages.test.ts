/** Headers and labels of Gmail messages, as they really come, read into facts. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { messageSchema, toLabels, toMailFact } from '../../../src/providers/google/messages.ts'
import { parseAddresses } from '../../../src/providers/standard/addresses.ts'

type Headers = readonly (readonly [string, string])[]

function read(headers: Headers, more: { labelIds?: string[]; internalDate?: string; subjects?: boolean } = {}) {
  const message = messageSchema.parse({
    id: 'm1',
    threadId: 't1',
    labelIds: more.labelIds ?? ['INBOX'],
    internalDate: more.internalDate ?? '1772928000123',
    payload: { headers: headers.map(([name, value]) => ({ name, value })) },
  })
  return toMailFact(message, more.subjects ?? true)
}

describe('addresses', () => {
  test.each<[string, string[], object[]]>([
    ['a bare address', ['ada@home.example'], [{ address: 'ada@home.example' }]],
    ['a name', ['Ada Home <Ada@Home.Example>'], [{ address: 'ada@home.example', name: 'Ada Home' }]],
    ['a quoted comma', ['"Home, Ada" <ada@home.example>'], [{ address: 'ada@home.example', name: 'Home, Ada' }]],
    [
      'a comma, a quote and an angle bracket inside an encoded word',
      ['=?UTF-8?Q?Home,_"Ada"_<x@evil.example>?= <ada@home.example>, b@c.example'],
      [{ address: 'ada@home.example', name: 'Home, "Ada" <x@evil.example>' }, { address: 'b@c.example' }],
    ],
    [
      'a comma inside a base64 word',
      ['=?utf-8?B?SG9tZSwgQWRh?= <ada@home.example>'],
      [{ address: 'ada@home.example', name: 'Home, Ada' }],
    ],
    [
      'an old character set, split over two words',
      ['=?ISO-8859-1?Q?Zo=EB?=\r\n =?ISO-8859-1?Q?_=C5ngstr=F6m?= <zoe@latin.example>'],
      [{ address: 'zoe@latin.example', name: 'Zoë Ångström' }],
    ],
    [
      'a group and an empty group',
      ['Choir: Ada <ada@home.example>, bo@choir.example;, undisclosed-recipients:;'],
      [{ address: 'ada@home.example', name: 'Ada' }, { address: 'bo@choir.example' }],
    ],
    ['several headers', ['a@b.example', 'c@d.example'], [{ address: 'a@b.example' }, { address: 'c@d.example' }]],
    [
      'one address twice, the name only the second time',
      ['a@b.example, Ada <A@B.example>'],
      [{ address: 'a@b.example', name: 'Ada' }],
    ],
    ['a name that is the address', ['"A@b.example" <a@b.example>'], [{ address: 'a@b.example' }]],
    ['a comment', ['ada@home.example (Ada Home)'], [{ address: 'ada@home.example', name: 'Ada Home' }]],
    ['no address', ['Ada Home', '<>', 'undisclosed-recipients:;', '<postmaster>'], []],
    ['an umlaut domain', ['Jo <jo@MÜLLER.example>'], [{ address: 'jo@müller.example', name: 'Jo' }]],
    [
      'text that turns round',
      ['"\u202Emoc.elgoog@ytiruces" <bidi@hostile.example>'],
      [{ address: 'bidi@hostile.example', name: 'moc.elgoog@ytiruces' }],
    ],
    [
      'a line break smuggled in',
      ['=?utf-8?B?RXZlDQpYLUluamVjdGVkOiB5ZXM=?= <eve@hostile.example>'],
      [{ address: 'eve@hostile.example', name: 'Eve X-Injected: yes' }],
    ],
  ])('%s', (_, values, expected) => {
    expect(parseAddresses(values.map((value) => value.replace(/\r?\n(?=[ \t])/g, '')))).toEqual(expected)
  })

  test('four hundred recipients are four hundred addresses', () => {
    const all = Array.from({ length: 400 }, (_, place) => `"Guest, ${place}" <guest${place}@party.example>`)
    expect(parseAddresses([all.join(',\r\n ')])).toHaveLength(400)
  })

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '<',
      '>',
      '"',
      ',',
      ';',
      ':',
      '(',
      ')',
      '@',
      '\\',
      ' ',
      '\r\n ',
      '=?',
      '?=',
      '=?utf-8?Q?',
      '=?utf-8?B?',
      '=0D=0A',
      '=E2=80=AE',
    ),
    fc.constantFrom('ada@home.example', '\u202Eevil', '\u0000', '\u200B', '\u{E0041}', '\uD800', 'mailto:'),
  )
  const hostile = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))

  test('whatever stands in a header: it is read without a fault, each address once, nothing in it deceives', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 3 }), (values) => {
        const found = parseAddresses(values)
        expect(new Set(found.map(({ address }) => address)).size).toBe(found.length)
        for (const { address, name = 'x' } of found) {
          expect(address).toMatch(/^[^@\s]+@[^@\s]+$/)
          expect(address).toBe(address.toLowerCase())
          expect(address.length).toBeLessThanOrEqual(254)
          expect(name.trim()).not.toBe('')
          expect([...name].length).toBeLessThanOrEqual(80)
          expect(`${address}${name}`).not.toMatch(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u)
          expect(`${address}${name}`.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('a message of hostile headers becomes a fact or fails to have a sender, never a fault', () => {
    const names = fc.constantFrom(
      'From',
      'Sender',
      'To',
      'Cc',
      'Subject',
      'Date',
      'Message-ID',
      'List-Id',
      'Return-Path',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(names, hostile), { maxLength: 12 }), (headers) => {
        const fact = read(headers)
        const words = JSON.stringify([fact.subject, fact.messageId, fact.from, fact.to, fact.cc])
        expect(words).not.toMatch(/\\u00[01]|[\u202A-\u202E\u2066-\u2069]/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the Date header gives a zone and nothing else', () => {
  test.each([
    ['Sun, 08 Mar 2026 01:00:00 +0100', 60],
    ['Sun, 08 Mar 2026 01:00:00 -0430', -270],
    ['8 Mar 2026 01:00 +0545 (Nepal)', 345],
    ['Sun, 08 Mar 2026 01:00:00 +0000', 0],
    ['Sun, 08 Mar 2026 01:00:00 -0000', undefined],
    ['Sun, 08 Mar 2026 01:00:00 GMT', undefined],
    ['Sun, 08 Mar 2026 01:00:00 +1400', 840],
    ['Sun, 08 Mar 2026 01:00:00 +1401', undefined],
    ['Sun, 08 Mar 2026 01:00:00 -1200', -720],
    ['Sun, 08 Mar 2026 01:00:00 -1300', undefined],
    ['Sun, 08 Mar 2026 01:00:00 +0199', undefined],
    ['08-03-2026', undefined],
    ['the day before yesterday', undefined],
  ])('%s', (date, minutes) => {
    expect(
      read([
        ['From', 'a@b.example'],
        ['Date', date],
      ]).offsetMinutes,
    ).toBe(minutes)
  })

  test('the time is when Gmail took the message in, whatever Date says, also before 1970', () => {
    const at = (internalDate: string) => read([['Date', 'Mon, 01 Jan 2035 00:00:00 +0000']], { internalDate }).at
    expect(at('1772928000123').toString()).toBe('2026-03-08T00:00:00.123Z')
    expect(at('-3600000').toString()).toBe('1969-12-31T23:00:00Z')
  })
})

describe('signals', () => {
  test.each<[string, Headers, string[], string[]]>([
    [
      'none on a plain letter',
      [
        ['From', 'a@b.example'],
        ['Return-Path', '<a@b.example>'],
      ],
      ['INBOX'],
      [],
    ],
    [
      'a list',
      [
        ['List-Id', '<l.example>'],
        ['List-Post', '<mailto:l@l.example>'],
        ['List-Unsubscribe', '<https://l.example>'],
      ],
      [],
      ['list-id', 'list-post', 'list-unsubscribe'],
    ],
    [
      'a list nobody may post to',
      [
        ['list-id', 'x'],
        ['LIST-POST', 'NO (moderated)'],
      ],
      [],
      ['list-id'],
    ],
    [
      'bulk',
      [
        ['Precedence', ' Bulk '],
        ['Feedback-ID', '1:2'],
      ],
      [],
      ['precedence-bulk', 'feedback-id'],
    ],
    [
      'what senders of today add',
      [
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ['BIMI-Selector', 'v=BIMI1; s=brand'],
        ['X-Auto-Response-Suppress', 'OOF, AutoReply'],
        ['Return-Path', '<0102018-7@eu-west-1.AmazonSES.com>'],
      ],
      [],
      ['one-click', 'brand', 'no-answers', 'bulk-service'],
    ],
    [
      'none of it, where it says so or only looks so',
      [
        ['X-Auto-Response-Suppress', 'None'],
        ['Return-Path', '<anna@amazonses.com.example>'],
      ],
      [],
      [],
    ],
    ['first-class is not bulk', [['Precedence', 'first-class']], [], []],
    [
      'an automatic answer',
      [
        ['Auto-Submitted', 'auto-replied'],
        ['Return-Path', '<>'],
      ],
      [],
      ['auto-submitted', 'null-return-path'],
    ],
    ['not automatic', [['Auto-Submitted', 'no']], [], []],
    ['an answer of somebody who is away', [['Precedence', 'auto_reply']], [], ['precedence-bulk']],
    [
      'nothing, where every field is empty',
      [
        ['In-Reply-To', ''],
        ['List-Id', ' '],
        ['List-Unsubscribe', ''],
        ['Auto-Submitted', ''],
        ['Feedback-ID', ''],
      ],
      [],
      [],
    ],
    ['an answer', [['In-Reply-To', '<x@y>']], [], ['reply']],
    [
      'another sender',
      [
        ['From', 'a@b.example'],
        ['Sender', 'Aide <c@b.example>'],
      ],
      [],
      ['sender'],
    ],
    [
      'the same sender',
      [
        ['From', 'A <a@b.example>'],
        ['Sender', 'A@B.example'],
      ],
      [],
      [],
    ],
    ['categories', [], ['CATEGORY_PROMOTIONS', 'CATEGORY_PERSONAL', 'IMPORTANT'], ['category-promotions']],
  ])('%s', (_, headers, labelIds, signals) => {
    expect(read(headers, { labelIds }).signals.toSorted()).toEqual(signals.toSorted())
  })
})

test('labels that decide nothing are left out, and the four that hide are one', () => {
  expect(toLabels(['UNREAD', 'STARRED', 'IMPORTANT', 'Label_7', 'CATEGORY_PERSONAL', 'constructor'])).toEqual([])
  expect(toLabels(['SENT', 'INBOX', 'CATEGORY_FORUMS'])).toEqual(['sent', 'inbox', 'forums'])
  expect(toLabels(['SPAM', 'TRASH', 'CHAT', 'DRAFT'])).toEqual(['hidden'])
})

test('subjects are decoded, kept on one line and cut; with subjects off there is none', () => {
  const subject = (value: string, subjects = true) => read([['Subject', value]], { subjects }).subject
  expect(subject('=?iso-8859-1?Q?Gr=FC=DFe_aus_Malm=F6?=')).toBe('Grüße aus Malmö')
  expect(subject('folded\r\n and folded again')).toBe('folded and folded again')
  expect(subject('=?utf-8?Q?Lunch=0D=0ABcc:_all@x.example?=')).toBe('Lunch Bcc: all@x.example')
  expect([...(subject('💥'.repeat(300)) ?? '')]).toHaveLength(120)
  expect(subject('')).toBeUndefined()
  expect(subject('private', false)).toBeUndefined()
})

test('a Message-ID is kept without its angle brackets, and without a From there is no sender', () => {
  expect(read([['Message-ID', ' <abc@x.example> ']]).messageId).toBe('abc@x.example')
  expect(read([['Message-Id', '']])).not.toHaveProperty('messageId')
  expect(read([['To', 'a@b.example']]).from).toBeNull()
  expect(read([['From', '"MAILER-DAEMON" <>']]).from).toBeNull()
})
