/** Answers "did a person send this", message by message, from what the product concludes of each sender. */
import type { StoredFact } from '../../src/facts.ts'
import { instant } from '../../src/people/days.ts'
import { survey } from '../../src/people/derive/first-pass.ts'
import { inOrder, timeOf } from '../../src/people/derive/order.ts'
import { type Evidence, kindOf } from '../../src/people/identity/machine.ts'
import { type Corpus, readCorpus } from './corpus.ts'
import type { GoldSet } from './sets.ts'

export interface SenderAnswer {
  readonly id: string
  readonly person: boolean
}

export interface SenderAnswers {
  readonly answers: readonly SenderAnswer[]
  /** What was seen of each sender, by address. */
  readonly seen: ReadonlyMap<string, Evidence>
}

/** A message whose sender cannot be read makes nobody a person. @throws InputError that names the file and the line */
export async function answerSenders(set: GoldSet): Promise<SenderAnswers> {
  const corpus = readCorpus(set)
  const answers: SenderAnswer[] = []
  const all = new Map<string, Evidence>()
  for (const [user, facts] of corpus.mailboxes) {
    const seen = await sightings(corpus, user, facts)
    const isPerson = new Map([...seen].map(([address, one]) => [address, kindOf(one).kind === 'person']))
    for (const fact of facts) {
      const sender = fact.kind === 'mail' ? fact.from?.address : undefined
      answers.push({ id: corpus.recordId(fact.factId), person: isPerson.get(sender ?? '') ?? isOwn(fact) })
    }
    for (const [address, one] of seen) all.set(address, one)
  }
  return { answers, seen: all }
}

async function sightings(corpus: Corpus, user: string, facts: readonly StoredFact[]) {
  const known = { declared: [user], accounts: [], now: instant(corpus.last) }
  const { sightings } = await survey(inOrder(stream(facts)), known)
  return [...sightings.values()].map((one) => [one.address, one] as const)
}

/** The owner is a person. */
const isOwn = (fact: StoredFact) => fact.kind === 'mail' && fact.outgoing

async function* stream(facts: readonly StoredFact[]): AsyncGenerator<StoredFact> {
  yield* facts.toSorted((a, b) => timeOf(a) - timeOf(b))
}
