/** The front door: what a letter looks like, what is read and what never is, and the way in. */

import { Hono } from 'hono'
import type { Deps } from '../../deps.ts'
import type { OAuthProvider } from '../../providers/provider.ts'
import { type OAuthName, oauthNames } from '../../providers/types.ts'
import { type Offered, offeredBy } from '../../work/offered.ts'
import { whyEnded } from '../../work/signing/sessions.ts'
import { policyWithScript } from '../frame/guard.ts'
import { hasOutbox, render } from '../frame/layout.tsx'
import { localPath, queryOf } from '../frame/path.ts'
import type { Env } from '../frame/session.ts'
import { Strip } from '../frame/strip.tsx'
import { tongueOn } from '../frame/tongue.ts'
import { Opener } from '../letter/cards.tsx'
import { sampleDay, teo } from './sample-cards.ts'
import { samplePath } from './sample-letter.tsx'

export function landingRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/', (c) => {
    if (c.get('user')) return c.redirect('/people', 302)
    const { providers } = c.get('deps')
    const to = localPath(queryOf(c, 'to'))
    const ended = c.get('ended')
    // Where mail stays in the outbox, nobody sees it before they are signed in.
    const mailed = !hasOutbox(c.get('deps'))
    const offered = oauthNames.flatMap((name) => providers.get(name) ?? [])
    // Nothing but a script knows the zone of a browser. It goes along with who connects; without it the people page asks.
    c.header('content-security-policy', policyWithScript)
    return render(
      c,
      { title: 'Coffee soon?', script: '/assets/zone.js' },
      <>
        {to || ended ? (
          <SignInFirst
            providers={offered}
            to={to ?? '/people'}
            why={ended && whyEnded[ended.by]()[tongueOn(c)]}
            mailed={mailed}
          />
        ) : null}
        <div class="grid hero front">
          <div>
            <h1>Three people a week, worth a coffee</h1>
            <p class="lede">
              It looks at dates, names and subject lines, never inside a message. Each week you get one short letter:
              who has gone quiet, a real reason to write, and a first line to make your own.
            </p>
            <p class="cta">
              {offered.map((provider) => (
                <a class="btn" href={`/connect/${provider.name}`}>
                  Connect {provider.sample ? `a ${provider.label}` : provider.label}
                </a>
              ))}
            </p>
            <OtherWays deps={c.get('deps')} offered={offered} mailed={mailed} />
          </div>
          <SampleLetter />
        </div>
        <hr />
        <ReadsAndNever names={offered.map(({ name }) => name)} />
        <hr />
        <section>
          <h2>What happens next</h2>
          <ol class="steps">
            <li>
              <b>Now.</b> It reads headers, the last month first. A big mailbox takes an hour or so; you can watch the
              count.
            </li>
            <li>
              <b>Soon after.</b> You check who it found. Remove anyone; it holds to that.
            </li>
            <li>
              <b>On the day you choose.</b> Your letter. If nobody needs you that week, it says so in two lines.
            </li>
          </ol>
        </section>
      </>,
    )
  })
  return routes
}

interface SignInFirstProps {
  readonly providers: readonly OAuthProvider[]
  readonly to: string
  /** Why a session has ended that this browser had. */
  readonly why: string | null
  /** Mail leaves this machine. */
  readonly mailed: boolean
}

function SignInFirst({ providers, to, why, mailed }: SignInFirstProps) {
  return (
    <section class="notice">
      <p>{why ? `${why} Sign in to go on.` : 'Sign in to see that page.'}</p>
      <p>
        {providers.map((provider) => (
          <a class="btn q small" href={`/signin/${provider.name}?to=${encodeURIComponent(to)}`}>
            Sign in with {provider.sample ? `the ${provider.label}` : provider.label} to see it
          </a>
        ))}
        {mailed ? (
          <a class="btn q small" href={`/signin/link?to=${encodeURIComponent(to)}`}>
            Have a link mailed to you
          </a>
        ) : null}
      </p>
    </section>
  )
}

interface OtherWaysProps {
  readonly deps: Deps
  readonly offered: readonly OAuthProvider[]
  readonly mailed: boolean
}

