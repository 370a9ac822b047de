/** The link that proves the address of a newcomer's mailbox: mailed or printed, and pressed in the browser that asked. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import { useState } from '../../db/accounts/sessions.ts'
import { reserveUnits } from '../../db/budgets.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { localeFrom, tongueFrom } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { davSchema } from '../../providers/login.ts'
import { randomToken, sha256, shortId } from '../../seal.ts'
import { arriveByLink, type Opened } from '../../work/arrive-login.ts'
import { mailboxMail } from '../../work/signing/mailbox-mail.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { cookieOf, type Page, startSession } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { mailboxWords } from './words/words.ts'

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
      login: davSchema,
      invites: z.boolean(),
    })
    .nullable(),
})

/** A server that somebody named says nothing about whose the address is: only who reads there does. @throws UserError 429, 503 */
export async function askForProof(c: Page, mailbox: Opened, missed: string | null): Promise<Response> {
  const deps = c.get('deps')
  const { seal, mailer, config, say } = deps
  const here = !mailer && config.local && say !== undefined
  if (!mailer && !here)
    throw new UserError(503, {
      en: 'This server sends no mail, so it cannot ask whether the address is yours. Whoever runs it can set SMTP_URL.',
      de: 'Dieser Server verschickt keine Mail, also kann er nicht fragen, ob die Adresse dir gehört. Wer ihn betreibt, kann SMTP_URL setzen.',
    })
  const token = randomToken()
  const at = deps.now()
  const { sameAddressAnHour, ofAServerADay } = policy.signInLink
  const key = `sign-in link|${await seal.sign(mailbox.address, 'address')}`
  const quotas = [
    { key, perMinute: sameAddressAnHour / 60, burst: sameAddressAnHour },
    { key: 'sign-in links', perMinute: ofAServerADay / 1440, burst: ofAServerADay },
  ]
  if ('retryAt' in (await reserveUnits(deps.db, quotas, at, { least: 1, most: 1 })))
    throw new UserError(429, {
      en: 'Enough links went there for now. Try again in an hour.',
      de: 'Für den Moment gingen genug Links dorthin. Versuch es in einer Stunde noch einmal.',
    })
  const mail = mailboxMail(deps, { to: mailbox.address, token, id: shortId(), tongue: tongueOn(c) })
  if (mailer) {
    const { kind } = await mailer.send(mail)
    deps.log('mailbox link', { outcome: kind })
    if (kind === 'refused' || kind === 'unreached')
      throw new UserError(503, {
        en: 'The mail with the link could not be sent to this address. Check it, or try again later.',
        de: 'Die Mail mit dem Link ließ sich nicht an diese Adresse schicken. Prüf sie, oder versuch es später noch einmal.',
      })
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
  const words = mailboxWords(tongueOn(c)).proof
  return render(
    c,
    { title: words.title(here) },
    <div class="message">
      <h1>{words.title(here)}</h1>
      <p class="lede" role="status">
        {words.lede(here, policy.signInLink.link)}
      </p>
      {missed ? <p class="notice">{missed}</p> : null}
      <p class="meta">{words.why(here)}</p>
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

export async function showButton(c: Page): Promise<Response> {
  const waiting = await readWaiting(c)
  if (!waiting) return showOver(c)
  const words = mailboxWords(tongueOn(c)).proof
  const kind = waiting.mail ? 'mailbox' : 'calendar'
  return render(
    c,
    { title: words.ask(kind), guest: true },
    <form method="post" action={c.req.path} class="message ask">
      <h1>{words.ask(kind)}</h1>
      <p class="lede">{words.becomes(waiting.address, kind, waiting.mail !== null && waiting.calendar !== null)}</p>
      <input type="hidden" name="page" value="1" />
      <p class="cta">
        <button type="submit">{words.connect}</button>
      </p>
      <p class="meta">{words.notAsked}</p>
    </form>,
  )
}

export async function finish(c: Page): Promise<Response> {
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
  const words = mailboxWords(tongueOn(c)).proof
  return render(
    c,
    { title: words.over, status: 404 },
    <div class="message">
      <h1>{words.over}</h1>
      <p class="lede">{words.overSays(policy.signInLink.link)}</p>
      <p class="cta">
        <a class="btn" href="/connect/mailbox">
          {words.typeAgain}
        </a>
      </p>
    </div>,
  )
}
