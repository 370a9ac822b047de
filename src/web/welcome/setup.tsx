/** The page that leads from a first look to a letter of one's own: the ways in, the checklist, and the exact steps. Shows no secret. */
import { Hono } from 'hono'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Provider } from '../../providers/provider.ts'
import { checklist } from '../../work/house/checklist.ts'
import { type Offered, offeredBy } from '../../work/offered.ts'
import { render } from '../frame/layout.tsx'
import type { Env } from '../frame/session.ts'
import { Checklist, Ways } from './first-run.tsx'
import { GoogleSteps, MicrosoftSteps } from './setup-steps.tsx'

/**
 * Where the server is reached from elsewhere, only somebody signed in sees how it is set up.
 * @throws UserError, from its handlers: 404 where nobody is signed in
 */
export function setupRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/setup', (c) => {
    const deps = c.get('deps')
    if (!deps.config.local && !c.get('user'))
      throw new UserError(404, {
        en: 'Sign in to see how this server is set up.',
        de: 'Melde dich an, um zu sehen, wie dieser Server eingerichtet ist.',
      })
    return render(
      c,
      { title: 'Set up' },
      <>
        <h1>From a first look to your own letter</h1>
        <Ways deps={deps} />
        <hr />
        <Checklist steps={checklist(deps.config, deps.seeHouse?.() ?? {})} />
        <hr />
        <h2>How this server is set up</h2>
        <ul class="plain">
          {listParts(deps).map(({ name, state, words }) => (
            <li>
              <b>
                {name}: {state}.
              </b>{' '}
              {words}
            </li>
          ))}
        </ul>
        <hr />
        <GoogleSteps config={deps.config} />
        <hr />
        <MicrosoftSteps config={deps.config} />
        <hr />
        <RelaySteps />
      </>,
    )
  })
  return routes
}

interface Part {
  readonly name: string
  readonly state: string
  readonly words: string
}

function listParts(deps: Deps): Part[] {
  const { config, providers, mailer } = deps
  const offered = offeredBy(deps)
  const others = offered.mail || offered.calendar
  return [
    {
      name: 'Address',
      state: config.BASE_URL,
      words: config.local
        ? 'Only browsers on this machine reach it. docs/google.md has the ways round.'
        : 'Links in letters lead here.',
    },
    passwordPart(offered),
    clientPart('Google', providers.get('google'), { others }),
    clientPart('Microsoft', providers.get('microsoft'), {
      others,
      more: ` Who may sign in there: ${config.MICROSOFT_TENANT}.`,
    }),
    mailer
      ? { name: 'Mail relay', state: 'set', words: 'Letters leave through it.' }
      : { name: 'Mail relay', state: 'not set', words: 'Letters stay in the outbox on this server.' },
    config.DATABASE_URL
      ? { name: 'Database', state: 'a PostgreSQL server', words: 'Any number of processes may work on it.' }
      : { name: 'Database', state: 'embedded', words: 'It lies in the data folder and takes one process.' },
    { name: 'Who may connect', ...signups(config.SIGNUPS) },
    {
      name: 'Invitations',
      state: config.UNDO_SECONDS ? `wait ${config.UNDO_SECONDS} seconds` : 'leave at once',
      words: config.UNDO_SECONDS ? 'Until then they can be taken back.' : 'They cannot be taken back.',
    },
  ]
}

function passwordPart({ mail, calendar }: Offered): Part {
  const name = 'Mailboxes and calendars by a password'
  if (!mail && !calendar)
    return { name, state: 'cannot be connected', words: 'This server runs where none can be reached.' }
  const what = mail && calendar ? 'Both' : mail ? 'Mailboxes' : 'Calendars'
  return { name, state: 'can be connected', words: `${what}, at any server, by an app password. No client is needed.` }
}

function clientPart(name: string, provider: Provider | undefined, { more = '', others = false }): Part {
  if (provider && !provider.sample)
    return { name, state: 'an OAuth client is set', words: `Accounts can be connected.${more}` }
  const words = provider
    ? 'A made-up account stands in.'
    : others
      ? `Without one no ${name} account can be connected by a permission that opens less than a password.`
      : 'No account can be connected before there is one.'
  return { name, state: 'no OAuth client is set', words }
}

function signups(setting: string): Omit<Part, 'name'> {
  if (setting === 'open') return { state: 'everybody who reaches this page', words: 'SIGNUPS narrows it.' }
  if (setting === 'closed') return { state: 'nobody new', words: 'Those who are here stay.' }
  return { state: 'addresses on a list', words: 'SIGNUPS holds the list.' }
}

const RelaySteps = () => (
  <section>
    <h2 id="mail">Letters by mail</h2>
    <p>
      Set <code>SMTP_URL</code> and <code>MAIL_FROM</code>; docs/mail.md has three worked examples. Then{' '}
      <code>npm run doctor -- --send-test YOUR-ADDRESS</code> sends one short test mail and says what came of it.
    </p>
  </section>
)
