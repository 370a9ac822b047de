/** The one address of an owner's that is told when a letter is ready, and what it is told. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Instant } from '../../facts.ts'
import type { Database } from '../database.ts'
import { webhookMessages, webhooks } from '../schema.ts'

export type Webhook = typeof webhooks.$inferSelect
export type WebhookMessage = typeof webhookMessages.$inferSelect

/** By primary key. */
export async function findWebhook(db: Database, userId: string): Promise<Webhook | undefined> {
  return (await db.select().from(webhooks).where(eq(webhooks.userId, userId)))[0]
}

/** In the place of the one that was there; what waited for that one waits no more. */
export async function saveWebhook(tx: Database, row: Pick<Webhook, 'userId' | 'sealed' | 'createdAt'>): Promise<void> {
  const fresh = { ...row, state: 'on' as const, takenAt: null, problem: null }
  await tx.insert(webhooks).values(fresh).onConflictDoUpdate({ target: webhooks.userId, set: fresh })
  await failWaiting(tx, row.userId, row.createdAt)
}

/** Writes down how it went with the webhook that these are of: one that was put in its place meanwhile stays as it is. */
export async function changeWebhook(
  tx: Database,
  { userId, createdAt }: Pick<Webhook, 'userId' | 'createdAt'>,
  set: Partial<Pick<Webhook, 'state' | 'takenAt' | 'problem'>>,
): Promise<void> {
  await tx
    .update(webhooks)
    .set(set)
    .where(and(eq(webhooks.userId, userId), eq(webhooks.createdAt, createdAt)))
}

/** @returns whether there was one */
export async function removeWebhook(tx: Database, userId: string): Promise<boolean> {
  await tx.delete(webhookMessages).where(eq(webhookMessages.userId, userId))
  return (await tx.delete(webhooks).where(eq(webhooks.userId, userId)).returning()).length > 0
}

/** The newest first; served by the index on user and time. Few: they are taken away after a while. */
export async function listWebhookMessages(db: Database, userId: string): Promise<WebhookMessage[]> {
  return db
    .select()
    .from(webhookMessages)
    .where(eq(webhookMessages.userId, userId))
    .orderBy(desc(webhookMessages.askedAt), webhookMessages.id)
}

/** Writes one down, unless it was before; and takes those away that are older than `until`. @returns whether it is new */
export async function queueWebhookMessage(
  tx: Database,
  row: Pick<WebhookMessage, 'id' | 'userId' | 'kind' | 'askedAt'>,
  until: Instant,
): Promise<boolean> {
  await tx
    .delete(webhookMessages)
    .where(and(eq(webhookMessages.userId, row.userId), lt(webhookMessages.askedAt, until)))
  const rows = await tx
    .insert(webhookMessages)
    .values({ ...row, state: 'queued' })
    .onConflictDoNothing()
    .returning({ id: webhookMessages.id })
  return rows.length > 0
}

/** Moves one on that waits still. */
export async function moveWebhookMessage(
  tx: Database,
  { userId, id }: Pick<WebhookMessage, 'userId' | 'id'>,
  set: Partial<Pick<WebhookMessage, 'state' | 'endedAt'>>,
): Promise<void> {
  await tx
    .update(webhookMessages)
    .set({ ...set, attempts: sql`${webhookMessages.attempts} + 1` })
    .where(and(eq(webhookMessages.userId, userId), eq(webhookMessages.id, id), eq(webhookMessages.state, 'queued')))
}

/** Whatever waits is given up. */
export async function failWaiting(tx: Database, userId: string, at: Instant): Promise<void> {
  await tx
    .update(webhookMessages)
    .set({ state: 'failed', endedAt: at })
    .where(and(eq(webhookMessages.userId, userId), eq(webhookMessages.state, 'queued')))
}

/** What is sealed of a user's webhook, where that is under another key. */
export async function findSealedWebhook(db: Database, userId: string, keyId: string): Promise<string | undefined> {
  const stale = sql`split_part(${webhooks.sealed}, '.', 1) <> ${keyId}`
  const rows = await db
    .select({ sealed: webhooks.sealed })
    .from(webhooks)
    .where(and(eq(webhooks.userId, userId), stale))
  return rows[0]?.sealed
}

/** The same, sealed anew. */
export async function reseal(db: Database, userId: string, was: string, is: string): Promise<void> {
  await db
    .update(webhooks)
    .set({ sealed: is })
    .where(and(eq(webhooks.userId, userId), eq(webhooks.sealed, was)))
}
