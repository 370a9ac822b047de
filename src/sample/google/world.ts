/** What every part of the sample Google shares. */
import type { MailEntry } from '../journal.ts'
import { openJournal, type SampleWorld } from '../world.ts'
import { type MailStore, openMailbox } from './mailbox.ts'
import type { State } from './state.ts'

export interface World extends SampleWorld<MailEntry, State> {
  readonly mail: MailStore
  readonly quotaPerMinute: number
  /** Whether Google has checked that the address is the account's. */
  emailVerified: boolean
  /** The account is one of an organisation, whose domain is that of the address: not so at gmail.com, or of a private account. */
  hosted: boolean
}

type Given = Pick<World, 'history' | 'store' | 'faults' | 'quotaPerMinute' | 'clientId' | 'now'>

/** The world as it was left, or a new one. */
export function openWorld(given: Given): World {
  const journal = openJournal<MailEntry, MailStore>(given, openMailbox)
  return { ...given, ...journal, log: [], origin: '', emailVerified: true, hosted: true }
}
