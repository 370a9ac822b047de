/** In which tongue a page is written: that of its owner’s settings, or of the owner of the link that led to it; for anybody else the one their browser asks for. */
import { type Tongue, tongueFrom } from '../../place.ts'
import type { Page } from './session.ts'

export function tongueOn(c: Page): Tongue {
  const user = c.get('user')
  const known = c.get('tongue')
  if (known) return known
  // Settings of before there was a choice hold none.
  return user ? (user.settings.letterTongue ?? 'en') : tongueFrom(c.req.header('accept-language'))
}
