/** What a database of the version before knows of time zones is kept, and asked about where mail says something else. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'coffee-migration-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Journal {
  readonly entries: readonly { readonly idx: number; readonly tag: string }[]
}

/** The migrations before the first that knows of `mail_zone`. */
function before(): string {
  cpSync('drizzle', folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal
  const first = journal.entries.find(({ tag }) => readFileSync(`drizzle/${tag}.sql`, 'utf8').includes('"mail_zone"'))
  const entries = journal.entries.filter(({ idx }) => idx < (first?.idx ?? 0))
  writeFileSync(path, JSON.stringify({ ...journal, entries }))
  return folder
}

test('a zone that was chosen stays chosen, one of a calendar is the calendar’s, and UTC is nobody’s word', async () => {
  const client = await PGlite.create()
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: before() })
  for (const [id, zone, chosen] of [
    ['chose', 'Asia/Tokyo', true],
    ['calendar', 'Europe/Rome', false],
    ['nothing', 'UTC', false],
  ] as const) {
    await client.query(
      `insert into users (id, email, name, time_zone, time_zone_chosen, settings, created_at) values ($1, $2, $1, $3, $4, '{}', now())`,
      [id, `${id}@example.org`, zone, chosen],
    )
    await client.query(
      `insert into connections (id, user_id, provider, issuer, subject, email, scopes, state, created_at)
       values ($1, $1, 'google', 'i', $1, $1, '[]', 'active', now())`,
      [id],
    )
    for (const kind of ['mail', 'calendar'])
      await client.query(`insert into streams (connection_id, kind, phase) values ($1, $2, 'current')`, [id, kind])
    await client.query(
      `insert into tasks (kind, subject, user_id, run_at) values ('derive', $1, $1, now() + interval '6 hours')`,
      [id],
    )
  }
  await migrate(db, { migrationsFolder: 'drizzle' })
  const { rows } = await client.query(
    `select users.id, users.time_zone as zone, time_zone_chosen as chosen, time_zone_held as held, mail_zone as mail,
       streams.kind, streams.time_zone as word, tasks.run_at <= now() as due
     from users join streams on connection_id = users.id join tasks on tasks.subject = users.id order by 1, kind`,
  )
  const nothing = { chosen: false, held: false, mail: null, word: null, due: true }
  const calendar = { ...nothing, id: 'calendar', zone: 'Europe/Rome', held: true }
  expect(rows).toEqual([
    { ...calendar, kind: 'calendar', word: 'Europe/Rome' },
    { ...calendar, kind: 'mail' },
    { ...nothing, id: 'chose', zone: 'Asia/Tokyo', chosen: true, kind: 'calendar' },
    { ...nothing, id: 'chose', zone: 'Asia/Tokyo', chosen: true, kind: 'mail' },
    { ...nothing, id: 'nothing', zone: 'UTC', kind: 'calendar' },
    { ...nothing, id: 'nothing', zone: 'UTC', kind: 'mail' },
  ])
  await client.close()
})
