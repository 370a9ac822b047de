/** What every benchmark answers. */

/** One line of the table. `ratio` is the figure to watch: measured by baseline, smaller is better. */
export interface Result {
  readonly name: string
  readonly measured: string
  readonly baseline: string
  readonly ratio: number
  /** What it is to be; absent where nothing was promised. */
  readonly aim?: string
  readonly met?: boolean
  /** Measured by `--long` only. */
  readonly long?: true
  /** The group of rows that it was measured with. */
  readonly group?: string
}

/** How a run was asked for. */
export interface Options {
  /** Sizes that take many minutes. */
  readonly long: boolean
  /** A folder of real mailboxes (`npm run eval` describes it), where there is one. */
  readonly data?: string
  /** A folder for what several groups need, gone after the run. */
  readonly folder: string
}

export type Bench = (options: Options) => Promise<readonly Result[]>

/** The ratio is to be at most so much. */
export const atMost = (ratio: number, most: number, words = `≤ ${most}`) => ({ ratio, aim: words, met: ratio <= most })

export const count = (value: number) => Math.round(value).toLocaleString('en')
export const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
export const inMs = (value: number) => `${value < 10 ? value.toFixed(2) : count(value)} ms`

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
