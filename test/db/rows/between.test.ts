/** The second line between users: what is done for one of them neither finds nor changes anything of another. */
import { getTableName } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { acrossUsers, forUser } from '../../../src/db/rows/bound.ts'
import { bindingOf } from '../../../src/db/rows/role.ts'
import { people, users } from '../../../src/db/schema.ts'
import type { Browser } from '../../support/browser.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { allTables, clientOf, guarded, userTables, watched } from '../../support/statements.ts'
import { connect, openBrowser } from '../../support/visit.ts'
import type { Letter } from '../../sync/life.ts'
import { jonas, liveWith, mira, on, owner } from '../../sync/life.ts'
import { addSecond, mark, rowsOf } from './second.ts'
import { walk } from './walk.ts'

let opened: OpenDatabase
let program: Program
let browser: Browser
let userId: string
let refused: readonly string[]
let ids: readonly string[]
/** By text: what a statement was asked with last. */
const said = new Map<string, readonly unknown[]>()

const teo = { address: 'teo@vasquez.example', name: 'Teo Vasquez' }

/** Two years with three people, of whom two are quiet now. */
const life = () =>
  liveWith(
    [mira, jonas, teo].flatMap((someone, place) =>
      Array.from({ length: 16 }, (_, month) => (place === 2 ? 0.2 : 7 + place) + month).flatMap((months): Letter[] => [
        { from: someone, to: [owner], days: months * 30 + 1, thread: `t ${place} ${months}`, subject: `Tea ${months}` },
        { from: owner, to: [someone], days: months * 30, thread: `t ${place} ${months}`, subject: `Re: Tea ${months}` },
      ]),
    ),
    [{ title: 'Walk', start: on(-40) }],
  )

beforeAll(async () => {
  opened = await openTestDatabase()
  const watch = guarded(watched(opened.db, { see: (text, params) => void said.set(text, params) }))
  refused = watch.refused
  program = await startProgram({ db: watch.db, history: life() })
  browser = openBrowser(program)
  await connect(browser)
  await program.settle()
  const rows = await opened.db.select({ id: people.id, kind: people.kind }).from(people)
  ids = rows.filter(({ kind }) => kind === 'person').map(({ id }) => id)
  userId = (await opened.db.select({ id: users.id }).from(users))[0]?.id ?? ''
})
afterAll(async () => {
  await program.stop()
  await opened.close()
})

describe('whatever somebody does', () => {
  test('is done for them, or stands in a function that says why not', async () => {
    const seen = await walk(browser, ids.slice(0, 2))
    await program.settle()
    expect(seen.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([])
    expect(seen.length).toBeGreaterThan(30)
    expect(program.events.filter(({ event }) => /failed/.test(event))).toEqual([])
    expect(refused).toEqual([])
  })

  test('and a statement for nobody in particular is seen', async () => {
    const watch = guarded(opened.db)
    await expect(watch.db.select().from(people)).rejects.toThrow()
    expect(watch.refused).toHaveLength(1)
    expect(await forUser(watch.db, userId).select().from(people)).toHaveLength(ids.length)
    expect(await acrossUsers(watch.db).select().from(people)).toHaveLength(ids.length)
  })
})

/** Whose a row is, and on which account it hangs, as conditions. */
const whose = /(?:"\w+"\.)?"(?:user_id|connection_id)" = (\$\d+)|"users"\."id" = (\$\d+)/g
const isWhose = (text: string) => text.search(whose) >= 0
const without = (text: string) =>
  text.replace(whose, (_, one?: string, other?: string) => `${one ?? other}::text is not null`)

describe('beside somebody with the same past', () => {
  const eve = 'eve'
  let before: ReadonlyMap<string, string>
  beforeAll(async () => {
    await addSecond(opened.db, userId, eve)
    before = await rowsOf(clientOf(opened.db), eve)
  })

  test('no statement finds or changes anything of theirs, with its `where` taken away', async () => {
    const statements = [...said].filter(
      ([text]) => isWhose(text) && /^(?:select|update|delete|with)\b/i.test(text.trim()),
    )
    const leaks: string[] = []
    const found: string[] = []
    for (const [text, params] of statements) {
      const right = await ask(text, params, bindingOf(userId))
      const bound = await ask(without(text), params, bindingOf(userId))
      if (bound.rows !== right.rows || bound.theirs !== right.theirs) leaks.push(text)
      const open = await ask(without(text), params, null)
      if (open.rows !== right.rows || open.theirs !== right.theirs) found.push(text)
    }
    expect(leaks).toEqual([])
    // The policies are what holds: without them these would have found or changed something.
    expect(statements.length).toBeGreaterThan(100)
    expect(found.length).toBeGreaterThan(40)
  })

  /** What a statement answers, and what it makes of the rows of the other one; it is taken back. */
  async function ask(text: string, params: readonly unknown[], binding: string | null) {
    const client = clientOf(opened.db)
    let answer = { rows: '', theirs: '' }
    await client.transaction(async (tx) => {
      if (binding) await tx.exec(binding)
      const { rows, affectedRows } = await tx.query(text, [...params])
      await tx.exec('reset role')
      const theirs = /^select/i.test(text) ? '' : JSON.stringify([...(await rowsOf(tx, eve))])
      const sorted = rows
        .map((row) => JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? `${value}` : value)))
        .toSorted()
      answer = { rows: `${affectedRows} ${sorted.join('\n')}`, theirs }
      await tx.rollback()
    })
    return answer
  }

  test('all pages and all buttons show and change nothing of theirs, with every `where` taken away', async () => {
    const deps = { ...program.deps, db: watched(opened.db, { change: without }) }
    const careless = openBrowser({ deps })
    const consent = await careless.get('/signin/google')
    await careless.submit(consent, { fields: { decision: 'allow' } })
    const seen = await walk(careless, ids.slice(0, 1))
    expect(seen.length).toBeGreaterThan(25)
    expect(seen.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([])
    expect(seen.filter(({ body }) => body.includes(mark)).map(({ path }) => path)).toEqual([])
    expect(await rowsOf(clientOf(opened.db), eve)).toEqual(before)
  })
})

test('every table that holds something of a user has a policy, and the schema and the database agree on it', async () => {
  const { rows } = await clientOf(opened.db).query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_policy p on p.polrelid = c.oid where c.relrowsecurity and p.polname = 'of_user'
      and pg_get_expr(p.polqual, p.polrelid) like '%current_setting(''coffee.user''%'`,
  )
  const held = new Set(rows.map(({ name }) => name))
  const open = userTables.filter((name) => !held.has(name))
  expect(
    open.map((name) => `${name} holds something of a user and has no policy: make it by userTable in schema.ts`),
  ).toEqual([])
  const nobodys = allTables.map(getTableName).filter((name) => !userTables.includes(name))
  expect(nobodys.toSorted()).toEqual([
    'asked_addresses',
    'budgets',
    'erasures',
    'incidents',
    'secret_keys',
    'used_states',
  ])
})
