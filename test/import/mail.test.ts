import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { MailFact } from '../../src/facts.ts'
import { labelOfFile, toLabels } from '../../src/import/labels.ts'
import { parseMessage, type Skip, toFact } from '../../src/import/mail.ts'
import { createThreads } from '../../src/import/threads.ts'
import { parseDate } from '../../src/providers/standard/dates.ts'
import { isMine, type Reading } from '../../src/providers/standard/reading.ts'
import { writeDate, writeMailbox, writeWords } from '../../src/sample/history/mime.ts'
import { cleanText } from '../../src/text.ts'

const reading: Reading = {
  me: ['sam@hartley.example', 'sam.hartley@northlight.example'],
  subjects: true,
  since: Temporal.Instant.from('2016-11-22T00:00:00Z'),
  now: Temporal.Instant.from('2026-11-22T09:00:00Z'),
  timeZone: 'Europe/Berlin',
}
const mark = 'From 1@xxx Sat Nov 21 08:00:00 +0000 2026'
const usual = {
  From: 'Maren Okafor <maren@okafor.example>',
  To: 'Sam Hartley <sam@hartley.example>',
  Subject: 'Studio move',
  Date: 'Fri, 20 Nov 2026 10:00:00 +0100',
  'Message-ID': '<one@okafor.example>',
}

async function read(fields: Readonly<Record<string, string>>, with_: Partial<Reading> = {}): Promise<MailFact | Skip> {
  const header = new TextEncoder().encode(
    Object.entries(fields)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  )
  const parsed = await parseMessage({ mark, header }, { ...reading, ...with_ })
  return typeof parsed === 'string' ? parsed : toFact(parsed, 'thread', { ...reading, ...with_ })
}

async function fact(fields: Readonly<Record<string, string>>, with_: Partial<Reading> = {}): Promise<MailFact> {
  const found = await read(fields, with_)
  if (typeof found === 'string') throw new Error(found)
  return found
}

