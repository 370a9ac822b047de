/** The steps to an OAuth client of one's own, in English. */
import type { Child } from 'hono/jsx'

interface StepsOf {
  /** The redirect address to register. */
  readonly redirect: string
  /** The list of permissions. */
  readonly scopes: Child
}

export const googleSteps = {
  title: 'Your own Google account',
  steps: ({ redirect, scopes }: StepsOf): readonly Child[] => [
    <>
      Open the <a href="https://console.cloud.google.com/projectcreate">Google Cloud console</a> and make a project.
    </>,
    <>
      Switch on the <a href="https://console.cloud.google.com/apis/library/gmail.googleapis.com">Gmail API</a> and the{' '}
      <a href="https://console.cloud.google.com/apis/library/calendar-json.googleapis.com">Google Calendar API</a>.
    </>,
    <>
      Under <a href="https://console.cloud.google.com/auth/audience">Audience</a> choose External and publish the app,
      so that it reads “In production”. In “Testing” Google ends every connection after seven days. In a Google
      Workspace of your own, Internal needs no publishing.
    </>,
    <>
      Under <a href="https://console.cloud.google.com/auth/scopes">Data Access</a> add:
      {scopes}
    </>,
    <>
      Under <a href="https://console.cloud.google.com/auth/clients/create">Clients</a> make one of the type Web
      application, with this authorised redirect address, word for word:
      <br />
      <code>{redirect}</code>
    </>,
    <>
      Start again with <code>GOOGLE_CLIENT_ID</code> and <code>GOOGLE_CLIENT_SECRET</code> as the console shows them.
    </>,
  ],
  note: (
    <>
      Google warns that it has not verified the app, because the client is yours: Advanced leads on. Up to 100 accounts
      can connect. The whole story is in docs/google.md.
    </>
  ) as Child,
}

export const microsoftSteps = {
  title: 'Your own Microsoft account',
  steps: ({ redirect, scopes }: StepsOf): readonly Child[] => [
    <>
      Open <a href="https://entra.microsoft.com">Microsoft Entra</a> and choose App registrations, New registration. A
      personal account needs a directory for that first; the free one will do.
    </>,
    <>
      Under Supported account types choose “Accounts in any organizational directory and personal Microsoft accounts”.
      For a narrower choice set <code>MICROSOFT_TENANT</code> to <code>organizations</code>, <code>consumers</code> or
      your tenant’s id.
    </>,
    <>
      As Redirect URI choose the platform Web, with this address, word for word:
      <br />
      <code>{redirect}</code>
      <br />
      At “Single-page application” permissions would end after 24 hours.
    </>,
    <>
      Under Certificates &amp; secrets make a new client secret. Copy its value, not its id, and renew it before the
      date shown there: reading stops with it.
    </>,
    <>
      Under API permissions add these of Microsoft Graph, as delegated permissions:
      {scopes}
    </>,
    <>
      Start again with the application id as <code>MICROSOFT_CLIENT_ID</code> and the value of the secret as{' '}
      <code>MICROSOFT_CLIENT_SECRET</code>.
    </>,
  ],
  note: (
    <>
      Most organisations leave permissions for mail and calendar to their administrators; the program then shows a link
      for them. The whole story is in docs/microsoft.md.
    </>
  ) as Child,
}
