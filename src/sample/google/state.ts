/** What the sample Google remembers between two starts. */
import type { MailEntry } from '../journal.ts'
import type { Remembered } from '../store.ts'

export interface State extends Remembered<MailEntry> {
  /** ISO duration by which the sample's clock is ahead of the real one, in seconds. */
  offset: string
}
