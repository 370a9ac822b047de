import { afterAll, beforeAll, expect, test } from 'vitest'
import { findBacktest } from '../../../src/db/backtests.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { tick } from '../../../src/work/tick.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { addMail, createWorld, now, type World } from '../world.ts'

let server: PostgresServer
let world: World
beforeAll(async () => {
  server = await startPostgres()
  world = await createWorld({}, openServer(await server.create('past'), 4))
  for (let i = 0; i < 20; i++) {
    const [sent, received] = [700 - i * 20, 699 - i * 20]
    const [me, maren] = ['sam@example.org', 'maren@okafor.example']
    await addMail(world.deps, { id: `s${i}`, from: me, to: [maren], daysAgo: sent })
    await addMail(world.deps, { id: `r${i}`, from: maren, to: [me], daysAgo: received })
  }
  await requestDerive(world.deps.db, 'sam', now)
  while (await tick(world.deps));
}, 120_000)
afterAll(async () => {
  await world?.database.close()
  await server?.stop()
})

test('the past year is replayed on a PostgreSQL server as on the embedded database', async () => {
  expect((await world.post('/settings/backtest', 'sam')).status).toBe(303)
  while (await tick(world.deps));
  const run = await findBacktest(world.deps.db, 'sam')
  expect(run).toMatchObject({ state: 'done', total: 10 })
  expect(run?.months.map(({ at }) => at.toString()).at(-1)).toBe('2026-08-31T22:00:00Z')
  const html = await world.text('/settings/backtest', 'sam')
  expect(html).toContain('It was 4 months since your last email or meeting.')
  expect((await world.post('/settings/backtest', 'sam')).status).toBe(303)
  expect(await findBacktest(world.deps.db, 'sam')).toMatchObject({ state: 'running', months: [] })
})
