/** How one connection is reached: its token, its provider's addresses and nothing else, its quota, and a count of what was asked. */

import type { Connection } from '../db/accounts/connections.ts'
import { addCalls } from '../db/accounts/request-ledger.ts'
import { type Quota, reserveUnits } from '../db/budgets.ts'
import type { Database } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { ProviderError } from '../errors.ts'
import { type Instant, isoOf } from '../facts.ts'
import { isOAuth, type Provider } from '../providers/provider.ts'
import type { Access, Fetch, StreamKind } from '../providers/types.ts'
import { createTokenSource } from './tokens.ts'

/** Whom to ask, out of which quota. */
export interface Route {
  readonly connection: Connection
  readonly provider: Provider
  readonly kind: StreamKind
  /** The requests that were sent so far, by API method, whatever came of them. */
  readonly calls: Map<string, number>
}

/** The reason of a throttling that is our own pacing, not the provider's refusal. */
export const ownPace = 'own pace'

/**
 * The one way to a provider's API: only to its own addresses, and only within the quota.
 * @throws ProviderError, from its functions: `unexpected` for an address that is not the provider's, `throttled` where no quota is left
 */
export function createReach(deps: Deps, route: Route): Access {
  const { provider } = route
  const token = createTokenSource(deps, provider, route.connection.id, route.connection)
  const origins = async () => (isOAuth(provider) ? provider.apiOrigins : provider.origins(await token()))
  const ask: Fetch = (input, init) => (isOAuth(provider) ? fetch(input, init) : netOf(deps).fetch(input, init))
  return {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      if (!(await origins()).includes(url.origin))
        throw new ProviderError(
          'unexpected',
          {
            en: 'An address outside the provider was refused.',
            de: 'Eine Adresse außerhalb des Anbieters wurde abgelehnt.',
          },
          { reason: 'origin' },
        )
      // Not followed and then taken for a fault. Workers know no `redirect: 'error'`.
      return counted(deps, route, () => ask(input, { ...init, redirect: 'manual' }))
    },
    token,
    count: (method) => route.calls.set(method, (route.calls.get(method) ?? 0) + 1),
    budget: {
      async take(least, most, spends) {
        const reserved = await reserveUnits(deps.db, quotas(route), deps.now(), { least, most, spends })
        if ('granted' in reserved) {
          deps.tally?.count('units', { provider: route.provider.name, stream: route.kind }, reserved.granted)
          return reserved.granted
        }
        throw new ProviderError(
          'throttled',
          { en: 'Waiting for quota.', de: 'Es wird gewartet, bis wieder gelesen werden darf.' },
          { reason: ownPace, retryAt: reserved.retryAt },
        )
      },
    },
    now: deps.now(),
  }
}

/** @throws ProviderError where there are no sockets */
function netOf({ net }: Deps): NonNullable<Deps['net']> {
  if (net) return net
  throw new ProviderError(
    'unexpected',
    {
      en: 'This server cannot reach accounts that a password opens.',
      de: 'Konten, die sich mit einem Passwort öffnen, kann dieser Server nicht erreichen.',
    },
    {
      reason: 'no net',
    },
  )
}

/** Counts a request and, where the answer is a refusal or none, that. */
async function counted(
  { tally }: Deps,
  { provider: { name: provider }, kind: stream }: Route,
  ask: () => Promise<Response>,
): Promise<Response> {
  tally?.count('requests', { provider, stream })
  const refuse = (status: string) => tally?.count('refused', { provider, stream, status })
  try {
    const answer = await ask()
    if (!answer.ok) refuse(told.has(answer.status) ? String(answer.status) : `${Math.floor(answer.status / 100)}xx`)
    return answer
  } catch (error) {
    refuse('none')
    throw error
  }
}

/** What is told apart of refusals: who may not, what is gone, too much at once; others by their first digit. */
const told: ReadonlySet<number> = new Set([401, 403, 404, 410, 429])

/**
 * Of a quota so much flows evenly, and so much may be spent at once: together less than the quota in any minute. Of a scarce
 * one nearly all is used, with 2 in a hundred for requests that arrive late; of others a step may ask many times at once.
 */
export const paceShare = { scarce: { flow: 0.93, burst: 0.05 }, ample: { flow: 0.8, burst: 0.15 } } as const

function quotas({ provider, kind, connection: { issuer, subject } }: Route): Quota[] {
  const { account: perAccount, project, scarce } = provider.quota(kind)
  const { flow, burst } = paceShare[scarce ? 'scarce' : 'ample']
  const share = (key: string, units: number) => ({ key, perMinute: units * flow, burst: units * burst })
  return [
    share(`${provider.name}|${kind}|${issuer}|${subject}`, perAccount),
    share(`${provider.name}|${kind}`, project),
  ]
}

/** Adds the requests that were sent to the owner's ledger of calls. */
export async function countCalls(
  db: Database,
  { connection, calls: counts }: Pick<Route, 'connection' | 'calls'>,
  now: Instant,
): Promise<void> {
  await addCalls(db, connection, { day: dayOf(now), counts })
}

/** The day of the ledger, in UTC ("2026-10-23"). */
export const dayOf = (now: Instant): string => isoOf(now).slice(0, 10)
