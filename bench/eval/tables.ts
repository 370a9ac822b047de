/** Puts figures into markdown tables, as they stand in the documentation. */
import { baselines, rankBy } from './baselines.ts'
import { type CorpusAnswers, type LetterAnswer, type MannerName, manners, perLetter } from './corpus-run.ts'
import type { IdentityScore, Quality, SenderScore } from './gold-score.ts'
import { type Estimate, mean } from './macro.ts'
import {
  compareRankings,
  gainsOf,
  type ReconnectScore,
  type Slice,
  scoreReconnect,
  type Truth,
} from './reconnect-score.ts'
import { compareStrengths, scoreStrength } from './strength-score.ts'

/** A markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

const slices: readonly (readonly [string, Slice])[] = [
  ['all', {}],
  ['silent 60+ days', { dormant: 60 }],
  ['resumed by the owner', { initiated: true }],
]

/** NDCG@5 of the product and of the baselines, and what the gate refuses. */
export function reconnectTables({ corpus, truth, reconnectTasks, reconnect }: CorpusAnswers): string {
  const given = (pick: 'ranking' | 'chosen' | 'former') => new Map(reconnect.map((one) => [one.task, one[pick]]))
  const rows: (readonly [string, ReadonlyMap<string, readonly string[]>])[] = [
    ...baselines.map((name) => [name, rankBy(name, corpus, reconnectTasks)] as const),
    ['**warm**', given('ranking')],
    ['**warm, exclusions last**', given('chosen')],
  ]
  const scores = rows.map(
    ([name, rankings]) => [name, slices.map(([, slice]) => scoreReconnect(truth, rankings, slice))] as const,
  )
  const counts = scores[0]?.[1].map(({ tasks, users }) => `${tasks} tasks, ${users} owners`) ?? []
  return [
    table(
      ['NDCG@5', ...slices.map(([name], i) => `${name} (${counts[i]})`)],
      scores.map(([name, some]) => [name, ...some.map(({ ndcg, tasks }) => (tasks ? interval(ndcg) : '–'))]),
    ),
    table(
      ['all candidates', 'NDCG@5', 'P@5', 'MAP', 'hit@5'],
      scores.map(([name, [all]]) => [name, ...(all ? figuresOf(all) : [])]),
    ),
    table(
      ['warm, against the order before, task by task', ...slices.map(([name]) => name)],
      [
        [
          'NDCG@5 more',
          ...slices.map(([, slice]) => signed(compareRankings(truth, [given('ranking'), given('former')], slice))),
        ],
      ],
    ),
    refusedTable(reconnect, truth),
  ].join('\n\n')
}

const figuresOf = ({ ndcg, precision, map, hit }: ReconnectScore) =>
  [ndcg, precision, map, hit].map(({ mean }) => f3(mean))

function refusedTable(answers: CorpusAnswers['reconnect'], truth: readonly Truth[]): string {
  const gains = new Map(truth.map((one) => [one.task, one.gains]))
  const tally = new Map<string, { count: number; resumed: number }>()
  for (const { task, ranking, refused } of answers)
    for (const address of ranking) {
      const why = refused.get(address) ?? 'may be named'
      const known = tally.get(why) ?? { count: 0, resumed: 0 }
      tally.set(why, known)
      known.count++
      if ((gains.get(task)?.[address] ?? 0) > 0) known.resumed++
    }
  return table(
    ['what a letter makes of them', 'candidates', 'of them resumed'],
    [...tally]
      .sort((a, b) => b[1].count - a[1].count)
      .map(([why, { count, resumed }]) => [why, `${count}`, `${resumed} (${percent(resumed / count)})`]),
  )
}

/** Spearman and NDCG@10 of the strength of ties. */
export function strengthTable({ corpus, strength }: CorpusAnswers): string {
  const { spearman, ndcg, tasks } = scoreStrength(corpus, strength)
  const more = compareStrengths(corpus, strength)
  return table(
    ['strength', 'Spearman', 'NDCG@10'],
    [
      [`tasks: ${tasks}`, interval(spearman), interval(ndcg)],
      ['more than the figure before, task by task', signed(more.spearman), signed(more.ndcg)],
    ],
  )
}

