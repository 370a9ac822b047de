/** `/readyz`: whether this server can do its work, for whoever runs it. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { claimTasks } from '../../../src/db/claim.ts'
import { openServer } from '../../../src/db/open.ts'
import { overdueMinutes } from '../../../src/db/ready.ts'
import { budgets, tasks } from '../../../src/db/schema.ts'
import { noReadiness } from '../../../src/web/welcome/ready.ts'
import { openTestDatabase } from '../../support/database.ts'
import { freePort } from '../../support/postgres.ts'
import { base, createWorld, now, type World } from '../world.ts'

let world: World
let statements: string[] = []
beforeAll(async () => {
  world = await createWorld({}, await openTestDatabase((query) => statements.push(query)))
})
afterAll(() => world.database.close())
beforeEach(async () => {
  await world.deps.db.delete(tasks)
  world.logged.length = 0
  statements = []
})

/** What a server says that has just started. */
async function ask(deps = world.deps) {
  const answer = await createApp(deps, noReadiness()).request(`${base}/readyz`, {
    headers: { cookie: 'session=sam-token' },
  })
  return [answer.status, await answer.text()]
}
const due = (minutes: number, error: string | null = null) =>
  world.deps.db
    .insert(tasks)
    .values({ kind: 'mail', subject: `s${minutes}`, userId: 'sam', runAt: now.subtract({ minutes }), error })
/** Every write of this table is answered so, until the test ends. */
async function refuse(code: string) {
  const { db } = world.deps
  await db.execute(
    sql.raw(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'sam@example.org' using errcode = '${code}'; end $$`,
    ),
  )
  await db.execute(sql`create trigger refuse before insert or update on budgets for each row execute function refuse()`)
  onTestFinished(async () => {
    await db.execute(sql`drop trigger refuse on budgets`)
    await db.execute(sql`drop function refuse`)
  })
}

describe('a server', () => {
  test('is ready where it can write and nothing has waited too long, and asks for no session', async () => {
    await due(overdueMinutes - 1)
    await due(-60)
    statements = []
    expect(await ask()).toEqual([200, 'ready'])
    expect(statements).toHaveLength(2)
    expect(statements.join()).not.toContain('sessions')
  })

  test('is not while a task has been due for a quarter of an hour, which one that is being done has not', async () => {
    await due(overdueMinutes + 8)
    expect(await ask()).toEqual([503, 'the oldest task has been due for 23 minutes'])
    await claimTasks(world.deps.db, now, 1)
    expect(await ask()).toEqual([200, 'ready'])
  })

  test.each([
    ['53100', 'the disk of the database is full'],
    ['25006', 'the database can only be read'],
    ['57014', 'the database does not answer in time'],
    ['P0001', 'the database cannot be written to'],
  ])('is not where it cannot write (%s), and says why in words without data', async (code, words) => {
    await refuse(code)
    expect(await ask()).toEqual([503, words])
    expect(JSON.stringify(world.logged)).not.toContain('sam')
  })

  test('is not while what is read finds no room, though one small row would', async () => {
    await due(-2, 'database 53100')
    expect(await ask()).toEqual([503, 'the disk of the database is full'])
    await world.deps.db.update(tasks).set({ error: null }).where(eq(tasks.userId, 'sam'))
    expect(await ask()).toEqual([200, 'ready'])
  })

  test('is not where the database is gone', async () => {
    const gone = openServer(`postgres://nobody@127.0.0.1:${await freePort()}/nowhere`)
    expect(await ask({ ...world.deps, db: gone.db })).toEqual([503, 'the database does not answer'])
    await gone.close()
  })

  test('asked by anybody as often as they like asks its database once in a while, and says a change once', async () => {
    await due(overdueMinutes + 1)
    statements = []
    const app = createApp(world.deps)
    await app.request(`${base}/readyz`)
    const after = statements.length
    const answers = await Promise.all(Array.from({ length: 200 }, () => app.request(`${base}/readyz`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    // A slow machine may take so long over this that one more is due.
    expect(statements.length - after).toBeLessThanOrEqual(2 * after)
    expect(world.logged).toEqual([
      { event: 'not ready', details: { why: 'the oldest task has been due for 16 minutes' } },
    ])
  })

  test('leaves nothing of it behind', async () => {
    await ask()
    expect(await world.deps.db.select().from(budgets)).toEqual([])
  })
})
