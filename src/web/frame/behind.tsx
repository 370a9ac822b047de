/** That something came in since a page's people were worked out: one sentence, while they are being worked out again. */
import type { MiddlewareHandler } from 'hono'
import { askAgain, catchUp } from '../../work/catch-up.ts'
import type { Env } from './session.ts'

/** Before a page of people is read: asks for what is behind. */
export const askFirst: MiddlewareHandler<Env> = async (c, next) => {
  const user = c.get('user')
  if (user) c.set('behind', await askAgain(c.get('deps'), user.id))
  await next()
}

/** The same for what is made from people as they are now: they are worked out first where that is soon done. */
export const workOutFirst: MiddlewareHandler<Env> = async (c, next) => {
  const user = c.get('user')
  if (user && c.req.method !== 'HEAD') c.set('behind', await catchUp(c.get('deps'), user.id))
  await next()
}

export function Behind({ is }: { readonly is: boolean | undefined }) {
  return is ? (
    <p class="meta" role="status">
      Mail or meetings came in since this was worked out. It is being worked out again; this page has it in a moment.
    </p>
  ) : null
}
