import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toUtf8 } from '../../src/import/encoding.ts'
import { messagesIn as messagesOfPiece, readEml, readMbox } from '../../src/import/mbox.ts'
import { mostHeaderBytes, type RawMessage } from '../../src/import/mbox-header.ts'
import { headerOf, parseHeader } from '../../src/providers/standard/headers.ts'

const encoder = new TextEncoder()

/** A file in pieces of this size, as a disk or a network hands it over. */
async function* inPieces(text: string, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = encoder.encode(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function messagesIn(text: string, size?: number): Promise<RawMessage[]> {
  const found: RawMessage[] = []
  for await (const message of readMbox(inPieces(text, size))) found.push(message)
  return found
}

const subjectsIn = async (text: string, size?: number) =>
  Promise.all(
    (await messagesIn(text, size)).map(async ({ header }) =>
      header ? headerOf(await parseHeader(header), 'subject') : null,
    ),
  )

const mark = 'From maren@okafor.example Sat Nov 21 08:00:00 +0000 2026'

describe('an mbox file', () => {
  test('is read whatever its messages say: bodies that look like marks, folded lines, either line end, any pieces', async () => {
    const word = fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replace(/[^!-9;-~]/g, 'x') || 'x')
    const subject = fc.array(word, { minLength: 1, maxLength: 30 })
    const bodyLine = fc.oneof(
      fc.string({ maxLength: 80 }).map((text) => text.replace(/[\r\n]/g, ' ')),
      fc.constantFrom('', mark, 'From here on: nothing', '>From before', 'From ', 'Subject: not mine', '--'),
    )
    const message = fc.record({ subject, body: fc.array(bodyLine, { maxLength: 8 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('mboxo', 'mboxrd'),
        fc.integer({ min: 1, max: 300 }),
        async (messages, newline, kind, size) => {
          const escaped = kind === 'mboxrd' ? /^>*From / : /^From /
          const text = messages
            .flatMap((one) => [
              mark,
              `Subject: ${one.subject.join('\n ')}`,
              '',
              ...one.body.map((line) => (escaped.test(line) ? `>${line}` : line)),
              '',
            ])
            .map((line) => line + newline)
            .join('')
            .replace(/\n (?=\S)/g, `${newline} `)
            .replaceAll('\r\r', '\r')
          expect(await subjectsIn(text, size)).toEqual(messages.map((one) => one.subject.join(' ')))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('is not split by prose, a patch or a bare "From" in a body that nobody escaped', async () => {
    const body = [
      'From here on: it rained.',
      'From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001',
      'From: Somebody Else <else@x.example>',
      'From all of us',
      'Note: the end',
    ]
    const text = `${mark}\nSubject: One\n\n${body.join('\n\n')}\n\n${mark}\nSubject: Two\n\n`
    expect(await subjectsIn(text)).toEqual(['One', 'Two'])
  })

  test('may have the bare marks of Thunderbird, and escaped marks of an older hop', async () => {
    const text = `From - Sat Nov 21 08:00:00 2026\nX-Mozilla-Status: 0001\nSubject: One\n\nText\n\nFrom \n>From older hop\nSubject: Two\n\n`
    expect(await subjectsIn(text)).toEqual(['One', 'Two'])
  })

  test('may end anywhere', async () => {
    expect(await subjectsIn(`${mark}\nSubject: One`)).toEqual(['One'])
    expect(await subjectsIn(`${mark}\nSubject: One\n\nText`)).toEqual(['One'])
    expect(await subjectsIn(`${mark}\n`)).toEqual([])
    expect(await subjectsIn('')).toEqual([])
  })

  test('that is none has no messages', async () => {
    expect(await messagesIn('Dear diary,\n\nFrom Monday on\nSubject: x\n')).toEqual([])
  })

  test('with a header beyond 64 KB loses that message and no other', async () => {
    const huge = `X-Huge: ${'a'.repeat(mostHeaderBytes)}\n`
    const many = 'Received: by a long way\n'.repeat(4000)
    const text = [huge, many, 'Subject: Small\n'].map((header) => `${mark}\n${header}\nText\n\n`).join('')
    expect(await subjectsIn(text)).toEqual([null, null, 'Small'])
  })

  test('keeps nothing of a body of a million lines, nor of one line without end', async () => {
    let handed = 0
    async function* generated(): AsyncGenerator<Uint8Array> {
      yield encoder.encode(`${mark}\nSubject: Large\n\n`)
      const lines = encoder.encode(`${'x'.repeat(76)}\n`.repeat(10_000))
      for (let piece = 0; piece < 100; piece++) {
        handed += lines.length
        yield lines
      }
      const endless = new Uint8Array(1_000_000).fill(120)
      for (let piece = 0; piece < 100; piece++) {
        handed += endless.length
        yield endless
      }
      yield encoder.encode(`\n\n${mark}\nSubject: After it\n\n`)
    }
    const before = process.memoryUsage()
    let most = 0
    const found: RawMessage[] = []
    for await (const message of readMbox(generated())) {
      found.push(message)
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      most = Math.max(most, heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers)
    }
    expect(handed).toBeGreaterThan(170_000_000)
    expect(found.map(({ header }) => header && new TextDecoder().decode(header).trim())).toEqual([
      'Subject: Large',
      'Subject: After it',
    ])
    expect(most).toBeLessThan(40_000_000)
  })
})

describe('the marks of an mbox file', () => {
  const header = (subject: string) => `From: a@x.example\nSubject: ${subject}\n\nText\n\n`

  test.each([
    'From 1844347792267117879@xxx',
    'From a@x.example',
    'From nobody',
    'From -',
    'From - Sat Nov 21 08:00:00 2026',
    'From a@x.example 2026-11-21 08:00:00',
    'From a@x.example Sat, 21 Nov 2026 08:00:00 +0100',
    'From a@x.example sáb nov 21 08:00:00 2026',
    'From "Anna Berg"@x.example Sat Nov 21 08:00 2026',
    'From ???@??? Sat Nov 21 08:00:00 2026',
  ])('may read "%s"', async (one) => {
    expect(await subjectsIn(`${one}\n${header('One')}${one}\n${header('Two')}`)).toEqual(['One', 'Two'])
  })

  test('are no lines of prose, whatever follows them', async () => {
    const body = 'From my side\nSubject: nothing\n\nFrom us all,\nNote: the end\n\nFrom Monday\nThings: change\n\n'
    expect(await subjectsIn(`${mark}\nSubject: One\n\n${body}${mark}\n${header('Two')}`)).toEqual(['One', 'Two'])
  })

  test('may come after zeros of a crash, or a byte order mark of a file that was put behind another', async () => {
    const zeros = '\0'.repeat(5000)
    const text = `${mark}\n${header('One')}${zeros}${mark}\n${header('Two')}\uFEFF${mark}\n${header('Three')}`
    for (const size of [1, 1000, 100_000]) expect(await subjectsIn(text, size)).toEqual(['One', 'Two', 'Three'])
  })

  test('inside of a body are none where its length is known and right (mboxcl2)', async () => {
    const body = `Look at this:\n\n${mark}\n${header('Inside')}The end.\n`
    const message = (length: number) => `${mark}\nSubject: One\nContent-Length: ${length}\n\n${body}`
    for (const after of ['', `\n${mark}\n${header('Two')}`])
      expect(await subjectsIn(message(body.length) + after)).toEqual(['One', ...(after ? ['Two'] : [])])
    // A wrong one is not believed, and nothing is lost.
    for (const wrong of [3, body.length - 5, body.length + 40, 99_999_999])
      expect(await subjectsIn(`${message(wrong)}\n${mark}\n${header('Two')}`)).toEqual(['One', 'Inside', 'Two'])
  })

  test('say in which line each message begins', async () => {
    const found = await messagesIn(`${mark}\n${header('One')}${mark}\n${header('Two')}`)
    expect(found.map(({ line }) => line)).toEqual([1, 7])
  })

  test('may be missing before the first message, where a file was cut in two', async () => {
    expect(await subjectsIn(`${header('One')}${mark}\n${header('Two')}`)).toEqual(['One', 'Two'])
  })
})

describe('a file in another encoding', () => {
  const text = `${mark}\nSubject: Grüße\n\nText\n\n${mark}\nSubject: Zoë 漢\n\nText\n`
  const utf16 = (little: boolean) => {
    const bytes = Buffer.from(text, 'utf16le')
    return little ? bytes : bytes.swap16()
  }
  async function subjects(bytes: Uint8Array, size: number) {
    async function* pieces() {
      for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
    }
    const found: (string | undefined)[] = []
    for await (const { header } of readMbox(toUtf8(pieces())))
      found.push(header ? headerOf(parseHeader(header), 'subject') : undefined)
    return found
  }

  test.each([
    ['UTF-8', encoder.encode(text)],
    ['UTF-8 with a mark', encoder.encode(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16(true)],
    ['UTF-16, big end first', utf16(false)],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16(true)])],
    ['UTF-16 with a mark, big end first', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16(false)])],
    ['lines that end in CR', encoder.encode(text.replaceAll('\n', '\r'))],
  ])('is read: %s', async (_, bytes) => {
    for (const size of [1, 7, 100_000]) expect(await subjects(bytes, size)).toEqual(['Grüße', 'Zoë 漢'])
  })
})

describe('a file of one message', () => {
  const header = async (text: string) =>
    new TextDecoder().decode((await readEml(inPieces(text, 7))).header ?? undefined)

  test('is its header, whatever stands before it', async () => {
    const wanted = 'From: a@x.example\nSubject: One'
    expect((await header(`${wanted}\n\nText\n\nSubject: Two\n\n`)).trim()).toBe(wanted)
    expect((await header(`4711      \n${wanted}\n\nText`)).trim()).toBe(wanted)
    expect((await header(`${mark}\n${wanted}\n\nText`)).trim()).toBe(wanted)
    expect((await header(`\r\n${wanted}`)).trim()).toBe(wanted)
  })
})

describe('a header', () => {
  /** Letters up to 255 as one byte each, all others as they are in UTF-8. */
  const raw = (...pieces: readonly (string | readonly number[])[]) =>
    Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'string' ? [...encoder.encode(piece)] : piece)))

  test('with one byte of another time keeps everything else', () => {
    const found = parseHeader(
      raw(
        'Date: Mon, 2 Nov 2026 10:00:00 +0100 (Mitteleurop',
        [0xe4],
        'ische Zeit)\r\nFrom: Jürgen Müller <j@x.example>\r\nSubject: Grüße aus M',
        [0xfc],
        'nchen\n nach Łódź\n',
      ),
    )
    expect(found.map(({ value }) => value)).toEqual([
      'Mon, 2 Nov 2026 10:00:00 +0100 (Mitteleuropäische Zeit)',
      'Jürgen Müller <j@x.example>',
      'Grüße aus München nach Łódź',
    ])
  })

  test('in the character set of the text below it is read in that', () => {
    const subject = [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]
    const type = '\nContent-Type: text/plain;\n\tcharset="koi8-r"\n'
    expect(headerOf(parseHeader(raw('Subject: ', subject, type)), 'subject')).toBe('Привет')
    const japanese = '\x1b$B;3ED\x1b(B'
    expect(headerOf(parseHeader(raw(`Subject: ${japanese}\n`)), 'subject')).toBe('山田')
  })

  test('may have no space behind a colon, lines without one, and rubbish', () => {
    const found = parseHeader(
      raw('x-store-info:J++/A==\nFrom:a@x.example\n', [0, 1, 2, 0xff, 0x80], '\nTo:\n b@x.example'),
    )
    expect(headerOf(found, 'from')).toBe('a@x.example')
    expect(headerOf(found, 'to')).toBe('b@x.example')
  })

  test('in raw bytes is UTF-8, and windows-1252 where it is no UTF-8', async () => {
    const utf8 = await parseHeader(encoder.encode('Subject: Grüße'))
    const latin = await parseHeader(
      Uint8Array.from(
        [...'Subject: Gr', 0xfc, 0xdf, 'e'].map((one) => (typeof one === 'string' ? one.charCodeAt(0) : one)),
      ),
    )
    expect([headerOf(utf8, 'subject'), headerOf(latin, 'subject')]).toEqual(['Grüße', 'Grüße'])
  })
})

test('each message of a file is found again where the first time found it, whatever is around it', async () => {
  const line = fc.oneof(
    fc.constantFrom(
      mark,
      'From a@b.example',
      'From here on: nothing',
      'From',
      '>From x',
      'Subject: one',
      ' folded',
      'Content-Length: 40',
      '',
      '\0\0Subject: two',
      '\ufeffFrom: me@owner.example',
      'x'.repeat(500),
    ),
    fc.string({ maxLength: 30 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 60 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 300 }),
      async (lines, newline, size) => {
        const text = lines.join(newline)
        const bytes = encoder.encode(text)
        for (const { span, header, mark: before } of await messagesIn(text, size)) {
          const again = messagesOfPiece(bytes.subarray(span.from, span.to))
          expect(again.map((one) => [one.mark, one.header])).toEqual([[before, header]])
        }
      },
    ),
    { numRuns: 1_000 },
  )
})
