/** Connecting a mailbox and its calendar by a password: what that opens, said first, and the form. */

import { Hono } from 'hono'
import { listConnections } from '../../db/accounts/connections.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError, UserError } from '../../errors.ts'
import type { Sentence } from '../../place.ts'
import { davContactsScope } from '../../providers/caldav/traits.ts'
import { knownCalendar } from '../../providers/imap/servers.ts'
import { normalise } from '../../text.ts'
import { checkAddress } from '../../work/arrive.ts'
import { addOpened, type Opened } from '../../work/arrive-login.ts'
import { offeredBy } from '../../work/offered.ts'
import { readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import { type Env, type Page, readForm } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { showForm, type Typed } from './form.tsx'
import { askForProof, finish, showButton } from './link.tsx'
import { openTyped, typedSchema } from './open.ts'
import { mailboxWords } from './words/words.ts'

/** Adds /connect/mailbox and the page behind its link. A GET changes nothing. @throws UserError, from its handlers */
export function mailboxRoutes(): Hono<Env> {
  return (
    new Hono<Env>()
      .get('/connect/mailbox', showEmpty)
      .post('/connect/mailbox', connect)
      // Whatever leads to connecting an account again names its kind.
      .get('/connect/imap', (c) => c.redirect('/connect/mailbox?what=mail'))
      .get('/connect/caldav', (c) => c.redirect('/connect/mailbox?what=calendar'))
      .get('/connect/mailbox/:token', showButton)
      .post('/connect/mailbox/:token', finish)
  )
}

/** Why nothing can be connected here by a password; null where something can. */
function closedBy({ net, ...deps }: Deps): Sentence | null {
  if (!net)
    return {
      en: 'This server runs where no mailbox can be reached by a password.',
      de: 'Dieser Server läuft dort, wo sich kein Postfach mit einem Passwort erreichen lässt.',
    }
  const { mail, calendar } = offeredBy(deps)
  return mail || calendar
    ? null
    : {
        en: 'Mailboxes by password are not set up on this server.',
        de: 'Postfächer mit Passwort sind auf diesem Server nicht eingerichtet.',
      }
}

/** The empty form; for one whose password was refused, all that is known of it but the password. */
async function showEmpty(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const shown = { at: queryOf(c, 'at'), closed: closedBy(deps)?.[tongueOn(c)] ?? null }
  const what = queryOf(c, 'what')
  const user = c.get('user')
  const all = user && what ? await listConnections(deps.db, user.id) : []
  const provider = what === 'calendar' ? 'caldav' : 'imap'
  const known = all.find((one) => one.provider === provider && one.state === 'reconnect')
  if (!known) return showForm(c, { ...shown, what })
  const slash = known.subject.indexOf('/')
  const [host, name] = [known.subject.slice(0, slash), known.subject.slice(slash + 1)]
  const domain = known.email.slice(known.email.lastIndexOf('@') + 1)
  // A server that is known by its domain is looked for anew: it may have moved.
  const isKnown = Boolean(provider === 'caldav' && knownCalendar(domain))
  const typed: Typed = {
    address: known.email,
    password: '',
    user: name === known.email ? '' : name,
    host: provider === 'imap' ? host : '',
    port: '',
    tls: '',
    what: provider === 'imap' ? 'mail' : 'calendar',
    server: provider === 'caldav' && !isKnown ? host : '',
    contacts: known.scopes.includes(davContactsScope) ? 'yes' : '',
  }
  return showForm(c, { ...shown, typed, again: true })
}

async function connect(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const closed = closedBy(deps)
  if (closed) throw new UserError(404, closed)
  const user = c.get('user')
  // To whoever is signed in it adds something, as every other form of theirs does; for anybody else a mailed link decides.
  const form = user ? (await readForm(c)).form : await c.req.formData()
  const typed = readFields(form, typedSchema)
  try {
    if (!/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(typed.address))
      throw new UserError(400, {
        en: 'That is no email address. Type it whole, such as sam@example.org.',
        de: 'Das ist keine E-Mail-Adresse. Tipp sie ganz ein, etwa sam@example.org.',
      })
    if (!typed.password) throw new UserError(400, { en: 'The password is missing.', de: 'Das Passwort fehlt.' })
    // Before anybody's server is asked, and before a mail leaves: who is not let in is no reason for either.
    if (!user) checkAddress(deps, normalise(typed.address))
    const { opened, missed } = await openTyped(deps, typed, tongueOn(c))
    if (!user) return await askForProof(c, opened, missed)
    await addOpened(deps, user.id, opened)
    deps.wake()
    return missed ? showMissed(c, opened, missed) : c.redirect('/people', 303)
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof UserError)) throw error
    if (error instanceof ProviderError) deps.log('mailbox refused', { kind: error.kind, reason: error.reason })
    // The password is typed again: no page holds it.
    const kept: Typed = { ...typed, password: '' }
    return showForm(c, {
      typed: kept,
      problem: error.in(tongueOn(c)),
      closed: null,
      status: error instanceof UserError ? error.status : 400,
    })
  }
}

function showMissed(c: Page, { mail }: Opened, missed: string) {
  const words = mailboxWords(tongueOn(c)).connected
  const kind = mail ? 'mailbox' : 'calendar'
  const title = words.title(kind)
  return render(
    c,
    { title, at: 'account' },
    <div class="message">
      <h1>{title}</h1>
      <p class="lede" role="status">
        {words.says(kind, missed)}
      </p>
      <p class="cta">
        <a class="btn" href="/people">
          {words.goOn}
        </a>{' '}
        <a class="btn q" href="/connect/mailbox?what=calendar">
          {words.connectCalendar}
        </a>
      </p>
    </div>,
  )
}
