/** What was made fast reads text of a sane length as it did before; the slow ways stand here to be compared with. */
import fc from 'fast-check'
import PostalMime, { addressParser, decodeWords } from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { mailbox } from '../../src/people/identity/address.ts'
import { isAnnouncement } from '../../src/people/subjects/subject.ts'
import { parseAddresses, parseRecipients, parseSender } from '../../src/providers/standard/addresses.ts'
import { parseHeader } from '../../src/providers/standard/headers.ts'
import { cleanText, compose, cut, normalise, strip } from '../../src/text.ts'

const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of these is meant by itself, combining or not.
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/gu

const slow = {
  normalise: (address: string) =>
    address
      .toWellFormed()
      .replace(invisible, '')
      .replace(/[\s\p{Cc}]+/gu, '')
      .toLowerCase()
      .normalize('NFC')
      .replace(/^(?:mailto:|[<>"'])+|[<>"';,]+$/g, ''),
  cleanText(text: string, max: number) {
    const plain = text
      .toWellFormed()
      .replace(invisible, '')
      .normalize('NFC')
      .replace(/(\p{M}{4})\p{M}+/gu, '$1')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
    const characters = [...plain]
    return characters.length <= max
      ? plain
      : `${characters
          .slice(0, max - 1)
          .join('')
          .trimEnd()}…`
  },
  mailbox: (local: string) => local.replace(/(?<=.)\+.*$/, ''),
  isAnnouncement: (subject: string) => /^\s*\[[^\]]*(?:announce|news)[^\]]*\]/i.test(subject),
  strip: (text: string) => text.replace(/^["'“”«»\s]+|["'“”«»\s,;]+$/g, ''),
  async parseHeader(text: string) {
    const { headers } = await PostalMime.parse(`${text}\r\n\r\n`)
    return headers.map(({ key, value }) => ({ name: key, value }))
  },
}

const odd = fc.constantFrom(
  ...'<>"\';,:@+.[]()= \t\n\r\0aÅé漢א',
  'mailto:',
  'news',
  '\u0301',
  '\u0316',
  '\u0344',
  '\u200B',
  '\u202E',
  '\u200D',
  '\uFE0F',
  '\uD83D',
  '\u{1F469}',
)
const strange = (maxLength: number) =>
  fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength }).map((parts) => parts.join(''))

describe('the same as before', () => {
  test('an address of up to a thousand characters', () => {
    fc.assert(
      fc.property(strange(60), (one) => {
        expect(normalise(one)).toBe(slow.normalise(one))
      }),
      { numRuns: 3000 },
    )
  })

  test('a text that is not many times longer than it may be', () => {
    fc.assert(
      fc.property(strange(300), fc.constantFrom(1, 2, 24, 80, 120, 4000), (one, max) => {
        // More than thirty marks on one letter are no writing, and their order may come out differently.
        fc.pre(one.length <= 1000 && !/\p{M}{31}/u.test(one.replace(invisible, '')))
        expect(cleanText(one, max)).toBe(slow.cleanText(one, max))
      }),
      { numRuns: 3000 },
    )
  })

  test('a normal form, but for piles of marks', () => {
    fc.assert(
      fc.property(strange(300), fc.constantFrom('NFC' as const, 'NFD' as const), (one, form) => {
        fc.pre(!/\p{M}{31}/u.test(one))
        expect(compose(one, form)).toBe(one.normalize(form))
      }),
    )
  })

  test('the ends of a name, the tag of an address, the tag of a list', () => {
    fc.assert(
      fc.property(strange(40), (one) => {
        expect(strip(one, { start: /["'“”«»\s]/, end: /["'“”«»\s,;]/ })).toBe(slow.strip(one))
        expect(isAnnouncement(one)).toBe(slow.isAnnouncement(one))
        const local = normalise(one.replaceAll('@', ''))
        fc.pre(local !== '')
        expect(mailbox(`${local}@own.example`)).toBe(
          `${slow.mailbox(normalise(`${local}@own.example`).slice(0, -12))}@own.example`,
        )
      }),
      { numRuns: 2000 },
    )
  })

  test('the header of a message of a file', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'Subject: a',
        ' b',
        '\tc',
        'To : x',
        'no colon',
        ': nothing',
        '\u00a0From: y',
        'From:  z  ',
        'a\rb: c\rd',
      ),
      // An escape begins Japanese of the old kind (ISO-2022-JP), which PostalMime reads in no header.
      strange(6).map((text) => {
        const one = text.toWellFormed().replace(/[\r\n\0\uFEFF]/g, '')
        return one.replaceAll('\u001B', '') || 'x'
      }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, end) => {
          const text = lines.join(end)
          expect(parseHeader(new TextEncoder().encode(text))).toEqual(await slow.parseHeader(text))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('the people of a header', () => {
    const people = fc.array(
      fc.constantFrom(
        'anna@acme.example',
        'Anna Berg <anna@acme.example>',
        '"Berg, Anna" <ANNA@acme.example>',
        '=?utf-8?Q?B=C3=A9n,_A?= <ben@acme.example>',
        'Team: a@b.example, c@d.example;',
        'undisclosed-recipients:;',
        'nobody',
        '(comment) e@f.example',
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(people, (all) => {
        const names = addressParser(
          all.join(', ').replace(/=\?[^?\s]+\?[qQ]\?[^?\s]*\?=/g, (word) => word.replaceAll(',', '=2C')),
        )
          .flatMap((item) => item.group ?? [item])
          .flatMap(({ address = '', name }) =>
            address.includes('@') ? [[address.toLowerCase(), decodeWords(name ?? '')]] : [],
          )
        const found = parseRecipients(all)
        expect(found).toEqual(parseAddresses(all))
        expect(new Set(found.map(({ address }) => address))).toEqual(new Set(names.map(([address]) => address)))
      }),
    )
  })
})

describe('a text is cut', () => {
  test('never through a character, and never longer than said', () => {
    fc.assert(
      fc.property(strange(60), fc.integer({ min: 1, max: 60 }), (one, most) => {
        const whole = one.toWellFormed()
        const short = cut(whole, most)
        expect(short.length).toBeLessThanOrEqual(most)
        expect(short.isWellFormed()).toBe(true)
        expect(whole.startsWith(short)).toBe(true)
        expect(short.length).toBeGreaterThanOrEqual(Math.min(whole.length, most - 1))
      }),
    )
  })

  test('with a sign that it goes on, also where nothing of the rest was looked at', () => {
    expect(cleanText(`a${' '.repeat(100_000)}b`)).toBe('a…')
    expect(cleanText(' '.repeat(100_000))).toBe('')
    expect(cleanText(`a${'\u0301\u0316'.repeat(100_000)}`)).toMatch(/^á\p{M}{1,4}…$/u)
    expect(cleanText('\u{1F469}'.repeat(100_000))).toBe(`${'\u{1F469}'.repeat(119)}…`)
  })

  test('an address never into somebody else’s', () => {
    expect(normalise(`${'x'.repeat(2000)}@acme.example`)).toBe('')
    expect(normalise(`${' '.repeat(990)}anna@acme.example.org`)).toBe('')
  })
})

describe('a message to very many', () => {
  const many = Array.from({ length: 10_000 }, (_, place) => `Person ${place} <person${place}@house.example>`)

  test('is one to hundreds', () => {
    const found = parseRecipients([many.join(', ')])
    expect(found).toHaveLength(501)
    expect(found[499]).toEqual({ address: 'person499@house.example', name: 'Person 499' })
  })

  test.each([
    ['a name of 300 KB', `"${"'".repeat(300_000)}" <sam@hartley.example>, ${many.join(', ')}`],
    ['300 KB of commas', `sam@hartley.example${', '.repeat(150_000)}${many.join(', ')}`],
    ['300 KB of a comment', `sam@hartley.example, (${'x'.repeat(300_000)}) ${many.join(', ')}`],
    ['300 KB of junk with commas', `sam@hartley.example, ${'junk, '.repeat(50_000)}${many.join(', ')}`],
    [
      '300 KB of one encoded word',
      `sam@hartley.example, =?utf-8?Q?${'=41'.repeat(100_000)}?= <x@y.example>, ${many.join(', ')}`,
    ],
  ])('never turns into a personal one behind %s', (_, header) => {
    expect(parseRecipients([header]).length).toBeGreaterThanOrEqual(50)
  })

  test('is the same in several headers of one name', () => {
    // One more than is kept, by which it is known that there were more.
    expect(parseRecipients(many).length).toBe(501)
  })

  test('in groups of groups still names everybody', () => {
    const groups = Array.from({ length: 40 }, (_, place) => `G${place}: a${place}@b.example;`)
    expect(parseRecipients([groups.join(' ')]).map(({ address }) => address)).toEqual(
      groups.map((_, place) => `a${place}@b.example`),
    )
  })

  test('whose header names one person in 300 KB names that person, without the name', () => {
    expect(parseRecipients([`"${"'".repeat(300_000)}" <sam@hartley.example>`])).toEqual([
      { address: 'sam@hartley.example' },
    ])
  })

  test('a sender is never cut into another', () => {
    const values = Array.from({ length: 300 }, (_, more) => `${' '.repeat(8000 + more)}<anna@acme.example.org>`)
    const senders = values.flatMap((one) => parseSender([one])?.address ?? [])
    expect(new Set(senders)).toEqual(new Set(['anna@acme.example.org']))
  })

  test('a sender of 300 KB is nobody rather than somebody else', () => {
    expect(parseSender([`"ceo@acme.example ${'x'.repeat(300_000)}" <other@shop.example>`])).toBeNull()
  })
})
