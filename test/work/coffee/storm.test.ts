/**
 * Fifty presses by the owner, two guests and the worker in random order, several at once, over HTTP and the sample calendar. A
 * few seeds here; `npm run storm` tries five hundred on each database.
 */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { openServer } from '../../../src/db/server/open.ts'
import type { Mail } from '../../../src/deps.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { storm, stormyRelay } from '../../support/storm.ts'
import { allowEvents, maren, zone } from './stage.ts'

const asked = Number(process.env.STORM_SEEDS ?? 0)
const first = Number(process.env.STORM_FIRST ?? 1)
const kenji = 'kenji.watanabe@harborline.example'

/** @returns what did not hold, with its seed */
async function storms(db: Database | undefined, seeds: number): Promise<readonly string[]> {
  const mails: Mail[] = []
  const weather = { away: false }
  const mailer = stormyRelay(mails, weather)
  const history = smallHistory(['maren', 'kenji'])
  const program = await startProgram({ ...(db ? { db } : {}), env: { UNDO_SECONDS: '60' }, mailer, history })
  onTestFinished(() => program.stop())
  const userId = await program.connect()
  await allowEvents(program, userId)
  await program.settle()
  const guests = [maren, kenji]
  const wrong: string[] = []
  for (let seed = first; seed < first + seeds; seed++) {
    const day = program.deps.now().toZonedDateTimeISO(zone).toPlainDate().add({ days: 9 })
    const starts = ['07:00', '07:30', '20:00', '21:00', '21:30'].map((time) =>
      day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant(),
    )
    const found = await storm({ program, mails, weather, userId, guests, starts }, seed)
    wrong.push(...found.map((one) => `seed ${seed}: ${one}`))
  }
  return wrong
}

test('on the embedded database there is one event for each chosen time, and both sides are told the same', async () => {
  expect(await storms(undefined, asked || 6)).toEqual([])
}, 3_600_000)

describe('on a server', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  test('as well, with several connections that do it at once', async () => {
    const opened = openServer(await server.create('storm'), 5)
    onTestFinished(() => opened.close())
    expect(await storms(opened.db, asked || 2)).toEqual([])
  }, 3_600_000)
})
