/** That something came in since a page's people were worked out: one sentence, while they are being worked out again. */
import type { MiddlewareHandler } from 'hono'
import { readBehind } from '../../db/queue/news.ts'
import { inOneGo } from '../../db/rows/bound.ts'
import type { Tongue } from '../../place.ts'
import { askAgain, catchUp } from '../../work/catch-up.ts'
import { type Env, type Page, readInOneGo } from './session.ts'
import { frameWords } from './words.ts'

/** A page of people that are behind asks for them once it is drawn: what is known is shown at once. */
export const askAfter: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const user = c.get('user')
  if (user && c.get('behind')) await askAgain(c.get('deps'), user.id)
}

/** Whether the page's people are older than the last news, read with the page; `askAfter` then asks for what is behind. */
export async function isBehind(c: Page, userId: string): Promise<boolean> {
  const { db, now } = c.get('deps')
  const behind = await readBehind(db, userId, now())
  c.set('behind', behind !== undefined)
  return behind?.news ?? false
}

/**
 * Reads a page that is made from people as they are now, in one transaction; where they are behind they are worked out before
 * it, if that is soon done.
 */
export const workOutFirst: MiddlewareHandler<Env> = async (c, next) => {
  const deps = c.get('deps')
  const user = c.get('user')
  const isRead = await inOneGo(deps.db, async (db) => {
    if (user && (await readBehind(db, user.id, deps.now()))) return false
    c.set('deps', { ...deps, db })
    await next()
    return true
  })
  c.set('deps', deps)
  if (isRead || !user) return
  c.set('behind', await catchUp(deps, user.id))
  await readInOneGo(c, next)
}

export function Behind({ is, tongue }: { readonly is: boolean | undefined; readonly tongue: Tongue }) {
  return is ? (
    <p class="meta" role="status">
      {frameWords(tongue).notes.behind}
    </p>
  ) : null
}
