/** A life that was exported and imported is the same life as one that was connected. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listConnections } from '../../src/db/accounts/connections.ts'
import { listStreams } from '../../src/db/accounts/streams.ts'
import { findUser, type User } from '../../src/db/accounts/users.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import { listPeople } from '../../src/db/people.ts'
import { facts, ownAddresses, users } from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import type { ImportFile } from '../../src/import/files.ts'
import { type Imported, importFiles, letterText } from '../../src/import/import.ts'
import { buildHistory } from '../../src/sample/history/build.ts'
import { BODY_MARK, morningOf } from '../../src/sample/history/truth.ts'
import type { SampleMessage } from '../../src/sample/history/types.ts'
import { defaultSettings } from '../../src/settings.ts'
import { disconnect } from '../../src/work/leave.ts'
import { writeLetter } from '../../src/work/letter/write.ts'
import { tick } from '../../src/work/tick.ts'
import { openTestDatabase } from '../support/database.ts'
import { today } from '../support/morning.ts'
import { type Program, startProgram } from '../support/program.ts'
import { bareDeps } from '../support/stage.ts'
import { upTo, writeCalendar, writeMbox } from './takeout.ts'

const history = buildHistory(today)
const me = history.owner.addresses

const file = (name: string, kind: ImportFile['kind'], text: string): ImportFile => ({
  name,
  kind,
  async *open() {
    const bytes = new TextEncoder().encode(text)
    for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536)
  },
})

let program: Program
let connected: User
let exported: { gmail: readonly ImportFile[]; plain: readonly ImportFile[] }
const opened: OpenDatabase[] = []

beforeAll(async () => {
  program = await startProgram({ history, begin: morningOf(today) })
  const userId = await program.connect()
  await program.settle()
  const user = await findUser(program.deps.db, userId)
  if (!user) throw new Error('no user')
  connected = user
  const { messages, events } = upTo(history, program.deps.now())
  const calendar = file('calendar.ics', 'ics', writeCalendar(events))
  exported = {
    gmail: [file('All mail.mbox', 'mbox', writeMbox(messages, { gmail: true })), calendar],
    plain: [
      file('archive', 'mbox', writeMbox(messages.filter(isArchived), { gmail: false, newline: '\r\n' })),
      calendar,
    ],
  }
}, 240_000)

afterAll(async () => {
  await program.stop()
  for (const database of opened) await database.close()
})

/** A mail program keeps what was never sent, or was thrown away, in files of their own. */
const isArchived = ({ labels }: SampleMessage) =>
  !labels.some((one) => ['DRAFT', 'SPAM', 'TRASH', 'CHAT'].includes(one))

/** Somebody of whom nothing is known but their files. */
async function newcomer(): Promise<{ deps: Deps; user: User }> {
  const database = await openTestDatabase()
  opened.push(database)
  const now = program.deps.now()
  const user: User = {
    id: 'newcomer',
    email: me[0] ?? '',
    name: me[0] ?? '',
    timeZone: 'UTC',
    timeZoneChosen: false,
    timeZoneHeld: false,
    mailZone: null,
    browserZone: null,
    settings: defaultSettings,
    createdAt: now,
    seenAt: now,
    stoppedAt: null,
  }
  await database.db.insert(users).values(user)
  return { deps: bareDeps({ db: database.db, now: () => now }), user }
}

const imported = (to: { deps: Deps; user: User }, files: readonly ImportFile[], stranger = true): Promise<Imported> =>
  importFiles(to.deps, to.user, { me, files, progress: () => {}, stranger })

/** What a person is, but for ids, which differ between two users. */
async function peopleOf({ deps, user }: { deps: Deps; user: User }) {
  const people = await listPeople(deps.db, user.id)
  return people
    .map(({ address, name, kind, addresses, exclusions, relationship }) => ({
      address,
      name,
      kind,
      addresses: addresses.map((one) => one.address).toSorted(),
      exclusions: exclusions.map((one) => one.kind).toSorted(),
      out: relationship.out,
      in: relationship.in,
      met: relationship.met,
      days: relationship.activeDays,
      last: relationship.lastAt?.toString(),
      planned: relationship.plannedAt?.toString(),
      series: relationship.series.map(({ count, title }) => `${count} ${title}`).toSorted(),
      owed: relationship.owed?.title,
    }))
    .toSorted((one, other) => (one.address < other.address ? -1 : 1))
}

