/** What the sample Microsoft remembers between two starts. */
import type { SampleMessage } from '../history/types.ts'
import type { Arrival, Kept } from '../journal.ts'
import type { Remembered } from '../store.ts'
import type { Folder } from './folders.ts'

/** What happened to the mailbox after the start, in order. `id` is the script's, or that of a delivery. */
export type OutlookEntry =
  | Arrival
  | { readonly op: 'deliver'; readonly message: Kept<SampleMessage>; readonly folder: string; readonly at: string }
  | { readonly op: 'move'; readonly id: string; readonly folder: string; readonly at: string }
  | { readonly op: 'delete'; readonly id: string; readonly at: string }
  | { readonly op: 'mark'; readonly id: string; readonly read: boolean; readonly at: string }
  | { readonly op: 'folder'; readonly folder: Folder; readonly at: string }

/** Whether users of the organisation decide for themselves, have to ask an administrator, or that one has agreed. */
export type AdminState = 'open' | 'asks' | 'approved'

export interface MicrosoftState extends Remembered<OutlookEntry> {
  admin: AdminState
  /** The event that each transactionId has made. */
  transactions: Record<string, string>
}
