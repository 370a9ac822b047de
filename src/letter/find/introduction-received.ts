/** Finds an introduction by which the owner came to know somebody. */
import { dayMs } from '../../people/days.ts'
import { introduces } from '../../people/subjects/subject.ts'
import type { Quote } from '../../people/types.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
import { freshDays } from './introduction-made.ts'
import { ids, nameOf, type Reading, titled } from './reading.ts'

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
