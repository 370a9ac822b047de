/** What every duty comes to. */
import type { Database } from '../db/database.ts'
import type { Instant } from '../facts.ts'

/** Written in one transaction together with the moment the duty is due again. */
export interface Outcome {
  readonly next: Instant
  readonly failure?: { readonly error: string; readonly attempts: number }
  write(tx: Database): Promise<void>
}
