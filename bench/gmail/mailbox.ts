/** A real mailbox of the data folder as Gmail would list it: what its owner sent is labelled, nothing else is. */
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { timeOf } from '../../src/people/derive/order.ts'
import { readCorpus } from '../eval/corpus.ts'
import { findSets } from '../eval/sets.ts'
import type { Box } from './box.ts'

/** @throws Error where the folder has none */
export function readMailbox(data: string, name = 'mailbox-p'): Box {
  const set = findSets(join(data)).corpora.find((one) => one.name === name)
  if (!set) throw new Error(`${data} has no set ${name}`)
  const corpus = readCorpus(set)
  const [fullest] = [...corpus.mailboxes].toSorted(([, a], [, b]) => b.length - a.length)
  if (!fullest) throw new Error(`${name} is empty`)
  const [user, facts] = fullest
  const mails = facts.flatMap((fact) => (fact.kind === 'mail' ? fact : []))
  return {
    name: `${name}, ${mails.length.toLocaleString('en')}`,
    now: Temporal.Instant.fromEpochMilliseconds(corpus.last),
    own: corpus.ownOf(user),
    messages: mails
      .toSorted((a, b) => timeOf(b) - timeOf(a))
      .map((fact, position) => ({
        ...{ id: `m${position}`, thread: fact.thread, position, fact: { ...fact, id: `m${position}` } },
        labels: fact.outgoing ? ['sent' as const] : [],
      })),
  }
}
