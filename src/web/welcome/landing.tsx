/** The front door: what a letter looks like, what is read and what never is, and the way in. */

import { Hono } from 'hono'
import type { Deps } from '../../deps.ts'
import type { Tongue } from '../../place.ts'
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
import { frameWords } from '../frame/words.ts'
import { Opener } from '../letter/cards.tsx'
import { sampleDay, samplePlace, sampleTeo } from './sample-cards.ts'
import { samplePath } from './sample-letter.tsx'
import { welcomeWords } from './words.ts'

export function landingRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/', (c) => {
    if (c.get('user')) return c.redirect('/people', 302)
    const { providers } = c.get('deps')
    const to = localPath(queryOf(c, 'to'))
    const ended = c.get('ended')
    const tongue = tongueOn(c)
    const words = welcomeWords(tongue).landing
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
            why={ended && whyEnded[ended.by]()[tongue]}
            {...{ mailed, words, label: frameWords(tongue).label }}
          />
        ) : null}
        <div class="grid hero front">
          <div>
            <h1>{words.title}</h1>
            <p class="lede">{words.lede}</p>
            <p class="cta">
              {offered.map((provider) => (
                <a class="btn" href={`/connect/${provider.name}`}>
                  {words.connect(frameWords(tongue).label(provider.label), provider.sample === true)}
                </a>
              ))}
            </p>
            <OtherWays deps={c.get('deps')} {...{ offered, mailed, words }} />
          </div>
          <SampleLetter tongue={tongue} />
        </div>
        <hr />
        <ReadsAndNever names={offered.map(({ name }) => name)} words={words} />
        <hr />
        <section>
          <h2>{words.nextTitle}</h2>
          <ol class="steps">
            {words.next.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </section>
      </>,
    )
  })
  return routes
}

type Words = ReturnType<typeof welcomeWords>['landing']

interface SignInFirstProps {
  readonly providers: readonly OAuthProvider[]
  readonly to: string
  /** Why a session has ended that this browser had. */
  readonly why: string | null
  /** Mail leaves this machine. */
  readonly mailed: boolean
  readonly words: Words
  /** What a provider is called. */
  readonly label: (label: string) => string
}

function SignInFirst({ providers, to, why, mailed, words, label }: SignInFirstProps) {
  return (
    <section class="notice">
      <p>{why ? words.goOn(why) : words.signInFirst}</p>
      <p>
        {providers.map((provider) => (
          <a class="btn q small" href={`/signin/${provider.name}?to=${encodeURIComponent(to)}`}>
            {words.signIn(label(provider.label), provider.sample === true)}
          </a>
        ))}
        {mailed ? (
          <a class="btn q small" href={`/signin/link?to=${encodeURIComponent(to)}`}>
            {words.mailLink}
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
  readonly words: Words
}

/** What needs no client of Google's or Microsoft's, the easiest first; then what to know of those. */
function OtherWays({ deps, offered, mailed, words }: OtherWaysProps) {
  const byPassword = offeredBy(deps)
  return (
    <>
      {deps.importer && deps.config.local ? <p class="meta">{words.files('/import')}</p> : null}
      <ByPassword {...byPassword} words={words} />
      {offered.length && mailed ? <p class="meta">{words.lostAccount('/signin/link')}</p> : null}
      {offered.some(({ sample }) => sample) ? (
        <p class="meta">{words.sampleNote('/setup')}</p>
      ) : (
        offered.map(({ name }) => <p class="meta">{words[beforehand[name]]}</p>)
      )}
      {offered.length || byPassword.mail || byPassword.calendar ? null : <p class="meta">{words.noProvider}</p>}
    </>
  )
}

/** What to know before connecting, by provider. */
const beforehand = { google: 'tickBoxes', microsoft: 'adminMayAsk' } as const satisfies Record<OAuthName, keyof Words>

function SampleLetter({ tongue }: { tongue: Tongue }) {
  const words = welcomeWords(tongue).landing
  const teo = sampleTeo(tongue)
  return (
    <figure>
      <div class="mini">
        <div class="air"></div>
        <div class="in">
          <p class="meta dt">
            <i>Coffee soon?</i>
            <span>{words.sampleTitle}</span>
          </p>
          <h2>{teo.name}</h2>
          <p class="meta">{teo.since.replace(/\.$/, '')}</p>
          <Strip name={teo.name} contacts={teo.months} now={sampleDay} place={samplePlace(tongue)} />
          {teo.points.map(({ label, text }) => (
            <p class="pt">
              <b>{label}.</b> {text}
            </p>
          ))}
          <blockquote>
            <Opener text={teo.opener.text} />
          </blockquote>
          <span class="fake" aria-hidden="true">
            {words.plan(teo.firstName)}
          </span>
        </div>
      </div>
      <figcaption class="meta">{words.readSample(samplePath)}</figcaption>
    </figure>
  )
}

function ReadsAndNever({ names, words }: { names: readonly OAuthProvider['name'][]; words: Words }) {
  const google = names.includes('google') || !names.length
  return (
    <div class="grid rw">
      <section>
        <h2>{words.readsTitle}</h2>
        <ul class="plain">
          {words.reads.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
        <p class="meta">
          {names.includes('microsoft') ? words.microsoftCalls : ''}
          {google ? words.googleCalls : ''}
        </p>
      </section>
      <section>
        <h2>{words.neverTitle}</h2>
        <ul class="plain">
          {words.never.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
        <p class="meta">
          {google ? words.noTitlesOnly : ''}
          {words.counted}
        </p>
      </section>
    </div>
  )
}

/** A password opens what can be read here, and nothing else is promised. */
function ByPassword({ mail, calendar, words }: Offered & { readonly words: Words }) {
  return mail || calendar ? <p class="meta">{words.byPassword('/connect/mailbox', mail)}</p> : null
}
