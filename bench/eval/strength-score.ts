/** Scores figures of strength against how much contact the next eight weeks held. */
import type { Corpus } from './corpus.ts'
import { type Event, eventsOf, volumeAfter } from './events.ts'
import { type Estimate, macro, mean, type PerUser, record } from './macro.ts'
import { discounted } from './reconnect-score.ts'
import { unmask } from './record.ts'

const horizonDays = 56
const top = 10

export interface StrengthAnswer {
  readonly task: string
  readonly user: string
  readonly at: number
  readonly scores: Readonly<Record<string, number>>
  /** By the figure that was in use before. */
  readonly former: Readonly<Record<string, number>>
}

/** Spearman's correlation over all listed, and NDCG@10 with the gain log2(1 + volume). Tasks without any contact are left out. */
export function scoreStrength(corpus: Corpus, answers: readonly StrengthAnswer[]): StrengthScore {
  const { spearman, ndcg, tasks } = valuesOf(corpus, answers)
  return { spearman: macro(spearman), ndcg: macro(ndcg), tasks }
}

/** By how much the scores of the answers exceed their former ones, task by task. */
export function compareStrengths(corpus: Corpus, answers: readonly StrengthAnswer[]): StrengthScore {
  const now = valuesOf(corpus, answers)
  const then = valuesOf(
    corpus,
    answers.map((one) => ({ ...one, scores: one.former })),
  )
  return {
    spearman: macro(less(now.spearman, then.spearman)),
    ndcg: macro(less(now.ndcg, then.ndcg)),
    tasks: now.tasks,
  }
}

const less = (a: PerUser, b: PerUser): PerUser =>
  new Map([...a].map(([user, values]) => [user, values.map((value, i) => value - (b.get(user)?.[i] ?? 0))]))

interface StrengthScore {
  readonly spearman: Estimate
  readonly ndcg: Estimate
  readonly tasks: number
}

function valuesOf(corpus: Corpus, answers: readonly StrengthAnswer[]) {
  const spearman = new Map<string, number[]>()
  const ndcg = new Map<string, number[]>()
  const boxes = new Map<string, ReadonlyMap<string, readonly Event[]>>()
  let tasks = 0
  for (const { user, at, scores } of answers) {
    const events = boxes.get(user) ?? eventsOf(corpus.mailboxes.get(user) ?? [], corpus.ownOf(user))
    boxes.set(user, events)
    const addresses = Object.keys(scores).sort()
    const volume = addresses.map((address) => volumeAfter(events.get(unmask(address)) ?? [], at, horizonDays))
    const given = addresses.map((address) => scores[address] ?? 0)
    const gains = volume.map((count) => Math.log2(1 + count))
    const ideal = discounted(
      gains.toSorted((a, b) => b - a),
      top,
    )
    if (!ideal) continue
    tasks++
    const order = addresses.map((_, i) => i).sort((a, b) => (given[b] ?? 0) - (given[a] ?? 0))
    record(spearman, user, correlation(ranks(given), ranks(volume)))
    const ranked = order.map((i) => gains[i] ?? 0)
    record(ndcg, user, discounted(ranked, top) / ideal)
  }
  return { spearman, ndcg, tasks }
}

/** Places from the least; equals share the middle of theirs. */
export function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value)
  const found = new Array<number>(values.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && order[end]?.value === order[start]?.value) end++
    for (const { i } of order.slice(start, end)) found[i] = (start + end - 1) / 2
    start = end
  }
  return found
}

/** Pearson's; 0 where one side does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const [middleA, middleB] = [mean(a), mean(b)]
  const [x, y] = [a.map((value) => value - middleA), b.map((value) => value - middleB)]
  const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0)
  const spread = Math.sqrt(square(x) * square(y))
  return spread ? x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0) / spread : 0
}
