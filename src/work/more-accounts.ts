/** What can be connected beside the accounts there are, in words: for the letter and the pages. */
import type { Connection } from '../db/accounts.ts'
import type { Deps } from '../deps.ts'
import type { Provider } from '../providers/index.ts'

const names = { google: 'Google', microsoft: 'Microsoft' } as const

/** "Google", "Microsoft", "a sample Google": how a provider's accounts are called. */
export const accountName = ({ name, sample }: Pick<Provider, 'name' | 'sample'>): string =>
  sample ? `sample ${names[name]}` : names[name]

/** One offer for each provider that can be connected here. */
export function moreAccounts(
  providers: Deps['providers'],
  connections: readonly Pick<Connection, 'provider'>[],
): readonly { readonly label: string; readonly path: string }[] {
  return [...providers.values()].map((provider) => {
    const known = connections.some((connection) => connection.provider === provider.name)
    return {
      label: `Connect ${known ? 'another' : 'a'} ${accountName(provider)} account`,
      path: `/connect/${provider.name}`,
    }
  })
}
