/** What is said of somebody met and written with every week, three weeks after the account that knows it could be read last. */
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test } from 'vitest'
import { listConnections } from '../../src/db/accounts/connections.ts'
import { listStreams } from '../../src/db/accounts/streams.ts'
import { listPeople } from '../../src/db/people.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { HOME, WORK } from '../../src/sample/history/owner.ts'
import type { History } from '../../src/sample/history/types.ts'
import { createWriter } from '../../src/sample/history/writer.ts'
import { thisMorning } from '../support/morning.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { openBrowser } from '../support/visit.ts'

let program: Program
afterEach(() => program.stop())

const robin = { address: 'robin@vale.example', name: 'Robin Vale' }

/** A life with somebody in it with whom mail goes both ways once a week, up to yesterday, in the mailbox of `own`. */
function withWeekly(own: string): History {
  const life = smallHistory(['maren'])
  const me = { address: own, name: life.owner.name }
  const yesterday = thisMorning().subtract({ hours: 24 })
  const writer = createWriter()
  for (let week = 0; week < 40; week++) {
    const at = yesterday.subtract({ hours: 24 * 7 * week })
    const about = { kind: 'personal', thread: `weekly ${week}`, subject: 'Weekly plans' } as const
    writer.write({ ...about, from: robin, to: [me], at: at.subtract({ hours: 5 }) })
    writer.write({ ...about, from: me, to: [robin], at })
  }
  return {
    ...life,
    messages: [...life.messages, ...writer.messages].sort((a, b) => Temporal.Instant.compare(a.at, b.at)),
  }
}

test.each([
  'google',
  'microsoft',
] as const)('at %s: they are not called quiet, and every page says why', async (name) => {
  program = await startProgram({
    history: withWeekly(name === 'google' ? HOME : WORK),
    microsoft: name === 'microsoft',
  })
  const userId = name === 'google' ? await program.connect() : await program.connectMicrosoft()
  await program.settle()
  const known = (await listPeople(program.deps.db, userId)).find(({ address }) => address === robin.address)
  expect(known?.relationship.activeDays).toBeGreaterThan(20)

  const faults = name === 'google' ? program.sample.faults : program.microsoft?.faults
  faults?.add('token', fault.invalidGrant, 1000)
  program.jump(program.deps.now().add({ hours: 24 * 24 }))
  // It counts as gone when that was said twice, ten minutes apart.
  await program.settle({ minutes: 11 })
  const [connection] = await listConnections(program.deps.db, userId)
  expect(connection?.state).toBe('reconnect')
  expect((await listStreams(program.deps.db, userId)).every(({ lastSyncedAt }) => lastSyncedAt)).toBe(true)

  faults?.clear()
  const browser = openBrowser(program)
  await browser.get(`/signin/${name}`).then((consent) => browser.submit(consent, { extra: { decision: 'allow' } }))
  const unread = /has not been read since \d+ \w+/
  const page = await browser.get(`/people/${known?.id}`)
  expect(page.text).toMatch(/has not been read since \d+ \w+( \d+)?, so I can’t tell whether it is quiet between you/)
  expect(page.text).not.toContain('since your last email or meeting')
  const list = await browser.get('/people')
  expect(list.text).not.toMatch(/Nobody has been quiet|been quiet for longer|close to where you left them/)
  expect(list.text).toMatch(unread)
  const letter = await browser.get('/letter')
  expect(letter.text).toMatch(unread)
  expect(letter.text).not.toMatch(/quiet week|in touch with the people who matter/)
  expect(letter.text).not.toContain(robin.name)
})
