/** The power goes out, ten times, while a history is being read into the embedded database. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../src/db/open.ts'
import type { Browser } from '../../support/browser.ts'
import { type Gate, openGate } from '../../support/gate.ts'
import { connectAccount, freeAddress, type SharedMailbox, startMailbox, whenCurrent } from '../../support/mailbox.ts'
import { type Spawned, startProcess } from '../../support/spawned.ts'
import { expectEveryFact } from './compare.ts'

const kills = 10

let mailbox: SharedMailbox
let gate: Gate
let running: Spawned | undefined

beforeAll(async () => {
  mailbox = await startMailbox()
  gate = await openGate(mailbox.sample.origin)
})
afterAll(async () => {
  await running?.end('SIGKILL')
  await gate.close()
  await mailbox.stop()
})

test('killed ten times in the middle of reading, it ends with the same facts as an independent recount', async () => {
  const address = await freeAddress()
  const data = join(mailbox.dir, 'data')
  const settings = { ...mailbox.settings, ...address, GOOGLE_API_ORIGIN: gate.origin, DATA_DIR: data }
  let browser: Browser | undefined
  for (let round = 0; round < kills; round++) {
    const program = startProcess('all', settings)
    running = program
    if (!browser) {
      await program.says(/Coffee soon\? is at/)
      browser = await connectAccount(address.BASE_URL)
    }
    // Uneven distances, so that the blows fall on different moments of a page: asking, writing, ordering.
    expect(await blow(program, 23 + 17 * (round % 5))).toBeNull()
  }
  running = startProcess('all', settings)
  await running.says(/Coffee soon\? is at/)
  await whenCurrent(browser as Browser)
  expect(await running.end()).toBe(0)
  const database = await openEmbedded(join(data, 'database'))
  await expectEveryFact(database.db, mailbox).finally(() => database.close())
}, 600_000)

/** Kills the program at its so many-th request from now. @returns when it is dead: null, the exit code of a killed process */
function blow(program: Spawned, requests: number): Promise<number | null> {
  const at = gate.passages.length + requests
  return new Promise((resolve) => {
    gate.onRequest = (count) => {
      if (count < at) return
      gate.onRequest = () => {}
      resolve(program.end('SIGKILL'))
    }
  })
}
