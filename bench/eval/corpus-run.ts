/** Everything asked of one corpus: its answers, and its tables where the truth is known. */
import { reviving } from '../../src/letter/choose/worth.ts'
import { points } from '../../src/letter/say/points.ts'
import type { Person, Standing } from '../../src/people/types.ts'
import { type Corpus, readCorpus } from './corpus.ts'
import { createLetters, type LetterPick, type Manner } from './letters.ts'
import { readValues } from './lines.ts'
import { faultOf, ledgerOf } from './point-rules.ts'
import { type PointAnswer, printPoints } from './points.ts'
import { answerReconnect, formerStrength, type ReconnectAnswer } from './reconnect.ts'
import { type Truth, truthSchema } from './reconnect-score.ts'
import { unmask } from './record.ts'
import type { CorpusSet } from './sets.ts'
import type { StrengthAnswer } from './strength-score.ts'
import { firstsOfLastYear, makeStrengthTasks, readTasks, type Task, weeksBetween } from './tasks.ts'
import { createPlan, type Plan } from './walk.ts'

/** How many people a letter names, as by default. */
export const perLetter = 3

/** Ways of choosing that are set beside each other; the last one is the product's. */
export const manners = {
  'three by warmth': { cooling: false },
  'three by warmth, six weeks apart': { cooling: true },
  'reviving 0': { reviving: 0, cooling: true },
  'reviving 0.25': { reviving: 0.25, cooling: true },
  'reviving 0.75': { reviving: 0.75, cooling: true },
  'reviving 1': { reviving: 1, cooling: true },
  'as in letters, without rests': { reviving, cooling: false },
  'as in letters': { reviving, cooling: true },
} as const satisfies Record<string, Manner>
export type MannerName = keyof typeof manners

/** One letter of one way of choosing. */
export interface LetterAnswer {
  readonly manner: MannerName
  /** The task of the same moment, where there is one. */
  readonly task?: string
  readonly user: string
  readonly at: string
  /** One address of each person: that of the task where they are a candidate. */
  readonly ranking: readonly string[]
  readonly silentDays: readonly number[]
}

export interface PointFault {
  readonly point: PointAnswer
  readonly fault: string
}

export interface CorpusAnswers {
  readonly corpus: Corpus
  readonly truth: readonly Truth[]
  readonly reconnectTasks: readonly Task[]
  readonly reconnect: readonly ReconnectAnswer[]
  readonly strength: readonly StrengthAnswer[]
  readonly strengthWritten: ReadonlyMap<string, string>
  readonly letters: readonly LetterAnswer[]
  readonly points: readonly PointAnswer[]
  readonly faults: readonly PointFault[]
  /** People picked at the moments of the points, and how many of them had two or more points of different kinds. */
  readonly picked: number
  readonly pickedWithTwo: number
  readonly views: number
}

export interface Options {
  /** How many mailboxes of a corpus of many are asked for points. */
  readonly users: number
  progress(text: string): void
}

/** @throws InputError that names the file and the line */
export async function answerCorpus(set: CorpusSet, options: Options): Promise<CorpusAnswers> {
  const corpus = readCorpus(set)
  const truth = set.truth ? readValues(set.truth, truthSchema) : []
  const reconnectTasks = set.reconnect ? readTasks(set.reconnect) : []
  const strengthTasks = set.strength ? readTasks(set.strength) : reconnectTasks.length ? makeStrengthTasks(corpus) : []
  const plan = createPlan()
  const reconnect = new Map<string, ReconnectAnswer>()
  for (const task of reconnectTasks)
    plan.plan(task.user, task.at, (view) => reconnect.set(task.task, answerReconnect(task, view)))
  const strength = new Map<string, StrengthAnswer>()
  for (const task of strengthTasks)
    plan.plan(task.user, task.at, (view) => {
      const scores = (figure: (person: Person, standing: Standing) => number) =>
        Object.fromEntries(
          task.candidates.map((address) => {
            const person = view.personOf(address)
            return [address, person ? figure(person, view.standing(person)) : 0]
          }),
        )
      const { task: name, user, at } = task
      const now = scores((_, standing) => standing.strength)
      strength.set(name, { task: name, user, at, scores: now, former: scores(formerStrength) })
    })
  const letters = planLetters(plan, reconnectTasks)
  const told = planPoints(plan, corpus, options.users)
  await plan.run(corpus, (done) => {
    if (done % 50 === 0) options.progress(`${set.name}: ${done} of ${plan.size} moments`)
  })
  const byUser = Map.groupBy(told.points, ({ user }) => user)
  const faults = [...byUser].flatMap(([user, points]) => {
    const ledger = ledgerOf(corpus.mailboxes.get(user) ?? [], corpus.recordId)
    return points.flatMap((point) => {
      const fault = faultOf(point, ledger)
      return fault === undefined ? [] : [{ point, fault }]
    })
  })
  return {
    corpus,
    truth,
    reconnectTasks,
    reconnect: reconnectTasks.flatMap(({ task }) => reconnect.get(task) ?? []),
    strength: strengthTasks.flatMap(({ task }) => strength.get(task) ?? []),
    strengthWritten: new Map(strengthTasks.map(({ task, written }) => [task, written])),
    letters,
    points: told.points,
    faults,
    picked: told.picked,
    pickedWithTwo: told.pickedWithTwo,
    views: plan.size,
  }
}

/** A letter at every task of an owner, and one a week in between. */
function planLetters(plan: Plan, tasks: readonly Task[]): readonly LetterAnswer[] {
  const answers: LetterAnswer[] = []
  for (const [user, some] of Map.groupBy(tasks, (task) => task.user)) {
    const byMoment = new Map(some.map((task) => [task.at, task]))
    const moments = [...byMoment.keys()].sort((a, b) => a - b)
    const letters = Object.entries(manners).map(
      ([name, manner]) => [name as MannerName, createLetters(perLetter, manner)] as const,
    )
    for (const at of weeksBetween(moments))
      plan.plan(user, at, async (view) => {
        for (const [manner, one] of letters)
          answers.push(letterAnswer(await one.write(view), { manner, user, at: view.at.toString() }, byMoment.get(at)))
      })
  }
  return answers
}

function letterAnswer(
  picks: readonly LetterPick[],
  about: Pick<LetterAnswer, 'manner' | 'user' | 'at'>,
  task: Task | undefined,
): LetterAnswer {
  const candidates = new Map(task?.candidates.map((written) => [unmask(written), written]))
  return {
    ...(task ? { task: task.task } : {}),
    ...about,
    ranking: picks.map(
      ({ person }) => person.addresses.map(({ address }) => candidates.get(address)).find(Boolean) ?? person.address,
    ),
    silentDays: picks.map(({ silentDays }) => Math.round(silentDays)),
  }
}

/** At the first of every month of the last year: what is said of everybody, and whom a letter would name. */
function planPoints(plan: Plan, corpus: Corpus, users: number) {
  const told = { points: [] as PointAnswer[], picked: 0, pickedWithTwo: 0 }
  const fullest = [...corpus.mailboxes].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
  for (const [user] of fullest.slice(0, users)) {
    const letters = createLetters(perLetter, manners['as in letters'])
    for (const at of firstsOfLastYear(corpus))
      plan.plan(user, at, async (view) => {
        for (const { answers } of printPoints(view, corpus.recordId)) told.points.push(...answers)
        for (const { person } of await letters.write(view)) {
          told.picked++
          const kinds = new Set(points(view.telling(person)).map(({ kind }) => kind))
          if (kinds.size >= 2) told.pickedWithTwo++
        }
      })
  }
  return told
}
