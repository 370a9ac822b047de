import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { expect, test } from 'vitest'
import { findUser } from '../../src/db/accounts/users.ts'
import * as schema from '../../src/db/schema.ts'
import { createSeal } from '../../src/seal.ts'
import { destinationOf } from '../../src/work/mail/address.ts'

/** The migrations before the one that made this table. */
function before(table: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'drizzle-'))
  cpSync('drizzle', dir, { recursive: true })
  const file = join(dir, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  const made = (tag: string) => readFileSync(join(dir, `${tag}.sql`), 'utf8').includes(`CREATE TABLE "${table}"`)
  const place = journal.entries.findIndex(({ tag }: { tag: string }) => made(tag))
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, place) }))
  return dir
}

test('a database of the version before stops nobody’s letters: Google’s addresses count, Microsoft’s until they are asked for', async () => {
  const client = await PGlite.create()
  const old = before('proven_addresses')
  const db = drizzle(client, { schema, casing: 'snake_case' })
  await migrate(db, { migrationsFolder: old })
  const at = '2026-11-01T08:00:00Z'
  for (const [id, provider, email] of [
    ['gina', 'google', 'Gina@example.org'],
    ['milo', 'microsoft', 'milo@work.example'],
    ['left', 'microsoft', 'left@work.example'],
  ] as const) {
    await client.query(
      `insert into users (id, email, name, time_zone, settings, created_at) values ($1, $2, $1, 'UTC', '{}', $3)`,
      [id, email, at],
    )
    await client.query(
      `insert into identities (issuer, subject, user_id, provider, email) values ('https://i.example', $1, $1, $2, $3)`,
      [id, provider, email],
    )
    if (id !== 'left')
      await client.query(
        `insert into connections (id, user_id, provider, issuer, subject, email, scopes, state, created_at)
         values ($1, $1, $2, 'https://i.example', $1, $3, '[]', 'active', $4)`,
        [id, provider, email, at],
      )
  }
  await client.query(
    `insert into connections (id, user_id, provider, issuer, subject, email, scopes, state, created_at)
     values ('file', 'gina', 'file', 'file', 'f', 'gina@file.example', '[]', 'ended', $1)`,
    [at],
  )
  await migrate(db, { migrationsFolder: 'drizzle' })
  const seal = createSeal([{ id: 'k', bytes: new Uint8Array(32).fill(7) }])
  const found = await Promise.all(
    ['gina', 'milo', 'left'].map(async (id) => {
      const user = await findUser(db, id)
      if (!user) throw new Error('nobody')
      const { address, stopped } = await destinationOf(db, { seal }, user)
      return [address, stopped]
    }),
  )
  expect(found).toEqual([
    ['Gina@example.org', null],
    ['milo@work.example', null],
    ['left@work.example', null],
  ])
  const proofs = await db.select().from(schema.provenAddresses).orderBy(schema.provenAddresses.address)
  expect(proofs.map(({ address, how }) => `${address} ${how}`)).toEqual([
    'gina@example.org provider',
    'left@work.example upgrade',
    'milo@work.example upgrade',
  ])
  const rows = await db.select().from(schema.connections).orderBy(schema.connections.id)
  expect(rows.map(({ id, askAddress }) => `${id} ${askAddress}`)).toEqual(['file false', 'gina false', 'milo true'])
  await client.close()
  rmSync(old, { recursive: true, force: true })
}, 60_000)
