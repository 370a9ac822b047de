/** One broken piece of each kind is planted into healthy files: everything else is kept, exactly, and the piece is counted. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Fact, MailFact } from '../../src/facts.ts'
import type { ImportFile } from '../../src/import/files.ts'
import { readFiles } from '../../src/import/reader.ts'
import { toStorable } from '../../src/storable.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const reading = {
  me: ['sam@home.example'],
  subjects: true,
  since: now.subtract({ hours: 24 * 1800 }),
  now,
  timeZone: 'Europe/Berlin',
}

const file = (name: string, bytes: Uint8Array, size = 100_000): ImportFile => ({
  name,
  kind: 'mbox',
  async *open() {
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
  },
})

/** Keeps like the database: what cannot be stored is told; `refuses` throws for a whole batch, as a fault of it would. */
async function read(files: readonly ImportFile[], refuses: (fact: Fact) => boolean = () => false) {
  const kept = new Map<string, MailFact>()
  const tally = await readFiles(files, reading, {
    keep: async (facts) => {
      if (facts.some(refuses)) throw new Error('The database refused a query')
      const checked = facts.map(toStorable)
      for (const { fact } of checked) if (fact?.kind === 'mail') kept.set(fact.id, fact)
      return checked.flatMap(({ skipped }) => skipped ?? [])
    },
    keepContacts: async () => 0,
    forget: async () => {},
    progress: () => {},
  })
  return { tally, kept }
}

const mark = 'From x@y.example Sat Nov 21 08:00:00 2026\n'
const healthy = (place: number) =>
  `${mark}From: Mira <mira${place % 3}@friends.example>\nTo: sam@home.example\nDate: Fri, 20 Nov 2026 08:00:${String(place % 60).padStart(2, '0')} +0000\nSubject: Letter ${place}\nMessage-ID: <whole${place}@x.example>\n\nText ${place}\n\n`

/** What is broken, and why it is left out; undefined for what leaves nothing out. */
const pieces: Readonly<Record<string, readonly [text: string | Uint8Array, reason?: string]>> = {
  'no sender': [`${mark}To: sam@home.example\nDate: Fri, 20 Nov 2026 08:00:00 +0000\n\n`, 'no readable sender'],
  'a sender without an address': [
    `${mark}From: Mira <mira>\nDate: Fri, 20 Nov 2026 08:00:00 +0000\n\n`,
    'no readable sender',
  ],
  'no date': ['From -\nFrom: mira@friends.example\nSubject: undated\n\n', 'no readable date'],
  'a date that no calendar has': [
    'From -\nFrom: mira@friends.example\nDate: Fri, 99 Foo 99999 99:99:99 +9999\n\n',
    'no readable date',
  ],
  'a header without end': [`${mark}X-Long: ${'x'.repeat(70_000)}\nFrom: a@x.example\n\n`, 'a header larger than 64 KB'],
  'ten thousand lines of header': [`${mark}${'X-Line: a\n'.repeat(10_000)}\n`, 'a header larger than 64 KB'],
  'zeros of a crash': ['\0'.repeat(3000)],
  'bytes at random': [Uint8Array.from({ length: 999 }, (_, at) => (at * 7919) % 251)],
  'bytes of another encoding': [Buffer.from('Grüße\n\nund mehr\n', 'utf16le')],
  'lines of prose that look like marks': ['From here on\nSubject: none\n\nFrom us\n\n'],
  'an empty message': [`${mark}\n\n`],
  'marks one after the other': [`${mark}${mark}${mark}`],
  'half a character': [Uint8Array.of(0xf0, 0x9f, 10, 10)],
  'a line without end': ['x'.repeat(300_000)],
}

describe('an mbox file', () => {
  test.each(Object.entries(pieces))('with %s planted anywhere keeps all its messages', async (_, [piece, reason]) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(9), fc.integer({ min: 13, max: 5000 }), async (place, size) => {
        const all = Array.from({ length: 9 }, (_, at) => Buffer.from(healthy(at)))
        const planted = [
          ...all.slice(0, place),
          Buffer.concat([Buffer.from(piece), Buffer.from('\n\n')]),
          ...all.slice(place),
        ]
        const calm = await read([file('a.mbox', Buffer.concat(all))])
        const { tally, kept } = await read([file('a.mbox', Buffer.concat(planted), size)])
        expect(kept).toEqual(calm.kept)
        expect(kept.size).toBe(9)
        expect(tally.faults).toEqual([])
        expect(Object.fromEntries(tally.skipped)).toEqual(reason ? { [reason]: 1 } : {})
        if (reason) expect(tally.places.get(reason)?.[0]).toMatch(/^a\.mbox, line \d+$/)
      }),
      { numRuns: 5 },
    )
  })

  test('whose last message is cut off keeps what there is of it, and all others', async () => {
    const text = Array.from({ length: 4 }, (_, at) => healthy(at)).join('')
    for (const cut of [8, 30, 60, 120]) {
      const { tally, kept } = await read([file('a.mbox', Buffer.from(text.slice(0, text.length - cut)))])
      expect([...kept.keys()].slice(0, 3)).toEqual(['whole0@x.example', 'whole1@x.example', 'whole2@x.example'])
      expect(kept.size + [...tally.skipped.values()].reduce((sum, one) => sum + one, 0)).toBe(4)
    }
  })

  test('read twice is the same', async () => {
    const one = file(
      'a.mbox',
      Buffer.from(
        [0, 1, 2]
          .map(healthy)
          .join('')
          .replace(/Message-ID: .*\n/, ''),
      ),
    )
    expect([...(await read([one, one])).kept]).toEqual([...(await read([one])).kept])
  })
})

describe('a message that the database refuses', () => {
  test('ends nothing: it is counted with its place, and all others are kept', async () => {
    const text = Array.from({ length: 30 }, (_, at) => healthy(at)).join('')
    const { tally, kept } = await read([file('a.mbox', Buffer.from(text))], ({ id }) => id === 'whole7@x.example')
    expect(kept.size).toBe(29)
    expect(tally.messages).toBe(29)
    expect(Object.fromEntries(tally.places)).toEqual({ 'a message that could not be stored': ['a.mbox, line 64'] })
  })

  test('like every other ends the import with that fault', async () => {
    const text = Array.from({ length: 3 }, (_, at) => healthy(at)).join('')
    await expect(read([file('a.mbox', Buffer.from(text))], () => true)).rejects.toThrow('The database refused a query')
  })
})

test('a file that breaks off for a reason nobody foresaw is named, and the next one is read', async () => {
  const broken: ImportFile = {
    name: 'broken.mbox',
    kind: 'mbox',
    async *open() {
      yield Buffer.from(healthy(0) + healthy(1))
      throw new TypeError('a stack trace')
    },
  }
  const { tally, kept } = await read([broken, file('next.mbox', Buffer.from(healthy(2)))])
  expect([...kept.keys()]).toEqual(['whole0@x.example', 'whole1@x.example', 'whole2@x.example'])
  expect(tally.faults).toEqual(['broken.mbox is damaged; what came before that is read.'])
})
