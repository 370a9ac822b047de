/** What is true of each kind of account, whether or not this server can connect it: data that pages and links go by. */
import { googleTraits } from './google/traits.ts'
import { microsoftTraits } from './microsoft/traits.ts'
import { type ProviderName, providerNames, type Traits } from './types.ts'

export const traits: Readonly<Record<ProviderName, Traits>> = { google: googleTraits, microsoft: microsoftTraits }

/** The kind of account to offer where no other is at hand: the first that is set up here. */
export const firstOffered = (setUp: ReadonlyMap<ProviderName, unknown>): ProviderName =>
  [...setUp.keys()][0] ?? providerNames[0]

/** The provider of this name, of whatever text a request holds; undefined for any other text. */
export const providerNamed = (text: string | undefined): ProviderName | undefined =>
  providerNames.find((name) => name === text)

/** The program of the account's own in which a note or an event opens filled in; null where there is none, as for files. */
export const programOf = (kind: ProviderName | 'file'): Traits['program'] =>
  kind === 'file' ? null : traits[kind].program

/** What each permission is good for, by the scope's own name. */
export const grantWords: ReadonlyMap<string, string> = new Map(
  Object.values(traits).flatMap(({ grants }) => Object.entries(grants)),
)
