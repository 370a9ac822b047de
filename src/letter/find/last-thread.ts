/** Finds what the two last wrote about: a subject worth quoting of a small group, and what came after it. */
import { dayMs } from '../../people/days.ts'
import { bareSubject } from '../../people/subjects/subject.ts'
import { staleDays } from '../../people/tie/finish.ts'
import { smallOthers } from '../../people/tie/interaction.ts'
import type { Contact } from '../types.ts'
import type { After, Finding, FindingOf, Way } from './finding.ts'
import { ids, type Reading } from './reading.ts'

/**
 * The last thread in which both wrote and whose subject may be quoted; where there is none not long before, the last mail of
 * one of them. None from long before the newest contact: that is not where the two left off.
 * The newest thing of all on which both stand is cited beside it, since "last" is a claim on what came after as well.
 * @param told what is said of single threads already: those are left out
 */
export function findLastThread(
  reading: Reading,
  told: readonly (Finding | undefined)[],
): FindingOf<'last_thread'> | undefined {
  const newestFirst = talks(reading, told).reverse()
  const [newestTalk] = newestFirst
  const isNear = ({ last }: Talk) => (newestTalk?.last.at ?? 0) - last.at <= nearDays * dayMs
  const found = newestFirst.find((talk) => talk.sent && talk.received && isNear(talk)) ?? newestTalk
  if (!found || (reading.direct.at(-1)?.at ?? 0) - found.last.at > staleDays * dayMs) return undefined
  const { last, sent, received, title } = found
  const { cut } = reading.telling
  const newest = !cut && reading.direct.findLast(({ kind }) => kind !== 'met')?.id === last.id
  const after = cut ? undefined : afterOf(reading, last)
  const way: Way = sent && received ? 'both' : sent ? 'owner' : 'they'
  return {
    kind: 'last_thread',
    evidence: ids([after && reading.all.at(-1), sent, received]),
    at: last.at,
    title,
    way,
    newest,
    ...(after ? { after } : {}),
  }
}

/** One to which both wrote is told before a newer one of either alone, unless it lies so much further back. */
const nearDays = 90

/** Mails of one thread, or of one subject where the threads are broken. */
interface Talk {
  readonly sent?: Contact
  readonly received?: Contact
  readonly last: Contact
  readonly title: string
}

/** Every thread of a small group whose newest subject may be quoted and of which no other point speaks, by thread or by title, in order of their last mail. */
function talks(reading: Reading, findings: readonly (Finding | undefined)[]): Talk[] {
  const told = threadsOf(findings, reading)
  const titles = new Set(findings.flatMap((one) => (one && 'title' in one && one.title ? keyOf(one.title) : [])))
  const found = new Map<string, Talk>()
  for (const contact of reading.direct) {
    if (contact.kind === 'met' || contact.others.length > smallOthers || contact.delegated) continue
    const title = reading.quote(contact)
    if (title === undefined || told.has(contact.thread)) continue
    const key = keyOf(title)
    if (titles.has(key)) continue
    const known = found.get(key)
    found.delete(key)
    found.set(key, { ...(goesOn(known, contact) ? known : {}), [contact.kind]: contact, last: contact, title })
  }
  return [...found.values()]
}

const keyOf = (title: string) => bareSubject(title).toLowerCase()

/** The same subject of years ago was another talk. */
const goesOn = (known: Talk | undefined, { thread, at }: Contact) =>
  known && (known.last.thread === thread || at - known.last.at <= talkDays * dayMs)
const talkDays = 60

function threadsOf(told: readonly (Finding | undefined)[], { all }: Reading): ReadonlySet<string | undefined> {
  const cited = new Set(told.flatMap((finding) => finding?.evidence ?? []))
  return new Set(all.filter(({ id }) => cited.has(id)).map(({ thread }) => thread))
}

function afterOf({ all, isTheirs }: Reading, last: Contact): After | undefined {
  const newest = all.at(-1)
  if (!newest || newest.id === last.id) return undefined
  const direct = newest.with.some(isTheirs)
  return { at: newest.at, how: !direct ? 'beside' : newest.kind === 'met' ? 'met' : 'mail' }
}
