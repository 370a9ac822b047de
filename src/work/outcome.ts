/** What every task comes to. */
import type { Database } from '../db/database.ts'
import type { Look } from '../db/queue/look.ts'
import type { Instant } from '../facts.ts'

/** Written in one transaction together with the moment the task is due again. */
export interface Outcome {
  /** Of a look that brought nothing: all that there is to write, instead of what `write` does. */
  readonly look?: Look
  readonly next: Instant
  /** What goes into the task's row; without an error it only waits, and counts how often. */
  readonly failure?: { readonly error: string | null; readonly attempts: number }
  write(tx: Database): Promise<void>
  /** What is true even where `write` throws, and is written with the failure: the requests that were sent. */
  failed?(tx: Database, error: unknown): Promise<void>
}
