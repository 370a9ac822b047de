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
  const newestFirst = talks(reading, told)
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

/**
 * The threads of a small group whose newest subject may be quoted and of which no other point speaks, by thread or by title,
 * the newest first: those with a mail of not long before the newest contact, since no others are told. Whether a subject may
 * be quoted takes long to say, so that of older mail nothing is asked but what one of these may go on from.
 */
function talks(reading: Reading, findings: readonly (Finding | undefined)[]): Talk[] {
  const told = threadsOf(findings, reading)
  const titles = new Set(findings.flatMap((one) => (one && 'title' in one && one.title ? keyOf(one.title) : [])))
  const chains: Chains = { talks: new Map(), open: new Map() }
  const begin = (reading.direct.at(-1)?.at ?? 0) - (staleDays + nearDays) * dayMs
  for (const contact of reading.direct.toReversed()) {
    const begins = contact.at >= begin
    if (!begins && !mayGoOn(chains, contact)) continue
    const title = isWord(contact) && !told.has(contact.thread) ? reading.quote(contact) : undefined
    if (title !== undefined && !titles.has(keyOf(title))) link(chains, contact, { title, begins })
  }
  return [...chains.talks.values()]
}

const isWord = ({ kind, others, delegated }: Contact) => kind !== 'met' && others.length <= smallOthers && !delegated

/** By key. */
interface Chains {
  readonly talks: Map<string, Talk>
  /** The first mail so far of each that may go back further. */
  readonly open: Map<string, Contact>
}

/** `begins`: it is new enough to be the last one of a talk. */
function link(
  { talks, open }: Chains,
  contact: Contact,
  { title, begins }: { readonly title: string; readonly begins: boolean },
): void {
  const key = keyOf(title)
  const [talk, first] = [talks.get(key), open.get(key)]
  if (talk && (!first || !goesOn(contact, first))) open.delete(key)
  else if (talk || begins) {
    talks.set(key, talk ? { [contact.kind]: contact, ...talk } : { [contact.kind]: contact, last: contact, title })
    open.set(key, contact)
  }
}

/** Whether any of these could have begun with it, whatever its subject. */
function mayGoOn({ open }: Chains, contact: Contact): boolean {
  for (const first of open.values()) if (goesOn(contact, first)) return true
  return false
}

const keyOf = (title: string) => bareSubject(title).toLowerCase()

/** The same subject of years ago was another talk. */
const goesOn = (before: Contact, { thread, at }: Contact) =>
  before.thread === thread || at - before.at <= talkDays * dayMs
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
