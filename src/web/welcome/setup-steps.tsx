/** The steps to an OAuth client of one's own, as the set-up page lists them. */
import type { Config } from '../../config.ts'
import { googleScopes } from '../../providers/google/scopes.ts'
import { microsoftScopes } from '../../providers/microsoft/scopes.ts'

export const GoogleSteps = ({ config }: { config: Config }) => (
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
          {[...new Set([...googleScopes.connect, ...googleScopes.events, ...googleScopes.calendars])].map((scope) => (
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
        <code>{config.BASE_URL}/connect/google/callback</code>
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

export const MicrosoftSteps = ({ config }: { config: Config }) => (
  <section>
    <h2 id="microsoft">Your own Microsoft account</h2>
    <ol>
      <li>
        Open <a href="https://entra.microsoft.com">Microsoft Entra</a> and choose App registrations, New registration. A
        personal account needs a directory for that first; the free one will do.
      </li>
      <li>
        Under Supported account types choose “Accounts in any organizational directory and personal Microsoft accounts”.
        For a narrower choice set <code>MICROSOFT_TENANT</code> to <code>organizations</code>, <code>consumers</code> or
        your tenant’s id.
      </li>
      <li>
        As Redirect URI choose the platform Web, with this address, word for word:
        <br />
        <code>{config.BASE_URL}/connect/microsoft/callback</code>
        <br />
        At “Single-page application” permissions would end after 24 hours.
      </li>
      <li>
        Under Certificates &amp; secrets make a new client secret. Copy its value, not its id, and renew it before the
        date shown there: reading stops with it.
      </li>
      <li>
        Under API permissions add these of Microsoft Graph, as delegated permissions:
        <ul>
          {microsoftScopes.events.map((scope) => (
            <li>
              <code>{scope}</code>
            </li>
          ))}
        </ul>
      </li>
      <li>
        Start again with the application id as <code>MICROSOFT_CLIENT_ID</code> and the value of the secret as{' '}
        <code>MICROSOFT_CLIENT_SECRET</code>.
      </li>
    </ol>
    <p class="meta">
      Most organisations leave permissions for mail and calendar to their administrators; the program then shows a link
      for them. The whole story is in docs/microsoft.md.
    </p>
  </section>
)
