/** The providers that this program can connect, made from its settings. */
import type { Config } from '../config.ts'
import { createGoogle } from './google/provider.ts'
import { createMicrosoft } from './microsoft/provider.ts'
import type { Provider, SampleClient, Samples } from './provider.ts'
import { type ProviderName, providerNames } from './types.ts'

/** Every provider there is; each is null where it is not set up on this server. */
const makers: Readonly<Record<ProviderName, (config: Config, sample?: SampleClient) => Provider | null>> = {
  google: createGoogle,
  microsoft: createMicrosoft,
}

/** The providers that are set up here, in the order in which they are offered. */
export function createProviders(config: Config, samples: Samples = {}): ReadonlyMap<ProviderName, Provider> {
  return new Map(
    providerNames.flatMap((name): [ProviderName, Provider][] => {
      const provider = makers[name](config, samples[name])
      return provider ? [[name, provider]] : []
    }),
  )
}
