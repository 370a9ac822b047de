/** What is said of somebody met and written with every week, three weeks after the account that knows it could be read last. */
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test } from 'vitest'
import { listConnections, listStreams } from '../../src/db/accounts.ts'
import { listPeople } from '../../src/db/people.ts'
import { fault } from '../../src/sample/faults.ts'
import type { History, SampleMessage } from '../../src/sample/history/types.ts'
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
  const begin = Temporal.Now.instant().subtract({ hours: 24 })
  const message = (week: number, outgoing: boolean): SampleMessage => {
    const id = `weekly${String(week).padStart(3, '0')}${outgoing ? 'b' : 'a'}`
    return {
      id,
      thread: `weekly${String(week).padStart(3, '0')}a`,
      at: begin.subtract({ hours: 24 * 7 * week + (outgoing ? 0 : 5) }),
      kind: 'personal',
      from: outgoing ? me : robin,
      to: [outgoing ? robin : me],
      cc: [],
      outgoing,
      subject: 'Weekly plans',
      offsetMinutes: 60,
      messageId: `${id}@mail.example`,
      labels: outgoing ? ['SENT'] : ['INBOX'],
      headers: [],
      body: '',
    }
  }
  const weekly = Array.from({ length: 40 }, (_, week) => [message(week, true), message(week, false)]).flat()
  return {
    ...life,
    messages: [...life.messages, ...weekly].sort((a, b) => Temporal.Instant.compare(a.at, b.at)),
  }
}

test.each(['google', 'microsoft'] as const)('at %s: they are not called quiet, and every page says why', async (name) => {
  const life = smallHistory(['maren'])
  const own = name === 'google' ? life.owner.address : (life.owner.addresses.at(-1) ?? '')
  program = await startProgram({ history: withWeekly(own), microsoft: name === 'microsoft' })
  const userId = name === 'google' ? await program.connect() : await program.connectMicrosoft()
  await program.settle()
  const known = (await listPeople(program.deps.db, userId)).find(({ address }) => address === robin.address)
  expect(known?.relationship.activeDays).toBeGreaterThan(20)

  const faults = name === 'google' ? program.sample.faults : program.microsoft?.faults
  faults?.add('token', fault.invalidGrant, 1000)
  program.jump(program.deps.now().add({ hours: 24 * 24 }))
  await program.settle()
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
