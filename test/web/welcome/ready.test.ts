/** `/readyz`: whether this server can do its work, for whoever runs it. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { overdueMinutes } from '../../../src/db/health/ready.ts'
import { newestKnown } from '../../../src/db/health/version.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { budgets, type DigestState, digests, tasks } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { staleHours } from '../../../src/letter/schedule.ts'
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
  await world.deps.db.delete(digests)
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
    expect(statements).toHaveLength(4)
    expect(statements.join()).not.toContain('sessions')
  })

  test('is not while a task has been due for a quarter of an hour, which one that is being done has not', async () => {
    await due(overdueMinutes + 8)
    expect(await ask()).toEqual([503, 'the oldest task has been due for 23 minutes'])
    await claimTasks(world.deps.db, now, 1)
    expect(await ask()).toEqual([200, 'ready'])
  })

  const letter = (hoursAgo: number, state: DigestState = 'ready') =>
    world.deps.db.insert(digests).values({
      id: `d${hoursAgo}${state}`,
      userId: 'sam',
      week: `2020-W${10 + hoursAgo}`,
      state,
      letter: {} as never,
      dropAt: now.subtract({ hours: hoursAgo - staleHours }),
      // Written anew again and again while the relay does not answer.
      createdAt: now.subtract({ minutes: 5 }),
    })

  test('is not while a letter has waited two hours for the relay; one that left or was given up waits no more', async () => {
    await letter(1)
    await letter(20, 'sent')
    await letter(23, 'dropped')
    expect(await ask()).toEqual([200, 'ready'])
    await letter(3)
    expect(await ask()).toEqual([503, 'the oldest letter that waits for the mail relay is 3 hours late'])
    await due(overdueMinutes)
    expect(await ask()).toEqual([
      503,
      'the oldest task has been due for 15 minutes; the oldest letter that waits for the mail relay is 3 hours late',
    ])
  })

  test('is not on tables of an older version or on none; newer ones are there before the program that needs them', async () => {
    const applied = sql`drizzle.__drizzle_migrations`
    const { db } = world.deps
    await db.execute(sql`update ${applied} set created_at = created_at + 10 where created_at = ${newestKnown}`)
    expect(await ask()).toEqual([200, 'ready'])
    await db.execute(sql`update ${applied} set created_at = 5 where created_at > ${newestKnown}`)
    expect(await ask()).toEqual([503, 'the tables are of an older version; run `npm run migrate`'])
    await db.execute(sql`alter table ${applied} rename to other`)
    expect(await ask()).toEqual([503, 'the database has no tables yet; run `npm run migrate`'])
    await db.execute(sql`alter table drizzle.other rename to __drizzle_migrations`)
    await db.execute(sql`update ${applied} set created_at = ${newestKnown} where created_at = 5`)
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
