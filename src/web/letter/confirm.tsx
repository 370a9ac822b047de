/** Proving an address: the owner's press that has a link mailed there, and the page behind the link. */
import { Hono } from 'hono'
import * as z from 'zod'
import { listProofs } from '../../db/accounts/proofs.ts'
import type { User } from '../../db/accounts/users.ts'
import { UserError } from '../../errors.ts'
import { cleanText } from '../../text.ts'
import { confirmAddress, refuseAddress, requestConfirmation } from '../../work/mail/confirm.ts'
import { findLink } from '../../work/mail/links.ts'
import { askToSignInAgain, waysOf } from '../account/again.tsx'
import { renderRested } from '../frame/expired-link.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { letterWords, type Words } from './words/words.ts'

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
    const stale = (await hasWayIn(c, user))
      ? await askToSignInAgain(c, { act: 'confirm', back: '/letter#confirm' })
      : null
    if (stale) return stale
    await requestConfirmation(c.get('deps'), user, address)
    return c.redirect('/letter#confirm', 303)
  })
  routes.get('/confirm/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), ['confirm'])
    if (!link) return renderRested(c)
    const reader = c.get('user')
    const isOfAnother = reader !== null && reader !== undefined && reader.id !== link.user.id
    return show(c, <Ask {...shownOn(c, link.row.address)} isOfAnother={isOfAnother} />)
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
    const shown = shownOn(c, link.row.address)
    if (refuse) {
      await refuseAddress(deps, link)
      return show(c, <Refused {...shown} />)
    }
    await confirmAddress(deps, link)
    return show(c, <Confirmed {...shown} />)
  })
  return routes
}

/** Whoever has none yet, as of files alone, could not sign in once more: this link is to be their first. */
async function hasWayIn(c: Page, user: User): Promise<boolean> {
  const proofs = await listProofs(c.get('deps').db, user.id)
  return proofs.length > 0 || (await waysOf(c, user)).length > 0
}

/** Whoever reads it may have no account here: nothing around it, and nothing of whose link it is. */
const show = (c: Page, content: Parameters<typeof render>[2]) =>
  render(c, { title: letterWords(tongueOn(c)).confirm.title, guest: true }, content)

/** In the tongue that the reader's browser asks for. */
const shownOn = (c: Page, address: string | null): LinkProps => ({
  path: c.req.path,
  address: cleanText(address ?? '', 254),
  words: letterWords(tongueOn(c)).confirm,
})

interface LinkProps {
  readonly path: string
  readonly address: string
  readonly words: Words['confirm']
}

function Ask({ path, address, isOfAnother, words }: LinkProps & { readonly isOfAnother: boolean }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>{words.title}</h1>
      <p class="lede">{words.asks(<b>{address}</b>)}</p>
      {isOfAnother ? (
        <p class="notice" role="alert">
          {words.ofAnother}
        </p>
      ) : null}
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit" name="confirm" value="1">
          {words.yes}
        </button>
        <button type="submit" name="refuse" value="1" class="q">
          {words.no}
        </button>
      </p>
      <p class="meta">{words.otherwise}</p>
    </form>
  )
}

function Confirmed({ path, address, words }: LinkProps) {
  return (
    <form method="post" action={path} class="message">
      <h1>{words.confirmed}</h1>
      <p class="lede" role="status">
        {words.goThere(address)}
      </p>
      <p>{words.atOnce('/letter')}</p>
      <p class="meta">{words.mistakenYes}</p>
      <input type="hidden" name="page" value="1" />
      <button type="submit" name="refuse" value="1" class="q small">
        {words.no}
      </button>
    </form>
  )
}

function Refused({ path, address, words }: LinkProps) {
  return (
    <form method="post" action={path} class="message">
      <h1>{words.refused}</h1>
      <p class="lede" role="status">
        {words.getsNone(address)}
      </p>
      <p class="meta">{words.mistakenNo}</p>
      <input type="hidden" name="page" value="1" />
      <button type="submit" name="confirm" value="1" class="q small">
        {words.yes}
      </button>
    </form>
  )
}
