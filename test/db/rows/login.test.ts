/** The second line between users on a real server: by a login that may make roles, one that may not, and behind either. */
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUser } from '../../../src/db/accounts/users.ts'
import type { Database } from '../../../src/db/database.ts'
import { asOfOneMoment } from '../../../src/db/database.ts'
import { sqlState } from '../../../src/db/faults.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { forUser } from '../../../src/db/rows/bound.ts'
import { notes, users } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { createClient } from '../../../src/db/server/server.ts'
import { checkLine } from '../../../src/node/doctor/line.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
let server: PostgresServer
let admin: ReturnType<typeof createClient>

beforeAll(async () => {
  server = await startPostgres()
  admin = createClient(await server.createEmpty('anything'), 1)
  for (const [login, may] of [
    ['maker', 'createrole'],
    ['plain', 'nocreaterole'],
  ] as const) {
    await admin.unsafe(`create role ${login} login ${may}`)
    await admin.unsafe(`create database of_${login} owner ${login}`)
  }
})
afterAll(async () => {
  await admin.end()
  await server.stop()
})

const openAs = async (login: string): Promise<OpenDatabase> => {
  const url = new URL((await addressOf()).href)
  url.username = login
  url.pathname = `/of_${login}`
  return openServer(url.href, 3)
}
const addressOf = async () => {
  const { host, port } = admin.options as unknown as { host: string[]; port: number[] }
  return new URL(`postgres://postgres:trusted@${host[0]}:${port[0]}/postgres`)
}

async function addTwo(db: Database): Promise<void> {
  for (const id of ['sam', 'eve']) {
    const user = {
      id,
      email: `${id}@example.org`,
      name: id,
      timeZone: 'UTC',
      settings: defaultSettings,
      createdAt: now,
    }
    await createUser(forUser(db, id), user)
    await forUser(db, id)
      .insert(notes)
      .values({ id: `note-${id}`, userId: id, addressHash: 'hash', at: now, text: id })
  }
}

const who = async (db: Database): Promise<string> => {
  const rows = await db.execute(sql`select current_user::text as who`)
  return (rows as unknown as { who: string }[])[0]?.who ?? ''
}

describe('a login that is no superuser and may make roles', () => {
  let database: OpenDatabase
  let db: Database
  beforeAll(async () => {
    database = await openAs('maker')
    db = database.db
    // Two programs start at once, and one starts again.
    const other = await openAs('maker')
    await Promise.all([database.migrate('drizzle'), other.migrate('drizzle')])
    await other.migrate('drizzle')
    await other.close()
    await addTwo(db)
  })
  afterAll(() => database.close())

  test('makes the role by migrating, and the doctor says that users are kept apart', async () => {
    expect(await checkLine(database, 'run it')).toMatchObject({ mark: 'ok' })
  })

  test('sees of a statement for somebody only what is theirs, by itself and in a transaction', async () => {
    const sam = forUser(db, 'sam')
    expect(await sam.select({ id: notes.id }).from(notes)).toEqual([{ id: 'note-sam' }])
    expect(await sam.query.users.findMany({ columns: { id: true } })).toEqual([{ id: 'sam' }])
    expect(await sam.$count(users)).toBe(1)
    const inside = await sam.transaction(async (tx) => {
      const deeper = await tx.transaction((one) => one.select({ id: notes.id }).from(notes))
      await tx.transaction(async (one) => one.rollback()).catch(() => {})
      return [...deeper, ...(await tx.select({ id: notes.id }).from(notes))]
    })
    expect(inside).toEqual([{ id: 'note-sam' }, { id: 'note-sam' }])
    expect(await asOfOneMoment(sam, (tx) => tx.$count(notes))).toBe(1)
  })

  test('changes and writes nothing of anybody else', async () => {
    const sam = forUser(db, 'sam')
    expect(await sam.update(notes).set({ text: 'mine' }).returning({ id: notes.id })).toEqual([{ id: 'note-sam' }])
    expect(await sam.delete(users).returning({ id: users.id })).toEqual([{ id: 'sam' }])
    expect((await db.select({ id: notes.id }).from(notes)).map(({ id }) => id)).toEqual(['note-eve'])
    const foreign = { id: 'another', userId: 'eve', addressHash: 'hash', at: now, text: 'not mine' }
    expect(
      sqlState(
        await sam
          .insert(notes)
          .values(foreign)
          .catch((error: unknown) => error),
      ),
    ).toBe('42501')
    expect(sqlState(await sam.execute(sql`select no_such_thing()`).catch((error: unknown) => error))).toBe('42883')
  })

  test('has every connection back as it was, whatever became of the statement', async () => {
    const sam = forUser(db, 'sam')
    await Promise.all(
      Array.from({ length: 12 }, (_, place) =>
        place % 3
          ? sam.$count(notes)
          : sam.execute(sql`select 1 / 0`).then(
              () => 0,
              () => 0,
            ),
      ),
    )
    expect(await who(sam)).toBe('coffee_soon_user')
    expect(new Set(await Promise.all(Array.from({ length: 6 }, () => who(db))))).toEqual(new Set(['maker']))
    expect(await forUser(sam, 'eve').$count(notes)).toBe(1)
  })
})

describe('a login that may not make roles', () => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await openAs('plain')
    await database.migrate('drizzle')
    await addTwo(database.db)
  })
  afterAll(() => database.close())

  test('works without the second line, and the doctor says what an administrator has to say', async () => {
    expect(await who(forUser(database.db, 'sam'))).toBe('plain')
    expect(await forUser(database.db, 'sam').transaction((tx) => tx.$count(users))).toBe(2)
    const { mark, words } = await checkLine(database, 'run it')
    expect(mark).toBe('look')
    expect(words).toContain('`grant coffee_soon_user to "plain";`')
  })

  test('has it once that was said', async () => {
    const words = /`([^`]*)`/.exec((await checkLine(database, 'run it')).words)?.[1] ?? ''
    await admin.unsafe(words)
    const again = await openAs('plain')
    await again.migrate('drizzle')
    expect(await checkLine(again, 'run it')).toMatchObject({ mark: 'ok' })
    expect(await forUser(again.db, 'sam').transaction((tx) => tx.$count(users))).toBe(1)
    expect(await forUser(again.db, 'sam').$count(users)).toBe(1)
    await again.close()
  })
})
