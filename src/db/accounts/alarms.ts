/** Mails that tell an owner that reading ended, or is about to. */
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { alarms } from '../schema.ts'

export type Alarm = typeof alarms.$inferSelect

/** The newest first; served by the index on user and time. */
export async function listAlarms(db: Database, userId: string): Promise<Alarm[]> {
  return db.select().from(alarms).where(eq(alarms.userId, userId)).orderBy(desc(alarms.askedAt), alarms.id)
}

/** Writes down that the owner is to be told. */
export async function queueAlarm(
  tx: Database,
  row: Pick<Alarm, 'id' | 'userId' | 'kind' | 'askedAt'> & Partial<Pick<Alarm, 'stopsAt'>>,
): Promise<void> {
  await tx.insert(alarms).values({ ...row, state: 'queued' })
}

/** Moves an alarm of this user on, if it still is in one of these states. @returns whether it was */
export async function moveAlarm(
  tx: Database,
  { userId, id }: Pick<Alarm, 'userId' | 'id'>,
  from: readonly Alarm['state'][],
  set: Partial<Pick<Alarm, 'state' | 'attempts' | 'providers' | 'stopsAt' | 'sentAt'>>,
): Promise<boolean> {
  const rows = await tx
    .update(alarms)
    .set(set)
    .where(and(eq(alarms.userId, userId), eq(alarms.id, id), inArray(alarms.state, [...from])))
    .returning({ id: alarms.id })
  return rows.length > 0
}
