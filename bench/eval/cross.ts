/** Fits what grounds for a person weigh, and asks it of domains that it has not seen. */
import { getDomain } from 'tldts'
import { certainKind, type Evidence, groundsOf } from '../../src/people/identity/machine.ts'
import { type Ground, held } from '../../src/people/identity/weights.ts'
import { quality } from './gold-score.ts'
import { type Example, fitLogistic } from './logistic.ts'
import { createRandom, type Estimate, mean } from './macro.ts'

/** One sender of one set, as people have said what it is. */
export interface Sender {
  readonly set: string
  readonly evidence: Evidence
  readonly person: boolean
  /** It came unsolicited. */
  readonly spam: boolean
  readonly messages: number
}

/** F1 of one set, spam left out: of senders with an interval, and of messages; and of all senders, spam too. */
export interface CrossScore {
  readonly set: string
  readonly machine: Estimate
  readonly person: Estimate
  readonly machineMessages: number
  readonly personMessages: number
  readonly machineAll: number
}

interface Trial {
  /** How often the domains are dealt into folds anew. */
  readonly seeds: number
  /** A ground that is neither fitted nor counted. */
  readonly without?: Ground | undefined
}

/** What a sender came to, and by how much it counts. */
interface Verdict {
  readonly sender: Sender
  readonly said: boolean
}

const folds = 5
/** On the square of each weight. */
const penalty = 1
/** What an unsolicited sender counts beside 1 for others: there are many, and they are not what a mailbox is full of. */
const spamWeight = 0.05
/** With fewer there is nothing to learn from the rest. */
export const fewest = 100

/**
 * Weights fitted on four fifths of the senders' domains and asked of the last fifth, in turns. Both views of a sender, with and
 * without the telling headers, are in one fold. Intervals: 95 %, by drawing domains again a thousand times.
 */
export function crossValidate(senders: readonly Sender[], { seeds, without }: Trial): readonly CrossScore[] {
  const known = senders.map((sender) => ({ sender, domain: domainOf(sender), ...exampleOf(sender, without) }))
  const domains = [...new Set(known.map(({ domain }) => domain))].sort()
  const rounds = Array.from({ length: seeds }, (_, seed) => {
    const random = createRandom(seed * 7919 + 1)
    const foldOf = new Map(domains.map((domain) => [domain, Math.floor(random() * folds)]))
    return Array.from({ length: folds }, (_, fold) => {
      const isIn = ({ domain }: { readonly domain: string }) => foldOf.get(domain) === fold
      const model = fitLogistic(
        known.filter((one) => one.certain === undefined && !isIn(one)),
        penalty,
      )
      return known.filter(isIn).map((one): Verdict => {
        const score = one.values.reduce(
          (sum, value, i) => sum + value * (model.weights[i] ?? 0),
          model.bias + one.offset,
        )
        return { sender: one.sender, said: one.certain ?? score >= 0 }
      })
    }).flat()
  })
  return [...new Set(senders.map(({ set }) => set))].map((set) => {
    const ofSet = rounds.map((round) => round.filter(({ sender }) => sender.set === set))
    const main = ofSet.map((round) => round.filter(({ sender }) => !sender.spam))
    const average = (some: readonly (readonly Verdict[])[], person: boolean, by: (sender: Sender) => number) =>
      mean(some.map((round) => f1(round, { person, by })))
    return {
      set,
      machine: interval(main, false),
      person: interval(main, true),
      machineMessages: average(main, false, messages),
      personMessages: average(main, true, messages),
      machineAll: average(ofSet, false, one),
    }
  })
}

/** The weights fitted on all of these, by ground, and the constant; what is held is not among them. */
export function fitWeights(senders: readonly Sender[]): Readonly<Partial<Record<Ground | 'bias', number>>> {
  const model = fitLogistic(
    senders.map((sender) => exampleOf(sender)).filter(({ certain }) => certain === undefined),
    penalty,
  )
  const names = senders[0] ? fittedGrounds(senders[0]) : []
  return { bias: model.bias, ...Object.fromEntries(names.map((name, i) => [name, model.weights[i]])) }
}

const one = () => 1
const messages = (sender: Sender) => sender.messages
const domainOf = ({ evidence }: Sender) => getDomain(evidence.address) ?? evidence.address
const isHeld = (ground: string): ground is keyof typeof held => ground in held

const fittedGrounds = ({ evidence }: Sender, without?: Ground) =>
  (Object.keys(groundsOf(evidence)) as Ground[]).filter((ground) => !isHeld(ground) && ground !== without)

/** With the verdict where it does not depend on weights. */
function exampleOf(sender: Sender, without?: Ground): Example & { readonly certain: boolean | undefined } {
  const grounds = groundsOf(sender.evidence)
  const certain = certainKind(sender.evidence)
  const offsets = Object.entries(held).map(([ground, weight]) =>
    ground === without ? 0 : weight * grounds[ground as Ground],
  )
  return {
    values: fittedGrounds(sender, without).map((ground) => grounds[ground]),
    offset: offsets.reduce((a, b) => a + b, 0),
    positive: sender.person,
    weight: sender.spam ? spamWeight : 1,
    certain: certain && certain.kind === 'person',
  }
}

function f1(round: readonly Verdict[], { person, by }: { person: boolean; by: (sender: Sender) => number }): number {
  const count = (truth: boolean, said: boolean) =>
    round
      .filter((verdict) => verdict.sender.person === truth && verdict.said === said)
      .reduce((sum, { sender }) => sum + by(sender), 0)
  return quality(count(person, person), count(!person, person), count(person, !person)).f1
}

/** Of the mean over rounds, by drawing domains again: what one domain sends is alike. */
function interval(rounds: readonly (readonly Verdict[])[], person: boolean): Estimate {
  const random = createRandom(7)
  const tallies = rounds.map((round) =>
    [...Map.groupBy(round, ({ sender }) => domainOf(sender)).values()].map((some) => ({
      right: some.filter(({ sender, said }) => sender.person === person && said === person).length,
      wrong: some.filter(({ sender, said }) => sender.person !== person && said === person).length,
      missed: some.filter(({ sender, said }) => sender.person === person && said !== person).length,
    })),
  )
  const drawn = Array.from({ length: 1000 }, (_, draw) => {
    const domains = tallies[draw % tallies.length] ?? []
    const sum = { right: 0, wrong: 0, missed: 0 }
    for (let i = 0; i < domains.length; i++) {
      const some = domains[Math.floor(random() * domains.length)]
      sum.right += some?.right ?? 0
      sum.wrong += some?.wrong ?? 0
      sum.missed += some?.missed ?? 0
    }
    return quality(sum.right, sum.wrong, sum.missed).f1
  }).sort((a, b) => a - b)
  return {
    mean: mean(rounds.map((round) => f1(round, { person, by: one }))),
    low: drawn[25] ?? 0,
    high: drawn[974] ?? 0,
  }
}
