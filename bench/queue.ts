/** Claiming and finishing a task among 10,000 waiting ones, against a bare round trip to the database. */
import { sql } from 'drizzle-orm'
import { tasks } from '../src/db/schema.ts'
import { claimTasks, finishTask } from '../src/db/tasks.ts'
import { now, openWithUser } from './database.ts'
import type { Result } from './result.ts'

const rounds = 200

export async function benchQueue(): Promise<Result[]> {
  const database = await openWithUser()
  const { db } = database
  await db.execute(
    sql`insert into ${tasks} (kind, subject, user_id, run_at) select 'mail', 'c' || n, 'u', ${now.toString()}::timestamptz + n * interval '1 second' from generate_series(1, 10000) n`,
  )
  await db.execute(sql`analyze tasks`)
  const started = performance.now()
  for (let round = 0; round < rounds; round++) await db.execute(sql`select 1`)
  const bare = performance.now() - started
  for (let round = 0; round < rounds; round++) {
    const [task] = await claimTasks(db, now.add({ seconds: round + 1 }), 1)
    if (!task) throw new Error('nothing to claim')
    await finishTask(db, task, now.add({ hours: 48 }), { error: null, attempts: 0 })
  }
  const worked = performance.now() - started - bare
  await database.close()
  return [
    {
      name: 'claim and finish a task among 10,000',
      measured: `${(worked / rounds).toFixed(2)} ms`,
      baseline: `${(bare / rounds).toFixed(2)} ms for a bare round trip`,
      ratio: worked / bare,
    },
  ]
}
