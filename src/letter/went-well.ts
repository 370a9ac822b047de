/** What went well of late, in one sentence a month: who met, who wrote back. Never what did not. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import { instant } from '../people/days.ts'
import { personalOthers } from '../people/tie/interaction.ts'
import type { Place } from '../place.ts'
import { date } from '../spans.ts'
import type { Contact, ItemOutcome, WellAbout } from './types.ts'

/** The outcomes of which there is something good to say, in the order in which it is said. */
export const good = ['met', 'answered', 'heard', 'planned'] as const satisfies readonly ItemOutcome[]
export type Good = (typeof good)[number]

/** Something good that happened with one person, and the interactions that say so. */
export interface Happening extends WellAbout {
  readonly firstName: string
  readonly kind: Good
  /** When it was, or for what is planned: when it will be. */
  readonly at: Instant
}

/** Whom a letter named, or with whom a coffee was planned here, and what lies between the two since. */
export interface Named extends Omit<WellAbout, 'evidence'> {
  readonly firstName: string
  /** When the letter went out, or the coffee was asked for. */
  readonly since: Instant
  /** What is known to have come of it. */
  readonly outcome: ItemOutcome | null
  /** Everything they are on since then, ascending. */
  readonly contacts: readonly Contact[]
  /** Their addresses in normal form. */
  readonly theirs: ReadonlySet<string>
  /** The next meeting with them that both hold to. */
  readonly ahead?: { readonly at: Instant; readonly id: string }
}

/** What is still on record of a good outcome since `from`; undefined where there is none, or it was told before. */
export function happened(named: Named, from: Instant, told: ReadonlySet<string>): Happening | undefined {
  const { outcome, contacts, theirs, ahead, personId, address, firstName } = named
  if (!isGood(outcome)) return undefined
  const between = contacts.filter(
    (one) =>
      one.at > named.since.epochMilliseconds &&
      one.others.length <= personalOthers &&
      one.with.some((each) => theirs.has(each)),
  )
  const about = (kind: Good, at: Instant, evidence: readonly string[]): Happening | undefined =>
    evidence.some((id) => told.has(id)) ? undefined : { personId, address, firstName, kind, at, evidence }
  if (outcome === 'planned') return ahead && about('planned', ahead.at, [ahead.id])
  const wrote = between.find(({ kind }) => kind === 'sent')
  const answer = between.find(
    ({ kind, at }) => kind === 'received' && (outcome === 'heard' || (wrote && at > wrote.at)),
  )
  const found = outcome === 'met' ? between.findLast(({ kind }) => kind === 'met') : answer
  if (!found || found.at < from.epochMilliseconds) return undefined
  return about(outcome, instant(found.at), outcome === 'answered' && wrote ? [wrote.id, found.id] : [found.id])
}

/**
 * "This month you and Maren met, and Teo wrote back." At most three names, each person once, the newest first; undefined
 * where nothing good is known. `all` lies within the last 31 days, but for what is to come. Days are those of the owner's zone.
 */
export function sayWell(
  all: readonly Happening[],
  moment: Place & { readonly now: Instant },
): { readonly well: string; readonly wellAbout: readonly WellAbout[] } | undefined {
  const { now, timeZone } = moment
  const once = all
    .toSorted(byWorth)
    .filter(({ personId }, index, sorted) => sorted.findIndex((one) => one.personId === personId) === index)
  const told = once.slice(0, mostNames)
  if (!told.length) return undefined
  const past = told.filter(({ kind }) => kind !== 'planned')
  const clauses = good.flatMap(
    (kind) =>
      clauseOf(
        kind,
        past.filter((one) => one.kind === kind),
      ) ?? [],
  )
  const coming = told
    .filter(({ kind }) => kind === 'planned')
    .map(({ firstName, at }) => `You and ${firstName} are to meet on ${date(at, now, moment)}.`)
  const lead = past.every(({ at }) => isThisMonth(at, now, timeZone)) ? 'This month' : 'In the past month'
  const well = [...(clauses.length ? [`${lead} ${clauses.join(', and ')}.`] : []), ...coming].join(' ')
  return { well, wellAbout: told.map(({ personId, address, evidence }) => ({ personId, address, evidence })) }
}

function clauseOf(kind: Good, all: readonly Happening[]): string | undefined {
  const names = all.map(({ firstName }) => firstName)
  const [only] = names
  if (only === undefined) return undefined
  const together = names.length < 2 ? only : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  if (kind === 'met') return names.length === 1 ? `you and ${only} met` : `you met ${together}`
  return kind === 'answered' ? `${together} wrote back` : `${together} wrote to you`
}

const byWorth = (a: Happening, b: Happening) =>
  good.indexOf(a.kind) - good.indexOf(b.kind) ||
  Temporal.Instant.compare(b.at, a.at) ||
  (a.personId < b.personId ? -1 : 1)

const isThisMonth = (at: Instant, now: Instant, timeZone: string) =>
  monthOf(at, timeZone).equals(monthOf(now, timeZone))

/** The calendar month of the owner's zone: one of them has one such line. */
export const monthOf = (at: Instant, timeZone: string): Temporal.PlainYearMonth =>
  at.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth()

const isGood = (outcome: ItemOutcome | null): outcome is Good =>
  (good as readonly (ItemOutcome | null)[]).includes(outcome)
const mostNames = 3
