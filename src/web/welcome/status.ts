/** For programs: how far the reading is, `/status.json`; whether this server answers at all, `/healthz`, and can work, `/readyz`. */
import { Hono } from 'hono'
import { listConnections } from '../../db/accounts/connections.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { ping } from '../../db/database.ts'
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
    const [connections, streams] = await Promise.all([listConnections(db, user.id), listStreams(db, user.id)])
    return c.json({
      connections: connections.map(({ id, provider, email, state }) => ({
        id,
        provider,
        email,
        state,
        streams: streams
          .filter(({ connectionId }) => connectionId === id)
          .map(({ kind, phase, done, total, readBackTo, lastSyncedAt, error }) => ({
            kind,
            phase,
            done,
            total,
            readBackTo: readBackTo?.toString() ?? null,
            lastSyncedAt: lastSyncedAt?.toString() ?? null,
            error,
          })),
      })),
    })
  })
  routes.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
  return routes
}
