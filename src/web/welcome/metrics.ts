/** `/metrics`, for whoever runs this server: only there with METRICS_TOKEN, and only for who shows it. */
import { Hono } from 'hono'
import { type Counts, countAll, countedDays, mostCounted } from '../../db/health/counts.ts'
import type { Deps } from '../../deps.ts'
import { sameText, sha256 } from '../../seal.ts'
import type { Family, Sample } from '../../tally.ts'
import type { Env } from '../frame/session.ts'
import { metricsText } from './metrics-text.ts'

/** How long the numbers of the database are given again without asking it. */
export const countedForSeconds = 10

/** The newest numbers of this process. On Workers they are handed from call to call: they are data, and no work under way. */
export interface Counted {
  counts?: Counts
  /** Until when, in milliseconds of the process's own clock. */
  until: number
}

export const nothingCounted = (): Counted => ({ until: 0 })

/** @param known what was counted already, where one process makes these routes again and again */
export function metricsRoutes(known: Counted = nothingCounted()): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/metrics', async (c, next) => {
    const deps = c.get('deps')
    const token = deps.config.METRICS_TOKEN
    // As if there were no such page.
    if (!token) return next()
    if (!(await shows(token, c.req.header('authorization')))) {
      c.header('www-authenticate', 'Bearer')
      return c.text('This page takes METRICS_TOKEN as a bearer token.', 401)
    }
    const counts = await count(deps, known)
    const text = metricsText([...(deps.tally?.families() ?? []), ...toFamilies(counts)])
    return c.text(text, 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
  return routes
}

/** Compared by their hashes, in a time that tells neither where they differ nor how long the token is. */
async function shows(token: string, header: string | undefined): Promise<boolean> {
  const given = /^Bearer ([\x21-\x7e]{1,1000})$/i.exec(header ?? '')?.[1] ?? ''
  const [wanted, shown] = await Promise.all([sha256(token), sha256(given)])
  return sameText(wanted, shown)
}

async function count(deps: Deps, known: Counted): Promise<Counts> {
  if (known.counts && performance.now() < known.until) return known.counts
  const { db, now, providers } = deps
  const counts = await countAll(
    db,
    now(),
    [...providers.keys()].flatMap((name) => [`${name}|mail`, `${name}|calendar`]),
  )
  known.counts = counts
  known.until = performance.now() + countedForSeconds * 1000
  return counts
}

const perKind = (rows: readonly { readonly kind: string; readonly count: number }[]): Sample[] =>
  rows.map(({ kind, count: value }) => ({ labels: { kind }, value }))
const perState = (kind: string, rows: readonly { readonly state: string; readonly count: number }[]): Sample[] =>
  rows.map(({ state, count: value }) => ({ labels: { kind, state }, value }))

/** The same from every process that is asked: of the database as a whole, and not to be added up. */
function toFamilies(counts: Counts): Family[] {
  const atMost = `at most ${mostCounted} are counted`
  const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
    name: `coffee_soon_${name}`,
    help: `${help}; of the database, the same from every process.`,
    type: 'gauge',
    samples,
  })
  return [
    gauge('tasks_due', `Tasks that are due, by kind; ${atMost}`, perKind(counts.due)),
    gauge(
      'tasks_oldest_due_seconds',
      'How long the oldest due task of each kind has been due',
      counts.due.map(({ kind, oldestSeconds: value }) => ({ labels: { kind }, value })),
    ),
    gauge('tasks_claimed', `Tasks that somebody is doing, by kind; ${atMost}`, perKind(counts.claimed)),
    gauge('tasks_failing', `Tasks that failed and are tried again, by kind; ${atMost}`, perKind(counts.failing)),
    gauge('mails', `Letters, confirmations and alarms of the last ${countedDays} days, by state; ${atMost}`, [
      ...perState('letter', counts.letters),
      ...perState('confirmation', counts.confirmations),
      ...perState('alarm', counts.alarms),
    ]),
    gauge(
      'incidents',
      'What stands still now, with how often it was noted',
      counts.incidents.map(({ what, count: value }) => ({ labels: { what }, value })),
    ),
    gauge(
      'quota_spent_ahead_seconds',
      'In how many seconds the units spent out of the quota of all accounts at a provider are earned back',
      counts.quotas.map(({ key, seconds: value }) => {
        const [provider = '', stream = ''] = key.split('|')
        return { labels: { provider, stream }, value }
      }),
    ),
  ]
}
