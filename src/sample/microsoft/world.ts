/** What every part of the sample Microsoft shares. */
import type { Temporal } from 'temporal-polyfill'
import { type CalendarStore, openCalendar } from '../calendar.ts'
import type { Faults } from '../google/faults.ts'
import type { Store } from '../google/state.ts'
import type { RequestRecord } from '../google/world.ts'
import type { History } from '../history/types.ts'
import type { CalendarEntry } from '../journal.ts'
import type { Directory } from './account.ts'
import { type Outlook, openOutlook } from './mailbox.ts'
import type { MicrosoftState, OutlookEntry } from './state.ts'

export interface MicrosoftWorld {
  readonly history: History
  readonly odd: ReadonlyMap<string, Directory>
  readonly mail: Outlook
  readonly calendar: CalendarStore
  readonly store: Store<MicrosoftState>
  readonly faults: Faults
  readonly log: RequestRecord[]
  readonly clientId: string
  /** How many messages a filtered delta lists at most. */
  readonly filterCap: number
  readonly requestsPerTenMinutes: number
  origin: string
  /** What the organisation has on file: `mail` is whatever its administrator wrote, the sign-in name is of its own domain. */
  profile: Profile
  now(): Temporal.Instant
  /** Lets arrive what the script has up to now. */
  catchUp(): void
  writeMail(entry: OutlookEntry): void
  writeCalendar(entry: CalendarEntry): void
}

export interface Profile {
  readonly mail: string | null
  readonly signInName: string
}

type Given = Pick<
  MicrosoftWorld,
  'history' | 'odd' | 'store' | 'faults' | 'clientId' | 'filterCap' | 'requestsPerTenMinutes' | 'now'
> & { readonly startedAt: Temporal.Instant }

/** Rebuilds mailbox and calendar from the script and from what was written down since. */
export function openMicrosoftWorld(given: Given): MicrosoftWorld {
  const { startedAt, ...rest } = given
  const { state } = given.store
  const mail = openOutlook(given.history, startedAt)
  const calendar = openCalendar(given.history, startedAt)
  for (const entry of state.mail) mail.apply(entry)
  for (const entry of state.calendar) calendar.apply(entry)
  const keepMail = (entry: OutlookEntry) => {
    mail.apply(entry)
    state.mail.push(entry)
  }
  const keepCalendar = (entry: CalendarEntry) => {
    calendar.apply(entry)
    state.calendar.push(entry)
  }
  const catchUp = () => {
    const messages = [...mail.due(given.now())]
    const events = [...calendar.due(given.now())]
    for (const { id, at } of messages) keepMail({ op: 'arrive', id, at: at.toString() })
    for (const { id, createdAt } of events) keepCalendar({ op: 'arrive', id, at: createdAt.toString() })
    if (messages.length + events.length > 0) given.store.save()
  }
  return {
    ...rest,
    mail,
    calendar,
    log: [],
    origin: '',
    profile: { mail: given.history.owner.address, signInName: given.history.owner.address },
    catchUp,
    writeMail: (entry) => {
      catchUp()
      keepMail(entry)
      given.store.save()
    },
    writeCalendar: (entry) => {
      catchUp()
      keepCalendar(entry)
      given.store.save()
    },
  }
}
