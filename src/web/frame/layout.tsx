/** The sheet every page is written on, and the small pieces that pages share. */

import type { Child } from 'hono/jsx'
import type { Deps } from '../../deps.ts'
import { signingIn } from '../../providers/provider.ts'
import { colours } from './colours.ts'
import { queryOf } from './path.ts'
import type { Page } from './session.ts'
import { tongueOn } from './tongue.ts'
import { frameWords } from './words.ts'

interface Sheet {
  readonly title: string
  /** Which entry of the navigation this page is. */
  readonly at?: 'people' | 'letter' | 'outbox' | 'settings' | 'account'
  /** For somebody who is no user here: no navigation, nothing about accounts. */
  readonly guest?: true
  /** A script of this server, which the page works without: the page sets a policy that lets it run. */
  readonly script?: '/assets/zone.js' | '/assets/guest.js'
  /** Seconds after which the page loads itself again: while something is being read. */
  readonly refresh?: number
  readonly status?: 200 | 400 | 403 | 404 | 405 | 409 | 410 | 429 | 500 | 503
}

/** Answers with a whole page. */
export function render(c: Page, sheet: Sheet, content: Child): Response | Promise<Response> {
  const still = queryOf(c, 'still') === '1'
  const tongue = tongueOn(c)
  const words = frameWords(tongue)
  const document = (
    <html lang={tongue}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="color-scheme" content="light dark" />
        {sheet.refresh && !still ? <meta http-equiv="refresh" content={String(sheet.refresh)} /> : null}
        <title>{sheet.title === 'Coffee soon?' ? sheet.title : `${sheet.title} · Coffee soon?`}</title>
        <meta name="theme-color" media="(prefers-color-scheme: light)" content={colours.air.light} />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content={colours.air.dark} />
        <link rel="icon" type="image/svg+xml" href="/assets/icons/icon.svg" />
        {sheet.guest ? null : <Installing />}
        <link rel="stylesheet" href="/assets/app.css" />
        {sheet.script ? <script src={sheet.script} defer></script> : null}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <div class="wrap">
          {sheet.guest ? <GuestBar /> : <Bar c={c} at={sheet.at} />}
          <main id="main" class="sheet">
            <div class="air" aria-hidden="true"></div>
            <div class="pad">
              {content}
              {sheet.refresh ? <Reloading c={c} seconds={sheet.refresh} still={still} /> : null}
            </div>
          </main>
          <footer class="foot">
            {sheet.guest ? (
              words.guestFoot
            ) : (
              <>
                {words.foot} <a href="/account">{words.stored}</a>
              </>
            )}
          </footer>
        </div>
      </body>
    </html>
  )
  // A promise where a part of it takes its time.
  const text = document.toString() as string | Promise<string>
  const answer = (html: string) => c.html(`<!doctype html>${html}`, sheet.status ?? 200)
  return typeof text === 'string' ? answer(text) : text.then(answer)
}

/** For whoever keeps these pages on a start screen. Nobody is asked to. */
function Installing() {
  return (
    <>
      <link rel="apple-touch-icon" href="/assets/icons/apple-touch-icon.png" />
      <link rel="manifest" href="/manifest.webmanifest" />
    </>
  )
}

/** A page that changes under its reader can be told not to: whoever reads slowly or by ear would lose their place. */
function Reloading({ c, seconds, still }: { c: Page; seconds: number; still: boolean }) {
  const url = new URL(c.req.url)
  const words = frameWords(tongueOn(c))
  if (still) url.searchParams.delete('still')
  else url.searchParams.set('still', '1')
  return (
    <p class="meta">
      {still ? words.stays : words.reloads(seconds)}{' '}
      <a href={url.pathname + url.search}>{still ? words.reload : words.keep}</a>
    </p>
  )
}

function GuestBar() {
  return (
    <header class="bar">
      <span class="mark">
        Coffee soon<i>?</i>
      </span>
    </header>
  )
}

/** The outbox stands in for a mail relay, on this machine only. */
export const hasOutbox = ({ mailer, config }: Deps) => mailer === null && config.local

function Bar({ c, at }: { c: Page; at: Sheet['at'] }) {
  const user = c.get('user') ?? null
  const csrf = c.get('csrf') ?? ''
  const deps = c.get('deps')
  const { providers } = deps
  const ways = signingIn(providers)
  const words = frameWords(tongueOn(c))
  const link = (name: NonNullable<Sheet['at']>) => (
    <a href={`/${name}`} aria-current={at === name ? 'page' : undefined}>
      {words[name]}
    </a>
  )
  return (
    <header class="bar">
      <a class="mark" href="/">
        Coffee soon<i>?</i>
      </a>
      {user ? (
        <nav aria-label={words.main}>
          {link('people')}
          {link('letter')}
          {hasOutbox(deps) ? link('outbox') : null}
          {link('settings')}
          {link('account')}
          <PostForm action="/signout" csrf={csrf} class="inline">
            <button type="submit" class="bare">
              {words.signOut}
            </button>
          </PostForm>
        </nav>
      ) : (
        <nav aria-label={words.main}>
          <a href="/sample-letter">{words.sampleLetter}</a>
          {ways.map((provider) => (
            <a href={`/signin/${provider.name}`}>
              {ways.length > 1 ? words.signInWith(words.label(provider.label)) : words.signIn}
            </a>
          ))}
          {providers.size > ways.length ? <a href="/signin/link">{words.signInByLink}</a> : null}
        </nav>
      )}
    </header>
  )
}

interface PostFormProps {
  readonly action: string
  readonly csrf: string
  readonly class?: string | undefined
  readonly hidden?: Readonly<Record<string, string>>
  readonly children?: Child
}

/** A form that changes something, with the hidden fields it needs. */
export function PostForm({ action, csrf, hidden = {}, children, ...rest }: PostFormProps) {
  return (
    <form method="post" action={action} class={rest.class}>
      <input type="hidden" name="csrf" value={csrf} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

/** A page that only says something, with a way on. */
export function renderMessage(
  c: Page,
  sheet: Sheet,
  words: readonly string[],
  way = { href: '/', label: frameWords(tongueOn(c)).toStart },
) {
  return render(
    c,
    sheet,
    <div class="message">
      <h1>{sheet.title}</h1>
      {words.map((sentence) => (
        <p class="lede">{sentence}</p>
      ))}
      <p>
        <a class="btn" href={way.href}>
          {way.label}
        </a>
      </p>
    </div>,
  )
}
