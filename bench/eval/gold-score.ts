/** Scores kinds of senders and clusters of addresses against what people have said of them. */
import * as z from 'zod'
import type { IdentityAnswer, IdentityAnswers } from './identities.ts'
import { addressOf } from './record.ts'
import type { SenderAnswer } from './senders.ts'

export interface Quality {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export const senderGoldSchema = z.object({
  id: z.string(),
  sender: z.string(),
  kind: z.string(),
  person: z.boolean(),
})
export type SenderGold = z.infer<typeof senderGoldSchema>

export interface SenderScore {
  readonly name: string
  readonly count: number
  readonly person: Quality
  readonly machine: Quality
}

/** The address that tells a sender from others; what is no address, as it is written. */
export const senderOf = ({ sender }: SenderGold): string => addressOf(sender) || sender.trim().toLowerCase()

/** Messages and senders (by majority), without and with what came unsolicited. An id without an answer counts as a person. */
export function scoreSenders(gold: readonly SenderGold[], answers: readonly SenderAnswer[]): readonly SenderScore[] {
  const said = new Map(answers.map(({ id, person }) => [id, person]))
  const rows = gold.map((one) => ({
    sender: senderOf(one),
    spam: one.kind.startsWith('unsolicited'),
    person: one.person,
    said: said.get(one.id) ?? true,
  }))
  const main = rows.filter(({ spam }) => !spam)
  return [
    judged('messages, spam left out', main),
    judged('senders, spam left out', bySender(main)),
    judged('messages, all', rows),
    judged('senders, all', bySender(rows)),
  ]
}

interface Row {
  readonly sender: string
  readonly person: boolean
  readonly said: boolean
}

function bySender(rows: readonly Row[]): readonly Row[] {
  return [...Map.groupBy(rows, ({ sender }) => sender).values()].flatMap((some) => {
    const [first] = some
    return first ? [{ ...first, said: some.filter(({ said }) => said).length * 2 >= some.length }] : []
  })
}

function judged(name: string, rows: readonly Row[]): SenderScore {
  const count = (person: boolean, said: boolean) =>
    rows.filter((row) => row.person === person && row.said === said).length
  return {
    name,
    count: rows.length,
    person: quality(count(true, true), count(false, true), count(true, false)),
    machine: quality(count(false, false), count(true, false), count(false, true)),
  }
}

export const identityGoldSchema = z.object({
  id: z.string(),
  set: z.string(),
  cluster: z.string(),
  /** Somebody vouches for it; pairs with others are unknown, not wrong. */
  known: z.boolean().default(true),
})
export type IdentityGold = z.infer<typeof identityGoldSchema>

export interface IdentityScore {
  readonly set: string
  readonly ids: number
  readonly people: number
  readonly pairwise: Quality
  readonly bCubed: Quality
  /** Suggested pairs of which both ends are known, and those of them that are right. */
  readonly suggested: number
  readonly suggestedRight: number
}

/** An id without an answer is alone. */
export function scoreIdentities(
  gold: readonly IdentityGold[],
  { clusters, maybe }: IdentityAnswers,
): readonly IdentityScore[] {
  const said = new Map(clusters.map((one: IdentityAnswer) => [one.id, one.cluster]))
  const vouched = gold.filter(({ known }) => known)
  return [...Map.groupBy(vouched, ({ set }) => set)].map(([set, rows]) => {
    const pairs = rows.map(({ id, cluster }) => ({ truth: cluster, said: said.get(id) ?? `alone ${id}` }))
    const truth = sizes(pairs.map((one) => one.truth))
    const answer = sizes(pairs.map((one) => one.said))
    const both = sizes(pairs.map((one) => `${one.truth}\n${one.said}`))
    const [right, given, wanted] = [both, answer, truth].map(pairsIn) as [number, number, number]
    const share = (of: ReadonlyMap<string, number>, key: 'truth' | 'said') =>
      pairs.reduce((sum, one) => sum + (both.get(`${one.truth}\n${one.said}`) ?? 0) / (of.get(one[key]) ?? 1), 0)
    const clusterOf = new Map(rows.map(({ id, cluster }) => [id, cluster]))
    const suggested = maybe.filter(({ a, b }) => clusterOf.has(a) && clusterOf.has(b))
    return {
      set,
      ids: rows.length,
      people: truth.size,
      pairwise: quality(right, given - right, wanted - right),
      bCubed: together(share(answer, 'said') / rows.length, share(truth, 'truth') / rows.length),
      suggested: suggested.length,
      suggestedRight: suggested.filter(({ a, b }) => clusterOf.get(a) === clusterOf.get(b)).length,
    }
  })
}

function sizes(keys: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1)
  return found
}

const pairsIn = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)

/** From what was rightly found, wrongly found and missed. */
export const quality = (right: number, wrong: number, missed: number): Quality =>
  together(right / (right + wrong || 1), right / (right + missed || 1))

const together = (precision: number, recall: number): Quality => ({
  precision,
  recall,
  f1: (2 * precision * recall) / (precision + recall || 1),
})
