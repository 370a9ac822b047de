/** Exported mail with the oddities of real programs, from the files to the people: who they are, and what they are called. */

import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { User } from '../../src/db/accounts/users.ts'
import { addressesOnRow } from '../../src/db/fact-rows.ts'
import { listPeople } from '../../src/db/people.ts'
import { facts, users } from '../../src/db/schema.ts'
import type { ImportFile } from '../../src/import/files.ts'
import { importFiles } from '../../src/import/import.ts'
import { summary } from '../../src/import/words.ts'
import { firstNameOf } from '../../src/people/identity/first-name.ts'
import { defaultSettings } from '../../src/settings.ts'
import { bareDeps } from '../support/deps.ts'
import { useDatabase } from '../support/use-database.ts'

const database = useDatabase()
const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const sam = 'Sam Doorn <sam@doorn.example>'

async function read(...files: readonly (readonly [name: string, text: string | Uint8Array])[]) {
  const db = database()
  await db.delete(users)
  const user: User = {
    id: 'sam',
    email: 'sam@doorn.example',
    name: 'Sam Doorn',
    timeZone: 'Europe/Berlin',
    timeZoneChosen: true,
    timeZoneHeld: false,
    mailZone: null,
    browserZone: null,
    settings: defaultSettings,
    createdAt: now,
    seenAt: now,
    stoppedAt: null,
  }
  await db.insert(users).values(user)
  const result = await importFiles(bareDeps({ db, now: () => now }), user, {
    me: ['sam@doorn.example'],
    files: files.map(
      ([name, text]): ImportFile => ({
        name,
        kind: name.endsWith('.eml') ? 'eml' : 'mbox',
        async *open() {
          yield Buffer.from(text)
        },
      }),
    ),
    progress: () => {},
  })
  const people = (await listPeople(db, 'sam'))
    .filter(({ kind }) => kind === 'person')
    .map((person) => [person.name, firstNameOf(person), person.address] as const)
    .toSorted(([, , one], [, , other]) => (one < other ? -1 : 1))
  return { result, people, rows: await db.select().from(facts) }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** A talk of six letters with somebody, as one program writes their name. */
function talk(written: string, { date = rfc, mark = usualMark, more = '' } = {}) {
  return Array.from({ length: 6 }, (_, at) => {
    const [from, to] = at % 2 ? [sam, written] : [written, sam]
    const day = { month: months[2 + at] ?? '', day: 10 + at }
    return `${mark()}\n${more}From: ${from}\nTo: ${to}\nSubject: garden ${at}\nDate: ${date(day)}\nMessage-ID: <${at}.${Buffer.from(written).toString('hex').slice(0, 60)}@x>\n\nText\n\n`
  }).join('')
}
const usualMark = (): string => 'From x@y.example Sat Jul 11 09:00:00 2026'
interface Day {
  readonly month: string
  readonly day: number
}
const rfc = ({ month, day }: Day) => `${day} ${month} 2026 09:00:00 +0100`
const ctime = ({ month, day }: Day) => `Fri ${month} ${day} 09:00:00 2026`

test('whoever has a title, a degree or a firm behind a name is called by the name', async () => {
  const { people } = await read([
    'all.mbox',
    talk('"Tom Reed, MD" <tom@reed.example>') +
      talk('"Prof. Dr. med. Ida Falk" <ida@falk.example>') +
      talk('"Nora Voss, VOSS GmbH" <nora@voss.example>'),
  ])
  expect(people).toEqual([
    ['Ida Falk', 'Ida', 'ida@falk.example'],
    ['Nora Voss', 'Nora', 'nora@voss.example'],
    ['Tom Reed', 'Tom', 'tom@reed.example'],
  ])
})

test('a comma that nobody quoted makes no second person', async () => {
  const { people, rows } = await read([
    'all.mbox',
    talk('Tom Reed, PhD <tom@reed.example>') +
      talk('Falk, Ida <ida@falk.example>') +
      talk('=?iso-8859-1?Q?V=F6ss=2C_Nora_-_FIRM?= <nora@voss.example>'),
  ])
  expect(people.map(([name]) => name)).toEqual(['Ida Falk', 'Nora Vöss', 'Tom Reed'])
  expect(rows.every(({ mail }) => mail?.to.length === 1)).toBe(true)
})

test('letters behind marks without a date are read like all others', async () => {
  const { result } = await read(['all.mbox', talk('Tom Reed <tom@reed.example>', { mark: () => 'From 18443477@xxx' })])
  expect(result.tally).toMatchObject({ messages: 6, skipped: new Map() })
})

test('letters are of the day on which they were written, not of that of the download', async () => {
  const mark = () => 'From - Wed Nov 18 11:33:16 2026'
  const { rows, people } = await read(['all.mbox', talk('Tom Reed <tom@reed.example>', { mark, date: ctime })])
  expect(rows.map(({ at }) => at.toString().slice(0, 7)).toSorted()).toEqual(
    ['03', '04', '05', '06', '07', '08'].map((month) => `2026-${month}`),
  )
  expect(people).toHaveLength(1)
})

test('letters under a label of the owner’s own are read, whatever it means in another language', async () => {
  const more = 'X-GM-THRID: 700\nX-Gmail-Labels: Inbox,Opened,Corbeille\n'
  const { result } = await read(['all.mbox', talk('Tom Reed <tom@reed.example>', { more })])
  expect(result.tally.messages).toBe(6)
})

test('a mail with one byte of another time, a nickname and an address without brackets is read whole', async () => {
  const text = [
    'x-store-info:J++/AbCdEf==',
    'Date: Mon, 2 Nov 2026 10:00:00 +0100 (Mitteleurop\xe4ische Zeit)',
    'From: "Anna "Annie" M\xc3\xbcller" <anna@mueller.example>',
    'To: Ben [mailto:ben@kroll.example], carla@doe.example.',
    'Subject: Gr\xc3\xbc\xc3\x9fe',
    '',
    'x',
  ].join('\r\n')
  const { rows } = await read(['one.eml', Buffer.from(text, 'latin1')])
  const [row] = rows
  expect(row?.title).toBe('Grüße')
  const shown = (one: unknown) => JSON.stringify(one)
  expect(shown(row?.mail?.from)).toContain('Anna \\"Annie\\" Müller')
  expect(row && addressesOnRow(row)).toEqual(['anna@mueller.example', 'ben@kroll.example', 'carla@doe.example'])
})

test('what is left out is told with file, line and reason, and no name of a file has a terminal obey', async () => {
  const broken = 'From x Sat Jul 11 09:00:00 2026\nTo: sam@doorn.example\nSubject: from nobody\n\n'
  const { result } = await read(
    ['all\u001b[2J.mbox', talk('Tom Reed <tom@reed.example>') + broken],
    ['Spam/one.eml', 'Subject: undated\nFrom: a@x.example\n\n'],
  )
  const said = summary(result, false).join('\n')
  expect(said).toContain('  1: no readable sender\n     all [2J.mbox, line 55')
  expect(said).toContain('  1: no readable date\n     Spam/one.eml')
})
