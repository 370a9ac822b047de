/** A whole letter to read before anything is connected: the real letter, of people who do not exist, with links that only say what they would do. */
import { Hono } from 'hono'
import { UserError } from '../../errors.ts'
import { compose } from '../../letter/compose.ts'
import { toHtml } from '../../letter/paper/html.tsx'
import type { Letter, Links } from '../../letter/types.ts'
import { contentSecurityPolicy } from '../frame/guard.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env } from '../frame/session.ts'
import { sampleCards, sampleDay, sampleMet } from './sample-cards.ts'

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
    const letter = toHtml(sampleLetter(base), linksTo(base))
    return c.html(letter.replace('<head>', '<head><link rel="icon" href="data:,">'))
  })
  routes.get(`${samplePath}/:link`, (c) => {
    const link = Object.entries(meanings).find(([name]) => name === idOf(c, 'link'))?.[1]
    if (!link)
      throw new UserError(404, {
        en: 'The sample letter has no such link.',
        de: 'Diesen Link gibt es im Beispielbrief nicht.',
      })
    return render(
      c,
      { title: link.title },
      <div class="message">
        <p class="meta">A link of the sample letter</p>
        <h1>{link.title}</h1>
        <p class="lede">{link.words}</p>
        <p class="pair">
          <a class="btn" href={samplePath}>
            Back to the sample letter
          </a>
          <a class="btn q" href="/">
            To the start
          </a>
        </p>
      </div>,
    )
  })
  return routes
}

/** @param base absolute address of the sample letter */
const sampleLetter = (base: string): Letter =>
  compose({
    kind: 'weekly',
    week: '2026-W48',
    at: sampleDay,
    user: { name: 'Sam Reed', email: 'sam@reed.example', timeZone: 'UTC', locale: null },
    discreet: false,
    cards: sampleCards.map((card) => (card.lead === 'open' ? { ...card, message: `${base}/message` } : card)),
    met: [sampleMet],
    notices: [
      {
        text: 'This is a sample. Everybody in it is made up, Sam as well, and each link says what it would do.',
        links: [{ label: 'Back to Coffee soon', path: '/' }],
      },
    ],
  })

function linksTo(base: string): Links {
  const to = (link: keyof typeof meanings) => `${base}/${link}`
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

/** What each link of a letter opens, and what it does not do by itself. */
const meanings = {
  coffee: {
    title: 'Plan a coffee',
    words:
      'Opens a page with a few times at which you are free, and this first line as a note. You change what you like. Nothing is sent until you press a button there.',
  },
  write: {
    title: 'Just write',
    words: 'Opens a note that asks for nothing, to make your own and take to your own mail.',
  },
  message: {
    title: 'Open the message',
    words: 'Opens the message that waits for an answer, in your own mail. Coffee soon cannot read it.',
  },
  'not-now': {
    title: 'Not now',
    words: 'Asks how long they can wait: a month, until after the holidays, or until spring. They are not told.',
  },
  spoken: {
    title: 'We’ve spoken',
    words: 'Notes that you two have been in touch somewhere this can’t see, and counts from that day.',
  },
  elsewhere: {
    title: 'We talk elsewhere',
    words: 'For somebody you see or call anyway: they are never again called quiet, and stay in your list of people.',
  },
  'dont-suggest': {
    title: 'Don’t suggest again',
    words:
      'After one more click they are not brought up again, here or in any letter. Nothing in your mail changes and nobody is told. You can undo it.',
  },
  thank: { title: 'Say thank you', words: 'Opens two lines of thanks, while it’s fresh, to make your own.' },
  promise: {
    title: 'Note what you promised',
    words: 'Takes one line from you. It stays on the server, and a later letter reminds you of it.',
  },
  settings: {
    title: 'Change day or number',
    words: 'Opens your settings: the day and hour of the letter, how many people are in it, or a break.',
  },
  stored: {
    title: 'What is stored',
    words:
      'Opens your account page: what is kept and how much, every request made to your mail, and how to delete it all.',
  },
  unsubscribe: { title: 'Unsubscribe', words: 'Asks once, and then no letter comes any more.' },
} as const
