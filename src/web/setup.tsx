/** The set-up checklist: what is set on this server, what is missing, and the exact steps to Google. Shows no secret. */
import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { UserError } from '../errors.ts'
import { googleScopes } from '../providers/google/scopes.ts'
import { render } from './layout.tsx'
import type { Env } from './session.ts'

/** Where the server is reached from elsewhere, only somebody signed in sees how it is set up. */
export function setupRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/setup', (c) => {
    const deps = c.get('deps')
    if (!deps.config.local && !c.get('user')) throw new UserError(404, 'Sign in to see how this server is set up.')
    return render(
      c,
      { title: 'Set up' },
      <>
        <h1>How this server is set up</h1>
        <p class="lede">
          Settings are environment variables, read once at the start. <code>npm run doctor</code> tries them out.
        </p>
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
        <GoogleSteps deps={deps} />
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

function listParts({ config, providers, mailer }: Deps): Part[] {
  const google = providers.get('google')
  return [
    {
      name: 'Address',
      state: config.BASE_URL,
      words: config.local
        ? 'Only browsers on this machine reach it. docs/google.md has the ways round.'
        : 'Links in letters lead here.',
    },
    google && !google.sample
      ? { name: 'Google', state: 'an OAuth client is set', words: 'Accounts can be connected.' }
      : {
          name: 'Google',
          state: 'no OAuth client is set',
          words: google ? 'A made-up account stands in.' : 'No account can be connected before there is one.',
        },
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

function signups(setting: string): Omit<Part, 'name'> {
  if (setting === 'open') return { state: 'everybody who reaches this page', words: 'SIGNUPS narrows it.' }
  if (setting === 'closed') return { state: 'nobody new', words: 'Those who are here stay.' }
  return { state: 'addresses on a list', words: 'SIGNUPS holds the list.' }
}

const GoogleSteps = ({ deps }: { deps: Deps }) => (
  <section>
    <h2 id="google">Your own Google account</h2>
    <ol>
      <li>
        Open the <a href="https://console.cloud.google.com/projectcreate">Google Cloud console</a> and make a project.
      </li>
      <li>
        Switch on the <a href="https://console.cloud.google.com/apis/library/gmail.googleapis.com">Gmail API</a> and the{' '}
        <a href="https://console.cloud.google.com/apis/library/calendar-json.googleapis.com">Google Calendar API</a>.
      </li>
      <li>
        Under <a href="https://console.cloud.google.com/auth/audience">Audience</a> choose External and publish the app,
        so that it reads “In production”. In “Testing” Google ends every connection after seven days. In a Google
        Workspace of your own, Internal needs no publishing.
      </li>
      <li>
        Under <a href="https://console.cloud.google.com/auth/scopes">Data Access</a> add:
        <ul>
          {[...new Set([...googleScopes.connect, ...googleScopes.events])].map((scope) => (
            <li>
              <code>{scope}</code>
            </li>
          ))}
        </ul>
      </li>
      <li>
        Under <a href="https://console.cloud.google.com/auth/clients/create">Clients</a> make one of the type Web
        application, with this authorised redirect address, word for word:
        <br />
        <code>{deps.config.BASE_URL}/connect/google/callback</code>
      </li>
      <li>
        Start again with <code>GOOGLE_CLIENT_ID</code> and <code>GOOGLE_CLIENT_SECRET</code> as the console shows them.
      </li>
    </ol>
    <p class="meta">
      Google warns that it has not verified the app, because the client is yours: Advanced leads on. Up to 100 accounts
      can connect. The whole story is in docs/google.md.
    </p>
  </section>
)

const RelaySteps = () => (
  <section>
    <h2 id="mail">Letters by mail</h2>
    <p>
      Set <code>SMTP_URL</code> and <code>MAIL_FROM</code>; docs/mail.md has three worked examples. Then{' '}
      <code>npm run doctor -- --send-test YOUR-ADDRESS</code> sends one short test mail and says what came of it.
    </p>
  </section>
)
