/** Everything that the form of a coffee is drawn from. */
import type { composeLinks } from '../../coffee/compose.ts'
import type { Slot } from '../../coffee/types.ts'
import type { User } from '../../db/accounts/users.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Card } from '../../letter/types.ts'
import type { Table } from '../../work/coffee/table.ts'
import type { Company } from './company.ts'

/** What the form may be asked to do: the ways of `How`, and a note that carries a guest link. */
export const choices = ['note', 'note_with_link', 'invite', 'invite_in_person', 'ics', 'write'] as const

export type Choice = (typeof choices)[number]

export interface Planning {
  /** Where the form goes. */
  readonly path: string
  readonly user: User
  readonly person: KnownPerson
  readonly to: string
  /** Who else it is about. */
  readonly company: Company
  readonly table: Table
  readonly card: Card | null
  readonly now: Instant
  readonly csrf: string
  readonly undoSeconds: number
  /** The way to ask that stands first. */
  readonly choice: Choice
  /** Why that one was chosen; missing where the owner chose it. */
  readonly why?: string | undefined
  /** BCP 47: of the note, where it is another one than the page's: a screen reader has to know. */
  readonly lang?: string | undefined
  /** The two write each other in a language in which there are no sentences. */
  readonly wordless: boolean
  readonly slot: Instant | null
  /** Those that the note is to offer; empty for the first three. */
  readonly times: readonly Instant[]
  readonly note: string
  /** Where the two would meet in person. */
  readonly where: string
  /** What follows the note, for each way to ask; all times stand in the first, and styles show those that are ticked. */
  readonly tails: { readonly note: string; readonly write: string }
  /** The note as it stands, ready to be opened elsewhere; missing while a bracket is to be filled. */
  readonly ready: ComposeLinks | null
  /** Why the form is shown again. */
  readonly said?: { readonly text: string; readonly problem: boolean } | undefined
}

/** All that can be offered, in their order in time. */
export const timesOf = ({ slots, more }: Pick<Table, 'slots' | 'more'>): readonly Slot[] =>
  [...slots, ...more].toSorted((a, b) => a.start.epochMilliseconds - b.start.epochMilliseconds)

export type ComposeLinks = ReturnType<typeof composeLinks>
