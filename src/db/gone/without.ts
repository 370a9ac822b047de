/** A message or meeting without those who were forgotten: pure. */
import type { Address, Fact, MailFact, MeetingFact } from '../../facts.ts'

/** Every address on it. */
export function addressesOn(fact: Fact): string[] {
  if (fact.kind === 'meeting') return fact.people.map(({ address }) => address)
  const { from, to, cc, deliveredTo = [] } = fact
  return [...(from ? [from] : []), ...to, ...cc].map(({ address }) => address).concat(deliveredTo)
}

/**
 * What may be stored of it. What they wrote, and what is between them and the owner alone, is nothing at all; of what stands between
 * several everybody else stays, without its subject or title, its place and the link that opens it.
 * @returns the same one where they are not on it, null where nothing of it may be stored
 */
export function without(fact: Fact, gone: ReadonlySet<string>): Fact | null {
  if (!addressesOn(fact).some((address) => gone.has(address))) return fact
  return fact.kind === 'mail' ? mailWithout(fact, gone) : meetingWithout(fact, gone)
}

function mailWithout(fact: MailFact, gone: ReadonlySet<string>): MailFact | null {
  if (fact.from && gone.has(fact.from.address)) return null
  const left = (list: readonly Address[]) => list.filter(({ address }) => !gone.has(address))
  const { subject: _, webLink: __, deliveredTo, ...rest } = fact
  const [to, cc] = [left(fact.to), left(fact.cc)]
  if (fact.outgoing && to.length + cc.length === 0) return null
  const delivered = deliveredTo?.filter((address) => !gone.has(address))
  return { ...rest, to, cc, ...(delivered?.length ? { deliveredTo: delivered } : {}) }
}

function meetingWithout(fact: MeetingFact, gone: ReadonlySet<string>): MeetingFact | null {
  const { title: _, place: __, ...rest } = fact
  const people = fact.people.filter(({ address }) => !gone.has(address))
  return people.some(({ self, resource }) => !self && !resource) ? { ...rest, people } : null
}

/** What goes on with a word in Latin letters. Others write on without a space, or bend what stands before. */
const goesOn = /[\p{Script=Latin}\p{N}]/u

/** Whether a title names somebody, a genitive too: as words of their own, since “Tim” is in every estimate of time. */
export function isNamedIn(title: string, name: string): boolean {
  const [text, wanted] = [title.toLowerCase(), name.toLowerCase()]
  const [first = '', last = ''] = [wanted.at(0), wanted.at(-1)]
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [before = '', after] = [text.slice(0, at).at(-1), text.slice(at + wanted.length).replace(/^s/, '')]
    const isBegun = goesOn.test(first) && goesOn.test(before)
    if (!isBegun && !(goesOn.test(last) && goesOn.test(after.slice(0, 1)))) return true
  }
  return false
}
