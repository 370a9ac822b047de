/** Finds who else is in a tie: the third person on most of what lies between the two. */
import type { Contact } from '../types.ts'
import type { FindingOf, Span } from './finding.ts'
import { ids, nameOf, type Reading } from './reading.ts'

/** The rarest third person who stands with them and the owner on two threads and more, or at two meetings, of small groups. */
export function findInCommon(reading: Reading): FindingOf<'in_common'> | undefined {
  const told = introducedPeople(reading)
  const shared = new Map<string, Contact[]>()
  for (const contact of reading.all)
    for (const third of reading.thirds(contact)) {
      const known = shared.get(third)
      if (known) known.push(contact)
      else shared.set(third, [contact])
    }
  const counted = [...shared]
    .filter(([third]) => !told.has(third))
    .map(([third, contacts]) => ({ third, ...countable(reading, contacts) }))
    .filter(({ evidence }) => evidence.length >= 2)
    .sort(
      (a, b) =>
        standsOn(reading, a.third) - standsOn(reading, b.third) ||
        b.evidence.length - a.evidence.length ||
        (a.third < b.third ? -1 : 1),
    )[0]
  if (!counted) return undefined
  const { third, evidence, span, threads, meetings } = counted
  const named = { other: nameOf(reading, third), otherAddress: addressOn(reading, evidence, third) }
  return { kind: 'in_common', evidence: ids(evidence), ...named, threads, meetings, span }
}

/** The address by which the newest of what is cited knows them. */
function addressOn({ telling }: Reading, evidence: readonly Contact[], third: string): string {
  const isTheirs = (address: string) => address === third || telling.whose?.(address)?.address === third
  const found = evidence.flatMap(({ others }) => others.find(({ address }) => isTheirs(address)) ?? [])
  return found.at(-1)?.address ?? third
}

/** Whoever stands on few ties says more of this one than somebody whom everybody knows. */
const standsOn = ({ telling }: Reading, address: string) => telling.whose?.(address)?.companionOf ?? 0

/** One message of each thread, and every meeting: of all time where it is known, else of a year that is. */
function countable(reading: Reading, contacts: readonly Contact[]) {
  const first = contacts[0]
  const span: Span = first && reading.isComplete(first.at) ? 'all' : reading.knowsYear ? 'year' : 'none'
  const within = span === 'all' ? contacts : contacts.filter(({ at }) => span === 'year' && at >= reading.yearAgo)
  const threads = [...new Map(within.filter(isMail).map((one) => [one.thread ?? one.id, one])).values()]
  const meetings = within.filter((one) => !isMail(one))
  return { span, evidence: [...threads, ...meetings], threads: threads.length, meetings: meetings.length }
}

/** Who is named by an introduction is not named again as company. */
function introducedPeople({ telling }: Reading): ReadonlySet<string> {
  const { introduced, introducedTo, introducedBy } = telling.person.relationship
  return new Set([introduced, introducedTo, introducedBy].flatMap((one) => (one ? [one.personAddress] : [])))
}

const isMail = ({ kind }: Contact) => kind !== 'met'
