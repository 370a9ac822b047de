/** The figures of the evaluation, against values worked out by hand. */
import { describe, expect, test } from 'vitest'
import { scoreIdentities, scoreSenders } from '../../bench/eval/gold-score.ts'
import { createRandom, macro } from '../../bench/eval/macro.ts'
import { discounted, scoreReconnect, type Truth } from '../../bench/eval/reconnect-score.ts'
import { correlation, ranks } from '../../bench/eval/strength-score.ts'

const truth: Truth = {
  task: 't',
  user: 'ada',
  gains: { a: 2, b: 1, c: 0, d: 0, e: 0, f: 0 },
  silence: { a: 30, b: 80, c: 90, d: 90, e: 90, f: 90 },
  initiated: { b: 1 },
}
const score = (ranking: readonly string[], slice = {}) => scoreReconnect([truth], new Map([['t', ranking]]), slice)

describe('a ranking of those who may be in touch again', () => {
  test('is perfect with the best first', () => {
    const { ndcg, precision, map, hit } = score(['a', 'b', 'c', 'd', 'e', 'f'])
    expect([ndcg, precision, map, hit].map(({ mean }) => mean)).toEqual([1, 2 / 5, 1, 1])
  })

  test('loses by the logarithm of the place', () => {
    const ideal = 2 + 1 / Math.log2(3)
    const { ndcg, map } = score(['c', 'b', 'a', 'd', 'e', 'f'])
    expect(ndcg.mean).toBeCloseTo((1 / Math.log2(3) + 2 / 2) / ideal, 10)
    expect(map.mean).toBeCloseTo((1 / 2 + 2 / 3) / 2, 10)
  })

  test('has those whom it leaves out at its end, in reverse alphabetical order', () => {
    // The first five are a, f, e, d, c.
    expect(score(['a']).ndcg.mean).toBeCloseTo(2 / (2 + 1 / Math.log2(3)), 10)
    expect(score(['a']).map.mean).toBeCloseTo((1 + 2 / 6) / 2, 10)
  })

  test('is not rewarded for naming somebody twice, nor for strangers', () => {
    expect(score(['a', 'a', 'stranger', 'b', 'c', 'd', 'e', 'f'])).toEqual(score(['a', 'b', 'c', 'd', 'e', 'f']))
  })

  test('counts for nothing where the task is not answered', () => {
    expect(scoreReconnect([truth], new Map()).ndcg.mean).toBe(0)
  })

  test('is left out of a slice with fewer than six candidates', () => {
    expect(score(['a'], { dormant: 60 }).tasks).toBe(0)
  })

  test('is worth what the owner began where only that is asked', () => {
    expect(score(['b', 'a', 'c', 'd', 'e', 'f'], { initiated: true }).ndcg.mean).toBe(1)
    expect(score(['a', 'b', 'c', 'd', 'e', 'f'], { initiated: true }).ndcg.mean).toBeCloseTo(1 / Math.log2(3), 10)
  })

  test('discounts gains by their place', () => {
    expect(discounted([3, 0, 1], 5)).toBe(3 + 1 / 2)
    expect(discounted([3, 0, 1], 2)).toBe(3)
  })
})

describe('an average over owners', () => {
  const perUser = new Map([
    ['busy', [1, 1, 1, 1, 1, 1, 1, 1]],
    ['calm', [0]],
  ])

  test('gives each owner the same say', () => {
    expect(macro(perUser).mean).toBe(0.5)
  })

  test('has an interval that is the same every time and holds the mean', () => {
    const estimate = macro(perUser)
    expect(macro(perUser)).toEqual(estimate)
    expect([estimate.low, estimate.high]).toEqual([0, 1])
  })

  test('of one owner is drawn in blocks of tasks', () => {
    const alike = new Map([['only', Array.from({ length: 80 }, (_, i) => (i % 8 < 4 ? 1 : 0))]])
    expect(macro(alike)).toEqual({ mean: 0.5, low: 0.5, high: 0.5 })
  })

  test('draws from numbers that are fixed by their seed', () => {
    const [one, two, other] = [createRandom(1), createRandom(1), createRandom(2)]
    const drawn = Array.from({ length: 100 }, () => one())
    expect(drawn).toEqual(Array.from({ length: 100 }, () => two()))
    expect(drawn).not.toEqual(Array.from({ length: 100 }, () => other()))
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...drawn)).toBeLessThan(1)
  })
})

describe('strength', () => {
  test('has equals share the middle of their places', () => {
    expect(ranks([5, 1, 5, 9])).toEqual([1.5, 0, 1.5, 3])
  })

  test('correlates fully with the same order, and not at all with what never varies', () => {
    expect(correlation(ranks([1, 20, 300]), ranks([0, 1, 2]))).toBeCloseTo(1, 10)
    expect(correlation(ranks([3, 2, 1]), ranks([0, 1, 2]))).toBeCloseTo(-1, 10)
    expect(correlation([1, 1, 1], [0, 1, 2])).toBe(0)
  })
})

describe('persons and machines', () => {
  const gold = [
    { id: '1', sender: 'Ann <ann@a.test>', kind: 'discussion', person: true },
    { id: '2', sender: 'ANN@a.test', kind: 'discussion', person: true },
    { id: '3', sender: 'news@b.test', kind: 'machine', person: false },
    { id: '4', sender: 'win@c.test', kind: 'unsolicited', person: false },
  ]
  const answers = [
    { id: '1', person: true },
    { id: '2', person: false },
    { id: '3', person: false },
  ]
  const [messages, senders, all] = scoreSenders(gold, answers)

  test('are counted by message, without what came unsolicited', () => {
    expect(messages?.count).toBe(3)
    expect(messages?.person).toMatchObject({ precision: 1, recall: 0.5 })
    expect(messages?.machine).toMatchObject({ precision: 0.5, recall: 1 })
  })

  test('are counted by sender, whom half of the messages make a person', () => {
    expect(senders).toMatchObject({ count: 2, person: { f1: 1 }, machine: { f1: 1 } })
  })

  test('are persons where nothing is said', () => {
    expect(all?.count).toBe(4)
    expect(all?.person.precision).toBe(0.5)
  })
})

describe('clusters of addresses', () => {
  const gold = ['a', 'a', 'a', 'b', 'b'].map((cluster, i) => ({ id: `${i}`, set: 's', cluster, known: true }))
  const unknown = { id: '9', set: 's', cluster: 'z', known: false }
  const clusters = ['x', 'x', 'y', 'y', 'y'].map((cluster, i) => ({ id: `${i}`, cluster }))
  const maybe = [
    { a: '0', b: '2', reason: '' },
    { a: '0', b: '3', reason: '' },
    { a: '0', b: '9', reason: '' },
  ]
  const [score] = scoreIdentities([...gold, unknown], { clusters: [...clusters, { id: '9', cluster: 'x' }], maybe })

  test('are scored by pairs', () => {
    // Said: 01, 23, 24, 34. True: 01, 02, 12, 34. Both: 01 and 34.
    expect(score?.pairwise).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 })
  })

  test('are scored by members, where nobody vouches for an end it is left out', () => {
    expect(score?.ids).toBe(5)
    expect(score?.bCubed.precision).toBeCloseTo((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5, 10)
    expect(score?.bCubed.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5, 10)
  })

  test('have suggestions counted apart', () => {
    expect([score?.suggestedRight, score?.suggested]).toEqual([1, 2])
  })
})
