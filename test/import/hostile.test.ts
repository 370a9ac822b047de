/** A file made to hold the import up is read to its end, and what cannot be read in it is counted. */
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { readFiles } from '../../src/import/reader.ts'
import { readCalendar } from '../../src/providers/standard/calendar/calendar.ts'
import type { Reading } from '../../src/providers/standard/reading.ts'
import { watchLoop } from '../support/watch.ts'

const reading: Reading = {
  me: ['sam@hartley.example'],
  subjects: true,
  since: Temporal.Instant.from('2021-11-22T00:00:00Z'),
  now: Temporal.Instant.from('2026-11-22T09:00:00Z'),
  timeZone: 'Europe/Berlin',
}
const mostMs = 1000
const marks = '\u0316\u0301'

async function* bytes(text: string) {
  const all = new TextEncoder().encode(text)
  for (let start = 0; start < all.length; start += 65_536) yield all.subarray(start, start + 65_536)
}

const eml = (to: string, subject = 'Studio move', from = 'Maren Okafor') =>
  [
    `From: ${from} <maren@okafor.example>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0100',
    '',
    'x',
  ].join('\n')

async function read(text: string) {
  const longest = watchLoop()
  const found: unknown[] = []
  const tally = await readFiles([{ name: 'one.eml', kind: 'eml', open: () => bytes(text) }], reading, {
    keep: async (facts) => {
      found.push(...facts)
      return []
    },
    keepContacts: async () => 0,
    forget: async () => {},
    progress: () => {},
  })
  return { found, skipped: Object.fromEntries(tally.skipped), held: longest() }
}

describe('a message of a file', () => {
  test('whose To holds 300 KB of apostrophes is counted', async () => {
    const { found, skipped, held } = await read(eml("'".repeat(300_000)))
    expect({ found, skipped }).toEqual({ found: [], skipped: { 'a header larger than 64 KB': 1 } })
    expect(held).toBeLessThan(mostMs)
  })

  test.each([
    ['60 KB of apostrophes in To', eml(`x${"'".repeat(60_000)}x@pad.example`)],
    ['marks in turn for a subject', eml('sam@hartley.example', marks.repeat(15_000))],
    [
      'marks in turn for a name',
      eml('sam@hartley.example', 'Studio move', `=?utf-8?Q?${'=CC=96=CC=81'.repeat(500)}?=`),
    ],
    ['quotes without end', eml('"('.repeat(30_000))],
    ['groups within groups', eml('a:'.repeat(30_000))],
    ['lines without a colon', eml(`sam@hartley.example${'\nx'.repeat(30_000)}`)],
    [
      'ids without end',
      `References: ${'<a> '.repeat(7000)}\nIn-Reply-To: ${'<b> '.repeat(7000)}\n${eml('sam@hartley.example')}`,
    ],
  ])('with %s is read', async (_, text) => {
    const { found, skipped, held } = await read(text)
    expect(skipped).toEqual({})
    expect(found).toMatchObject([{ from: { address: 'maren@okafor.example' } }])
    expect(held).toBeLessThan(mostMs)
  })
})

describe('a meeting of a file', () => {
  const calendar = (lines: readonly string[]) =>
    [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:u',
      'DTSTART:20261120T120000Z',
      'DTEND:20261120T130000Z',
      'ATTENDEE:mailto:maren@okafor.example',
      'ATTENDEE:mailto:sam@hartley.example',
      ...lines,
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n')

  test.each([
    ['a title of marks in turn', [`SUMMARY:${marks.repeat(25_000)}`]],
    ['a title of apostrophes', [`SUMMARY:${"'".repeat(300_000)}`]],
    ['a guest named in marks', [`ATTENDEE;CN="${marks.repeat(15_000)}":mailto:jonas@lind.example`]],
    ['an address of apostrophes', [`ATTENDEE:mailto:x${"'".repeat(300_000)}x@pad.example`]],
    ['a folded line without end', [`SUMMARY:a${'\r\n a'.repeat(200_000)}`]],
    ['parameters without end', [`ATTENDEE${';A=B'.repeat(15_000)}:mailto:jonas@lind.example`]],
    ['quotes without end', [`ATTENDEE;CN=${'"'.repeat(60_000)}:mailto:jonas@lind.example`]],
  ])('with %s is read or counted', async (_, lines) => {
    const longest = watchLoop()
    const { facts, skipped } = await readCalendar(bytes(calendar(lines)), reading)
    expect(facts.length + skipped.size).toBe(1)
    expect(longest()).toBeLessThan(mostMs)
  })
})
