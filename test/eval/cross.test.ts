/** Weights fitted within folds: what is learned on some domains is asked of others. */
import { describe, expect, test } from 'vitest'
import { crossValidate, fitWeights, type Sender } from '../../bench/eval/cross.ts'
import { kindTables } from '../../bench/eval/kinds.ts'
import { fitLogistic } from '../../bench/eval/logistic.ts'
import { createRandom } from '../../bench/eval/macro.ts'
import type { Evidence } from '../../src/people/identity/machine.ts'

const nothing = {
  names: new Map(),
  signed: new Map(),
  received: 4,
  signals: {},
  replies: 0,
  opened: 1,
  discussed: 0,
  oneWay: 0,
  announced: 0,
  issued: 0,
  direct: 4,
  programmed: 0,
  serviced: 0,
  sentTo: 0,
  met: 0,
  listed: 0,
  addressed: 0,
} as const

/** People answer half of the time, machines announce; nothing else tells them apart. */
const senders = Array.from({ length: 120 }, (_, i): Sender => {
  const person = i % 3 > 0
  const evidence: Evidence = {
    ...nothing,
    address: `ida@yard${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}.example`,
    ...(person ? { replies: 2 } : { announced: 4 }),
  }
  return { set: 'made', evidence, person, spam: false, messages: 2 }
})

test('a regression finds the weights by which chances were drawn, and what is held stays out of them', () => {
  const random = createRandom(3)
  const examples = Array.from({ length: 4000 }, () => {
    const values = [random(), random()]
    const offset = random() > 0.5 ? 1 : 0
    const score = -1 + 3 * (values[0] ?? 0) - 2 * (values[1] ?? 0) + 2 * offset
    return { values, offset: 2 * offset, weight: 1, positive: random() < 1 / (1 + Math.exp(-score)) }
  })
  const { bias, weights } = fitLogistic(examples, 0.01)
  for (const [i, value] of [-1, 3, -2].entries()) expect([bias, ...weights][i]).toBeCloseTo(value, 0)
})

describe('cross-validated', () => {
  test('what tells people apart on all domains is found on those that were left out', () => {
    const [score] = crossValidate(senders, { seeds: 2 })
    expect(score).toMatchObject({ set: 'made', machine: { mean: 1 }, person: { mean: 1 }, machineMessages: 1 })
  })
  test('what only tells the domain of one sender is not', () => {
    const random = createRandom(5)
    const drawn = senders.map((one) => ({ ...one, person: random() > 0.5 }))
    const [score] = crossValidate(drawn, { seeds: 2 })
    expect(score?.machine.mean).toBeLessThan(0.8)
    expect(score?.machine.low).toBeLessThan(score?.machine.mean ?? 0)
  })
  test('a ground that is left out is missed', () => {
    const onlyAnswers = senders.map((one) => ({ ...one, evidence: { ...one.evidence, announced: 0 } }))
    const [without] = crossValidate(onlyAnswers, { seeds: 2, without: 'replies' })
    expect(without?.machine.mean).toBeLessThan(1)
  })
  test('the weights have the sign of what they mean', () => {
    const { replies = 0, announced = 0 } = fitWeights(senders)
    expect(replies).toBeGreaterThan(1)
    expect(announced).toBeLessThan(-1)
  })
  test('the tables show each ground left out and the weights where these are asked for, and nothing for a handful', () => {
    expect(kindTables(senders.slice(0, 20), true)).toBeUndefined()
    expect(kindTables(senders, false)).toContain('| made | 1.000 [1.000, 1.000] |')
    expect(kindTables(senders, true)).toMatch(/\| replies \| 80 \/ 0 \/ 0 \|[\s\S]*replies: \d\.\d\d,/)
  })
})
