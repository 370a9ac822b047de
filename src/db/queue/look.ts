/** A look that brought nothing: everything that is left to write, in one statement. */
import { and, eq, sql } from 'drizzle-orm'
import { type Instant, isoOf } from '../../facts.ts'
import type { Stream } from '../accounts/streams.ts'
import type { Database } from '../database.ts'
import { calls, streams, tasks } from '../schema.ts'
import { type Given, kept } from '../statements/kept.ts'
import { freeUntil, LeaseLost, type Task } from '../tasks.ts'

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
  { kind, subject, leaseId, userId }: Task,
  { next, stream, progress, asked }: Look & { readonly next: Instant },
): Promise<void> {
  const columns = Object.entries(progress).filter(([, value]) => value !== undefined)
  const [empty, set] = [columns.filter(isEmpty), columns.filter((one) => !isEmpty(one))]
  const counts = [...asked.counts].flatMap(([method, count], at) => [
    [`method${at}`, method] as const,
    [`count${at}`, count] as const,
  ])
  const values = {
    ...{ kind, subject, leaseId, userId, next: isoOf(next) },
    ...{ connectionId: stream.connectionId, stream: stream.kind, day: asked.day },
    ...Object.fromEntries([...counts, ...set.map(([name, value]) => [`to ${name}`, value])]),
  }
  const shape = { set: set.map(([name]) => name), empty: empty.map(([name]) => name), methods: asked.counts.size }
  if (!(await finish(db, values, shape)).length) throw new LeaseLost()
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

const finish = kept((db: Database, given: Given<Readonly<Record<string, unknown>>>, { set, empty, methods }: Shape) => {
  const at = (name: string) => sql`${given[name]}`
  const isOurs = and(eq(tasks.kind, at('kind')), eq(tasks.subject, at('subject')), eq(tasks.leaseId, at('leaseId')))
  const finished = db.$with('finished').as(
    db
      .update(tasks)
      .set({ ...freeUntil(at('next')), error: null, attempts: 0 })
      .where(isOurs)
      .returning({ kind: tasks.kind }),
  )
  const held = sql`exists (select 1 from finished)`
  const progress = [...set.map((name) => [name, given[`to ${name}`]]), ...empty.map((name) => [name, null])]
  const moved = db.$with('moved').as(
    db
      .update(streams)
      .set(Object.fromEntries(progress))
      .where(and(eq(streams.connectionId, at('connectionId')), eq(streams.kind, at('stream')), held))
      .returning({ kind: streams.kind }),
  )
  const counts = Array.from({ length: methods }, (_, n) => sql`(${at(`method${n}`)}::text, ${at(`count${n}`)}::int)`)
  const counted = db.$with('counted', { method: calls.method }).as(sql`
    insert into ${calls} (connection_id, user_id, day, method, count)
    select ${at('connectionId')}::text, ${at('userId')}::text, ${at('day')}::text, asked.method, asked.count
    from (values ${sql.join(counts, sql`, `)}) asked (method, count) where ${held}
    on conflict (connection_id, day, method) do update set count = ${calls}.count + excluded.count
    returning method`)
  const parts = db.with(finished, moved, ...(methods ? [counted] : []))
  return parts.select({ kind: finished.kind }).from(finished)
})
