/** What a list of wordings is, of which a card takes one. */
import type { FindingOf } from '../find/finding.ts'
import type { PointKind } from '../types.ts'

/** How moments and the person are called: days and months of the owner's zone, the year where it is another one. */
export interface Speech {
  readonly firstName: string
  day(at: number): string
  month(at: number): string
  year(at: number): number
}

/** A list of wordings under its own name, of which one is taken. A wording may bring its own label. */
export interface Saying {
  readonly name: string
  readonly label: string
  readonly texts: readonly Line[]
}
export type Line = string | readonly [label: string, text: string]

/** What can be said of each kind of finding. */
export type Sayings = { readonly [K in PointKind]: (finding: FindingOf<K>, speech: Speech) => Saying }