describe('a mailbox and calendar that were exported from Google', () => {
  let place: { deps: Deps; user: User }
  let result: Imported

  beforeAll(async () => {
    place = await newcomer()
    result = await imported(place, exported.gmail)
  }, 120_000)

  test('hold the same people as the account they came from', async () => {
    const there = await peopleOf({ deps: program.deps, user: connected })
    expect(there.length).toBeGreaterThan(100)
    expect(await peopleOf(place)).toEqual(there)
  })

  test('make the letter of the account they came from', async () => {
    const { letter } = await writeLetter(program.deps, connected, program.deps.now())
    // Wording falls by the user, birthdays are not exported as what they are, and "first" is said only of what surely is: so
    // that a letter which varies its reasons may name another third person.
    const named = new Set(result.letter.cards.map(({ name }) => name))
    const both = letter.cards.map(({ name }) => name).filter((name) => named.has(name))
    expect(both.length).toBeGreaterThanOrEqual(2)
    const said = (one: typeof letter) =>
      one.cards
        .filter(({ name }) => both.includes(name))
        .map(({ name, since, lastInTouch, months }) => ({ name, since, lastInTouch, months }))
        .toSorted((first, second) => (first.name < second.name ? -1 : 1))
    expect(said(result.letter)).toEqual(said(letter))
    expect(result.letter.met.map(({ name }) => name)).toEqual(letter.met.map(({ name }) => name))
  })

  test('are read for headers only: no word of a body or a description is kept', async () => {
    const rows = await place.deps.db.select().from(facts)
    expect(rows.length).toBeGreaterThan(2000)
    const kept = JSON.stringify(rows)
    expect(kept).not.toContain(BODY_MARK)
    expect(kept).not.toContain('Nobody reads this')
  })

  test('say where their owner lives without a calendar too, by the clock on what they sent', async () => {
    const other = await newcomer()
    await imported(
      other,
      exported.gmail.filter(({ kind }) => kind !== 'ics'),
    )
    const user = await findUser(other.deps.db, other.user.id)
    expect(user).toMatchObject({ timeZone: 'Europe/Berlin', mailZone: 'Europe/Berlin', timeZoneChosen: false })
  }, 120_000)

  test('say whose they are: name, addresses and zone', async () => {
    const user = await findUser(place.deps.db, place.user.id)
    expect([user?.name, user?.timeZone]).toEqual([history.owner.name, 'Europe/Berlin'])
    const own = await place.deps.db.select().from(ownAddresses).where(eq(ownAddresses.source, 'declared'))
    expect(own.map(({ address }) => address).toSorted()).toEqual(me.toSorted())
    expect((await listPeople(place.deps.db, place.user.id)).map(({ address }) => address)).not.toContain(me[1])
  })

  test('change nothing when they are read again', async () => {
    const all = () => place.deps.db.select().from(facts).orderBy(facts.id)
    const before = await all()
    const again = await imported(
      { ...place, user: (await findUser(place.deps.db, place.user.id)) ?? place.user },
      exported.gmail,
    )
    expect(again.added).toEqual({ mail: 0, meeting: 0, contact: 0 })
    expect(await all()).toEqual(before)
    expect(again.letter).toEqual(result.letter)
    expect(await listConnections(place.deps.db, place.user.id)).toHaveLength(1)
  })

  test('make a letter for the terminal: people, reasons and first lines, and no link that leads nowhere', () => {
    const text = letterText(result.letter)
    for (const { name, opener } of result.letter.cards) {
      expect(text).toContain(name.toUpperCase())
      expect(text.replace(/\s+/g, ' ')).toContain(opener.text.split(' ').slice(0, 4).join(' '))
    }
    expect(text).not.toMatch(/https?:|nowhere|Plan a coffee|Unsubscribe/)
  })

  test('are a connection that nobody reads from, and that ends like any other', async () => {
    const [connection] = await listConnections(place.deps.db, place.user.id)
    expect([connection?.provider, connection?.state, connection?.email]).toEqual(['file', 'active', me[0]])
    expect((await listStreams(place.deps.db, place.user.id)).map(({ phase }) => phase)).toEqual(['current', 'current'])
    const before = await place.deps.db.select().from(facts)
    for (let round = 0; round < 5; round++) await tick(place.deps)
    expect(await place.deps.db.select().from(facts)).toHaveLength(before.length)
    await disconnect(place.deps, place.user.id, connection?.id ?? '')
    expect(await place.deps.db.select().from(facts)).toEqual([])
    expect(await listConnections(place.deps.db, place.user.id)).toEqual([])
  })
})

describe('a mailbox of any mail program', () => {
  test('names the same people, by what answers what instead of Gmail’s numbers', async () => {
    const place = await newcomer()
    const { letter } = await imported(place, exported.plain)
    const there = await imported(await newcomer(), exported.gmail)
    expect(letter.cards.map(({ name }) => name).toSorted()).toEqual(
      there.letter.cards.map(({ name }) => name).toSorted(),
    )
  }, 120_000)

  test('that ends long ago is an account of the past', async () => {
    const place = await newcomer()
    const until = program.deps.now().subtract({ hours: 24 * 200 })
    const messages = upTo(history, until).messages.slice(0, 300)
    await imported(place, [file('old.mbox', 'mbox', writeMbox(messages, { gmail: false }))])
    const [connection] = await listConnections(place.deps.db, place.user.id)
    expect(connection?.state).toBe('ended')
  }, 120_000)
})

describe('an export of an account that is connected as well', () => {
  test('counts every message and every meeting once', async () => {
    const place = { deps: program.deps, user: connected }
    const before = await peopleOf(place)
    const keys = async () => new Map((await program.deps.db.select().from(facts)).map((row) => [row.dedupeKey, row]))
    const known = await keys()
    const { added } = await imported(place, exported.gmail, false)
    expect(added.mail).toBeGreaterThan(2000)
    expect([...(await keys())].flatMap(([key, row]) => (known.has(key) ? [] : [row]))).toEqual([])
    expect(await peopleOf(place)).toEqual(before)
  }, 120_000)
})
