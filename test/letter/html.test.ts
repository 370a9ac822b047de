import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { type Composing, compose } from '../../src/letter/compose.ts'
import { headersOf } from '../../src/letter/paper/headers.ts'
import { toHtml } from '../../src/letter/paper/html.tsx'
import { toText } from '../../src/letter/paper/text.ts'
import type { Card } from '../../src/letter/types.ts'
import { cleanText } from '../../src/text.ts'
import { parseHtml } from '../support/html.ts'
import { composing, jonas, links, maren, origin, priya, teo } from './letter-made.ts'

const write = (change: Partial<Composing> = {}) => toHtml(compose({ ...composing, ...change }), links)
const linksIn = (html: string) => parseHtml(html, origin).links
const labels = (card: Card) =>
  linksIn(write({ cards: [card], met: [], notices: [] }))
    .map(({ text }) => text)
    .filter((text) => !/unsubscribe|stored|change/i.test(text))

/** Names of tags and attributes in order: what a hostile text would change if it got through. */
const skeleton = (html: string) =>
  [...html.matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name, attributes = '']) =>
      `${name} ${[...attributes.matchAll(/([\w:-]+)="/g)].map(([, key]) => key).join(' ')}`,
  )

describe('the button of a card says what it does', () => {
  const quiet = ['Not now', 'We’ve spoken', 'We talk elsewhere', 'Don’t suggest again']

  test('an open question opens the message', () => {
    expect(labels(maren)).toEqual(['Open the message', 'Plan a coffee', 'Just write', ...quiet])
    expect(linksIn(write())).toContainEqual({ text: 'Open the message', href: maren.message })
  })

  test('mostly it plans a coffee', () => {
    expect(labels(teo)).toEqual(['Plan a coffee with Teo', 'Just write', ...quiet])
  })

  test('after a long silence it offers a note that asks for nothing', () => {
    expect(labels(priya)).toEqual(['Write to Priya, asking for nothing', 'Plan a coffee', ...quiet])
  })

  test('where the message cannot be opened, it plans a coffee', () => {
    expect(labels({ ...teo, lead: 'open' })[0]).toBe('Plan a coffee with Teo')
  })
})

