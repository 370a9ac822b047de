/** The part of the export about who comes in: browsers, links by mail, what happened, secrets that were handed out; and about the program that is told of letters. */
import { listHappenings } from '../../db/accounts/happenings.ts'
import { listAllSessions } from '../../db/accounts/sessions.ts'
import { listSignInLinks } from '../../db/accounts/sign-in-links.ts'
import { findWebhook, listWebhookMessages } from '../../db/accounts/webhooks.ts'
import type { Database } from '../../db/database.ts'
import { listPasses, listUses } from '../../db/passes.ts'
import type { Deps } from '../../deps.ts'
import { openTarget } from '../../work/webhook/secret.ts'

/** As further keys; nothing where there is nothing. What a token could be told by stays out. */
export async function signingOf(db: Database, { id }: { readonly id: string }): Promise<string> {
  const [sessions, links, happenings, passes, uses] = await Promise.all([
    listAllSessions(db, id),
    listSignInLinks(db, id),
    listHappenings(db, id),
    listPasses(db, id),
    listUses(db, id),
  ])
  const browsers = sessions.map(({ userId: _, hash: __, ...session }) => session)
  const mailed = links.map(({ userId: _, id: __, hash: ___, ...link }) => link)
  const happened = happenings.map(({ userId: _, id: __, ...one }) => one)
  const handedOut = passes.map(({ userId: _, hash: __, ...pass }) => pass)
  const asked = uses.map(({ userId: _, ...use }) => use)
  return [
    browsers.length ? `,"sessions":${JSON.stringify(browsers)}` : '',
    mailed.length ? `,"signInLinks":${JSON.stringify(mailed)}` : '',
    happened.length ? `,"happenings":${JSON.stringify(happened)}` : '',
    handedOut.length ? `,"passes":${JSON.stringify(handedOut)}` : '',
    asked.length ? `,"passUses":${JSON.stringify(asked)}` : '',
  ].join('')
}

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