/** What the worth of reviving and cool-downs cost and bring over a series of weekly letters. */
export function letterTable({ letters: all, truth }: CorpusAnswers): string {
  const rows = Object.keys(manners).map((name) => {
    const letters = all.filter(({ manner }) => manner === name)
    return [name as MannerName, ...letterFigures(letters, truth)]
  })
  return table(
    [
      `${perLetter} a week`,
      'letters',
      'picks',
      'different people per pick',
      'silent 60+ days',
      'median silence',
      'resumed in 8 weeks',
      'silent 60+, resumed by the owner',
      `NDCG@${perLetter}`,
      `hit@${perLetter}`,
    ],
    rows,
  )
}

function letterFigures(letters: readonly LetterAnswer[], truth: readonly Truth[]): readonly string[] {
  const silent = letters.flatMap(({ silentDays }) => silentDays)
  const variety = [...Map.groupBy(letters, ({ user }) => user).values()].flatMap((some) => {
    const named = some.flatMap(({ ranking }) => ranking)
    return named.length ? [new Set(named).size / named.length] : []
  })
  const byTask = new Map(letters.flatMap((one) => (one.task === undefined ? [] : [[one.task, one.ranking] as const])))
  const score = scoreReconnect(truth, byTask, { top: perLetter })
  const share = (slice: Slice) => {
    const gains = truth.map((one) => [gainsOf(one, slice), byTask.get(one.task) ?? []] as const)
    const named = gains.flatMap(([of, ranking]) => ranking.map((address) => of.get(address) ?? 0))
    return named.filter((gain) => gain > 0).length / (named.length || 1)
  }
  return [
    `${letters.length}`,
    `${silent.length}`,
    mean(variety).toFixed(2),
    percent(silent.filter((days) => days >= 60).length / (silent.length || 1)),
    `${silent.toSorted((a, b) => a - b)[silent.length >> 1] ?? 0} days`,
    percent(share({})),
    percent(share({ dormant: 60, initiated: true })),
    f3(score.ndcg.mean),
    f3(score.hit.mean),
  ]
}

/** Points by kind, how many hold, and what is wrong with the others. */
export function pointTables({ points, faults, picked, pickedWithTwo }: CorpusAnswers): string {
  const wrong = Map.groupBy(faults, ({ point }) => point.kind)
  const rows = [...Map.groupBy(points, ({ kind }) => kind)]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([kind, some]) => {
      const bad = wrong.get(kind) ?? []
      const why = [...Map.groupBy(bad, ({ fault }) => fault)].map(([fault, of]) => `${fault}: ${of.length}`)
      return [kind, `${some.length}`, `${some.length - bad.length}`, why.join('; ')]
    })
  const all = ['**all**', `${points.length}`, `${points.length - faults.length}`, '']
  const two = `Of ${picked} people picked at those dates ${pickedWithTwo} (${percent(pickedWithTwo / (picked || 1))}) have two or more points of different kinds.`
  return `${table(['kind', 'points', 'true', 'faults'], [...rows, all])}\n\n${two}`
}

/** Precision, recall and F1 of persons and machines. */
export const senderTable = (scores: readonly SenderScore[]): string =>
  table(
    ['', 'n', 'machine P / R / F1', 'person P / R / F1'],
    scores.map(({ name, count, machine, person }) => [name, `${count}`, three(machine), three(person)]),
  )

/** Pairwise and B³ figures of automatic merges, and what suggestions are worth. */
export const identityTable = (scores: readonly IdentityScore[]): string =>
  table(
    ['set', 'ids', 'people', 'pairwise P / R / F1', 'B³ P / R / F1', 'suggestions right'],
    scores.map(({ set, ids, people, pairwise, bCubed, suggested, suggestedRight }) => [
      set,
      `${ids}`,
      `${people}`,
      three(pairwise),
      three(bCubed),
      `${suggestedRight} of ${suggested}`,
    ]),
  )

const f3 = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '–')
const three = ({ precision, recall, f1 }: Quality) => [precision, recall, f1].map(f3).join(' / ')
/** "0.943 [0.901, 0.972]". */
export const interval = ({ mean, low, high }: Estimate) => `${f3(mean)} [${f3(low)}, ${f3(high)}]`
/** A difference: "+0.030 [−0.004, +0.062]". */
const signed = ({ mean, low, high }: Estimate) => {
  const one = (value: number) => `${value < 0 ? '−' : '+'}${f3(Math.abs(value))}`
  return `${one(mean)} [${one(low)}, ${one(high)}]`
}
const percent = (share: number) => `${Math.round(share * 100)} %`
