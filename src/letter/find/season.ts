/** Finds a month of the year in which the two are in touch year after year. */
import { daysOfZone } from '../../people/days.ts'
import type { Contact } from '../types.ts'
import type { FindingOf } from './finding.ts'
import { ids, type Reading } from './reading.ts'

/** Contact in this month of each of the last three years or more, where it is not the same all year round. */
export function findSeason(reading: Reading): FindingOf<'season'> | undefined {
  const today = reading.local(reading.now)
  const { month } = daysOfZone(reading.telling.timeZone)
  const inMonth = new Map<number, Contact[]>()
  const months = new Set<number>()
  for (const contact of reading.direct) {
    const count = month(contact.at)
    months.add(count)
    const year = 1970 + Math.floor(count / 12)
    if (count % 12 !== today.month - 1 || year === today.year) continue
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
