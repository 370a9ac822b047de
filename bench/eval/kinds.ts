/** The tables of person or machine: cross-validated, each ground left out, and the weights as the product keeps them. */

import { groundsOf } from '../../src/people/identity/machine.ts'
import type { Ground } from '../../src/people/identity/weights.ts'
import { type CrossScore, crossValidate, fewest, fitWeights, type Sender } from './cross.ts'
import { type SenderGold, senderOf } from './gold-score.ts'
import type { SenderAnswers } from './senders.ts'
import { interval, table } from './tables.ts'

/** Those of whom something was seen; who wrote messages of several kinds is what the first of them is. */
export function sendersOf(set: string, gold: readonly SenderGold[], { seen }: SenderAnswers): readonly Sender[] {
  return [...Map.groupBy(gold, senderOf)].flatMap(([address, rows]) => {
    const [first] = rows
    const evidence = seen.get(address)
    const spam = first?.kind.startsWith('unsolicited') === true
    return first && evidence ? [{ set, evidence, person: first.person, spam, messages: rows.length }] : []
  })
}

/** Undefined where there are too few senders. `whole` adds each ground left out, and the weights. */
export function kindTables(senders: readonly Sender[], whole: boolean): string | undefined {
  if (senders.length < fewest) return undefined
  const scores = crossValidate(senders, { seeds: 10 })
  return [crossTable(scores), ...(whole ? [withoutTable(senders), weightList(senders)] : [])].join('\n\n')
}

const crossTable = (scores: readonly CrossScore[]) =>
  table(
    [
      'cross-validated',
      'machine F1, senders',
      'person F1, senders',
      'messages: machine / person',
      'machine F1, senders with spam',
    ],
    scores.map(({ set, machine, person, machineMessages, personMessages, machineAll }) => [
      set,
      interval(machine),
      interval(person),
      `${f3(machineMessages)} / ${f3(personMessages)}`,
      f3(machineAll),
    ]),
  )

/** How many senders show a ground at all, and what machine F1 comes to without it. */
function withoutTable(senders: readonly Sender[]): string {
  const sets = [...new Set(senders.map(({ set }) => set))]
  const [first] = senders
  const grounds = first ? (Object.keys(groundsOf(first.evidence)) as Ground[]) : []
  const shown = (ground: Ground) => {
    const showing = senders.filter(({ set, evidence }) => set === sets.at(-1) && groundsOf(evidence)[ground] > 0)
    const count = (is: (sender: Sender) => boolean) => `${showing.filter(is).length}`
    return [
      count(({ person }) => person),
      count(({ person, spam }) => !person && !spam),
      count(({ spam }) => spam),
    ].join(' / ')
  }
  const row = (name: string, without?: Ground) => {
    const scores = crossValidate(senders, { seeds: 3, without })
    const cells = scores.map(({ machine, machineAll }) => `${f3(machine.mean)} / ${f3(machineAll)}`)
    return [name, without ? shown(without) : '', ...cells]
  }
  return table(
    [
      'without',
      `shown in ${sets.at(-1)} by persons / machines / spam`,
      ...sets.map((set) => `${set}: senders / with spam`),
    ],
    [row('nothing left out'), ...grounds.map((ground) => row(ground, ground))],
  )
}

const weightList = (senders: readonly Sender[]) =>
  Object.entries(fitWeights(senders))
    .map(([ground, weight]) => `    ${ground}: ${weight.toFixed(2)},`)
    .join('\n')

const f3 = (value: number) => value.toFixed(3)
