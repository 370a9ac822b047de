/** The providers that this program can connect, made from its settings. */
import type { Config } from '../config.ts'
import { createCalendarSource } from './google/calendar.ts'
import { createGmailSource } from './google/mail.ts'
import { createGoogleDesk } from './google/scheduling.ts'
import { googleScopes, googleStreams } from './google/scopes.ts'
import { createGraphCalendarSource } from './microsoft/calendar.ts'
import { adminConsentUrl, createMicrosoftOAuth, isPersonal, issuerOf } from './microsoft/identity.ts'
import { graphOrigin } from './microsoft/links.ts'
import { createGraphMailSource } from './microsoft/mail.ts'
import { createGraphDesk } from './microsoft/scheduling.ts'
import { microsoftScopes, microsoftStreams } from './microsoft/scopes.ts'
import { createOAuth, type OAuth } from './oauth.ts'
import type { Desk, ProviderName, Source, StreamKind } from './types.ts'

export interface Provider {
  readonly name: ProviderName
  /** As the pages call it. */
  readonly label: string
  /** A built-in sample account instead of the real provider. */
  readonly sample: boolean
  /** What connections and identities are filed under. */
  readonly issuer: string
  /** Where access tokens may go: the API's origins. */
  readonly apiOrigins: readonly string[]
  readonly oauth: OAuth
  readonly scopes: {
    readonly signin: readonly string[]
    readonly connect: readonly string[]
    readonly events: readonly string[]
  }
  /** What the authorization request needs beside the standard, by purpose. */
  readonly extra: Readonly<Record<'signin' | 'connect' | 'events', Readonly<Record<string, string>>>>
  /** The streams that granted scopes open. */
  streams(scopes: readonly string[]): StreamKind[]
  source(kind: StreamKind): Source
  /** The calendar, for free times and invitations. */
  readonly desk: Desk
  /** Units a minute, for one account and for the whole program. */
  quota(kind: StreamKind): { readonly account: number; readonly project: number }
  /** The streams of one account are read by turns: the provider counts requests under way in a mailbox. */
  readonly byTurns: boolean
  /** Where the owner takes a permission back at the provider, without https://. */
  permissionsPage(subject: string): string
  /** Where an administrator allows this program for their organisation; null where there is no such thing. `back` is our callback. */
  adminConsentUrl(back: string): string | null
}

/** A built-in sample stands in where no real client is set. */
export interface SampleClient {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  readonly quotaPerMinute?: number
}

export interface Samples {
  readonly google?: SampleClient | undefined
  readonly microsoft?: SampleClient | undefined
}

export function createProviders(config: Config, samples: Samples = {}): ReadonlyMap<ProviderName, Provider> {
  const providers = new Map<ProviderName, Provider>()
  const google = googleClient(config, samples.google)
  if (google) providers.set('google', createGoogle(config, google))
  const microsoft = microsoftClient(config, samples.microsoft)
  if (microsoft) providers.set('microsoft', createMicrosoft(microsoft))
  return providers
}

interface GoogleClient {
  readonly sample: boolean
  readonly issuer: string
  readonly origin: string | undefined
  readonly clientId: string
  readonly clientSecret: string
  readonly quotaPerMinute: number
}

function googleClient(config: Config, sample?: SampleClient): GoogleClient | null {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = config
  const quotaPerMinute = config.GOOGLE_QUOTA_PER_MINUTE
  if (clientId && clientSecret)
    return {
      sample: false,
      issuer: config.GOOGLE_ISSUER,
      origin: config.GOOGLE_API_ORIGIN,
      clientId,
      clientSecret,
      quotaPerMinute: quotaPerMinute ?? 6000,
    }
  return sample
    ? {
        ...sample,
        sample: true,
        issuer: sample.origin,
        quotaPerMinute: quotaPerMinute ?? sample.quotaPerMinute ?? 6000,
      }
    : null
}

function createGoogle(config: Config, client: GoogleClient): Provider {
  const { sample, issuer, origin } = client
  const sources: Record<StreamKind, Source> = {
    mail: createGmailSource({ origin, costs: config.GOOGLE_QUOTA_COSTS }),
    calendar: createCalendarSource({ origin }),
  }
  return {
    name: 'google',
    label: sample ? 'sample account' : 'Google',
    sample,
    issuer,
    apiOrigins: origin
      ? [origin]
      : ['https://gmail.googleapis.com', 'https://www.googleapis.com', 'https://calendar.googleapis.com'],
    oauth: createOAuth(client),
    scopes: googleScopes,
    extra: {
      signin: {},
      connect: { access_type: 'offline', prompt: 'consent' },
      events: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
    },
    streams: googleStreams,
    source: (kind) => sources[kind],
    desk: createGoogleDesk({ origin }),
    // Calendar: 600 requests a minute and user, 10,000 a minute and project (Calendar API, quota page).
    quota: (kind) =>
      kind === 'mail'
        ? { account: client.quotaPerMinute, project: config.GOOGLE_PROJECT_QUOTA_PER_MINUTE }
        : { account: 600, project: 10_000 },
    byTurns: false,
    permissionsPage: () => 'myaccount.google.com/permissions',
    adminConsentUrl: () => null,
  }
}

interface MicrosoftClient {
  readonly sample: boolean
  readonly issuer: string
  readonly origin: string | undefined
  readonly clientId: string
  readonly clientSecret: string
}

function microsoftClient(config: Config, sample?: SampleClient): MicrosoftClient | null {
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

function createMicrosoft(client: MicrosoftClient): Provider {
  const { sample, origin: replaced } = client
  const origin = sample ? new URL(client.issuer).origin : replaced
  const sources: Record<StreamKind, Source> = {
    mail: createGraphMailSource({ origin }),
    calendar: createGraphCalendarSource({ origin }),
  }
  return {
    name: 'microsoft',
    label: sample ? 'sample work account' : 'Microsoft',
    sample,
    issuer: issuerOf(client.issuer),
    apiOrigins: [origin ?? graphOrigin],
    oauth: createMicrosoftOAuth({ ...client, origin }),
    scopes: microsoftScopes,
    // A person with several accounts is asked which; somebody who signs in again is not.
    extra: { signin: {}, connect: { prompt: 'select_account' }, events: {} },
    streams: microsoftStreams,
    source: (kind) => sources[kind],
    desk: createGraphDesk({ origin }),
    // Outlook: 10,000 requests in ten minutes for one program and mailbox; Graph: 130,000 in ten seconds for one program
    // (Graph, throttling limits). Mail and calendar have a budget each, so each has half.
    quota: () => ({ account: 500, project: 390_000 }),
    byTurns: true,
    permissionsPage: (subject) =>
      isPersonal(subject) ? 'account.microsoft.com/privacy/app-access' : 'myapps.microsoft.com',
    adminConsentUrl: (back) => adminConsentUrl({ ...client, origin }, back),
  }
}
