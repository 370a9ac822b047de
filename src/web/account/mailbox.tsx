/** Connecting a mailbox and its calendar by a password: what that opens, said first; the form; and the link that proves the address of a newcomer. */
import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import { listConnections } from '../../db/accounts/connections.ts'
import { useState } from '../../db/accounts/sessions.ts'
import { reserveUnits } from '../../db/budgets.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError, UserError } from '../../errors.ts'
import { localeFrom, tongueFrom } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { knownCalendar } from '../../providers/imap/servers.ts'
import { randomToken, sha256, shortId } from '../../seal.ts'
import { normalise } from '../../text.ts'
import { checkAddress } from '../../work/arrive.ts'
import { addOpened, arriveByLink, type Opened } from '../../work/arrive-login.ts'
import { offeredBy } from '../../work/offered.ts'
import { mailboxMail } from '../../work/signing/mailbox-mail.ts'
import { readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf, queryOf } from '../frame/path.ts'
import { cookieOf, type Env, type Page, startSession } from '../frame/session.ts'
import { showForm, type Typed } from './mailbox-form.tsx'
import { openTyped, typedSchema } from './mailbox-open.ts'

/** What waits for its link travels sealed in the browser that asked: nothing is kept here of an address that nobody proved. */
const waitingSchema = z.object({
  hash: z.string(),
  endsAt: z.number(),
  address: z.string(),
  mail: z
    .object({
      host: z.string(),
      port: z.number(),
      tls: z.enum(['implicit', 'starttls']),
      user: z.string(),
      password: z.string(),
    })
    .nullable(),
  calendar: z
    .object({
      login: z.object({ origin: z.string(), home: z.string(), user: z.string(), password: z.string() }),
      invites: z.boolean(),
    })
    .nullable(),
})

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
function closedBy({ net, ...deps }: Deps): string | null {
  if (!net) return 'This server runs where no mailbox can be reached by a password.'
  const { mail, calendar } = offeredBy(deps)
  return mail || calendar ? null : 'Mailboxes by password are not set up on this server.'
}

/** The empty form; for one whose password was refused, all that is known of it but the password. */
async function showEmpty(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const shown = { at: queryOf(c, 'at'), closed: closedBy(deps) }
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
  }
  return showForm(c, { ...shown, typed, again: true })
}

async function connect(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const closed = closedBy(deps)
  if (closed) throw new UserError(404, closed)
  const typed = readFields(await c.req.formData(), typedSchema)
  try {
    if (!/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(typed.address))
      throw new UserError(400, 'That is no email address. Type it whole, such as sam@example.org.')
    if (!typed.password) throw new UserError(400, 'The password is missing.')
    const user = c.get('user')
    // Before anybody's server is asked, and before a mail leaves: who is not let in is no reason for either.
    if (!user) checkAddress(deps, normalise(typed.address))
    const { opened, missed } = await openTyped(deps, typed)
    if (!user) return await askForProof(c, opened, missed)
    await addOpened(deps, user.id, opened)
    deps.wake()
    return missed ? showMissed(c, missed) : c.redirect('/people', 303)
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof UserError)) throw error
    if (error instanceof ProviderError) deps.log('mailbox refused', { kind: error.kind, reason: error.reason })
    // The password is typed again: no page holds it.
    const kept: Typed = { ...typed, password: '' }
    return showForm(c, {
      typed: kept,
      problem: error.message,
      closed: null,
      status: error instanceof UserError ? error.status : 400,
    })
  }
}

function showMissed(c: Page, missed: string) {
  return render(
    c,
    { title: 'The mailbox is connected', at: 'account' },
    <div class="message">
      <h1>The mailbox is connected</h1>
      <p class="lede" role="status">
        Its header lines are read from now on. Its calendar is not connected: {missed}
      </p>
      <p class="cta">
        <a class="btn" href="/people">
          Go on
        </a>{' '}
        <a class="btn q" href="/connect/mailbox?what=calendar">
          Connect a calendar
        </a>
      </p>
    </div>,
  )
}

