/** Google as a provider that can be connected, made from its settings. */

import type { Config } from '../../config.ts'
import { createOAuth } from '../oauth.ts'
import type { OAuthProvider, SampleClient } from '../provider.ts'
import type { Source, StreamKind } from '../types.ts'
import { createCalendarSource } from './calendar.ts'
import { createPeopleSource, peopleOrigin } from './contacts.ts'
import { createGmailSource } from './mail.ts'
import { createGoogleDesk } from './scheduling.ts'
import { googleScopes, googleStreams } from './scopes.ts'
import { googleTraits } from './traits.ts'

interface GoogleClient {
  readonly sample: boolean
  readonly issuer: string
  readonly origin: string | undefined
  readonly clientId: string
  readonly clientSecret: string
  readonly quotaPerMinute: number
}

function clientOf(config: Config, sample?: SampleClient): GoogleClient | null {
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

/** Where a private account has its address at Google itself, and so no organisation. */
const ownDomains: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com'])

/**
 * An account of an organisation is known by `hd` alone: a private account can have an address at any domain, and keeps it
 * when whoever it belonged to has gone (Google, OpenID Connect, "An ID token's payload").
 */
const domainOf: OAuthProvider['domainOf'] = ({ email, hosted }) => {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  return ownDomains.has(domain) || hosted === domain ? domain : undefined
}

/** Google, or its sample; null where neither is set. */
export function createGoogle(config: Config, standIn?: SampleClient): OAuthProvider | null {
  const client = clientOf(config, standIn)
  if (!client) return null
  const { sample, issuer, origin } = client
  const sources: Record<StreamKind, Source> = {
    mail: createGmailSource({ origin, costs: config.GOOGLE_QUOTA_COSTS }),
    calendar: createCalendarSource({ origin }),
  }
  return {
    name: 'google',
    label: sample ? 'sample account' : googleTraits.label,
    sample,
    issuer,
    apiOrigins: origin
      ? [origin]
      : ['https://gmail.googleapis.com', 'https://www.googleapis.com', 'https://calendar.googleapis.com', peopleOrigin],
    oauth: createOAuth(client),
    scopes: googleScopes,
    extra: {
      signin: {},
      // Google knows no way to have somebody asked for their password: of `prompt`, none, consent and select_account.
      again: { prompt: 'select_account' },
      connect: { access_type: 'offline', prompt: 'consent' },
      events: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
      calendars: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
      contacts: { access_type: 'offline', prompt: 'consent', include_granted_scopes: 'true' },
    },
    asksAgain: false,
    domainOf,
    streams: googleStreams,
    source: (kind) => sources[kind],
    desk: createGoogleDesk({ origin }),
    contacts: createPeopleSource({ origin }),
    // Calendar: 600 requests a minute and user, 10,000 a minute and project (Calendar API, quota page).
    quota: (kind) =>
      kind === 'mail'
        ? { account: client.quotaPerMinute, project: config.GOOGLE_PROJECT_QUOTA_PER_MINUTE, scarce: true }
        : { account: 600, project: 10_000 },
    byTurns: false,
    permissionsPage: () => 'myaccount.google.com/permissions',
    adminConsentUrl: () => null,
  }
}
