/** What can be told of a tie without reading it whole: enough to see whether something else is to be said of somebody. */
import { hash53 } from '../../hash.ts'
import { newestMonth, shownMonths } from './months.ts'
import { endsAfter, lastingRun } from './series.ts'
import type { RunningTie } from './tie.ts'

/** What of a tie other people's ties are held against. */
export type Social = Pick<
  RunningTie,
  'initiated' | 'delegated' | 'met' | 'out' | 'in' | 'arranged' | 'companions' | 'intro' | 'introduced'
>

export interface Outline {
  /** Of everything in it: two ties with one mark are the same. */
  readonly mark: number
  /** The newest month with contact, as `Days` counts them. */
  readonly newest: number | undefined
  /** Epoch milliseconds after each of which the same tie says something else. */
  readonly turns: readonly number[]
  /** Absent where nobody else has to do with it. */
  readonly social: Social | undefined
}

/** In how far a moment changes what a tie says: the same where it says the same. */
export interface Phase {
  /** How many of its turns have passed. */
  readonly passed: number
  /** The month of the moment, where one is shown that had contact; else -1. */
  readonly shown: number
}

/** `month` is that of the moment. */
export function phaseOf(
  { newest, turns }: Outline,
  { now, month }: { readonly now: number; readonly month: number },
): Phase {
  let passed = 0
  for (const turn of turns) if (now > turn) passed++
  return { passed, shown: newest !== undefined && newest > month - shownMonths ? month : -1 }
}

/** Two who work at one place see each other, so long after they were last seen together. */
export const seenMs = 60 * 86_400_000

/** `text` is the tie as `textOf` of packed.ts writes it. */
export const outlineOf = (tie: RunningTie, text: string): Outline => ({
  mark: hash53(text),
  newest: newestMonth(tie.months),
  turns: turnsOf(tie),
  social: isSocial(tie) ? tie : undefined,
})

function turnsOf({ series, crowdAt }: RunningTie): readonly number[] {
  const turns: number[] = []
  for (const run of series.values()) if (run.count >= lastingRun) turns.push(run.lastAt + Math.floor(endsAfter(run)))
  if (Number.isFinite(crowdAt)) turns.push(crowdAt + seenMs)
  return turns
}

const isSocial = ({ arranged, companions, intro, introduced }: RunningTie): boolean =>
  arranged.size > 0 || companions.size > 0 || intro !== undefined || introduced !== undefined
