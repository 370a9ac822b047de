/** The calendars of a sample account beside its own: what is on them stands in no other list. */
import type { Occurrence } from './calendar.ts'

export interface SampleCalendar {
  /** As the API shows it. */
  readonly id: string
  readonly name: string
  /** What the account may do with it. Microsoft knows two: its own, and somebody else's that is shared. */
  readonly role: 'owner' | 'writer' | 'reader' | 'freeBusyReader'
}

/** The entries of one calendar; undefined for the account's own. */
export const onCalendar = (occurrences: readonly Occurrence[], id: string | undefined): readonly Occurrence[] =>
  occurrences.filter(({ event }) => event.calendar === id)
