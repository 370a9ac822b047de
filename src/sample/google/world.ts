/** What every part of the sample shares: its clock, its mailbox, its calendar, and what it remembers. */
import type { Temporal } from 'temporal-polyfill'
import { type CalendarStore, openCalendar } from '../calendar.ts'
import type { History } from '../history/types.ts'
import type { CalendarEntry, MailEntry } from '../journal.ts'
import type { Faults } from './faults.ts'
import { type MailStore, openMailbox } from './mailbox.ts'
import type { Store } from './state.ts'

/** One request as the server saw it. `api` is `messages.get`, `events.list`, `token`, …; `inFlight` counts this one. */
export interface RequestRecord {
  readonly at: Temporal.Instant
  readonly method: string
  readonly api: string
  readonly path: string
  readonly query: string
  readonly status: number
  readonly inFlight: number
  /** The Prefer header, where one was sent. */
  readonly prefer?: string
}

export interface World {
  readonly history: History
  readonly mail: MailStore
  readonly calendar: CalendarStore
  readonly store: Store
  readonly faults: Faults
  readonly log: RequestRecord[]
  readonly quotaPerMinute: number
  readonly clientId: string
  origin: string
  /** Whether Google has checked that the address is the account's. */
  emailVerified: boolean
  now(): Temporal.Instant
  /** Lets arrive what the script has up to now. */
  catchUp(): void
  writeMail(entry: MailEntry): void
  writeCalendar(entry: CalendarEntry): void
}

type Given = Pick<World, 'history' | 'store' | 'faults' | 'quotaPerMinute' | 'clientId' | 'now'> & {
  readonly startedAt: Temporal.Instant
}

/** Rebuilds mailbox and calendar from the script and from what was written down since. */
export function openWorld(given: Given): World {
  const { startedAt, ...rest } = given
  const { state } = given.store
  const mail = openMailbox(given.history, startedAt)
  const calendar = openCalendar(given.history, startedAt)
  for (const entry of state.mail) mail.apply(entry)
  for (const entry of state.calendar) calendar.apply(entry)
  const keepMail = (entry: MailEntry) => {
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
    emailVerified: true,
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
