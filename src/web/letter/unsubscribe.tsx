/** Ends the letter by one press, from a mail program (RFC 8058) or from a page, and has a way back. */
import { Hono } from 'hono'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { resumeLetter, unsubscribe } from '../../work/letter/resume.ts'
import { findLink } from '../../work/mail/links.ts'
import { renderRested } from '../frame/expired-link.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env, Page } from '../frame/session.ts'

const fieldsSchema = z.object({ 'List-Unsubscribe': field.text(1000), page: field.tick, resume: field.tick })

/**
 * The page that stops the letter, and one-click unsubscribe (RFC 8058).
 * @throws UserError, from its handlers, for a one-click request without its field
 */
export function unsubscribeRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/unsubscribe/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), ['unsubscribe'])
    return link ? render(c, { title: 'Unsubscribe' }, <Ask path={c.req.path} />) : renderRested(c)
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
    return pressed ? showDone(c, resume) : c.text('OK')
  })
  return routes
}

function showDone(c: Page, resumed: boolean) {
  return render(
    c,
    { title: resumed ? 'Letters come again' : 'No more letters' },
    resumed ? <Again /> : <Stopped path={c.req.path} />,
  )
}

function Ask({ path }: { path: string }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>Stop the letters?</h1>
      <p class="lede">No letter comes any more. Your account and your people stay as they are.</p>
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit">Unsubscribe</button>
        <a class="btn q" href="/">
          Cancel
        </a>
      </p>
      <p class="meta">
        Or <a href="/settings">take a break</a> until a day you choose.
      </p>
    </form>
  )
}

function Stopped({ path }: { path: string }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>No more letters</h1>
      <p class="lede" role="status">
        You are unsubscribed. Your account and your people stay as they are.
      </p>
      <input type="hidden" name="page" value="1" />
      <input type="hidden" name="resume" value="1" />
      <p class="cta">
        <button type="submit" class="q">
          Start again
        </button>
      </p>
      <p class="meta">
        The same button is on your <a href="/letter">letter page</a>. <a href="/account">Delete everything</a> is on the
        account page.
      </p>
    </form>
  )
}

function Again() {
  return (
    <div class="message">
      <h1>Letters come again</h1>
      <p class="lede" role="status">
        The next one comes at your usual day and hour.
      </p>
      <p>
        <a href="/settings">Change day or hour, or take a break</a>
      </p>
    </div>
  )
}
