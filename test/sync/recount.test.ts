/** The whole sample life, read and recounted. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OWNER } from '../../src/sample/history/owner.ts'
import { lifeOf } from '../support/life.ts'
import { thisMorning } from '../support/morning.ts'
import { type Program, startProgram } from '../support/program.ts'
import { recount } from '../support/recount.ts'
import { storedBy, windowOf } from './stage.ts'

const anchor = thisMorning().toZonedDateTimeISO(OWNER.zone).toPlainDate()
const history = lifeOf(anchor)
let program: Program

beforeAll(async () => {
  program = await startProgram({ history })
  await program.connect()
  await program.settle()
}, 120_000)
afterAll(() => program.stop())

test('every fact of two years equals an independent recount, field by field, and none is missing or too many', async () => {
  const { from, to } = await windowOf(program)
  const expected = recount({ history, dir: program.dir, since: from, window: { from, to } })
  const stored = await storedBy(program)
  expect(expected.size).toBeGreaterThan(2000)
  expect([...stored.keys()].filter((id) => !expected.has(id))).toEqual([])
  for (const [id, plain] of expected) expect(stored.get(id), id).toEqual(plain)
})
