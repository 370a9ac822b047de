/** A look that brought nothing: everything that is left to write, in one statement. */
import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Stream } from '../accounts/streams.ts'
import type { Database } from '../database.ts'
import { calls, streams, tasks } from '../schema.ts'
import { freeUntil, isOurs, LeaseLost, type Task } from '../tasks.ts'

/** What a look without news leaves behind. */
export interface Look {
  readonly stream: Pick<Stream, 'connectionId' | 'kind'>
  /** How far the stream is. */
  readonly progress: Partial<Stream>
  /** For the ledger: the day ("2026-10-23"), and requests by method. */
  readonly asked: { readonly day: string; readonly counts: ReadonlyMap<string, number> }
}

/**
 * Gives the task back, due at `next` or when it was asked for meanwhile, and with it moves the stream on and counts what was
 * asked: all of it, or nothing. By primary keys.
 * @throws LeaseLost when the lease is not ours any more
 */
export async function finishLook(
  db: Database,
  task: Task,
  { next, stream, progress, asked }: Look & { readonly next: Instant },
): Promise<void> {
  const finished = db.$with('finished').as(
    db
      .update(tasks)
      .set({ ...freeUntil(next), error: null, attempts: 0 })
      .where(isOurs(task))
      .returning({ kind: tasks.kind }),
  )
  const held = sql`exists (select 1 from finished)`
  const moved = db.$with('moved').as(
    db
      .update(streams)
      .set(progress)
      .where(and(eq(streams.connectionId, stream.connectionId), eq(streams.kind, stream.kind), held))
      .returning({ kind: streams.kind }),
  )
  const counts = [...asked.counts].map(([method, count]) => sql`(${method}::text, ${count}::int)`)
  const counted = db.$with('counted', { method: calls.method }).as(sql`
    insert into ${calls} (connection_id, user_id, day, method, count)
    select ${stream.connectionId}, ${task.userId}, ${asked.day}, asked.method, asked.count
    from (values ${sql.join(counts, sql`, `)}) asked (method, count) where ${held}
    on conflict (connection_id, day, method) do update set count = ${calls}.count + excluded.count
    returning method`)
  const parts = db.with(finished, moved, ...(counts.length ? [counted] : []))
  const rows = await parts.select({ kind: finished.kind }).from(finished)
  if (!rows.length) throw new LeaseLost()
}
