/** What is true of each kind of account, whether or not this server can connect it: data that pages and links go by. */
import type { Sentence } from '../place.ts'
import { caldavTraits } from './caldav/traits.ts'
import { googleTraits } from './google/traits.ts'
import { imapTraits } from './imap/traits.ts'
import { microsoftTraits } from './microsoft/traits.ts'
import { type OAuthName, oauthNames, type ProviderName, type Traits } from './types.ts'

export const traits: Readonly<Record<ProviderName, Traits>> = {
  google: googleTraits,
  microsoft: microsoftTraits,
  imap: imapTraits,
  caldav: caldavTraits,
}

/** The kind of account to offer where no other is at hand: the first that is set up here. */
export const firstOffered = (setUp: ReadonlyMap<ProviderName, unknown>): OAuthName =>
  oauthNames.find((name) => setUp.has(name)) ?? oauthNames[0]

/** The provider of this name that signs somebody in, of whatever text a request holds; undefined for any other text. */
export const providerNamed = (text: string | undefined): OAuthName | undefined =>
  oauthNames.find((name) => name === text)

/** The program of the account's own in which a note or an event opens filled in; null where there is none, as for files. */
export const programOf = (kind: ProviderName | 'file'): Traits['program'] =>
  kind === 'file' ? null : traits[kind].program

/** What each permission is good for, by the scope's own name. */
export const grantWords: ReadonlyMap<string, Sentence> = new Map(
  Object.values(traits).flatMap(({ grants }) => Object.entries(grants)),
)
