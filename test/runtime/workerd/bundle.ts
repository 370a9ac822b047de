/** The bundle as a worker beside the tests, bound as wrangler.toml binds it, with the sample account for Google. */
import { dirname, join } from 'node:path'
import type { Surroundings } from './setup.ts'

export const home = 'http://localhost:8787'

export const compatibilityDate = '2026-10-01'

export function bundledWorker(around: Omit<Surroundings, 'caught'>, settings: Readonly<Record<string, string>> = {}) {
  return {
    name: 'coffee-soon',
    modules: true as const,
    scriptPath: around.script,
    modulesRoot: dirname(around.script),
    compatibilityDate,
    compatibilityFlags: ['nodejs_compat'],
    bindings: {
      BASE_URL: home,
      SIGNUPS: 'open',
      SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      GOOGLE_CLIENT_ID: around.clientId,
      GOOGLE_CLIENT_SECRET: around.clientSecret,
      GOOGLE_ISSUER: around.origin,
      GOOGLE_API_ORIGIN: around.origin,
      GOOGLE_QUOTA_PER_MINUTE: '1000000',
      SMTP_URL: around.relay,
      ...settings,
    },
    assets: {
      directory: join(dirname(around.script), 'public'),
      binding: 'ASSETS',
      routerConfig: { has_user_worker: true },
    },
    hyperdrives: { HYPERDRIVE: around.database },
    queueProducers: { DUTIES: 'coffee-soon-duties' },
    queueConsumers: { 'coffee-soon-duties': { maxBatchSize: 1, maxBatchTimeout: 0, maxRetries: 3 } },
  }
}

/** As somebody deploys it whose wrangler.toml is older. */
export function bareWorker(around: Omit<Surroundings, 'caught'>) {
  const { assets: _, queueConsumers: __, ...rest } = bundledWorker(around)
  return { ...rest, name: 'bare' }
}
