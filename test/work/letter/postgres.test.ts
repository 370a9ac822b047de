import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { digests, links } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { sendLetter } from '../../../src/work/letter/send.ts'
import { tick } from '../../../src/work/tick.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { monday, type Stage, setStage } from './stage.ts'

let server: PostgresServer
let stage: Stage
let others: OpenDatabase[]
beforeAll(async () => {
  server = await startPostgres()
  const url = await server.create('letters')
  stage = await setStage({ postgres: url })
  others = [openServer(url, 4), openServer(url, 4)]
}, 120_000)
afterAll(async () => {
  await stage?.close()
  for (const { close } of others) await close()
  await server?.stop()
})

/** Three workers, each with connections of its own, go for what is due at the same time. */
const workTogether = () =>
  Promise.all([stage.db, ...others.map(({ db }) => db)].map((db) => tick({ ...stage.deps, db })))

test('three workers on one database server send one letter', async () => {
  await stage.run(monday.subtract({ minutes: 1 }))
  stage.jump(monday)
  for (let round = 0; round < 5; round++) await workTogether()
  expect(stage.mails).toHaveLength(1)
  expect(await stage.digests()).toMatchObject([{ week: '2026-W48', state: 'sent', sends: 1 }])
  expect(await stage.db.select().from(links)).not.toEqual([])
})

test('“Send it” pressed on three hosts at once sends one letter more', async () => {
  const user = await stage.user()
  const hosts = [stage.db, ...others.map(({ db }) => db)]
  const pressed = await Promise.allSettled(hosts.map((db) => sendLetter({ ...stage.deps, db }, user)))
  expect(pressed.some(({ status }) => status === 'fulfilled')).toBe(true)
  for (let round = 0; round < 5; round++) await workTogether()
  expect(stage.mails).toHaveLength(2)
  expect(new Set(stage.mails.map(({ messageId }) => messageId)).size).toBe(2)
  expect(await stage.db.select().from(digests)).toMatchObject([{ state: 'sent', sends: 2 }])
})
