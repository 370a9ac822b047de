/** What cannot be read of a calendar file is said with its file and its line, and everything else of it is kept. */
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Fact } from '../../src/facts.ts'
import { type ImportFile, UnreadableFile } from '../../src/import/files.ts'
import { readFiles } from '../../src/import/reader.ts'
import { summary } from '../../src/import/words.ts'
import type { Reading } from '../../src/providers/standard/reading.ts'

const reading: Reading = {
  me: ['sam@mine.example'],
  subjects: true,
  since: Temporal.Instant.from('2021-11-29T00:00:00Z'),
  now: Temporal.Instant.from('2026-11-29T12:00:00Z'),
  timeZone: 'Europe/Berlin',
}

const meeting = (uid: string, ...lines: readonly string[]) =>
  ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'ATTENDEE:mailto:ana@guest.example', 'END:VEVENT'].join('\r\n')
const calendar = (...parts: readonly string[]) => ['BEGIN:VCALENDAR', ...parts, 'END:VCALENDAR', ''].join('\r\n')
const good = 'DTSTART:20260907T080000Z'

const file = (name: string, text: string, fault?: Error): ImportFile => ({
  name,
  kind: 'ics',
  async *open() {
    yield new TextEncoder().encode(text)
    if (fault) throw fault
  },
})

async function read(...files: readonly ImportFile[]) {
  const kept: Fact[] = []
  const tally = await readFiles(files, reading, {
    keep: async (facts) => {
      kept.push(...facts)
      return []
    },
    keepContacts: async () => 0,
    forget: async () => {},
    progress: () => {},
  })
  return { tally, facts: kept, kept: kept.map(({ id }) => id) }
}

describe('a calendar file', () => {
  test('says which of its lines could not be read, and keeps the others', async () => {
    const { tally, kept } = await read(
      file('work.ics', calendar(meeting('a', good), meeting('b', 'DTSTART:soon'), meeting('c', good))),
      file('home.ics', calendar(...Array.from({ length: 9 }, (_, at) => meeting(`h${at}`)), meeting('d', good))),
    )
    expect(kept).toEqual(['a', 'c', 'd'])
    const people = { ties: 0, others: 0, robots: 0, lists: 0, roles: 0 }
    const letter = {} as Parameters<typeof summary>[0]['letter']
    expect(
      summary({ tally, people, found: [], letter, added: { mail: 0, meeting: 0, contact: 0 } }, false).slice(1, 9),
    ).toEqual([
      'Left out:',
      '  10: an entry without a readable time',
      '     work.ics, line 7',
      '     home.ics, line 2',
      '     home.ics, line 6',
      '     home.ics, line 10',
      '     home.ics, line 14',
      '     and 5 more',
    ])
  })

  test.each([
    [new UnreadableFile('is damaged or cut off; what came before that is read.'), 'damaged or cut off'],
    [new Error('no such device'), 'is damaged'],
  ])('that breaks off has what came before, and the other files are read (%s)', async (fault, words) => {
    const { tally, kept } = await read(
      file('torn.ics', calendar(meeting('a', good)), fault),
      file('whole.ics', calendar(meeting('b', good))),
    )
    expect(kept).toEqual(['a', 'b'])
    expect(tally.faults).toEqual([expect.stringMatching(`^torn.ics .*${words}`)])
  })
})

test('of days that come back every year birthdays are kept, with no age, and nothing else', async () => {
  const day = (uid: string, title: string, ...more: readonly string[]) =>
    [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTART;VALUE=DATE:19800603',
      'RRULE:FREQ=YEARLY',
      `SUMMARY:${title}`,
      ...more,
      'END:VEVENT',
    ].join('\r\n')
  const { kept, facts } = await read(
    file(
      'birthdays.ics',
      calendar(
        day('b', 'Ana Ruiz’s birthday', 'ORGANIZER:mailto:sam@mine.example'),
        day('h', 'Midsummer'),
        meeting('m', good),
      ),
    ),
  )
  expect(new Set(kept.map((id) => id.split('|')[0]))).toEqual(new Set(['b', 'm']))
  const days = facts.flatMap((fact) => (fact.kind === 'meeting' && fact.type === 'birthday' ? [fact] : []))
  expect(days.map(({ when }) => when.start.toString())).toContain('2026-06-03T00:00:00Z')
  expect(days.map(({ title }) => title)).toEqual(days.map(() => 'Ana Ruiz’s birthday'))
})