/** A server that somebody named says nothing about whose the address is: only who reads there does. */
async function askForProof(c: Page, mailbox: Opened, missed: string | null): Promise<Response> {
  const deps = c.get('deps')
  const { seal, mailer, config, say } = deps
  const here = !mailer && config.local && say !== undefined
  if (!mailer && !here)
    throw new UserError(
      503,
      'This server sends no mail, so it cannot ask whether the address is yours. Whoever runs it can set SMTP_URL.',
    )
  const token = randomToken()
  const at = deps.now()
  const { sameAddressAnHour, ofAServerADay } = policy.signInLink
  const key = `sign-in link|${await seal.sign(mailbox.address, 'address')}`
  const quotas = [
    { key, perMinute: sameAddressAnHour / 60, burst: sameAddressAnHour },
    { key: 'sign-in links', perMinute: ofAServerADay / 1440, burst: ofAServerADay },
  ]
  if ('retryAt' in (await reserveUnits(deps.db, quotas, at, { least: 1, most: 1 })))
    throw new UserError(429, 'Enough links went there for now. Try again in an hour.')
  const mail = mailboxMail(deps, { to: mailbox.address, token, id: shortId() })
  if (mailer) {
    const { kind } = await mailer.send(mail)
    deps.log('mailbox link', { outcome: kind })
    if (kind === 'refused' || kind === 'unreached')
      throw new UserError(
        503,
        'The mail with the link could not be sent to this address. Check it, or try again later.',
      )
  } else
    say?.(
      `To connect ${mailbox.mail ? 'the mailbox' : 'the calendar'}, open within ${sayLasting(policy.signInLink.link)}:\n${config.BASE_URL}/connect/mailbox/${token}`,
    )
  const { name, options } = waitingCookie(deps)
  const waiting = { ...mailbox, hash: await sha256(token), endsAt: at.add(policy.signInLink.link).epochMilliseconds }
  setCookie(c, name, await seal.seal(JSON.stringify(waiting), name), {
    ...options,
    maxAge: 60 * policy.signInLink.link.minutes,
  })
  return render(
    c,
    { title: here ? 'Look into the terminal' : 'Look into your mail' },
    <div class="message">
      <h1>{here ? 'Look into the terminal' : 'Look into your mail'}</h1>
      <p class="lede" role="status">
        The password works. Now open the link{' '}
        {here ? 'that stands in the terminal in which this program runs' : 'that is on its way to your address'}, in
        this browser, within {sayLasting(policy.signInLink.link)}.
      </p>
      {missed ? <p class="notice">The calendar is not connected: {missed}</p> : null}
      <p class="meta">
        {here
          ? 'No mail relay is set up on this machine, and whoever reads its terminal owns it: that is proof enough here.'
          : 'Anybody can run a server that takes a password; only you read at your address.'}{' '}
        Until then nothing is stored on this server: the password waits in this browser, sealed.
      </p>
    </div>,
  )
}

const waitingCookie = (deps: Deps) => cookieOf(deps, 'mailbox')

/** What waits in this browser for the link of this address; null for any other link. */
async function readWaiting(c: Page): Promise<z.infer<typeof waitingSchema> | null> {
  const deps = c.get('deps')
  const { name } = waitingCookie(deps)
  const sealed = getCookie(c, name)
  if (!sealed) return null
  const waiting = await deps.seal.open(sealed, name).then(
    (text) => waitingSchema.parse(JSON.parse(text)),
    () => null,
  )
  const left = (waiting?.endsAt ?? 0) - deps.now().epochMilliseconds
  const isOpen = left > 0 && left <= 2 * 60_000 * policy.signInLink.link.minutes
  return waiting && isOpen && waiting.hash === (await sha256(idOf(c, 'token'))) ? waiting : null
}

async function showButton(c: Page): Promise<Response> {
  const waiting = await readWaiting(c)
  if (!waiting) return showOver(c)
  return render(
    c,
    { title: waiting.mail ? 'Connect this mailbox?' : 'Connect this calendar?', guest: true },
    <form method="post" action={c.req.path} class="message ask">
      <h1>Connect this {waiting.mail ? 'mailbox' : 'calendar'}?</h1>
      <p class="lede">
        <b>{waiting.address}</b> becomes yours here, and{' '}
        {waiting.mail ? 'its header lines are read' : 'the calendar is read'} from now on
        {waiting.mail && waiting.calendar ? ', and its calendar as well' : ''}.
      </p>
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit">Connect</button>
      </p>
      <p class="meta">If you did not ask for this, close the page: without the button nothing happens.</p>
    </form>,
  )
}

async function finish(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const waiting = await readWaiting(c)
  const now = deps.now()
  const once = waiting && (await useState(deps.db, waiting.hash, now, now.add({ minutes: 60 })))
  if (!waiting || !once) return showOver(c)
  const { name, options } = waitingCookie(deps)
  deleteCookie(c, name, options)
  const userId = await arriveByLink(deps, waiting, {
    locale: localeFrom(c.req.header('accept-language')),
    tongue: tongueFrom(c.req.header('accept-language')),
  })
  if (c.get('user')?.id !== userId) await startSession(c, userId, 'link')
  deps.wake()
  return c.redirect('/people', 303)
}

function showOver(c: Page) {
  return render(
    c,
    { title: 'This link connects nothing', status: 404 },
    <div class="message">
      <h1>This link connects nothing</h1>
      <p class="lede">
        It works for {sayLasting(policy.signInLink.link)}, once, and only in the browser in which the password was
        typed. Nothing was stored.
      </p>
      <p class="cta">
        <a class="btn" href="/connect/mailbox">
          Type it again
        </a>
      </p>
    </div>,
  )
}
