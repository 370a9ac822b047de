/** The providers that this program can connect, made from its settings. */
import type { Config } from '../config.ts'
import { createGoogle } from './google/provider.ts'
import { createMicrosoft } from './microsoft/provider.ts'
import type { LoginProvider, OAuthProvider, Provider, Providers, SampleClient, Samples } from './provider.ts'
import { type LoginName, loginNames, type OAuthName, oauthNames, type ProviderName } from './types.ts'

/** Each is null where it is not set up on this server. */
const makers: Readonly<Record<OAuthName, (config: Config, sample?: SampleClient) => OAuthProvider | null>> = {
  google: createGoogle,
  microsoft: createMicrosoft,
}

/** What only some places can connect: sockets and names of servers are to be had on Node alone. */
export type More = Readonly<Partial<Record<LoginName, (config: Config) => LoginProvider | null>>>

/**
 * The providers that are set up here, in the order in which they are offered.
 * @param more what this place can connect beside those that OAuth opens
 */
export function createProviders(config: Config, samples: Samples = {}, more: More = {}): Providers {
  const all = [
    ...oauthNames.map((name) => makers[name](config, samples[name])),
    ...loginNames.map((name) => more[name]?.(config) ?? null),
  ]
  // Each stands under its own name.
  return new Map<ProviderName, Provider>(all.flatMap((one) => (one ? [[one.name, one]] : []))) as Providers
}
