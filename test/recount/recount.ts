/**
 * Works out again, from the export alone, whether a talking point is true: what it cites exists and is with the person, every
 * quotation, date, name and number in its words is what the cited messages and meetings say, and its kind's own rule holds.
 */
import { Temporal } from 'temporal-polyfill'
import { birthdayFault } from './birthday.ts'
import type { Exported, Interaction, Point } from './export.ts'
import { rules } from './rules.ts'
import { bare, namesIn, numbersIn, quotesIn, saidDates } from './words.ts'

/** One point as its letter had it. */
export interface Claim {
  readonly personId: string
  readonly point: Point
  /** When the letter was written. */
  readonly at: string
}

/** Everything between the owner and one person up to the letter, oldest first, and what of it is cited. */
export interface Case extends Claim {
  readonly exported: Exported
  readonly history: readonly Interaction[]
  readonly cited: readonly Interaction[]
  readonly zone: string
}

/** What is wrong with the point, in a sentence; null where it is true. */
export function faultOf(exported: Exported, claim: Claim): string | null {
  const { point, personId, at } = claim
  const until = Date.parse(at)
  const person = exported.people.find(({ id }) => id === personId)
  if (!person) return 'nobody in the export is meant'
  if (point.kind === 'note')
    return person.notes.some(({ text }) => point.text.includes(text)) ? null : 'no such note was kept'
  if (point.kind === 'birthday') return birthdayFault(exported, claim)
  const known = new Map(exported.interactions.map((one) => [one.id, one]))
  const cited: Interaction[] = []
  for (const id of point.evidence) {
    const one = known.get(id)
    if (!one) return `cites ${id}, which is not there`
    if (!one.people.includes(personId)) return 'cites something without the person'
    if (Date.parse(one.at) > until) return 'cites the future'
    cited.push(one)
  }
  if (cited.length === 0) return 'cites nothing'
  if (new Set(point.evidence).size !== cited.length) return 'cites something twice'
  const history = exported.interactions
    .filter((one) => one.people.includes(personId) && Date.parse(one.endsAt ?? one.at) <= until)
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const one: Case = { ...claim, exported, history, cited, zone: exported.user.timeZone }
  const rule = rules[point.kind]
  if (!rule) return `has the unknown kind ${point.kind}`
  return wordsFault(one) ?? rule(one) ?? null
}

function wordsFault(one: Case): string | undefined {
  const { point, cited, zone, exported, personId } = one
  for (const quote of quotesIn(point.text))
    if (!cited.some(({ title }) => bare(title ?? '').startsWith(quote.replace(/…$/, '').trimEnd())))
      return `quotes “${quote}”, which no cited title says`
  const days = cited.map(({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate())
  const year = Temporal.Instant.from(one.at).toZonedDateTimeISO(zone).year
  for (const said of saidDates(point.text, year))
    if (!days.some((day) => said.year === day.year && said.month === day.month && (said.day ?? day.day) === day.day))
      return `says ${JSON.stringify(said)}, a date of nothing cited`
  for (const name of namesIn(point.text, exported, personId))
    if (
      !cited.some(({ people }) => people.some((id) => exported.people.find((other) => other.id === id)?.name === name))
    )
      return `names ${name}, who is on nothing cited`
  const counts = new Set(countsOf(one))
  for (const number of numbersIn(point.text)) if (!counts.has(number)) return `counts ${number}`
  return undefined
}

/** Every number that the cited interactions can truly give. */
function countsOf({ cited, at, zone, point }: Case): number[] {
  const threads = new Set(cited.map(({ sources, id }) => sources[0]?.threadId ?? id))
  const years = cited.map((one) => Temporal.Instant.from(one.at).toZonedDateTimeISO(zone).year)
  const now = Temporal.Instant.from(at).toZonedDateTimeISO(zone).year
  const oldest = Math.min(...years)
  return [
    cited.length,
    cited.length - 1,
    cited.filter(({ kind }) => kind === 'met').length,
    cited.filter(({ kind }) => kind !== 'met').length,
    threads.size,
    point.kind === 'anniversary' ? yearsUntil({ cited, at, zone }) : now - oldest,
    ...years,
  ]
}

/** Whole years from the first of it to the day within the coming week on which it comes back, also over New Year. */
function yearsUntil({ cited, at, zone }: Pick<Case, 'cited' | 'at' | 'zone'>): number {
  const day = (moment: string) => Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate()
  const [first] = cited
  return first ? day(first.at).until(day(at).add({ days: 7 }), { largestUnit: 'years' }).years : 0
}
