import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEml, readMbox } from '../../src/import/mbox.ts'
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