describe('the letter as html', () => {
  test('every link of it stands in the text too, and every link of the text in it', () => {
    const letter = compose(composing)
    const inText = toText(letter, links).match(/https?:\/\/\S+/g) ?? []
    const inHtml = linksIn(toHtml(letter, links)).map(({ href }) => href)
    expect(new Set(inHtml)).toEqual(new Set(inText))
    expect(inHtml.length).toBeGreaterThan(20)
  })

  test('holds no image, no script, no form and no address but its own links', () => {
    const html = write()
    expect(html).not.toMatch(/<(img|script|iframe|form|link|object|video|svg)\b|url\(|@import|\bon\w+=|data:/i)
    const addresses = [...html.matchAll(/https?:\/\/[^"'<>\s)]+/g)].map(([address]) => address.replaceAll('&amp;', '&'))
    const own = addresses.filter((address) => address.startsWith(origin) || address === maren.message)
    expect(addresses.filter((address) => !own.includes(address))).toEqual([])
  })

  test('unsubscribe stands near the top as well, where a mail program that clips still shows it', () => {
    const html = write()
    expect(html.indexOf(links.unsubscribe)).toBeLessThan(html.indexOf('<h1'))
    expect(html.split(links.unsubscribe)).toHaveLength(3)
  })

  test('on our own pages there is nothing to unsubscribe with, and no host to name', () => {
    const { unsubscribe: _, ...own } = { ...links, settings: '/settings' }
    const html = toHtml(compose(composing), own)
    expect(html).not.toMatch(/unsubscribe/i)
    expect(parseHtml(html, origin).text).toContain('Written on this server from dates')
  })

  test('only the bracket to fill is red; one in a quoted subject is part of the subject', () => {
    const red = [...write({ cards: [maren] }).matchAll(/<span class="red"[^>]*>([^<]*)<\/span>/g)].map(
      ([, text]) => text,
    )
    expect(red).toEqual(['?', '[your answer in a line]'])
  })

  test('two years are a row of 24 cells, hidden from readers and said in words', () => {
    const html = write({ cards: [maren] })
    expect(html.match(/<td[^>]*class="k[0-4]"/g)).toHaveLength(24)
    expect(html.match(/class="k4"/g)).toHaveLength(1)
    expect(parseHtml(html, origin).text).toContain('Most months until April 2026, quiet since.')
  })

  test('has a language, a heading for each person, and the openers in the language of the two', () => {
    const german = { ...teo, opener: { text: 'Teo, das letzte Wort war deins. [deine Antwort]', language: 'de' } }
    const html = write({ cards: [maren, german] })
    expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr"/)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<h2/g)).toHaveLength(3)
    expect(html).toMatch(/<p[^>]*lang="de"[^>]*>Teo, das letzte/)
  })

  test('stays under 80 KB with five people and the longest texts', () => {
    // Nearly every second character takes more than one byte, or five once it is escaped.
    const long = (length: number) => '“Äé & ü” '.repeat(length).slice(0, length)
    const card: Card = {
      ...maren,
      name: long(80),
      firstName: long(60),
      points: Array.from({ length: 3 }, () => ({
        kind: 'last_thread',
        label: 'Shared',
        text: long(300),
        evidence: [],
      })),
      opener: { text: `[your words] ${long(400)}`, language: 'en' },
    }
    const token = 'A'.repeat(22)
    const path = (name: string) => `https://a-rather-long-name-of-a-server.coffee.example.org/${name}/${token}`
    const to = { coffee: path('coffee'), write: path('coffee'), notNow: path('do'), spoken: path('do') }
    const html = toHtml(
      compose({
        ...composing,
        cards: Array(5).fill(card),
        met: [jonas, jonas],
        notices: Array(3).fill(composing.notices[0]),
      }),
      { ...links, card: () => ({ ...to, elsewhere: path('do'), letGo: path('do') }) },
    )
    expect(new TextEncoder().encode(html).length).toBeLessThan(80_000)
  })
})

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style><!--',
  'A\r\nBcc: everyone@evil.example\r\n\r\n<b>hello</b>',
  '{{constructor}} $\u007b7*7} <%= x %> #{x}',
  '\u202egnp.exe\u202c',
  'מרים כהן',
  '&lt;script&gt;&#x3c;',
  'n'.repeat(500),
  '=?utf-8?Q?=0ABcc:_x=40evil.example?=',
]
const cardOf = (text: string): Card => ({
  ...maren,
  name: cleanText(text, 80),
  firstName: cleanText(text, 60),
  points: [{ kind: 'owed_reply', label: 'Still open', text: cleanText(`“${text}” of 12 April.`, 300), evidence: [] }],
  opener: { text: cleanText(`${text.replace(/[[\]“”]/g, '')}, hello.`, 300), language: 'en' },
})
const letterOf = (text: string) =>
  compose({
    ...composing,
    user: { ...composing.user, name: text },
    cards: [cardOf(text)],
    met: [{ ...jonas, firstName: cleanText(text, 60), text: cleanText(`You met ${text}.`, 200) }],
  })
const plainSkeleton = skeleton(toHtml(letterOf('Maren'), links))

describe('what strangers wrote stays text', () => {
  test.each(hostile)('in the html: %j', (text) => {
    const html = toHtml(letterOf(text), links)
    expect(skeleton(html)).toEqual(plainSkeleton)
    expect(linksIn(html).map(({ href }) => href)).toEqual(
      linksIn(toHtml(letterOf('Maren'), links)).map(({ href }) => href),
    )
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    // It is shown as it was written, not swallowed.
    expect(parseHtml(html, origin).text).toContain(cleanText(text, 80).replace(/\s+/g, ' '))
  })

  test('in the html, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
        fc.constantFrom(...hostile),
        (text, bad) => {
          const letter = letterOf(`${text} ${bad}`)
          expect(skeleton(toHtml(letter, links))).toEqual(plainSkeleton)
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each(hostile)('in the whole mail: %j', async (text) => {
    const letter = letterOf(text)
    const transport = createTransport({ streamTransport: true, buffer: true })
    const { message } = await transport.sendMail({
      from: 'Coffee soon <letter@coffee.example.org>',
      to: 'sam@reed.example',
      subject: letter.subject,
      text: toText(letter, links),
      html: toHtml(letter, links),
      headers: headersOf(links, origin),
    })
    const mail = await PostalMime.parse(new Uint8Array(message as Buffer))
    expect(mail.headers.map(({ key }) => key).toSorted()).toEqual(
      [
        'auto-submitted',
        'content-type',
        'date',
        'from',
        'list-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
        'message-id',
        'mime-version',
        'precedence',
        'subject',
        'to',
        'x-auto-response-suppress',
      ].toSorted(),
    )
    expect(mail.subject).toBe(letter.subject)
    expect(mail.to?.map(({ address }) => address)).toEqual(['sam@reed.example'])
    expect(mail.cc).toBeUndefined()
    expect(mail.bcc).toBeUndefined()
    expect(mail.attachments).toEqual([])
    expect(mail.html?.trimEnd()).toBe(toHtml(letter, links).trimEnd())
    expect(mail.text?.trimEnd()).toBe(toText(letter, links).trimEnd())
  })
})
