/** The rhythm of two people: how many days usually lie between one exchange of theirs and the next. */
import { median } from '../days.ts'

/** Days that follow one another within so many are of one exchange: an evening's mail, the answer in the morning, the thanks after. */
const within = 2
/** What goes on for longer, in days from its first to its last, is a correspondence, and each of its days counts. */
const longest = 3

/** So many exchanges make a rhythm; where there are fewer, all their days together say how often it was. */
const least = 3

/**
 * The usual gap in days; undefined where nothing is usual yet, as of one exchange alone. `days` are days of the calendar,
 * ascending, each once.
 */
export function usualGap(days: readonly number[]): number | undefined {
  const begins = exchanges(days)
  if (begins.length >= least) return middle(begins)
  const gap = middle(days)
  return gap !== undefined && gap > within ? gap : undefined
}

const middle = (days: readonly number[]) =>
  median(
    days
      .slice(1)
      .map((day, i) => day - (days[i] ?? day))
      .sort((a, b) => a - b),
  )

/** The day on which each exchange began. */
function exchanges(days: readonly number[]): readonly number[] {
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && day - (run.at(-1) ?? day) <= within) run.push(day)
    else runs.push([day])
  }
  return runs.flatMap((run) => ((run.at(-1) ?? 0) - (run[0] ?? 0) <= longest ? run.slice(0, 1) : run))
}
