/** Finds introductions: one that the owner made and that went on, and one by which the owner came to know somebody. */
import { dayMs } from '../../people/days.ts'
import { introduces, isReply } from '../../people/subjects/subject.ts'
import type { Quote } from '../../people/types.ts'
import type { Contact } from '../types.ts'
import type { FindingOf, Replied } from './finding.ts'
import { ids, nameOf, type Reading, titled } from './reading.ts'

/** Beyond this an introduction is history, not a thread to follow. */
const freshDays = 400

/** The owner wrote to them and one other, who had not stood together before; one of the two answered both. */
export function findIntroductionMade(reading: Reading): FindingOf<'introduction_made'> | undefined {
  const { all, direct, isTheirs, now } = reading
  for (const first of direct.toReversed()) {
    if (now - first.at > freshDays * dayMs) return undefined
    const other = first.kind === 'sent' ? introduced(reading, first) : undefined
    if (other === undefined) continue
    const on = (contact: Contact) => contact.others.some(({ address }) => address === other)
    if (all.some((contact) => contact.at < first.at && on(contact))) continue
    const answers = all.filter(
      (one) => one.kind === 'received' && one.thread === first.thread && one.at > first.at && on(one),
    )
    const theirs = answers.filter((one) => one.with.some(isTheirs))
    const others = answers.filter((one) => one.with.includes(other))
    if (!theirs.length && !others.length) continue
    const after = direct.filter(({ at }) => at > first.at)
    // Whoever was written to in another thread since, or met, has been asked.
    if (after.some((one) => one.kind !== 'received' && one.thread !== first.thread)) return undefined
    const replied: Replied = theirs.length && others.length ? 'both' : theirs.length ? 'they' : 'other'
    const evidence = ids([first, theirs[0], others[0]])
    const title = titled(reading.quote(first))
    const third = { other: nameOf(reading, other), otherAddress: other }
    return { kind: 'introduction_made', evidence, at: first.at, ...third, replied, ...title }
  }
  return undefined
}

/** The one other person of a message that begins a thread and says that it introduces. */
function introduced(reading: Reading, first: Contact): string | undefined {
  if (first.others.length !== 2 || first.reply || isReply(first.title ?? '') || !introduces(first.title ?? ''))
    return undefined
  return reading.thirds(first)[0]
}

/**
 * They wrote to the owner and somebody new with whom the owner went on, or somebody wrote to the owner and them and that
 * is how it began. That it went on is known from the tie; it is not told here, since those mails are not theirs.
 */
export function findIntroductionReceived(reading: Reading): FindingOf<'introduction_received'> | undefined {
  return introducedTo(reading) ?? introducedBy(reading)
}

function introducedTo(reading: Reading): FindingOf<'introduction_received'> | undefined {
  const known = reading.telling.person.relationship.introducedTo
  const first = known && reading.direct.find(isThe(known.quote))
  if (!known || first?.kind !== 'received' || reading.now - first.at > freshDays * dayMs) return undefined
  return told(reading, first, { address: known.personAddress, way: 'to' })
}

function introducedBy(reading: Reading): FindingOf<'introduction_received'> | undefined {
  const known = reading.telling.person.relationship.introducedBy
  const first = known && reading.all.find(isThe(known.quote))
  if (!known || first?.kind !== 'received' || reading.now - first.at > freshDays * dayMs) return undefined
  // Only what came before can say that they were new: nothing did, and the history reaches back behind it.
  if (reading.all[0] !== first || !(introduces(first.title ?? '') || reading.isComplete(first.at))) return undefined
  return told(reading, first, { address: known.personAddress, way: 'by' })
}

/** The quoted message; seen through two accounts it may be known here by the other account's id. */
const isThe = (quote: Quote) => (one: Contact) =>
  one.kind === 'received' && (one.factId === quote.factId || one.at === quote.at.epochMilliseconds)

interface Introduction {
  readonly address: string
  readonly way: 'to' | 'by'
}

function told(reading: Reading, first: Contact, { address, way }: Introduction) {
  const sender = way === 'by' ? first.with.find((one) => !reading.isTheirs(one)) : undefined
  const otherAddress = sender !== undefined && nameOf(reading, sender) ? sender : address
  const other = nameOf(reading, otherAddress)
  if (!other || !reading.thirds(first).length || !introduces(first.title ?? '')) return undefined
  const title = titled(reading.quote(first))
  const third = { other, otherAddress }
  return { kind: 'introduction_received' as const, evidence: ids([first]), at: first.at, ...third, way, ...title }
}
