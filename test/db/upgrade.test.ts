/** Whoever has used an older version starts the newest one on what they have, and everything is there and goes on. */
import { eq, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { addressesOnRow } from '../../src/db/fact-rows.ts'
import {
  coffees,
  connections,
  digests,
  factAddresses,
  facts,
  sessions,
  sharedAddresses,
  users,
} from '../../src/db/schema.ts'
import { openServer } from '../../src/db/server/open.ts'
import { HOME, OWNER, WORK } from '../../src/sample/history/owner.ts'
import { tokenPlace } from '../../src/sync/tokens.ts'
import { type Difference, differences, inOrder } from '../support/differ.ts'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import type { Program } from '../support/program.ts'
import { allMigrations, type OldVersion, openVersion } from '../support/upgrade.ts'

interface ExpectedChange {
  /** Which values of the export: "coffees.3.state". */
  readonly path: RegExp
  /** What they were and are; left out: whatever. */
  readonly before?: unknown
  readonly after?: unknown
  /** Why it is right that this version says it otherwise. */
  readonly why: string
}

/** What an upgrade changes on purpose, in what `/export.json` says; a key that was not there before needs no line. */
const expectedChanges: readonly ExpectedChange[] = [
  {
    path: /^(?:interactions|notCounted)\.\d+\.seriesId$/,
    why: 'a meeting in two calendars names its series as whichever of its copies comes first does, by the number of its row',
  },
]

const isExpected = ({ path, before, after }: Difference) =>
  expectedChanges.some(
    (change) =>
      change.path.test(path) &&
      (!('before' in change) || differences(change.before, before).length === 0) &&
      (!('after' in change) || differences(change.after, after).length === 0),
  )

const versions = ['0.1.0']
const databases = ['embedded', 'PostgreSQL'] as const
const cases = versions.flatMap((version) => databases.map((kind) => [version, kind] as const))

describe.each(cases)('what %s left in a database (%s), upgraded', (version, kind) => {
  let server: PostgresServer | null = null
  let old: OldVersion
  let program: Program
  let signedIn: typeof sessions.$inferSelect | undefined

  beforeAll(async () => {
    if (kind === 'PostgreSQL') server = await startPostgres()
    old = await openVersion(version, server ? openServer(await server.createEmpty('upgrade'), 4) : undefined)
    await old.upgrade()
    program = await old.start()
    // The export wants a sign-in of the last hour, which nobody has after an upgrade.
    const [before] = await program.deps.db.select().from(sessions).limit(1)
    signedIn = before
    await program.deps.db.update(sessions).set({ createdAt: old.at })
  }, 240_000)
  afterAll(async () => {
    await old?.close()
    await server?.stop()
  })

  /** Asks as somebody who was signed in before the upgrade. */
  const ask = (path: string, who?: string, deps = program.deps) =>
    createApp(deps).request(`${deps.config.BASE_URL}${path}`, {
      headers: who ? { cookie: `session=${old.fixture.sessions[who]}` } : {},
    })
  const exportOf = async (who: string) => {
    const answer = await ask('/export.json', who, { ...program.deps, now: () => old.at })
    return JSON.parse(await answer.text()) as Exported
  }

  test('has every migration, once', async () => {
    const counted = sql<number>`(select count(*)::int from drizzle.__drizzle_migrations)`
    const [row] = await program.deps.db.select({ applied: counted }).from(users).limit(1)
    expect(row?.applied).toBe(allMigrations().length)
    await old.upgrade()
    const [again] = await program.deps.db.select({ applied: counted }).from(users).limit(1)
    expect(again?.applied).toBe(row?.applied)
  })

  test('is exported as it was before', async () => {
    expect(Object.keys(old.fixture.exports)).toEqual(['sam', 'kenji'])
    for (const [who, before] of Object.entries(old.fixture.exports))
      expect(differences(inOrder(before), inOrder(await exportOf(who))).filter((one) => !isExpected(one))).toEqual([])
  })

  test('names every fact by its number, and finds it by every address on it but the account’s own', async () => {
    const { db } = program.deps
    const rows = await db.select().from(facts)
    expect(rows.length).toBeGreaterThan(500)
    const emails = new Map((await db.select().from(connections)).map(({ id, email }) => [id, email.toLowerCase()]))
    const carried = Map.groupBy(await db.select().from(factAddresses), ({ factId }) => factId)
    const numbers = new Set(
      (old.fixture.tables.facts ?? []).map(({ id }) =>
        Buffer.from(String(id), 'base64url').readBigInt64BE().toString(),
      ),
    )
    expect(new Set(rows.map(({ id }) => id))).toEqual(numbers)
    for (const row of rows) {
      const others = addressesOnRow(row).filter((address) => address !== emails.get(row.connectionId))
      expect(
        carried
          .get(row.id)
          ?.map(({ address }) => address)
          .toSorted() ?? [],
      ).toEqual(others.toSorted())
      expect(row.addressCount).toBe(addressesOnRow(row).length)
    }
    // Most mail is between two, and says so in itself.
    const between = rows.filter(({ kind, other }) => kind === 'mail' && other !== null)
    expect(between.length).toBeGreaterThan(rows.length / 3)
    expect(
      (await db.select().from(sharedAddresses)).some(({ factId }) => between.some(({ id }) => id === factId)),
    ).toBe(false)
  })

  test('leaves everybody signed in, with a sign-in as old as it is', () => {
    expect(signedIn).toMatchObject({ ended: null, browser: '' })
    expect(signedIn?.createdAt.epochMilliseconds).toBeLessThan(old.at.epochMilliseconds - 3_600_000)
  })

  test('still opens its sealed tokens', async () => {
    const rows = await program.deps.db.select().from(connections)
    const sealed = rows.flatMap(({ id, refreshToken }) =>
      refreshToken ? [[refreshToken, tokenPlace(id, 'refresh')]] : [],
    )
    expect(sealed).toHaveLength(2)
    for (const [text = '', place = ''] of sealed) expect(await program.deps.seal.open(text, place)).toMatch(/^\S{20,}$/)
  })

  test('shows its pages to whoever was signed in, and none to anybody else', async () => {
    const pages = ['/people', '/letter', '/settings', '/settings/backtest', '/account', '/outbox', '/status.json']
    for (const who of ['sam', 'kenji']) {
      const people = (await exportOf(who)).people.filter((person) => person.kind === 'person')
      const theirs = people.flatMap(({ id }) => [`/people/${id}`, `/people/${id}/coffee`])
      for (const path of [...pages, ...theirs]) expect([path, (await ask(path, who)).status]).toEqual([path, 200])
    }
    expect((await ask('/people')).status).toBe(302)
  })

  test('is behind the links that left before it', async () => {
    const words: Readonly<Record<string, RegExp>> = {
      offered: /Choose a time that suits you/,
      chosen: /see you|chosen|chose/i,
      coffee: /Coffee with/,
      do: /button/,
      unsubscribe: /Stop the letters\?/,
      stopped: /Unsubscribe|letters/i,
    }
    for (const [purpose, path] of Object.entries(old.fixture.paths)) {
      const page = await ask(path, purpose === 'coffee' ? 'sam' : undefined)
      expect([purpose, page.status]).toEqual([purpose, 200])
      expect(await page.text(), purpose).toMatch(words[purpose] ?? /./)
    }
  })

  test('goes on: what came meanwhile is read from both accounts, and the coffee that waited leaves', async () => {
    const count = async () => (await program.deps.db.select().from(facts)).length
    const before = await count()
    const from = { name: 'Dana Whitfield', address: 'dana@whitfield-press.example' }
    program.sample.deliver({ from, to: [{ address: HOME }], subject: 'After the upgrade, at home' })
    program.microsoft?.deliver({ from, to: [{ address: WORK }], subject: 'After the upgrade, at work' })
    program.jump(old.at.add({ hours: 1 }))
    await program.settle()
    expect(await count()).toBeGreaterThanOrEqual(before + 2)
    const titles = (await program.deps.db.select().from(facts)).map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['After the upgrade, at home', 'After the upgrade, at work']))
    const [teo] = await program.deps.db.select().from(coffees).where(eq(coffees.name, 'Teo Marchetti'))
    expect(teo?.state).toBe('invited')
    expect(program.events.filter(({ event }) => / failed$/.test(event))).toEqual([])
  })

  test('has its next letter written and sent on the day', async () => {
    const monday = old.at.toZonedDateTimeISO(OWNER.zone).toPlainDate().add({ days: 7 })
    const hour = monday.toZonedDateTime({ timeZone: OWNER.zone, plainTime: Temporal.PlainTime.from('08:00') })
    program.jump(hour.toInstant().subtract({ minutes: 10 }))
    await program.settle()
    program.jump(hour.toInstant().add({ minutes: 20 }))
    await program.settle()
    const [sam] = await program.deps.db.select().from(users).where(eq(users.email, HOME))
    const letters = await program.deps.db
      .select()
      .from(digests)
      .where(eq(digests.userId, sam?.id ?? ''))
    const week = `${monday.yearOfWeek}-W${monday.weekOfYear}`
    expect(letters.find((letter) => letter.week === week)).toMatchObject({ state: 'sent' })
    expect((await ask('/letter', 'sam')).status).toBe(200)
    expect(program.events.filter(({ event }) => / failed$/.test(event))).toEqual([])
  })
})

interface Exported {
  readonly people: readonly { readonly id: string; readonly kind: string }[]
}

test('what was lost, changed or doubled is found, and what is only new is not', () => {
  const before = { a: { b: [1, { c: 'x' }] }, gone: true }
  expect(differences(before, { a: { b: [1, { c: 'x', d: 1 }], e: 2 }, gone: true })).toEqual([])
  expect(differences(before, { a: { b: [1, { c: 'y' }] } })).toEqual([
    { path: 'a.b.1.c', before: 'x', after: 'y' },
    { path: 'gone', before: true, after: undefined },
  ])
  expect(differences(before, { a: { b: [1] }, gone: true }).map(({ path }) => path)).toEqual(['a.b'])
})
