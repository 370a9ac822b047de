/** A whole letter to read before anything is connected: the real letter, of people who do not exist, with links that only say what they would do. */
import { Hono } from 'hono'
import { UserError } from '../../errors.ts'
import { compose } from '../../letter/compose.ts'
import { toHtml } from '../../letter/paper/html.tsx'
import type { Letter, Links } from '../../letter/types.ts'
import type { Tongue } from '../../place.ts'
import { contentSecurityPolicy } from '../frame/guard.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { sampleCards, sampleDay, sampleMet, samplePlace } from './sample-cards.ts'
import { welcomeWords } from './words.ts'

export const samplePath = '/sample-letter'

/**
 * A made-up letter for visitors, and what its links would do.
 * @throws UserError, from its handlers: 404 for a link that the sample letter does not have
 */
export function sampleLetterRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(samplePath, (c) => {
    const base = new URL(samplePath, c.get('deps').config.BASE_URL).href
    // A letter carries its styles in itself. Nothing of it comes from anybody's mail.
    c.header('content-security-policy', contentSecurityPolicy.replace("style-src 'self'", "style-src 'unsafe-inline'"))
    // A browser would ask for an icon, which a mail program does not.
    const letter = toHtml(sampleLetter(base, tongueOn(c)), linksTo(base))
    return c.html(letter.replace('<head>', '<head><link rel="icon" href="data:,">'))
  })
  routes.get(`${samplePath}/:link`, (c) => {
    const words = welcomeWords(tongueOn(c)).sample
    const link = Object.entries(words.meanings).find(([name]) => name === idOf(c, 'link'))?.[1]
    if (!link)
      throw new UserError(404, {
        en: 'The sample letter has no such link.',
        de: 'Diesen Link gibt es im Beispielbrief nicht.',
      })
    return render(
      c,
      { title: link.title },
      <div class="message">
        <p class="meta">{words.ofSample}</p>
        <h1>{link.title}</h1>
        <p class="lede">{link.words}</p>
        <p class="pair">
          <a class="btn" href={samplePath}>
            {words.back}
          </a>
          <a class="btn q" href="/">
            {words.toStart}
          </a>
        </p>
      </div>,
    )
  })
  return routes
}

/** @param base absolute address of the sample letter */
function sampleLetter(base: string, tongue: Tongue): Letter {
  const words = welcomeWords(tongue).sample
  return compose({
    kind: 'weekly',
    week: '2026-W48',
    at: sampleDay,
    user: { name: 'Sam Reed', email: 'sam@reed.example', ...samplePlace(tongue) },
    discreet: false,
    cards: sampleCards(tongue).map((card) => (card.lead === 'open' ? { ...card, message: `${base}/message` } : card)),
    met: [sampleMet(tongue)],
    notices: [{ text: words.notice, links: [{ label: words.toFront, path: '/' }] }],
  })
}

function linksTo(base: string): Links {
  const to = (link: keyof ReturnType<typeof welcomeWords>['sample']['meanings']) => `${base}/${link}`
  return {
    card: () => ({
      coffee: to('coffee'),
      write: to('write'),
      notNow: to('not-now'),
      spoken: to('spoken'),
      elsewhere: to('elsewhere'),
      letGo: to('dont-suggest'),
    }),
    met: () => ({ thank: to('thank'), note: to('promise') }),
    settings: to('settings'),
    account: to('stored'),
    unsubscribe: to('unsubscribe'),
    path: (path) => new URL(path, base).href,
  }
}
