/** Proving an address: the owner's press that has a link mailed there, and the page behind the link. */
import { Hono } from 'hono'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { cleanText } from '../../text.ts'
import { confirmAddress, refuseAddress, requestConfirmation } from '../../work/mail/confirm.ts'
import { findLink } from '../../work/mail/links.ts'
import { renderRested } from '../frame/expired-link.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm } from '../frame/session.ts'

const askingSchema = z.object({ address: field.word })
const answerSchema = z.object({ page: field.tick, refuse: field.tick })

/**
 * The page behind a link that confirms an email address.
 * @throws UserError, from its handlers: 400 for a form without an answer
 */
export function confirmRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.post('/letter/confirm', async (c) => {
    const { user, form } = await readForm(c)
    const { address } = readFields(form, askingSchema)
    await requestConfirmation(c.get('deps'), user, address)
    return c.redirect('/letter#confirm', 303)
  })
  routes.get('/confirm/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), ['confirm'])
    if (!link) return renderRested(c)
    const reader = c.get('user')
    const isOfAnother = reader !== null && reader !== undefined && reader.id !== link.user.id
    return show(c, <Ask path={c.req.path} address={link.row.address ?? ''} isOfAnother={isOfAnother} />)
  })
  routes.post('/confirm/:token', async (c) => {
    const deps = c.get('deps')
    const link = await findLink(deps, idOf(c, 'token'), ['confirm'])
    if (!link) return renderRested(c)
    const { page, refuse } = readFields(await c.req.formData(), answerSchema)
    if (!page)
      throw new UserError(400, {
        en: 'Press one of the two buttons of the page. Nothing was changed.',
        de: 'Drück einen der beiden Knöpfe auf der Seite. Geändert wurde nichts.',
      })
    const shown = { path: c.req.path, address: link.row.address ?? '' }
    if (refuse) {
      await refuseAddress(deps, link)
      return show(c, <Refused {...shown} />)
    }
    await confirmAddress(deps, link)
    return show(c, <Confirmed {...shown} />)
  })
  return routes
}

/** Whoever reads it may have no account here: nothing around it, and nothing of whose link it is. */
const show = (c: Page, content: Parameters<typeof render>[2]) =>
  render(c, { title: 'Is this address yours?', guest: true }, content)

interface LinkProps {
  readonly path: string
  readonly address: string
}

function Ask({ path, address, isOfAnother }: LinkProps & { readonly isOfAnother: boolean }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>Is this address yours?</h1>
      <p class="lede">
        An account on this server wants its weekly letter to come to <b>{cleanText(address, 254)}</b>. Did you ask for
        that?
      </p>
      {isOfAnother ? (
        <p class="notice" role="alert">
          It is another account than the one you are signed in to here: its letters would come to this address, not
          yours.
        </p>
      ) : null}
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit" name="confirm" value="1">
          Yes, send my letters there
        </button>
        <button type="submit" name="refuse" value="1" class="q">
          No, this isn’t mine
        </button>
      </p>
      <p class="meta">
        If you did not, somebody else’s account gave this address. You can close this page: without the first button
        nothing more is sent. With the second, this server never asks this address again.
      </p>
    </form>
  )
}

function Confirmed({ path, address }: LinkProps) {
  return (
    <form method="post" action={path} class="message">
      <h1>The address is confirmed</h1>
      <p class="lede" role="status">
        The letters go to {cleanText(address, 254)} now. The next one comes at its usual hour.
      </p>
      <p>
        <a href="/letter">Your letter page</a> can send this week’s at once.
      </p>
      <p class="meta">Pressed by mistake, and it isn’t yours?</p>
      <input type="hidden" name="page" value="1" />
      <button type="submit" name="refuse" value="1" class="q small">
        No, this isn’t mine
      </button>
    </form>
  )
}

function Refused({ path, address }: LinkProps) {
  return (
    <form method="post" action={path} class="message">
      <h1>Nothing more is sent there</h1>
      <p class="lede" role="status">
        {cleanText(address, 254)} gets no letter by this link, and this server never asks it again.
      </p>
      <p class="meta">Pressed by mistake, and it is yours after all?</p>
      <input type="hidden" name="page" value="1" />
      <button type="submit" name="confirm" value="1" class="q small">
        Yes, send my letters there
      </button>
    </form>
  )
}
