/** Divides the seats of a letter: some for those who resume by themselves, more where a nudge matters, one for the long silent. */

import { ahead, balance } from '../../people/judge/figures.ts'
import { gate } from '../../people/judge/gate.ts'
import type { Standing } from '../../people/types.ts'
import type { Candidate } from '../types.ts'

/** A candidate who may be named at all, with what the gate says of them. */
export interface Ranked {
  readonly candidate: Candidate
  readonly standing: Standing
  /** Days since the last contact that is known. */
  readonly sinceDays: number
}

export type Row = 'near' | 'far' | 'dormant'

/** Days since the last contact from which a row begins. Rows and figures: "Seats for n picks" in the design. */
export const rowsFrom = { near: 0, far: 60, dormant: 180 } as const

/** The seats of a letter for `count` people, in the order in which they are filled. One alone is not for the long silent. */
export function seats(count: number): readonly Row[] {
  const near = Math.floor(count / 3)
  const dormant = count - near >= 2 ? 1 : 0
  const far = count - near - dormant
  return [...Array<Row>(far).fill('far'), ...Array<Row>(dormant).fill('dormant'), ...Array<Row>(near).fill('near')]
}

/** The row whose seat somebody takes who sits already. */
export function rowOf({ sinceDays = 0 }: Standing): Row {
  return sinceDays > gate.mostSilence ? 'dormant' : sinceDays >= rowsFrom.far ? 'far' : 'near'
}

/** Everyone who may sit in this row (`any`: in one of them), the best first. `historyYears` is how far back the last row reaches. */
export function queue(ranked: readonly Ranked[], row: Row | 'any', historyYears: number): readonly Ranked[] {
  const may = ranked.filter(({ standing, sinceDays }) => {
    if (standing.onlyTooLongAgo && sinceDays > historyYears * 365.25) return false
    if (row === 'any') return true
    if (row === 'dormant') return sinceDays >= rowsFrom.dormant
    return standing.due && sinceDays >= rowsFrom.far === (row === 'far')
  })
  const worth = new Map(may.map((one) => [one, worthOf(one, row)]))
  return may.toSorted((a, b) => (worth.get(b) ?? 0) - (worth.get(a) ?? 0) || (a.candidate.id < b.candidate.id ? -1 : 1))
}

/** Warmth with silence to the power of 2, 1 or 0: the longer a row's silence, the less it counts against them. */
function worthOf({ candidate, sinceDays }: Ranked, row: Row | 'any'): number {
  const tie = candidate.person.relationship
  const worth = Math.log(tie.weight + 0.5) - exponents[row] * Math.log(1 + sinceDays) + 0.3 * balance(tie)
  return worth + ahead(tie, sinceDays)
}

const exponents = { near: 2, far: 1, dormant: 0, any: 2 } as const
