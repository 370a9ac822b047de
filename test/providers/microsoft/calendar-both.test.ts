import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connections, facts } from '../../../src/db/schema.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'

const zone = 'Europe/Berlin'
const colleague = { address: 'nadia@colleague.example', name: 'Nadia Brandt', reply: 'accepted' } as const
let program: Program

/** One meeting that stands in the calendars of both accounts, under the UID it was born with. */
function inBoth(title: string, uid: string, start: string, more: object = {}) {
  for (const sample of [program.sample, program.microsoft])
    sample?.addEvent({ title, uid, start, zone, guests: [colleague], ...more })
}

beforeAll(async () => {
  program = await startProgram({ microsoft: true, history: { ...smallHistory(['nobody']), messages: [], events: [] } })
  const today = program.deps.now().toZonedDateTimeISO(zone).toPlainDate()
  const at = (days: number, time = '10:00:00') => `${today.add({ days })}T${time}`
  inBoth('single', 'single@google.com', at(-2))
  const weekly = { repeat: { every: 'week', interval: 1, until: at(-7).slice(0, 10) } }
  inBoth('weekly', 'weekly@google.com', at(-70), weekly)
  const outlookUid = `040000008200E00074C5B7101A82E00800000000${'0'.repeat(32)}10000000${'AB'.repeat(16)}`
  inBoth('from Outlook', outlookUid, at(-71, '15:00:00'), weekly)
  const userId = await program.connect()
  await program.connectMicrosoft(userId)
  await program.settle()
})
afterAll(() => program.stop())

test('a meeting that two calendars hold is one, occurrence by occurrence, wherever it was born', async () => {
  expect(await program.deps.db.select().from(connections)).toHaveLength(2)
  const rows = await program.deps.db.select().from(facts).where(eq(facts.kind, 'meeting'))
  for (const [title, times] of [
    ['single', 1],
    ['weekly', 10],
    ['from Outlook', 10],
  ] as const) {
    const seen = Map.groupBy(
      rows.filter((row) => row.title === title),
      ({ dedupeKey }) => dedupeKey,
    )
    expect(seen.size, title).toBe(times)
    for (const [, twins] of seen) expect(new Set(twins.map(({ connectionId }) => connectionId)).size, title).toBe(2)
  }
})
