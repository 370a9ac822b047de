/** What every part of the sample Microsoft shares. */
import { openJournal, type SampleWorld } from '../world.ts'
import type { Directory } from './account.ts'
import { type Outlook, openOutlook } from './mailbox.ts'
import type { MicrosoftState, OutlookEntry } from './state.ts'

export interface MicrosoftWorld extends SampleWorld<OutlookEntry, MicrosoftState> {
  readonly odd: ReadonlyMap<string, Directory>
  readonly mail: Outlook
  /** How many messages a filtered delta lists at most. */
  readonly filterCap: number
  readonly requestsPerTenMinutes: number
  /** Messages, by their immutable id, of which changes are told in part. */
  readonly inPart: Set<string>
  /** What the organisation has on file: `mail` is whatever its administrator wrote, the sign-in name is of its own domain. */
  profile: Profile
  /** Seconds since the owner gave their password, as `auth_time` says it: a claim that a registration may ask for. Null: it does not. */
  askedAgo: number | null
}

export interface Profile {
  readonly mail: string | null
  readonly signInName: string
}

type Given = Pick<
  MicrosoftWorld,
  'history' | 'odd' | 'store' | 'faults' | 'clientId' | 'filterCap' | 'requestsPerTenMinutes' | 'now'
>

/** The world as it was left, or a new one. */
export function openMicrosoftWorld(given: Given): MicrosoftWorld {
  const { address } = given.history.owner
  const journal = openJournal<OutlookEntry, Outlook>(given, openOutlook)
  return {
    ...given,
    ...journal,
    log: [],
    inPart: new Set(),
    origin: '',
    profile: { mail: address, signInName: address },
    askedAgo: null,
  }
}
