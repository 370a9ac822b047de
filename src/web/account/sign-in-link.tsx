/** Signing in by a link in a mail: asking for it, and the page behind it, on which one presses. */
import { Hono } from 'hono'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { policy, sayLasting } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { asUser } from '../../work/as-user.ts'
import { askForLink, findLinkToSignIn, pressLinkToSignIn } from '../../work/signing/ask-link.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { field, readFields } from '../frame/form.ts'
import { hasOutbox, PostForm, render } from '../frame/layout.tsx'
import { idOf, localPath, queryOf } from '../frame/path.ts'
import { type Env, type Page, startSession } from '../frame/session.ts'

const askingSchema = z.object({ address: field.text(320), to: field.text(1000) })

/**
 * The pages of signing in by mail. Opening a link changes nothing, so that a program that opens every link uses none up.
 * @throws UserError, from its handlers: 400 for what is no address
 */
export function signInLinkRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/signin/link', (c) => showForm(c, localPath(queryOf(c, 'to')) ?? '/people'))
  routes.post('/signin/link', async (c) => {
    const { address, to } = readFields(await c.req.formData(), askingSchema)
    if (!/^[^\s@]{1,64}@[^\s@]{1,254}$/.test(address))
      throw new UserError(400, {
        en: 'That is no email address. Go back and type it whole, such as sam@example.org.',
        de: 'Das ist keine E-Mail-Adresse. Geh zurück und tipp sie ganz ein, etwa sam@example.org.',
      })
    await askForLink(c.get('deps'), address, localPath(to) ?? '/people')
    return showAsked(c)
  })
  routes.get('/signin/link/:token', async (c) => {
    const found = await findLinkToSignIn(c.get('deps'), idOf(c, 'token'))
    if (found?.standing !== 'open') return showOver(c)
    const reader = c.get('user')
    return showButton(c, { address: found.row.address, isOfAnother: reader !== null && reader.id !== found.user.id })
  })
  routes.post('/signin/link/:token', async (c) => {
    const deps = c.get('deps')
    const found = await findLinkToSignIn(deps, idOf(c, 'token'))
    if (!found) {
      deps.log('signing', { kind: 'link_refused', how: 'unknown' })
      return showOver(c)
    }
    const { row, user, standing } = found
    const isIn = standing === 'open' && (await pressLinkToSignIn(deps, row))
    if (!isIn) {
      // Of two presses at once the second comes too late.
      const how = standing === 'open' ? 'used' : standing
      await noteHappening(asUser(deps, user.id), { userId: user.id, kind: 'link_refused', how })
      return showOver(c)
    }
    await startSession(c, user.id, 'link')
    deps.wake()
    return c.redirect(row.goOn, 303)
  })
  return routes
}

function showForm(c: Page, to: string) {
  const user = c.get('user')
  return render(
    c,
    { title: 'Sign in by a link', ...(user ? { at: 'account' as const } : {}) },
    <div class="message">
      <h1>Sign in by a link</h1>
      <p class="lede">
        A link goes to your address, if it is one that is known to be yours here. It works for{' '}
        {sayLasting(policy.signInLink.link)}, once, in any browser.
      </p>
      <PostForm action="/signin/link" csrf={c.get('csrf')} class="line" hidden={{ to }}>
        <label for="address">Your email address</label>
        <input
          id="address"
          type="email"
          name="address"
          autocomplete="email"
          required
          maxlength={320}
          value={user?.email ?? ''}
        />
        <button type="submit">Send the link</button>
      </PostForm>
      <p class="meta">
        Known to be yours is an address that the provider of an account of yours vouches for, or at which you pressed a
        link.
      </p>
    </div>,
  )
}

/** The same whatever the address, and whatever came of it. */
function showAsked(c: Page) {
  const here = hasOutbox(c.get('deps'))
  return render(
    c,
    { title: 'Look into your mail' },
    <div class="message">
      <h1>{here ? 'Look into the outbox' : 'Look into your mail'}</h1>
      <p class="lede" role="status">
        If that address is known to be somebody’s here, a link is on its way to it. It works for{' '}
        {sayLasting(policy.signInLink.link)}, once.
      </p>
      {here ? (
        <p>
          No mail relay is set up on this machine, so it lies in <a href="/outbox">the outbox</a>, which you see while
          you are signed in, and stands in the terminal in which this program runs.
        </p>
      ) : (
        <p class="meta">
          Look among its spam as well. Up to {policy.signInLink.sameAddressAnHour} such mails go to one address within
          an hour.
        </p>
      )}
    </div>,
  )
}

function showButton(c: Page, { address, isOfAnother }: { readonly address: string; readonly isOfAnother: boolean }) {
  return render(
    c,
    { title: 'Sign in to Coffee soon?', guest: true },
    <form method="post" action={c.req.path} class="message ask">
      <h1>Sign in to Coffee soon?</h1>
      <p class="lede">
        This browser becomes signed in to the account of <b>{cleanText(address, 254)}</b>.
      </p>
      {isOfAnother ? (
        <p class="notice" role="alert">
          It is another account than the one you are signed in to here now, which ends in this browser by it.
        </p>
      ) : null}
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit">Sign in</button>
      </p>
      <p class="meta">If you did not ask for this, close the page: without the button nothing happens.</p>
    </form>,
  )
}

/** Used, over, altered or never given: one page for all, so that nobody learns which links there are. */
function showOver(c: Page) {
  return render(
    c,
    { title: 'This link signs nobody in', status: 404 },
    <div class="message">
      <h1>This link signs nobody in</h1>
      <p class="lede">
        Such a link works for {sayLasting(policy.signInLink.link)}, once. Ask for another one, if you still want to sign
        in.
      </p>
      <p class="cta">
        <a class="btn" href="/signin/link">
          Ask for another link
        </a>
      </p>
    </div>,
  )
}
