/** The part of the export about the program that is told of letters. */
import { findWebhook, listWebhookMessages } from '../../db/webhooks.ts'
import type { Deps } from '../../deps.ts'
import { openTarget } from '../../work/out/webhook-secret.ts'

/** As a further key; nothing where no program is told. What signs stays out. */
export async function webhookOf(
  { db, seal }: Pick<Deps, 'db' | 'seal'>,
  { id }: { readonly id: string },
): Promise<string> {
  const hook = await findWebhook(db, id)
  if (!hook) return ''
  const target = await openTarget(seal, id, hook.sealed).catch(() => null)
  const { userId: _, sealed: __, ...rest } = hook
  const messages = (await listWebhookMessages(db, id)).map(({ userId: ___, ...message }) => message)
  return `,"webhook":${JSON.stringify({ address: target?.address ?? null, ...rest, messages })}`
}
