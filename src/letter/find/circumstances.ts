/** Finds what lies around a tie: who else is in it, a new address, a date that comes back, and the owner's own notes. */
import { Temporal } from 'temporal-polyfill'
import { dayMs } from '../../people/days.ts'
import { hostOf, organisation } from '../../people/identity/address.ts'
import { moved } from '../../people/judge/why.ts'
import { isSensitiveHost } from '../../people/subjects/subject.ts'
import { cleanText } from '../../text.ts'
import type { Contact } from '../types.ts'
import type { FindingOf, Span } from './finding.ts'
import { ids, nameOf, type Reading } from './reading.ts'

/** The newest line that the owner wrote down about them. */
export function findNote({ telling, now }: Reading): FindingOf<'note'> | undefined {
  const notes = telling.notes.filter(({ at, text }) => at.epochMilliseconds <= now && text.trim())
  const newest = notes.reduce<(typeof notes)[number] | undefined>(
    (a, b) => (a && a.at.epochMilliseconds > b.at.epochMilliseconds ? a : b),
    undefined,
  )
  if (!newest) return undefined
  return { kind: 'note', evidence: [], at: newest.at.epochMilliseconds, text: cleanText(newest.text, 160) }
}

/** The first contact there ever was, a whole number of years ago on one of the next seven days. */
export function findAnniversary(reading: Reading): FindingOf<'anniversary'> | undefined {
  const first = reading.all[0]
  if (!first || first !== reading.direct[0] || !reading.isComplete(first.at)) return undefined
  const today = reading.local(reading.now).toPlainDate()
  const day = reading.local(first.at).toPlainDate()
  for (let ahead = 0; ahead < 7; ahead++) {
    const then = today.add({ days: ahead })
    const years = then.year - day.year
    if (years < 1 || Temporal.PlainDate.compare(day.add({ years }), then) !== 0) continue
    const [met, weekday] = [first.kind === 'met', then.dayOfWeek]
    return { kind: 'anniversary', evidence: ids([first]), first: first.at, met, years, weekday, today: ahead === 0 }
  }
  return undefined
}

/** They write from another organisation since less than a year, and the address before fell silent. */
export function findMoved(reading: Reading): FindingOf<'moved'> | undefined {
  const move = reading.telling.cut ? undefined : moved(reading.telling.person)
  if (!move || isSensitiveHost(move.from) || isSensitiveHost(move.to) || isSlip(move.from, move.to)) return undefined
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

/** The third person who stands with them and the owner on most threads and at most meetings of small groups. */
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
    .sort((a, b) => b.evidence.length - a.evidence.length || (a.third < b.third ? -1 : 1))[0]
  if (!counted) return undefined
  const { third, evidence, span, threads, meetings } = counted
  const named = { other: nameOf(reading, third), otherAddress: third }
  return { kind: 'in_common', evidence: ids(evidence), ...named, threads, meetings, span }
}

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

/** Contact in this month of each of the last three years or more, where it is not the same all year round. */
export function findSeason(reading: Reading): FindingOf<'season'> | undefined {
  const today = reading.local(reading.now)
  const inMonth = new Map<number, Contact[]>()
  const months = new Set<number>()
  for (const contact of reading.direct) {
    const { year, month } = reading.local(contact.at)
    months.add(year * 12 + month)
    if (month !== today.month || year === today.year) continue
    const known = inMonth.get(year)
    if (known) known.push(contact)
    else inMonth.set(year, [contact])
  }
  const years: number[] = []
  for (let year = today.year - 1; inMonth.has(year); year--) years.unshift(year)
  const first = inMonth.get(years[0] ?? 0)?.[0]
  const since = (today.year - (years[0] ?? today.year)) * 12
  // In touch in half of all months: this one is nothing special.
  if (years.length < 3 || !first || !reading.isComplete(first.at) || months.size * 2 > since) return undefined
  const mails = years.map((year) => {
    const found = inMonth.get(year) ?? []
    return [found.find(({ kind }) => kind === 'sent'), found.find(({ kind }) => kind === 'received')]
  })
  const both = mails.every(([sent, received]) => sent && received)
  const evidence = both ? mails.flat() : years.map((year) => inMonth.get(year)?.[0])
  return { kind: 'season', evidence: ids(evidence), month: today.month, years, both }
}
