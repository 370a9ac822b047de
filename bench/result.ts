/** What every benchmark answers. */

/** One line of the table. `ratio` is the figure to watch: measured by baseline, smaller is better. */
export interface Result {
  readonly name: string
  readonly measured: string
  readonly baseline: string
  readonly ratio: number
}
