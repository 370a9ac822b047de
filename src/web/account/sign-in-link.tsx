/** Signing in by a link in a mail: asking for it, and the page behind it, on which one presses. */
import { Hono } from 'hono'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { asUser } from '../../work/as-user.ts'
import { askForLink, findLinkToSignIn, pressLinkToSignIn } from '../../work/signing/ask-link.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { field, readFields } from '../frame/form.ts'
import { hasOutbox, PostForm, render } from '../frame/layout.tsx'
import { idOf, localPath, queryOf } from '../frame/path.ts'
import { type Env, type Page, startSession } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { accountWords } from './words/words.ts'

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

const wordsOn = (c: Page) => accountWords(tongueOn(c)).link

function showForm(c: Page, to: string) {
  const words = wordsOn(c)
  const user = c.get('user')
  return render(
    c,
    { title: words.title, ...(user ? { at: 'account' as const } : {}) },
    <div class="message">
      <h1>{words.title}</h1>
      <p class="lede">{words.lede(policy.signInLink.link)}</p>
      <PostForm action="/signin/link" csrf={c.get('csrf')} class="line" hidden={{ to }}>
        <label for="address">{words.address}</label>
        <input
          id="address"
          type="email"
          name="address"
          autocomplete="email"
          required
          maxlength={320}
          value={user?.email ?? ''}
        />
        <button type="submit">{words.send}</button>
      </PostForm>
      <p class="meta">{words.known}</p>
    </div>,
  )
}

/** The same whatever the address, and whatever came of it. */
function showAsked(c: Page) {
  const here = hasOutbox(c.get('deps'))
  const words = wordsOn(c)
  return render(
    c,
    { title: words.inMail },
    <div class="message">
      <h1>{here ? words.inOutbox : words.inMail}</h1>
      <p class="lede" role="status">
        {words.asked(policy.signInLink.link)}
      </p>
      {here ? (
        <p>
          {words.noRelay((label) => (
            <a href="/outbox">{label}</a>
          ))}
        </p>
      ) : (
        <p class="meta">{words.spam(policy.signInLink.sameAddressAnHour)}</p>
      )}
    </div>,
  )
}

function showButton(c: Page, { address, isOfAnother }: { readonly address: string; readonly isOfAnother: boolean }) {
  const words = wordsOn(c)
  return render(
    c,
    { title: words.ask, guest: true },
    <form method="post" action={c.req.path} class="message ask">
      <h1>{words.ask}</h1>
      <p class="lede">{words.becomes(cleanText(address, 254))}</p>
      {isOfAnother ? (
        <p class="notice" role="alert">
          {words.another}
        </p>
      ) : null}
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit">{words.signIn}</button>
      </p>
      <p class="meta">{words.notAsked}</p>
    </form>,
  )
}

/** Used, over, altered or never given: one page for all, so that nobody learns which links there are. */
function showOver(c: Page) {
  const words = wordsOn(c)
  return render(
    c,
    { title: words.over, status: 404 },
    <div class="message">
      <h1>{words.over}</h1>
      <p class="lede">{words.overSays(policy.signInLink.link)}</p>
      <p class="cta">
        <a class="btn" href="/signin/link">
          {words.askAgain}
        </a>
      </p>
    </div>,
  )
}
