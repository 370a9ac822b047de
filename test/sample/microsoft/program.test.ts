/** The whole program beside both samples: one person, two accounts, one history seen in part by both. */
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { facts } from '../../../src/db/schema.ts'
import { BODY_MARK } from '../../../src/sample/history/truth.ts'
import { startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'

const WORK = 'sam.hartley@northlight.example'

test('the work account is read whole, without a body and never with two requests of its mailbox at once', async () => {
  const history = smallHistory(['maren', 'kenji', 'priya', 'petra', 'yusuf'])
  const program = await startProgram({ history, microsoft: true })
  try {
    await program.connectMicrosoft()
    await program.settle()
    const now = program.deps.now().epochMilliseconds
    const told = history.messages.filter(
      ({ at, from, to, cc }) =>
        at.epochMilliseconds <= now && [from, ...to, ...cc].some((one) => one?.address === WORK),
    )
    const rows = await program.deps.db.select().from(facts).where(eq(facts.kind, 'mail'))
    expect(told.length).toBeGreaterThan(100)
    expect(rows.length).toBe(told.length)
    const meetings = await program.deps.db.select().from(facts).where(eq(facts.kind, 'meeting'))
    expect(meetings.length).toBeGreaterThan(10)
    expect(JSON.stringify([rows, meetings])).not.toContain(BODY_MARK)
    const log = program.microsoft?.log ?? []
    expect(log.filter(({ status }) => status >= 400)).toEqual([])
    const asked = log.filter(({ path }) => path.startsWith('/v1.0/'))
    expect(Math.max(...asked.map(({ inFlight }) => inFlight))).toBe(1)
    const mail = asked.filter(({ api }) => /^(messages|mailFolders|childFolders)\./.test(api))
    expect(mail.length).toBeGreaterThan(10)
    expect(mail.filter(({ prefer }) => !prefer?.includes('IdType="ImmutableId"'))).toEqual([])
    expect(asked.filter(({ query }) => /body|preview|attachment/i.test(decodeURIComponent(query)))).toEqual([])
  } finally {
    await program.stop()
  }
})

test('what both accounts hold is the same mail and the same meetings, and nothing of the work account is new', async () => {
  const history = smallHistory(['maren', 'kenji', 'priya', 'petra', 'yusuf', 'aoife', 'marcus'])
  const program = await startProgram({ history, microsoft: true })
  try {
    const userId = await program.connect()
    expect(await program.connectMicrosoft(userId)).toBe(userId)
    await program.settle()
    const rows = await program.deps.db.select().from(facts)
    const accounts = [...Map.groupBy(rows, ({ connectionId }) => connectionId).values()].map(
      (own) => new Set(own.map(({ dedupeKey }) => dedupeKey)),
    )
    const [smaller, larger] = accounts.toSorted((a, b) => a.size - b.size)
    if (!smaller || !larger) throw new Error('one account is empty')
    expect(smaller.size).toBeGreaterThan(200)
    const known = [...smaller].filter((key) => larger.has(key))
    expect(smaller.size - known.length).toBe(0)
    expect(larger.size).toBeGreaterThan(smaller.size)
  } finally {
    await program.stop()
  }
})