/** What needs no client of Google's or Microsoft's, the easiest first; then what to know of those. */
function OtherWays({ deps, offered, mailed }: OtherWaysProps) {
  const byPassword = offeredBy(deps)
  return (
    <>
      {deps.importer && deps.config.local ? (
        <p class="meta">
          No account at all: <a href="/import">hand over your own files</a>, as Google and others export them.
        </p>
      ) : null}
      <ByPassword {...byPassword} />
      {offered.length && mailed ? <LostAccount /> : null}
      {offered.some(({ sample }) => sample) ? <SampleNote /> : offered.map(({ name }) => beforehand[name])}
      {offered.length || byPassword.mail || byPassword.calendar ? null : (
        <p class="meta">No provider is set up on this server yet. The README says how.</p>
      )}
    </>
  )
}

const LostAccount = () => (
  <p class="meta">
    Here already, and the account that you came with is gone? <a href="/signin/link">Have a link mailed to you</a>.
  </p>
)

const SampleNote = () => (
  <p class="meta">
    No Google account is touched, and none at Microsoft: this is a made-up person with two years of made-up mail, on
    this machine. To connect your own, set <code>GOOGLE_CLIENT_ID</code> and <code>GOOGLE_CLIENT_SECRET</code>, or the
    same of <code>MICROSOFT</code>; <a href="/setup">the set-up page</a> has the steps.
  </p>
)

const TickBoxes = () => (
  <p class="meta">
    Google may show empty tick boxes. Tick each one, or there is nothing to read. Undo it any time, here or in your
    Google account.
  </p>
)

const AdminMayAsk = () => (
  <p class="meta">
    With a work or school account Microsoft may ask for an administrator’s approval; you then get a link for them.
  </p>
)

/** What to know before connecting, by provider. */
const beforehand = { google: <TickBoxes />, microsoft: <AdminMayAsk /> } as const satisfies Record<OAuthName, unknown>

function SampleLetter() {
  return (
    <figure>
      <div class="mini">
        <div class="air"></div>
        <div class="in">
          <p class="meta dt">
            <i>Coffee soon?</i>
            <span>A sample letter</span>
          </p>
          <h2>{teo.name}</h2>
          <p class="meta">{teo.since.replace(/\.$/, '')}</p>
          <Strip name={teo.name} contacts={teo.months} now={sampleDay} zone="UTC" />
          {teo.points.map(({ label, text }) => (
            <p class="pt">
              <b>{label}.</b> {text}
            </p>
          ))}
          <blockquote>
            <Opener text={teo.opener.text} />
          </blockquote>
          <span class="fake" aria-hidden="true">
            Plan a coffee with {teo.firstName}
          </span>
        </div>
      </div>
      <figcaption class="meta">
        <a href={samplePath}>Read the whole sample letter</a> before connecting.
      </figcaption>
    </figure>
  )
}

const ReadsAndNever = ({ names }: { names: readonly OAuthProvider['name'][] }) => (
  <div class="grid rw">
    <section>
      <h2>What it reads</h2>
      <ul class="plain">
        <li>
          <b>Who and when.</b> From, to, cc and date of each message
        </li>
        <li>
          <b>Subject lines.</b> To remind you what you talked about; you can switch them off
        </li>
        <li>
          <b>Meetings.</b> Title, time, place and guests
        </li>
      </ul>
      <p class="meta">
        {names.includes('microsoft') ? 'Microsoft calls this “read basic mail”. ' : ''}
        {names.includes('google') || !names.length
          ? 'Google calls this “view your email message metadata such as labels and headers, but not the email body”.'
          : ''}
      </p>
    </section>
    <section>
      <h2>What it never does</h2>
      <ul class="plain">
        <li>
          <b>Read your messages.</b> The permission it asks for can’t open bodies or attachments; an app password could,
          and none is ever asked for
        </li>
        <li>
          <b>Write to anyone.</b> Nothing leaves without you pressing send
        </li>
        <li>
          <b>Phone home.</b> Your data stays on this server
        </li>
      </ul>
      <p class="meta">
        {names.includes('google') || !names.length ? 'Google has no calendar permission for titles only. ' : ''}
        Descriptions and attachments of meetings are never asked for, and your account page counts every request made.
      </p>
    </section>
  </div>
)

/** A password opens what can be read here, and nothing else is promised. */
function ByPassword({ mail, calendar }: Offered) {
  if (!mail && !calendar) return null
  return (
    <p class="meta">
      {mail ? 'Any other mailbox' : 'Any other calendar'}: <a href="/connect/mailbox">connect it by an app password</a>.
      Such a password opens more than is asked for, and the page says so.
    </p>
  )
}
