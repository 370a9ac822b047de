/** A look that brought nothing: everything that is left to write, in one statement. */
import { and, eq, or, sql } from 'drizzle-orm'
import { type Instant, isoOf } from '../../facts.ts'
import type { Stream } from '../accounts/streams.ts'
import type { Database } from '../database.ts'
import { calls, streams, tasks } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import { freeUntil, type Task } from '../tasks.ts'

/** What a look without news leaves behind. */
export interface Look {
  readonly stream: Pick<Stream, 'connectionId' | 'kind'>
  /** How far the stream is. */
  readonly progress: Partial<Stream>
  /** For the ledger: the day ("2026-10-23"), and requests by method. */
  readonly asked: { readonly day: string; readonly counts: ReadonlyMap<string, number> }
}

/** A look that is over. */
export interface Ended extends Look {
  readonly task: Pick<Task, 'kind' | 'subject' | 'leaseId' | 'userId'>
  readonly next: Instant
}

/**
 * Gives tasks back, due at `next` or when they were asked for meanwhile, and with each moves its stream on and counts what was
 * asked: all of it, or nothing. Of one look, or of those at one account that were claimed together. By primary keys.
 * @returns of each whether its lease was still ours
 */
export async function finishLooks(db: Database, looks: readonly Ended[]): Promise<readonly boolean[]> {
  const values: Record<string, unknown> = {}
  const shapes = looks.map(({ task, next, stream, progress, asked }, at) => {
    const columns = Object.entries(progress).filter(([, value]) => value !== undefined)
    const [empty, set] = [columns.filter(isEmpty), columns.filter((one) => !isEmpty(one))]
    Object.assign(values, {
      ...{ [`kind${at}`]: task.kind, [`subject${at}`]: task.subject, [`leaseId${at}`]: task.leaseId },
      ...{ [`userId${at}`]: task.userId, [`next${at}`]: isoOf(next), [`day${at}`]: asked.day },
      ...{ [`connectionId${at}`]: stream.connectionId, [`stream${at}`]: stream.kind },
      ...Object.fromEntries(set.map(([name, value]) => [`to ${name}${at}`, value])),
      ...Object.fromEntries(
        [...asked.counts].flatMap(([method, count], n) => [
          [`method${n} ${at}`, method],
          [`count${n} ${at}`, count],
        ]),
      ),
    })
    return { set: set.map(([name]) => name), empty: empty.map(([name]) => name), methods: asked.counts.size }
  })
  const held = new Set((await finish(db, values, shapes)).map(({ kind }) => kind))
  return looks.map(({ task }) => held.has(task.kind))
}

const isEmpty = ([, value]: readonly [string, unknown]) => value === null

/** What a look sets. */
interface Shape {
  /** Columns of the stream that it sets to something, and to nothing. */
  readonly set: readonly string[]
  readonly empty: readonly string[]
  /** How many methods were asked. */
  readonly methods: number
}

const finish = kept((db: Database, given: Given<Readonly<Record<string, unknown>>>, shapes: readonly Shape[]) => {
  const at = (name: string) => sql`${given[name]}`
  const isOurs = shapes.map((_, n) =>
    and(eq(tasks.kind, at(`kind${n}`)), eq(tasks.subject, at(`subject${n}`)), eq(tasks.leaseId, at(`leaseId${n}`))),
  )
  const next = sql.join(
    shapes.map((_, n) => sql`when ${at(`kind${n}`)} then ${at(`next${n}`)}::timestamptz`),
    sql` `,
  )
  const finished = db.$with('finished').as(
    db
      .update(tasks)
      .set({ ...freeUntil(sql`case ${tasks.kind} ${next} end`), error: null, attempts: 0 })
      .where(or(...isOurs))
      .returning({ kind: tasks.kind }),
  )
  const held = (n: number) => sql`exists (select 1 from finished where kind = ${at(`kind${n}`)})`
  const moved = shapes.map(({ set, empty }, n) => {
    const progress = [...set.map((name) => [name, given[`to ${name}${n}`]]), ...empty.map((name) => [name, null])]
    return db.$with(`moved${n}`).as(
      db
        .update(streams)
        .set(Object.fromEntries(progress))
        .where(and(eq(streams.connectionId, at(`connectionId${n}`)), eq(streams.kind, at(`stream${n}`)), held(n)))
        .returning({ kind: streams.kind }),
    )
  })
  const counts = shapes.flatMap(({ methods }, n) =>
    Array.from(
      { length: methods },
      (_, m) => sql`select ${at(`connectionId${n}`)}::text as connection_id, ${at(`userId${n}`)}::text as user_id,
        ${at(`day${n}`)}::text as day, ${at(`method${m} ${n}`)}::text as method, ${at(`count${m} ${n}`)}::int as count
        where ${held(n)}`,
    ),
  )
  const counted = db.$with('counted', { method: calls.method }).as(sql`
    insert into ${calls} (connection_id, user_id, day, method, count)
    select connection_id, user_id, day, method, sum(count) from (${sql.join(counts, sql` union all `)}) asked
    group by connection_id, user_id, day, method
    on conflict (connection_id, day, method) do update set count = ${calls}.count + excluded.count
    returning method`)
  const parts = db.with(finished, ...moved, ...(counts.length ? [counted] : []))
  return parts.select({ kind: finished.kind }).from(finished)
})
