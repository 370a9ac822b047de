/** A database of the version before choices were held, filled as that version filled it, and then brought up to date. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Coffee, listCoffees } from '../../src/db/coffees.ts'
import type { Database } from '../../src/db/database.ts'
import * as schema from '../../src/db/schema.ts'
import type { Mail } from '../../src/deps.ts'
import { defaultSettings } from '../../src/settings.ts'
import { tick } from '../../src/work/tick.ts'
import { prove } from '../support/proof.ts'
import { bareDeps } from '../support/stage.ts'

const casing = 'snake_case'
let client: PGlite
let db: Database
const folder = mkdtempSync(join(tmpdir(), 'coffee-before-'))
const now = Temporal.Now.instant()
const hour = (hours: number) => now.add({ hours: Math.round(hours) }).round('second')

/** The migrations up to the one that holds choices, as the version before had them. */
function versionBefore(): string {
  cpSync('drizzle', folder, { recursive: true })
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { tag: string }[] }
  const known = journal.entries.findIndex(({ tag }) =>
    readFileSync(join('drizzle', `${tag}.sql`), 'utf8').includes('hold_until'),
  )
  expect(known).toBeGreaterThan(0)
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, known) }))
  return folder
}

interface Old {
  readonly state?: string
  readonly start: number
  readonly usedAt?: number
  /** False: times that do not hold the one of the row. */
  readonly offered?: boolean | null
  readonly userId?: string
}

async function add(id: string, { state = 'draft', start, usedAt, offered = true, userId = 'sam' }: Old) {
  const at = hour(start)
  const times = [[hour(offered ? start : start + 100), hour(offered ? start : start + 100).add({ minutes: 45 })]]
  await client.query(
    `insert into coffees (id, user_id, address_hash, address, name, state, how, starts_at, ends_at, time_zone, title, note, offered, created_at)
     values ($1, $2, $1, $1 || '@guest.example', 'Maren Okafor', $3, 'invite', $4, $5, 'Europe/Berlin', 'Coffee', '', $6, $7)`,
    [
      id,
      userId,
      state,
      at.toString(),
      at.add({ minutes: 45 }).toString(),
      offered === null ? null : JSON.stringify(times.map((time) => time.map(String))),
      hour(-200).toString(),
    ],
  )
  await client.query(
    `insert into links (hash, user_id, coffee_id, purpose, address, used_at, created_at) values ($1, $2, $1, 'meet', $1 || '@guest.example', $3, $4)`,
    [id, userId, usedAt === undefined ? null : hour(usedAt).toString(), hour(-200).toString()],
  )
}

beforeAll(async () => {
  client = await PGlite.create()
  db = drizzle(client, { schema, casing })
  await migrate(drizzle(client, { casing }), { migrationsFolder: versionBefore() })
  for (const id of ['sam', 'eve'])
    await client.query(
      `insert into users (id, email, name, time_zone, settings, created_at) values ($1, $1 || '@hartley.example', 'Sam', 'Europe/Berlin', $2, $3)`,
      [id, JSON.stringify(defaultSettings), hour(-1000).toString()],
    )
  await add('first', { start: 240, usedAt: -100 })
  await add('second', { start: 240, usedAt: -50 })
  await add('overlapping', { start: 240.4, usedAt: -40 })
  await add('elsewhere', { start: 240, usedAt: -10, userId: 'eve' })
  await add('soon', { start: 30, usedAt: -5 })
  await add('against', { start: 300, usedAt: -60 })
  await add('invited', { state: 'invited', start: 300, offered: null })
  await add('past', { start: -10, usedAt: -100 })
  await add('unpicked', { start: 260, offered: true })
  await add('own', { start: 270, usedAt: -20, offered: false })
  await add('plain', { start: 280, offered: null })
  await migrate(drizzle(client, { casing }), { migrationsFolder: 'drizzle' })
  for (const id of ['sam', 'eve'])
    await prove(db, { userId: id, subject: id, address: `${id}@hartley.example`, at: hour(-1000) })
}, 60_000)
afterAll(async () => {
  await client.close()
  rmSync(folder, { recursive: true, force: true })
})

const coffees = async () =>
  new Map((await Promise.all(['sam', 'eve'].map((id) => listCoffees(db, id)))).flat().map((one) => [one.id, one]))

test('what a guest chose is held, the oldest choice first and nothing against what is planned', async () => {
  const all = await coffees()
  const chosen = [...all.values()].filter(({ state }) => state === 'chosen').map(({ id }) => id)
  expect(chosen.toSorted()).toEqual(['elsewhere', 'first', 'soon'])
  for (const [id, { state }] of all)
    if (!chosen.includes(id)) expect([id, state]).toEqual([id, id === 'invited' ? 'invited' : 'draft'])
  // Whoever lost to another one chose all the same; the others never did.
  expect(
    [...all.values()]
      .filter(({ chosenAt }) => chosenAt)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['against', 'elsewhere', 'first', 'overlapping', 'second', 'soon'])
  expect(all.get('first')?.chosenAt?.toString()).toBe(hour(-100).toString())
})

test('nobody was told so far, so the time to answer begins now', async () => {
  const all = await coffees()
  const hoursHeld = (coffee: Coffee | undefined) =>
    ((coffee?.holdUntil?.epochMilliseconds ?? 0) - now.epochMilliseconds) / 3_600_000
  expect(hoursHeld(all.get('first'))).toBeCloseTo(72, 1)
  expect(hoursHeld(all.get('soon'))).toBeCloseTo(6, 1)
})

test('the owner of each is told by the task that the migration leaves, once', async () => {
  const mails: Mail[] = []
  const deps = bareDeps({
    db,
    now: () => Temporal.Now.instant().add({ minutes: 1 }),
    mailer: {
      async send(mail) {
        mails.push(mail)
        return { kind: 'accepted' }
      },
      async close() {},
    },
  })
  while ((await tick(deps)) > 0);
  expect(mails.map(({ to }) => to).toSorted()).toEqual([
    'eve@hartley.example',
    'sam@hartley.example',
    'sam@hartley.example',
  ])
  expect([...(await coffees()).values()].flatMap(({ told }) => told ?? [])).toEqual(['sent', 'sent', 'sent'])
  expect(await tick(deps)).toBe(0)
})
