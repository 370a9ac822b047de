/** What a provider that can be connected is, and does, for the rest of the program. */

import type { ContactSource } from './contacts.ts'
import type { Grant, OAuth } from './oauth.ts'
import type { Desk, LoginName, OAuthName, ProviderName, Source, StreamKind } from './types.ts'

/** What is common to all: how they are called, what they read, and how fast. */
interface Common {
  /** As the pages call it. */
  readonly label: string
  /** A built-in sample account instead of the real provider. */
  readonly sample: boolean
  /** What connections are filed under, and where somebody signs in by it, identities. */
  readonly issuer: string
  /** The streams that granted scopes open. */
  streams(scopes: readonly string[]): StreamKind[]
  source(kind: StreamKind): Source
  /** The calendar, for free times and invitations. */
  readonly desk: Desk
  /** The address book beside it; absent where none is read. */
  readonly contacts?: ContactSource
  /** Units a minute, for one account and for the whole program. `scarce`: reading takes all of it, and each step one handful. */
  quota(kind: StreamKind): { readonly account: number; readonly project: number; readonly scarce?: true }
  /** The streams of one account are read by turns: the provider counts requests under way in a mailbox. */
  readonly byTurns: boolean
  /** Where the owner takes a permission back at the provider, without https://. */
  permissionsPage(subject: string): string
}

/** A provider that signs somebody in by OAuth, and gives a permission for some of what there is. */
export interface OAuthProvider extends Common {
  readonly name: OAuthName
  /** Where access tokens may go: the API's origins. */
  readonly apiOrigins: readonly string[]
  readonly oauth: OAuth
  readonly scopes: {
    readonly signin: readonly string[]
    readonly connect: readonly string[]
    readonly events: readonly string[]
    /** For listing the account's calendars, beside what was granted before. */
    readonly calendars: readonly string[]
    /** For reading the address book, beside what was granted before. */
    readonly contacts: readonly string[]
  }
  /** What the authorization request needs beside the standard, by purpose. */
  readonly extra: Readonly<
    Record<'signin' | 'again' | 'connect' | 'events' | 'calendars' | 'contacts', Readonly<Record<string, string>>>
  >
  /** Whoever is to sign in again, by `extra.again`, is asked for their password: an answer that says otherwise counts for nothing. */
  readonly asksAgain: boolean
  /** The domain whose members may be let in all together by `SIGNUPS`, and to which this account belongs; undefined for none. */
  domainOf(grant: Pick<Grant, 'email' | 'emailVerified' | 'hosted'>): string | undefined
  /** Where an administrator allows this program for their organisation; null where there is no such thing. `back` is our callback. */
  adminConsentUrl(back: string): string | null
}

/** A mailbox or calendar at whatever server, opened by the owner's own login. It signs nobody in: such a server proves no address. */
export interface LoginProvider extends Common {
  readonly name: LoginName
  /** Where requests of `Call.fetch` may go, by the login as it is kept. @throws ProviderError */
  origins(login: string): readonly string[]
}

export type Provider = OAuthProvider | LoginProvider

/** The providers of a server, by name: what is asked for by an OAuth name has the OAuth part. */
export interface Providers extends ReadonlyMap<ProviderName, Provider> {
  get(name: OAuthName): OAuthProvider | undefined
  get(name: LoginName): LoginProvider | undefined
  get(name: ProviderName): Provider | undefined
}

/** Whether OAuth opens its accounts; else the owner's own login does. */
export const isOAuth = (provider: Provider): provider is OAuthProvider => 'oauth' in provider

/** Those at which somebody can sign in; what a password opens lets nobody in. */
export const signingIn = (providers: Providers): readonly OAuthProvider[] => [...providers.values()].filter(isOAuth)

/** A built-in sample stands in where no real client is set. */
export interface SampleClient {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
  readonly quotaPerMinute?: number
}

/** By provider, the samples that run here. */
export type Samples = Readonly<Partial<Record<OAuthName, SampleClient | undefined>>>
