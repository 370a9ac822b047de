/** What is shown for every link that does nothing: wrong, altered, expired, revoked or meant for something else. */

import { findLinkUser } from '../../db/links.ts'
import { signingIn } from '../../providers/provider.ts'
import { sha256 } from '../../seal.ts'
import { asUser } from '../../work/as-user.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { render } from './layout.tsx'
import { idOf } from './path.ts'
import type { Page } from './session.ts'
import { tongueOn } from './tongue.ts'
import { frameWords } from './words.ts'

/**
 * One neutral page for all of them, so that nobody learns which links there are. That the button of one was pressed which there
 * was is written down for its owner; looking at it is not.
 */
export async function renderRested(c: Page): Promise<Response> {
  if (c.req.method === 'POST') {
    const deps = c.get('deps')
    const userId = await findLinkUser(deps.db, await sha256(idOf(c, 'token')))
    if (userId) await noteHappening(asUser(deps, userId), { userId, kind: 'link_refused', how: 'rested' })
  }
  const words = frameWords(tongueOn(c)).notes.rested
  const providers = signingIn(c.get('deps').providers)
  return render(
    c,
    { title: words.title, status: 404 },
    <div class="message">
      <h1>{words.title}</h1>
      <p class="lede">{words.words}</p>
      <p class="cta">
        {c.get('user') ? (
          <a class="btn" href="/letter">
            {words.newest}
          </a>
        ) : (
          providers.map((provider) => (
            <a class="btn" href={`/signin/${provider.name}?to=%2Fletter`}>
              {providers.length > 1 ? words.signInWith(frameWords(tongueOn(c)).label(provider.label)) : words.signIn}
            </a>
          ))
        )}
      </p>
    </div>,
  )
}
