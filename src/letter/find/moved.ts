/** Finds that somebody writes from another organisation since a while. */
import { dayMs } from '../../people/days.ts'
import { hostOf } from '../../people/identity/address.ts'
import { firmIn, moved } from '../../people/judge/why.ts'
import { isSensitiveHost } from '../../people/subjects/subject.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
import { ids, type Reading } from './reading.ts'

/** They write from another organisation since less than a year, and the address before fell silent. */
export function findMoved(reading: Reading): FindingOf<'moved'> | undefined {
  const move = reading.telling.cut ? undefined : moved(reading.telling.person)
  if (!move || isSensitiveHost(move.from) || isSensitiveHost(move.to) || isSlip(move.from, move.to)) return undefined
  const organisation = (address: string) => firmIn(reading.telling.person, address)
  const at = (place: string) => (one: Contact) =>
    one.others.some(({ address }) => reading.isTheirs(address) && organisation(address) === place)
  const sender = ({ with: [address] }: Contact) => address !== undefined && organisation(address) === move.to
  const first = reading.all.find(at(move.to))
  const written = reading.direct.findLast((one) => one.kind === 'received' && sender(one))
  const before = reading.all.findLast(at(move.from))
  if (!first || !written || !before || reading.now - first.at > 365 * dayMs) return undefined
  const hosts = reading.telling.person.addresses.map(({ address }) => hostOf(address))
  if (hosts.some((host) => [move.from, move.to].some((place) => host.endsWith(place)) && isFree(host))) return undefined
  const since = reading.isComplete(first.at)
  const evidence = ids([...(since ? [first] : []), written, before])
  return { kind: 'moved', evidence, at: first.at, from: move.from, to: move.to, since, own: first.kind === 'received' }
}

/** One letter more, less or other: a slip of whoever typed the address. */
function isSlip(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [one, other] = [a.slice(from), b.slice(from)]
  return one.slice(1) === other.slice(1) || one === other.slice(1) || one.slice(1) === other
}

/** The great mailbox providers under the ending of any country: "yahoo.co.nz". */
const isFree = (host: string) =>
  /(?:^|\.)(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|aol|gmx)\./.test(host)
