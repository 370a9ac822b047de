/** The providers that this program can connect, made from its settings. */
import type { Config } from '../config.ts'
import { createCalendarSource } from './google/calendar.ts'
import { createGoogleDesk } from './google/desk.ts'
import { createGmailSource } from './google/mail.ts'
import { googleScopes, googleStreams } from './google/scopes.ts'
import { createOAuth, type OAuth } from './oauth.ts'
import type { Desk, ProviderName, Source, StreamKind } from './types.ts'

export interface Provider {
  readonly name: ProviderName
  /** As the pages call it. */
  readonly label: string
  /** A built-in sample account instead of the real provider. */
  readonly sample: boolean
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
}

/** The built-in sample stands in where no real client is set. */
export interface SampleClient {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  readonly quotaPerMinute: number
}

export function createProviders(config: Config, sample?: SampleClient): ReadonlyMap<ProviderName, Provider> {
  const providers = new Map<ProviderName, Provider>()
  const google = googleClient(config, sample)
  if (google) providers.set('google', createGoogle(config, google))
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
    ? { ...sample, sample: true, issuer: sample.origin, quotaPerMinute: quotaPerMinute ?? sample.quotaPerMinute }
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
  }
}
