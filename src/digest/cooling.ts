/** Keeps letters from naming the same person too often: how long each earlier mention asks for quiet. */
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../facts.ts'
import { date } from '../people/say.ts'
import type { Appearance, ItemOutcome } from './types.ts'

/** How long a mention cools. Rules: "Seats for n picks" and "Don't hound" in the design. */
export const coolingRules = {
  daysBetween: 42,
  /** After two in a row of which nothing came, and after "not this person". */
  restMonths: 6,
  unansweredNotes: 3,
  unansweredMonths: 12,
} as const

/**
 * Why someone may not be named in a letter of `now`, in a sentence; undefined where they may. `appearances` are the
 * earlier letters that named them, oldest first. Days are those of the owner's calendar, so that a change of clocks
 * does not make six weeks longer.
 */
export function cooling(appearances: readonly Appearance[], now: Instant, timeZone: string): string | undefined {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const found = [spaced, passedOver, untouched, unanswered]
    .map((rule) => rule(appearances, timeZone))
    .filter((rest) => rest !== undefined)
    .filter(({ until }) => Temporal.PlainDate.compare(today, until) < 0)
    .sort((a, b) => Temporal.PlainDate.compare(b.until, a.until))[0]
  if (!found) return undefined
  const back = date(found.until.toZonedDateTime(timeZone).toInstant(), now, timeZone)
  return `${found.why(now)}; they may be named again from ${back} on.`
}

interface Rest {
  /** The first day on which they are free again. */
  readonly until: Temporal.PlainDate
  why(now: Instant): string
}

type Rule = (appearances: readonly Appearance[], timeZone: string) => Rest | undefined

const spaced: Rule = (appearances, timeZone) => {
  const last = appearances.at(-1)
  return (
    last && {
      until: dayOf(last, timeZone).add({ days: coolingRules.daysBetween }),
      why: (now) =>
        `They were in your letter of ${date(last.at, now, timeZone)}, and six weeks lie between two mentions`,
    }
  )
}

const passedOver: Rule = (appearances, timeZone) => {
  const last = appearances.findLast(({ outcome }) => outcome === 'not_this')
  return (
    last && {
      until: dayOf(last, timeZone).add({ months: coolingRules.restMonths }),
      why: (now) => `You passed over them on ${date(last.at, now, timeZone)}`,
    }
  )
}

const untouched: Rule = (appearances, timeZone) => {
  // The latest two in a row: a letter since then of which something came ends the rest.
  const [before, last] = appearances.slice(-2)
  if (!before || !last || before.outcome !== null || last.outcome !== null) return undefined
  return {
    until: dayOf(last, timeZone).add({ months: coolingRules.restMonths }),
    why: () => 'Two letters named them and nothing came of it, so they rest for half a year',
  }
}

const unanswered: Rule = (appearances, timeZone) => {
  const heard = appearances.findLastIndex(({ outcome }) => outcome !== null && replies.has(outcome))
  const notes = appearances.slice(heard + 1).filter(({ outcome }) => outcome === 'written')
  const last = notes.at(-1)
  if (!last || notes.length < coolingRules.unansweredNotes) return undefined
  return {
    until: dayOf(last, timeZone).add({ months: coolingRules.unansweredMonths }),
    why: () => 'Three notes that followed a letter have had no answer, so they rest for a year',
  }
}

/** They were heard of: a row of notes without an answer is over. */
const replies: ReadonlySet<ItemOutcome> = new Set<ItemOutcome>(['answered', 'heard', 'met', 'spoken'])

const dayOf = ({ at }: Appearance, timeZone: string) => at.toZonedDateTimeISO(timeZone).toPlainDate()
