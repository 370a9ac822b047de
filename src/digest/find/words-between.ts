/** Finds how a correspondence stands: who had the last word, and what the two last wrote about. */

import { dayMs } from '../../people/days.ts'
import { smallOthers } from '../../people/interaction.ts'
import { asks, isReply } from '../../people/subject.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
import { findIntroductionMade, findIntroductionReceived } from './introductions.ts'
import { ids, type Reading, titled } from './reading.ts'

/** After this an answer is not owed any more, though the last word was still theirs. */
const openDays = 400

/**
 * Their message to the owner alone or few, after which nothing came from them, went out to them, or brought the two
 * into one meeting, and which nobody else followed in its thread.
 */
export function findOwed(reading: Reading): FindingOf<'owed_reply'> | undefined {
  const last = lastWord(reading)
  if (last?.kind !== 'received') return undefined
  const title = reading.quote(last)
  return {
    kind: 'owed_reply',
    evidence: ids([last]),
    at: last.at,
    asks: asks(last.title ?? '') && reading.now - last.at <= openDays * dayMs,
    ...titled(title),
  }
}

/** A note with which the owner turned to them, the only one since they were last heard of. A last "thanks" is none. */
export function findUnanswered(reading: Reading): FindingOf<'unanswered'> | undefined {
  const last = lastWord(reading)
  if (last?.kind !== 'sent') return undefined
  const before = reading.direct.at(-2)
  const opens = !last.reply && !isReply(last.title ?? '') && !sameThread(reading.all, last).length
  if (before?.kind === 'sent' || !(opens || asks(last.title ?? ''))) return undefined
  return { kind: 'unanswered', evidence: ids([last]), at: last.at, ...titled(reading.quote(last)) }
}

/** The last thread in which both wrote, in a small group, where its subject may be quoted. */
export function findLastThread(reading: Reading): FindingOf<'last_thread'> | undefined {
  const told = toldThreads(reading)
  const threads = new Map<string, { sent?: Contact; received?: Contact; last: Contact }>()
  for (const contact of reading.direct) {
    if (contact.thread === undefined || contact.others.length > smallOthers || contact.delegated) continue
    const known = threads.get(contact.thread)
    threads.delete(contact.thread)
    threads.set(contact.thread, { ...known, [contact.kind]: contact, last: contact })
  }
  let newest = reading.direct.findLast(({ kind }) => kind !== 'met')
  for (const { sent, received, last } of [...threads.values()].reverse()) {
    if (!sent || !received) continue
    const title = reading.quote(last)
    // A newer thread that is told elsewhere, or may not be quoted, was the last one all the same.
    if (title === undefined || told.has(last.thread)) {
      newest = undefined
      continue
    }
    const evidence = ids([sent, received])
    return { kind: 'last_thread', evidence, at: last.at, title, newest: newest?.id === last.id }
  }
  return undefined
}

/** Threads of which another point speaks already. */
function toldThreads(reading: Reading): ReadonlySet<string | undefined> {
  const findings = [findOwed, findUnanswered, findIntroductionMade, findIntroductionReceived].map((one) => one(reading))
  const told = new Set(findings.flatMap((finding) => finding?.evidence ?? []))
  return new Set(reading.all.filter(({ id }) => told.has(id)).map(({ thread }) => thread))
}

/** The newest mail between the two, where nothing of any kind has followed it and it went to few. */
function lastWord({ all, direct, isTheirs }: Reading): Contact | undefined {
  const last = direct.at(-1)
  if (!last || last.kind === 'met' || last.others.length > smallOthers || last.delegated) return undefined
  const followed = all
    .slice(all.indexOf(last) + 1)
    .some((one) => one.kind !== 'received' || one.with.some(isTheirs) || one.thread === last.thread)
  return followed ? undefined : last
}

const sameThread = (all: readonly Contact[], { thread, id }: Contact) =>
  all.filter((one) => one.id !== id && thread !== undefined && one.thread === thread)
