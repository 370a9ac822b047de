/** What the sample Microsoft remembers between two starts. */
import type { Code, Grant, Token } from '../google/state.ts'
import type { SampleMessage } from '../history/types.ts'
import type { CalendarEntry, Kept } from '../journal.ts'
import type { Folder } from './folders.ts'

/** What happened to the mailbox after the start, in order. `id` is the script's, or that of a delivery. */
export type OutlookEntry =
  | { readonly op: 'arrive'; readonly id: string; readonly at: string }
  | { readonly op: 'deliver'; readonly message: Kept<SampleMessage>; readonly folder: string; readonly at: string }
  | { readonly op: 'move'; readonly id: string; readonly folder: string; readonly at: string }
  | { readonly op: 'delete'; readonly id: string; readonly at: string }
  | { readonly op: 'folder'; readonly folder: Folder; readonly at: string }

/** Whether users of the organisation decide for themselves, have to ask an administrator, or that one has agreed. */
export type AdminState = 'open' | 'asks' | 'approved'

export interface MicrosoftState {
  readonly version: 1
  readonly anchor: string
  readonly startedAt: string
  port: number | null
  readonly clientSecret: string
  readonly key: JsonWebKey
  readonly keyId: string
  admin: AdminState
  grants: Grant[]
  codes: Record<string, Code>
  access: Record<string, Token>
  /** Every one that was given out is good until it expires: a newer one does not end an older one. */
  refresh: Record<string, Token>
  mail: OutlookEntry[]
  calendar: CalendarEntry[]
  /** The event that each transactionId has made. */
  transactions: Record<string, string>
}
