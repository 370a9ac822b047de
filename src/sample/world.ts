/** What every part of a sample shares: its clock, its mailbox, its calendar, and what it remembers. */
import { Temporal } from 'temporal-polyfill'
import { type Book, openBook } from './address-book.ts'
import { type CalendarStore, openCalendar } from './calendar.ts'
import type { SampleCalendar } from './calendars.ts'
import type { Faults } from './faults.ts'
import type { History } from './history/types.ts'
import type { Arrival, CalendarEntry } from './journal.ts'
import type { RequestRecord } from './requests.ts'
import type { Remembered, Store } from './store.ts'

/** `Entry` is what can happen to its mailbox, `State` what it remembers. */
export interface SampleWorld<Entry, State extends Remembered<Entry> = Remembered<Entry>> {
  readonly history: History
  readonly calendar: CalendarStore
  /** Those beside the account's own, until the next start. */
  readonly calendars: SampleCalendar[]
  /** Its contacts, until the next start. */
  readonly book: Book
  readonly store: Store<State>
  readonly faults: Faults
  readonly log: RequestRecord[]
  readonly clientId: string
  origin: string
  now(): Temporal.Instant
  /** Lets arrive what the script has up to now. */
  catchUp(): void
  writeMail(entry: Entry): void
  writeCalendar(entry: CalendarEntry): void
}

interface Given<Entry> {
  readonly history: History
  readonly store: Store<Remembered<Entry | Arrival>>
  now(): Temporal.Instant
}

interface MailStore<Entry> {
  apply(entry: Entry | Arrival): void
  /** The messages of the script that have not arrived and should have by then. */
  due(now: Temporal.Instant): Iterable<{ readonly id: string; readonly at: Temporal.Instant }>
}

/**
 * Rebuilds mailbox and calendar from the script and from what was written down since, and writes down what happens from
 * now on.
 */
export function openJournal<Entry, Mail extends MailStore<Entry>>(
  { history, store, now }: Given<Entry>,
  openMail: (history: History, startedAt: Temporal.Instant) => Mail,
) {
  const { state } = store
  const startedAt = Temporal.Instant.from(state.startedAt)
  const mail = openMail(history, startedAt)
  const calendar = openCalendar(history, startedAt)
  for (const entry of state.mail) mail.apply(entry)
  for (const entry of state.calendar) calendar.apply(entry)
  const keepMail = (entry: Entry | Arrival) => {
    mail.apply(entry)
    state.mail.push(entry)
  }
  const keepCalendar = (entry: CalendarEntry) => {
    calendar.apply(entry)
    state.calendar.push(entry)
  }
  const catchUp = () => {
    const messages = [...mail.due(now())]
    const events = [...calendar.due(now())]
    for (const { id, at } of messages) keepMail({ op: 'arrive', id, at: at.toString() })
    for (const { id, createdAt } of events) keepCalendar({ op: 'arrive', id, at: createdAt.toString() })
    if (messages.length + events.length > 0) store.save()
  }
  return {
    mail,
    calendar,
    calendars: [] as SampleCalendar[],
    book: openBook(history),
    catchUp,
    writeMail: (entry: Entry) => {
      catchUp()
      keepMail(entry)
      store.save()
    },
    writeCalendar: (entry: CalendarEntry) => {
      catchUp()
      keepCalendar(entry)
      store.save()
    },
  }
}
