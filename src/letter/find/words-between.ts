/** Finds how a correspondence stands: who had the last word. */
import { dayMs } from '../../people/days.ts'
import { asks, bareSubject, isAutomatic, isReply } from '../../people/subjects/subject.ts'
import { smallOthers } from '../../people/tie/interaction.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
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
  if (last?.kind !== 'sent' || !reading.telling.person.relationship.unanswered) return undefined
  const before = reading.direct.at(-2)
  const opens = !last.reply && !isReply(last.title ?? '') && !sameThread(reading.all, last).length
  if (before?.kind === 'sent' || !(opens || asks(last.title ?? ''))) return undefined
  return { kind: 'unanswered', evidence: ids([last]), at: last.at, ...titled(reading.quote(last)) }
}

/** The newest mail between the two, where nothing of any kind has followed it and it went to few. */
function lastWord({ all, direct, isTheirs, telling }: Reading): Contact | undefined {
  if (telling.cut) return undefined
  const last = direct.at(-1)
  if (!last || last.kind === 'met' || last.others.length > smallOthers || last.delegated) return undefined
  if (isAutomatic(last.title ?? '')) return undefined
  const followed = all
    .slice(all.indexOf(last) + 1)
    .some((one) => one.kind !== 'received' || one.with.some(isTheirs) || isSameMatter(one, last))
  return followed ? undefined : last
}

/** Of one thread, or answered under its subject: some mail programs break threads. */
const isSameMatter = (one: Contact, last: Contact) =>
  one.thread === last.thread || (Boolean(one.title) && matter(one) === matter(last))
const matter = ({ title = '' }: Contact) => bareSubject(title).toLowerCase()

const sameThread = (all: readonly Contact[], { thread, id }: Contact) =>
  all.filter((one) => one.id !== id && thread !== undefined && one.thread === thread)
