/** One broken message or entry of a file is left out and counted; everything else of the file is kept. */
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../src/db/accounts/connections.ts'
import { forgetMeetings, keepFacts, openFileConnection } from '../../src/db/accounts/file-connections.ts'
import { createUser } from '../../src/db/accounts/users.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { facts } from '../../src/db/schema.ts'
import type { ImportFile } from '../../src/import/files.ts'
import { readFiles } from '../../src/import/reader.ts'
import { defaultSettings } from '../../src/settings.ts'
import { openTestDatabase } from '../support/database.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const me = ['sam@home.example']
let database: OpenDatabase
let connection: Connection
beforeAll(async () => {
  database = await openTestDatabase()
  const user = {
    id: 'sam',
    email: me[0] ?? '',
    name: 'Sam',
    timeZone: 'UTC',
    timeZoneChosen: true,
    settings: defaultSettings,
    createdAt: now,
  }
  await createUser(database.db, user)
  connection = await openFileConnection(database.db, user, me, now)
})
afterAll(() => database.close())

const file = (name: string, kind: ImportFile['kind'], text: string): ImportFile => ({
  name,
  kind,
  async *open() {
    yield Buffer.from(text)
  },
})

async function read(...files: ImportFile[]) {
  const { db } = database
  await db.delete(facts)
  const reading = { me, subjects: true, since: now.subtract({ hours: 24 * 1800 }), now, timeZone: 'Europe/Berlin' }
  const tally = await readFiles(files, reading, {
    keep: (found) => keepFacts(db, connection, found),
    keepContacts: async () => 0,
    forget: (ids) => forgetMeetings(db, connection, ids),
    progress: () => {},
  })
  const rows = await db.select().from(facts).where(eq(facts.connectionId, connection.id))
  expect(tally.messages + tally.meetings).toBe(rows.length)
  return { tally, rows, skipped: Object.fromEntries(tally.skipped) }
}

const message = (more: string, place: number) =>
  `From x Sat Nov 21 08:00:0${place % 10} 2026\nFrom: mira@friends.example\nDate: Sat, 21 Nov 2026 08:00:0${place % 10} +0000\n${more}\n\nText\n\n`
const whole = (place: number) => message(`To: sam@home.example\nMessage-ID: <whole${place}@x.example>`, place)

test('an mbox', async () => {
  const { tally, rows, skipped } = await read(
    file(
      'all.mbox',
      'mbox',
      [
        whole(0),
        message('Message-ID: <a\0b@x.example>\nSubject: NUL in its name', 1),
        message(
          `Message-ID: <${'\u{1F600}'.repeat(200)}a@x.example>\nSubject: a name cut in the middle of a character`,
          2,
        ),
        whole(3),
        message(
          `Message-ID: <many@x.example>\nTo: ${Array.from({ length: 2500 }, (_, one) => `g${one}@c.example`).join(', ')}`,
          4,
        ),
        message('Message-ID: <subject@x.example>\nSubject: =?utf-8?Q?=00=00a?= =?utf-16?B?2D0=?=', 5),
        message(`Message-ID: <long@x.example>\nSubject: ${'x'.repeat(60_000)}`, 6),
        whole(7),
      ].join(''),
    ),
    file('one.eml', 'eml', 'From: mira@friends.example\nDate: Fri, 31 Dec 9999 23:59:59 +0000\n\n'),
  )
  expect(tally.faults).toEqual([])
  expect(rows).toHaveLength(8)
  expect(skipped).toEqual({
    'a message to more than 500 people, of whom 500 are kept': 1,
    'no readable date': 1,
  })
})

const entry = (uid: string, more = '') => `BEGIN:VEVENT
UID:${uid}
DTSTART:20261110T100000Z
DTEND:20261110T110000Z
SUMMARY:A meeting
ORGANIZER:mailto:mira@friends.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:sam@home.example
ATTENDEE;PARTSTAT=ACCEPTED:mailto:mira@friends.example
${more}
END:VEVENT
`
const timed = (uid: string, start: string, end: string) =>
  entry(uid).replace('DTSTART:20261110T100000Z', start).replace('DTEND:20261110T110000Z', end)

test('a calendar', async () => {
  const guests = Array.from({ length: 2500 }, (_, one) => `ATTENDEE:mailto:g${one}@c.example`).join('\n')
  const { tally, rows, skipped } = await read(
    file(
      'calendar.ics',
      'ics',
      `BEGIN:VCALENDAR\n${[
        entry('good-1'),
        entry('nul\0in-it@x.example'),
        timed('until 9999', 'DTSTART:20261110T100000Z', 'DTEND:99991231T235959Z'),
        timed('for ever', 'DTSTART:20261110T100000Z', 'DURATION:P99999999D'),
        timed('backwards', 'DTSTART:20261110T100000Z', 'DTEND:20261110T090000Z'),
        entry(`${'\u{1F600}'.repeat(490)}`),
        entry('good-2'),
        entry('crowded', guests),
        entry('odd answer', 'ATTENDEE;PARTSTAT=CONSTRUCTOR:mailto:teo@friends.example'),
        entry('no time').replace('DTSTART:20261110T100000Z\n', ''),
        entry('good-3'),
      ].join('')}END:VCALENDAR\n`,
    ),
  )
  expect(tally.faults).toEqual([])
  expect(rows.map(({ externalId }) => externalId).toSorted()).toEqual(
    ['backwards', 'crowded', 'good-1', 'good-2', 'good-3', 'nulin-it@x.example', 'odd answer'].toSorted(),
  )
  expect(skipped).toEqual({
    'an event that lasts longer than a year': 2,
    'an entry without a readable time': 1,
    'an event whose id cannot be kept': 1,
    'an event with more than 500 guests, of whom 500 are kept': 1,
  })
  const odd = rows.find(({ externalId }) => externalId === 'odd answer')
  expect(odd?.meeting?.people.find(({ address }) => address === 'teo@friends.example')?.reply).toBe('none')
})
