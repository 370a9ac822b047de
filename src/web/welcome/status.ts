/** For programs: how far the reading is, `/status.json`; whether this server answers at all, `/healthz`, and can work, `/readyz`. */
import { Hono } from 'hono'
import type { Connection } from '../../db/accounts/connections.ts'
import type { Stream } from '../../db/accounts/streams.ts'
import { ping } from '../../db/database.ts'
import { readOverview } from '../../db/overview.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { accountFor, type Kept, keptOf } from '../frame/kept.ts'
import type { Env } from '../frame/session.ts'
import { askReadiness, noReadiness, type Readiness } from './ready.ts'

/** @param readiness what is known of it already, where one process makes these routes again and again */
export function statusRoutes(readiness: Readiness = noReadiness()): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/healthz', async (c) => {
    const { db, log } = c.get('deps')
    try {
      await ping(db)
      return c.text('ok')
    } catch (error) {
      log('database does not answer', { error: error instanceof Error ? error.name : 'unknown' })
      return c.text('the database does not answer', 503)
    }
  })
  routes.get('/readyz', async (c) => {
    const obstacle = await askReadiness(c.get('deps'), readiness)
    return obstacle ? c.text(obstacle, 503) : c.text('ready')
  })
  routes.get('/status.json', async (c) => {
    const user = c.get('user')
    if (!user) return c.json({ error: 'Sign in first.' }, 401)
    const { db } = c.get('deps')
    const { connections, streams, kept } = await readOverview(db, user.id)
    return c.json({
      connections: connections.map(({ id, provider, email, state }) => ({
        id,
        provider,
        email,
        state,
        streams: streams
          .filter(({ connectionId }) => connectionId === id)
          .map((stream) => ({
            kind: stream.kind,
            phase: stream.phase,
            done: stream.done,
            total: stream.total,
            readBackTo: stream.readBackTo?.toString() ?? null,
            lastSyncedAt: stream.lastSyncedAt?.toString() ?? null,
            error: stream.error,
            ...saidOf(stream, keptOf(kept, stream), { provider, place: placeOfUser(user) }),
          })),
      })),
    })
  })
  routes.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
  return routes
}

/** The same as numbers, and in the sentences of the people page. */
function saidOf(stream: Stream, kept: Kept, { provider, place }: { provider: Connection['provider']; place: Place }) {
  const { sentences, lines } = accountFor(stream, { kept, provider, place })
  const { stored, unwanted } = kept
  return {
    stored,
    notRead: unwanted && { bulk: unwanted.bulk, hidden: unwanted.hidden, older: unwanted.older },
    leftOut: lines.map(({ reason, kind, count, words, matters, again }) => ({
      ...{ reason, kind, count },
      words: `${words}. ${matters} ${again}`.trim(),
    })),
    words: sentences.join(' '),
  }
}
