/** The words of the sample's script: messages and events as plain records, before any Google shape. */
import type { Temporal } from 'temporal-polyfill'

export interface Mailbox {
  readonly address: string
  readonly name?: string
}

export interface Header {
  readonly name: string
  readonly value: string
}

/** What a scripted message is, so that a test can count by it. */
export type MessageKind =
  | 'personal'
  | 'list'
  | 'newsletter'
  | 'receipt'
  | 'notification'
  | 'notice'
  | 'role'
  | 'odd'
  | 'hidden'

/** One message. `headers` are raw as a mail server would hand them over; the rest says the same in plain words. */
export interface SampleMessage {
  readonly id: string
  readonly thread: string
  readonly at: Temporal.Instant
  readonly kind: MessageKind
  /** null where the From header is missing. */
  readonly from: Mailbox | null
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly outgoing: boolean
  readonly subject?: string
  /** Minutes east of UTC in the Date header; absent where that is no date. */
  readonly offsetMinutes?: number
  /** Message-ID without its angle brackets. */
  readonly messageId: string
  readonly labels: readonly string[]
  readonly headers: readonly Header[]
  readonly body: string
}

export type GuestReply = 'accepted' | 'tentative' | 'declined' | 'needsAction'

export interface Guest extends Mailbox {
  readonly reply: GuestReply
  readonly self?: boolean
  readonly organizer?: boolean
  readonly resource?: boolean
  readonly optional?: boolean
}

/** How a series goes on: every `interval` units at the same local time, through `until` (a local date) where it ends. */
export interface Repeat {
  readonly every: 'week' | 'month' | 'year'
  readonly interval: number
  readonly until?: string
}

/** What differs in one occurrence of a series. `start` is a local date-time in the zone of the series. */
export interface Exception {
  readonly cancelled?: boolean
  readonly start?: string
  /** By address, the owner's included. */
  readonly replies?: Readonly<Record<string, GuestReply>>
}

/** One entry of the calendar, or one series. `start` is a local date-time ("2026-03-02T10:00"), or a date when all day. */
export interface SampleEvent {
  readonly id: string
  readonly uid: string
  /** When it appears in the calendar. */
  readonly createdAt: Temporal.Instant
  readonly title: string
  readonly place?: string
  readonly description?: string
  readonly organizer: Mailbox
  /** Empty where nobody is invited; otherwise the owner is one of them. */
  readonly guests: readonly Guest[]
  readonly start: string
  readonly zone: string
  readonly allDay: boolean
  /** Minutes, or days when all day. */
  readonly length: number
  readonly repeat?: Repeat
  /** By the local date of the occurrence as first planned. */
  readonly exceptions?: Readonly<Record<string, Exception>>
  readonly cancelled: boolean
  readonly free: boolean
  readonly type: 'default' | 'birthday' | 'focusTime' | 'fromGmail' | 'outOfOffice' | 'workingLocation'
  /** Has a video meeting. */
  readonly video: boolean
  /** The id of the calendar it stands on; absent for the account's own. */
  readonly calendar?: string
}

export interface Owner extends Mailbox {
  readonly name: string
  readonly zone: string
  /** Every address the owner sends from, `address` first. */
  readonly addresses: readonly string[]
}

/** A whole life in metadata: what was before the sample began, and what will come. Sorted by time. */
export interface History {
  readonly owner: Owner
  readonly messages: readonly SampleMessage[]
  readonly events: readonly SampleEvent[]
  /** Senders that are programs: nobody answers from there. */
  readonly machines: readonly string[]
}

/** What a test or the outbox page gives to put one more message into the mailbox. */
export interface NewMessage {
  readonly from: Mailbox | null
  readonly to: readonly Mailbox[]
  readonly cc?: readonly Mailbox[]
  readonly subject?: string
  /** Now, unless said. */
  readonly at?: Temporal.Instant
  readonly thread?: string
  /** SENT where it is from the owner, else INBOX and UNREAD. */
  readonly labels?: readonly string[]
  /** Further raw headers. */
  readonly headers?: readonly Header[]
  /** IANA zone of the Date header; the owner's unless said. */
  readonly zone?: string
  readonly body?: string
  /** Without angle brackets; made up unless said. */
  readonly messageId?: string
}

/** What a test gives to put one more entry into the calendar. */
export interface NewEvent extends Partial<Omit<SampleEvent, 'id' | 'uid' | 'createdAt'>> {
  readonly id?: string
  readonly uid?: string
  readonly title: string
  readonly start: string
}