describe('a message of a file', () => {
  test('is the fact that a connected account would report', async () => {
    expect(await fact(usual)).toEqual({
      kind: 'mail',
      id: 'one@okafor.example',
      thread: 'thread',
      at: Temporal.Instant.from('2026-11-20T09:00:00Z'),
      from: { address: 'maren@okafor.example', name: 'Maren Okafor' },
      to: [{ address: 'sam@hartley.example', name: 'Sam Hartley' }],
      cc: [],
      outgoing: false,
      signals: [],
      messageId: 'one@okafor.example',
      subject: 'Studio move',
      offsetMinutes: 60,
    })
  })

  test('says the same of names, subjects and times as was written, however it was encoded', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((words) =>
        words
          .replace(/[\p{C}\p{Z}\p{M}]+/gu, ' ')
          .normalize('NFC')
          .replace(/=\?|["\\]/g, '')
          .trim(),
      )
      .filter((words) => /[\p{L}\p{N}]/u.test(words) && !words.includes('@') && !/^[(<]|[)>]$|[()<>[\]:;,]/.test(words))
      // Fillers count as letters, and are taken away from whatever a stranger wrote.
      .filter((words) => cleanText(words) === words)
    const zone = fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'UTC')
    const seconds = fc.integer({ min: 1_500_000_000, max: 1_790_000_000 })
    await fc.assert(
      fc.asyncProperty(text, text, zone, seconds, async (name, subject, timeZone, second) => {
        const at = Temporal.Instant.fromEpochMilliseconds(second * 1000)
        const found = await fact({
          ...usual,
          From: writeMailbox({ name, address: 'maren@okafor.example' }),
          Subject: writeWords(subject),
          Date: writeDate(at, timeZone),
        })
        expect(found.from?.name).toBe(name)
        expect(found.subject).toBe(subject)
        expect(found.at.equals(at)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('is the owner’s where it comes from any of their addresses, tags after a plus or not', async () => {
    expect((await fact({ ...usual, From: 'Sam <SAM@Hartley.example>' })).outgoing).toBe(true)
    expect((await fact({ ...usual, From: 'sam+shop@hartley.example' })).outgoing).toBe(true)
    expect((await fact({ ...usual, From: 'sam.hartley@northlight.example' })).outgoing).toBe(true)
    expect((await fact({ ...usual, From: 'samuel@hartley.example' })).outgoing).toBe(false)
    expect(isMine('sam@hartley.example', ['sam+me@hartley.example'])).toBe(true)
  })

  test('is sorted as Gmail’s export says, in the language of the account', async () => {
    const gmail = (labels: string) => ({ 'X-GM-THRID': '1712345678901234567', 'X-Gmail-Labels': labels, ...usual })
    expect((await fact(gmail('Inbox,Category Promotions'))).signals).toEqual(['category-promotions'])
    expect((await fact(gmail('Sent,Opened'))).outgoing).toBe(true)
    expect(await read(gmail('Spam,Unread'))).toBe('spam, bin, chats and drafts')
    expect(await read(gmail('Papierkorb'))).toBe('spam, bin, chats and drafts')
    expect(await read(gmail('=?UTF-8?Q?Entw=C3=BCrfe,Wichtig?='))).toBe('spam, bin, chats and drafts')
    expect(toLabels('=?UTF-8?Q?Archiv=C3=A9s,Envoy=C3=A9?=')).toEqual(['sent'])
    expect(toLabels('Messages envoyés,"Catégorie « Réseaux sociaux »"')).toEqual(['sent', 'social'])
    expect(toLabels('Kategorie: Werbung,Kategorie „Benachrichtigungen“,Posteingang')).toEqual([
      'promotions',
      'updates',
      'inbox',
    ])
    expect(toLabels('Enviados,Categoría: Foros,Sentimental,My Spam Recipes')).toEqual(['sent', 'forums'])
  })

  test('cannot make itself the owner’s by a label of its own', async () => {
    const forged = {
      Received: 'by x; Fri, 20 Nov 2026 09:00:00 +0000',
      'Return-Path': '<e@evil.example>',
      'X-GM-THRID': '1',
      'X-Gmail-Labels': 'Sent',
      ...usual,
    }
    expect((await fact(forged)).outgoing).toBe(false)
    expect((await fact({ 'X-Gmail-Labels': 'Sent', ...usual })).outgoing).toBe(false)
  })

  test('in a file that is named after spam, bin or drafts is left out, and a folder "Sent" makes nobody the owner', () => {
    expect(labelOfFile('Spam.mbox')).toBe('hidden')
    expect(labelOfFile('Entwürfe.mbox.gz')).toBe('hidden')
    expect(labelOfFile('Sent.mbox')).toBeUndefined()
    expect(labelOfFile('All mail Including Spam and Trash.mbox')).toBeUndefined()
  })

  test('that a mail program has deleted, or never sent, is left out', async () => {
    expect(await read({ 'X-Mozilla-Status': '0009', ...usual })).toBe('spam, bin, chats and drafts')
    expect((await fact({ 'X-Mozilla-Status': '0001', ...usual })).subject).toBe('Studio move')
    expect(await read({ 'X-Unsent': '1', ...usual })).toBe('spam, bin, chats and drafts')
  })

  test('without a subject that may be kept has none', async () => {
    expect(await fact(usual, { subjects: false })).not.toHaveProperty('subject')
  })

  test('is the same in every file, and another one where no Message-ID says so', async () => {
    const { 'Message-ID': _, ...nameless } = usual
    const one = await fact(nameless)
    expect((await fact(nameless)).id).toBe(one.id)
    expect((await fact({ ...nameless, Subject: 'Another' })).id).not.toBe(one.id)
    expect(one).not.toHaveProperty('messageId')
  })

  test('that says nothing, or nothing possible, is left out with a reason', async () => {
    expect(await read({ 'X-Nothing': 'here' })).toBe('no readable sender')
    expect(await read({ ...usual, Date: 'Fri, 20 Nov 2009 10:00:00 +0100' })).toBe('older than is read')
    expect(await parseMessage({ mark, header: null }, reading)).toBe('a header larger than 64 KB')
    const header = new TextEncoder().encode('From: a@x.example\nDate: the day before yesterday')
    expect(await parseMessage({ mark: 'From - ', header }, reading)).toBe('no readable date')
  })

  test('with hostile words is harmless text', async () => {
    const found = await fact({
      ...usual,
      From: '=?utf-8?B?RXZlDQpYLUluamVjdGVkOiB5ZXM=?= <eve@hostile.example>',
      Subject: '=?utf-8?Q?Lunch=0D=0ABcc:_all=E2=80=AEgpj.exe?=',
      'Message-ID': `<${'x'.repeat(2000)}>`,
    })
    expect(found.from?.name).toBe('Eve X-Injected: yes')
    expect(found.subject).toBe('Lunch Bcc: allgpj.exe')
    expect(found.messageId?.length).toBeLessThanOrEqual(250)
    const broken = await fact({ ...usual, To: 'a,,;<>"', Cc: 'Team: b@x.example, c@x.example;' })
    expect(broken.cc.map(({ address }) => address)).toEqual(['b@x.example', 'c@x.example'])
    expect(await read({ ...usual, From: '=?x?y?z?=' })).toBe('no readable sender')
  })

  test('never stops the reading, whatever bytes it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (header, line) => {
        const parsed = await parseMessage({ mark: line, header }, reading)
        if (typeof parsed !== 'string') expect((await toFact(parsed, '', reading)).kind).toBe('mail')
      }),
      { numRuns: 300 },
    )
  })
})

describe('the time of a message', () => {
  test.each([
    ['Fri, 20 Nov 2026 10:00:00 +0100', '2026-11-20T09:00:00Z'],
    ['20 Nov 26 10:00 EST', '2026-11-20T15:00:00Z'],
    ['Fri, 20 Nov 2026 10:00:00 GMT (a comment)', '2026-11-20T10:00:00Z'],
    ['Fri,  3 Jul 1998 23:59:60 -0700 (PDT)', '1998-07-04T06:59:59Z'],
  ])('of "%s" is understood', (written, at) => {
    expect(parseDate(written)?.toString()).toBe(at)
  })

  test.each([
    '',
    'yesterday',
    'Fri, 31 Feb 2026 10:00:00 +0000',
    'Fri, 20 Foo 2026 10:00:00 +0000',
    '20 Nov 2026 25:00:00',
  ])('of "%s" is none', (written) => {
    expect(parseDate(written)).toBeNull()
  })

  test('that is impossible is taken from the mark before the message, then from the last hop', async () => {
    const future = { ...usual, Date: 'Fri, 20 Nov 2037 10:00:00 +0100' }
    expect((await fact(future)).at.toString()).toBe('2026-11-21T08:00:00Z')
    const header = new TextEncoder().encode(
      'Received: from a by b; Thu, 19 Nov 2026 07:00:00 +0000\nReceived: from c by a; Mon, 1 Jan 2001 07:00:00 +0000\nFrom: a@x.example\nDate: 1 Jan 1970 00:00:00 +0000',
    )
    const parsed = await parseMessage({ mark: 'From a@x.example', header }, reading)
    expect(typeof parsed === 'string' ? parsed : parsed.at.toString()).toBe('2026-11-19T07:00:00Z')
  })
})

describe('the threads of a file', () => {
  const place = (id: string, ...references: string[]) => ({ id, references })

  test('are what answers what, in any order of the file, and never what has the same subject', () => {
    const all = [place('a'), place('b', 'a'), place('c', 'a', 'b'), place('d', 'c'), place('x'), place('y', 'x')]
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(5), (shuffled, mine) => {
        const threads = createThreads()
        for (const one of shuffled) threads.add(one, one === all[mine])
        const names = all.map((one) => threads.nameOf(one))
        expect(new Set(names.slice(0, 4)).size).toBe(1)
        expect(new Set(names.slice(4)).size).toBe(1)
        expect(names[0]).not.toBe(names[4])
        expect(all.map((one) => threads.isMine(one))).toEqual(all.map((_, index) => index < 4 === mine < 4))
      }),
    )
  })

  test('may have lost their first message, or run in a circle', () => {
    const threads = createThreads()
    const all = [place('b', 'lost'), place('c', 'lost'), place('p', 'q'), place('q', 'p')]
    for (const one of all) threads.add(one, false)
    const [b, c, p, q] = all.map((one) => threads.nameOf(one))
    expect(b).toBe(c)
    expect(p).toBe(q)
    expect(b).not.toBe(p)
  })

  test('of twenty thousand answers in a row are followed without running out of stack', () => {
    const threads = createThreads()
    for (let index = 20_000; index > 0; index--) threads.add(place(`m${index}`, `m${index - 1}`), index === 1)
    expect(threads.nameOf(place('m20000', 'm19999'))).toBe(threads.nameOf(place('m1', 'm0')))
    expect(threads.isMine(place('m17777', 'm17776'))).toBe(true)
  })

  test('of Gmail’s export have the number that Gmail’s interface gives them', () => {
    const threads = createThreads()
    const one = { ...place('a'), gmail: '1712345678901234567' }
    threads.add(one, true)
    expect(threads.nameOf(one)).toBe(1712345678901234567n.toString(16))
    expect(threads.isMine({ ...place('b'), gmail: '1712345678901234567' })).toBe(true)
    expect(threads.isMine({ ...place('b'), gmail: '2' })).toBe(false)
  })
})
