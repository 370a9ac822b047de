/** Answers every data set of a folder with the code of the product, and scores it where the truth is known. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Corpus } from './corpus.ts'
import { answerCorpus, type CorpusAnswers } from './corpus-run.ts'
import type { Sender } from './cross.ts'
import { identityGoldSchema, scoreIdentities, scoreSenders, senderGoldSchema } from './gold-score.ts'
import { answerIdentities } from './identities.ts'
import { kindTables, sendersOf } from './kinds.ts'
import { InputError, readValues } from './lines.ts'
import type { PointAnswer } from './points.ts'
import { answerSenders } from './senders.ts'
import { findSets } from './sets.ts'
import { identityTable, letterTable, pointTables, reconnectTables, senderTable, strengthTable } from './tables.ts'

export interface Arguments {
  readonly dir: string
  readonly out: string
  readonly only: string | undefined
  readonly users: number
  /** Also measures each ground for a person, and fits its weight. */
  readonly fit?: boolean
}

/** Answers and scores one folder. The tables as markdown; what stopped a set goes to `say`, and the others go on. */
export async function evaluate({ dir, out, only, users, fit = false }: Arguments, say: (line: string) => void) {
  const sets = findSets(dir)
  const isWanted = ({ name }: { readonly name: string }) => only === undefined || name === only
  const senders = sets.senders.filter(isWanted)
  const identities = sets.identities.filter(isWanted)
  const corpora = sets.corpora.filter(isWanted)
  if (!senders.length && !identities.length && !corpora.length)
    throw new InputError(`${dir} holds no set of the name ${only}.`)
  for (const path of sets.others) say(`${basename(path)} is left aside: it is none of the known kinds.`)
  mkdirSync(out, { recursive: true })
  const write = (name: string, rows: readonly object[]) =>
    writeFileSync(join(out, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const tables: string[] = []
  let failed = false
  const attempt = async (name: string, answer: () => Promise<string>) => {
    const began = performance.now()
    say(`${name} …`)
    try {
      const text = await answer()
      tables.push(`### ${name}\n\n${text}`)
      say(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      failed = true
      say(`${name} is not answered. ${error.message}`)
    }
  }
  const judged: Sender[] = []
  for (const set of senders)
    await attempt(set.name, async () => {
      const found = await answerSenders(set)
      write(set.name, found.answers)
      if (!set.gold) return noTruth
      const gold = readValues(set.gold, senderGoldSchema)
      judged.push(...sendersOf(set.name, gold, found))
      return senderTable(scoreSenders(gold, found.answers))
    })
  const kinds = kindTables(judged, fit)
  if (kinds) tables.push(`### person or machine\n\n${kinds}`)
  for (const set of identities)
    await attempt(set.name, async () => {
      const answers = answerIdentities(set.records)
      write(set.name, answers.clusters)
      write(`${set.name}-suggested`, answers.maybe)
      return set.gold ? identityTable(scoreIdentities(readValues(set.gold, identityGoldSchema), answers)) : noTruth
    })
  for (const set of corpora)
    await attempt(set.name, async () => {
      const answers = await answerCorpus(set, { users, progress: say })
      for (const remark of answers.corpus.remarks) say(remark)
      writeCorpus(set.name, answers, write)
      return corpusTables(answers)
    })
  return { tables: tables.join('\n\n'), failed }
}

const noTruth = 'Answered; no truth lies beside it.'
/** Kinds that the records alone can settle by the rules of the answer format; the others are checked by rules of their own. */
const formatKinds = new Set(
  'last_thread you_owe they_owe shared_people anniversary job_change seasonal introduction'.split(' '),
)

function writeCorpus(name: string, answers: CorpusAnswers, write: (name: string, rows: readonly object[]) => void) {
  const { corpus, reconnect, strength, strengthWritten, letters, faults } = answers
  const points = answers.points.map((point) => asWritten(point, corpus))
  if (reconnect.length)
    write(
      `${name}-reconnect`,
      reconnect.map(({ task, ranking }) => ({ task, ranking })),
    )
  if (reconnect.length)
    write(
      `${name}-reconnect-chosen`,
      reconnect.map(({ task, chosen }) => ({ task, ranking: chosen })),
    )
  if (strength.length)
    write(
      `${name}-strength`,
      strength.map(({ task, scores }) => ({ task, at: strengthWritten.get(task), scores })),
    )
  if (letters.length)
    write(
      `${name}-letters`,
      letters.filter(({ manner }) => manner === 'as in letters').map(({ manner: _, ...rest }) => rest),
    )
  const inFormat = points.filter(({ kind }) => formatKinds.has(kind))
  write(`${name}-points`, inFormat)
  if (inFormat.length < points.length)
    write(
      `${name}-points-apart`,
      points.filter(({ kind }) => !formatKinds.has(kind)),
    )
  write(
    `${name}-point-faults`,
    faults.map(({ point, fault }) => ({ fault, ...asWritten(point, corpus) })),
  )
}

/** With the addresses as the records have them. */
const asWritten = (point: PointAnswer, { written }: Corpus): PointAnswer => ({
  ...point,
  user: written(point.user)[0] ?? point.user,
  person: point.person.flatMap(written),
  ...(point.others ? { others: point.others.flatMap(written) } : {}),
})

function corpusTables(answers: CorpusAnswers): string {
  const { corpus, truth, reconnect, strength, views } = answers
  const size = `${corpus.records} records, ${corpus.mailboxes.size} mailboxes; ${views} moments derived.`
  return [
    size,
    ...(reconnect.length && truth.length ? [reconnectTables(answers), letterTable(answers)] : []),
    ...(strength.length ? [strengthTable(answers)] : []),
    pointTables(answers),
  ].join('\n\n')
}
