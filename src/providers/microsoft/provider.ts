/** Microsoft as a provider that can be connected, made from its settings. */

import type { Config } from '../../config.ts'
import type { OAuthProvider, SampleClient } from '../provider.ts'
import type { Source, StreamKind } from '../types.ts'
import { createGraphCalendarSource } from './calendar.ts'
import { createGraphContactSource } from './contacts.ts'
import { adminConsentUrl, createMicrosoftOAuth, isPersonal, issuerOf } from './identity.ts'
import { graphOrigin } from './links.ts'
import { createGraphMailSource } from './mail.ts'
import { createGraphDesk } from './scheduling.ts'
import { microsoftScopes, microsoftStreams } from './scopes.ts'
import { microsoftTraits } from './traits.ts'

interface MicrosoftClient {
  readonly sample: boolean
  readonly issuer: string
  readonly origin: string | undefined
  readonly clientId: string
  readonly clientSecret: string
}

function clientOf(config: Config, sample?: SampleClient): MicrosoftClient | null {
  const { MICROSOFT_CLIENT_ID: clientId, MICROSOFT_CLIENT_SECRET: clientSecret, MICROSOFT_TENANT: tenant } = config
  const authority = (issuer: string) => withTenant(issuer, tenant)
  if (clientId && clientSecret)
    return {
      sample: false,
      issuer: authority(config.MICROSOFT_ISSUER ?? 'https://login.microsoftonline.com'),
      origin: config.MICROSOFT_GRAPH_ORIGIN,
      clientId,
      clientSecret,
    }
  return sample ? { ...sample, sample: true, issuer: authority(sample.origin) } : null
}

/** An issuer without a path, or with a blank for the tenant, becomes that of the tenant. */
function withTenant(issuer: string, tenant: string): string {
  const url = new URL(issuer)
  const path = decodeURIComponent(url.pathname)
  return new URL(path === '/' ? `/${tenant}/v2.0` : path.replace('{tenant}', tenant), url.origin).href
}

/** Microsoft, or its sample; null where neither is set. */
export function createMicrosoft(config: Config, standIn?: SampleClient): OAuthProvider | null {
  const client = clientOf(config, standIn)
  if (!client) return null
  const { sample, origin: replaced } = client
  const origin = sample ? new URL(client.issuer).origin : replaced
  const sources: Record<StreamKind, Source> = {
    mail: createGraphMailSource({ origin }),
    calendar: createGraphCalendarSource({ origin }),
  }
  return {
    name: 'microsoft',
    label: sample ? 'sample work account' : microsoftTraits.label,
    sample,
    issuer: issuerOf(client.issuer),
    apiOrigins: [origin ?? graphOrigin],
    oauth: createMicrosoftOAuth({ ...client, origin }),
    scopes: microsoftScopes,
    // A person with several accounts is asked which; somebody who signs in again is not.
    // `prompt=login` asks for the password whoever is signed in there (Microsoft identity platform, authorization request).
    extra: {
      signin: {},
      again: { prompt: 'login' },
      connect: { prompt: 'select_account' },
      events: {},
      calendars: {},
      contacts: {},
    },
    asksAgain: true,
    // What counts as verified is the name that the tenant gave out under its own domain.
    domainOf: ({ email, emailVerified }) => (emailVerified ? email.slice(email.lastIndexOf('@') + 1) : undefined),
    streams: microsoftStreams,
    source: (kind) => sources[kind],
    desk: createGraphDesk({ origin }),
    contacts: createGraphContactSource({ origin }),
    // Outlook: 10,000 requests in ten minutes for one program and mailbox; Graph: 130,000 in ten seconds for one program
    // (Graph, throttling limits). Mail and calendar have a budget each, so each has half.
    quota: () => ({ account: 500, project: 390_000 }),
    byTurns: true,
    permissionsPage: (subject) =>
      isPersonal(subject) ? 'account.microsoft.com/privacy/app-access' : 'myapps.microsoft.com',
    adminConsentUrl: (back) => adminConsentUrl({ ...client, origin }, back),
  }
}
