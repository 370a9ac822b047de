/** Ends the letter by one press, from a mail program (RFC 8058) or from a page, and has a way back. */
import { Hono } from 'hono'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { resumeLetter, unsubscribe } from '../../work/letter/resume.ts'
import { findLink } from '../../work/mail/links.ts'
import { renderRested } from '../frame/expired-link.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env, Page } from '../frame/session.ts'
import { letterWordsFor, type Words } from './words/words.ts'

const fieldsSchema = z.object({ 'List-Unsubscribe': field.text(1000), page: field.tick, resume: field.tick })

/**
 * The page that stops the letter, and one-click unsubscribe (RFC 8058).
 * @throws UserError, from its handlers, for a one-click request without its field
 */
export function unsubscribeRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/unsubscribe/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), ['unsubscribe'])
    if (!link) return renderRested(c)
    c.set('tongue', tongueOf(placeOfUser(link.user)))
    const words = letterWordsFor(link.user)
    return render(c, { title: words.unsubscribe.title }, <Ask path={c.req.path} words={words} />)
  })
  routes.post('/unsubscribe/:token', async (c) => {
    const deps = c.get('deps')
    const form = await c.req.formData().catch(() => new FormData())
    const { resume, page: pressed, 'List-Unsubscribe': way } = readFields(form, fieldsSchema)
    const oneClick = way === 'One-Click'
    if (!oneClick && !pressed)
      throw new UserError(400, {
        en: 'This was neither the button of a mail program nor that of the page, so nothing changed.',
        de: 'Das war weder der Knopf eines Mailprogramms noch der auf der Seite, also hat sich nichts geändert.',
      })
    const link = await findLink(deps, idOf(c, 'token'), ['unsubscribe'])
    // A mail program learns nothing here, and must not try again: it is told the same of every address.
    if (!link) return pressed ? renderRested(c) : c.text('OK')
    if (resume) await resumeLetter(deps, link.user)
    else await unsubscribe(deps, link.user)
    c.set('tongue', tongueOf(placeOfUser(link.user)))
    return pressed ? showDone(c, resume, letterWordsFor(link.user)) : c.text('OK')
  })
  return routes
}

function showDone(c: Page, resumed: boolean, words: Words) {
  return render(
    c,
    { title: resumed ? words.resume.done : words.unsubscribe.done },
    resumed ? <Again words={words.resume} /> : <Stopped path={c.req.path} words={words.unsubscribe} />,
  )
}

function Ask({ path, words: { unsubscribe: words, answers } }: { path: string; words: Words }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>{words.asks}</h1>
      <p class="lede">{words.means}</p>
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit">{words.button}</button>
        <a class="btn q" href="/">
          {answers.cancel}
        </a>
      </p>
      <p class="meta">{words.orBreak('/settings')}</p>
    </form>
  )
}

function Stopped({ path, words }: { path: string; words: Words['unsubscribe'] }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>{words.done}</h1>
      <p class="lede" role="status">
        {words.doneMeans}
      </p>
      <input type="hidden" name="page" value="1" />
      <input type="hidden" name="resume" value="1" />
      <p class="cta">
        <button type="submit" class="q">
          {words.startAgain}
        </button>
      </p>
      <p class="meta">{words.ways('/letter', '/account')}</p>
    </form>
  )
}

function Again({ words }: { words: Words['resume'] }) {
  return (
    <div class="message">
      <h1>{words.done}</h1>
      <p class="lede" role="status">
        {words.theNext}
      </p>
      <p>
        <a href="/settings">{words.change}</a>
      </p>
    </div>
  )
}
