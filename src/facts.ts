/** The words every room shares: what a provider reports about one message or one meeting, and nothing more. */
import type { Temporal } from 'temporal-polyfill'

export type Instant = Temporal.Instant

/** As much of a moment as counting and ordering ask for: of thousands that are read at once no object of Temporal is made. */
export type Moment = Pick<Instant, 'epochMilliseconds'>

/** A moment as text ("2026-11-22T08:00:00.123Z"), to the millisecond, as columns keep it: the platform writes it in a tenth of the time. */
export const isoOf = (at: Instant): string => new Date(at.epochMilliseconds).toISOString()

/** A stretch of time, the end not included. */
export interface Span<At extends Moment = Instant> {
  readonly start: At
  readonly end: At
}

/** A mailbox as written on one message: `address` in lower case without surrounding space, `name` decoded and cleaned. */
export interface Address {
  readonly address: string
  readonly name?: string
}

/**
 * What a message's headers and labels say about who really sent it, kept as evidence so that rules may change later.
 * `sender` means the `Sender` header names another mailbox than `From`; `one-click` that there is a `List-Unsubscribe-Post`,
 * `brand` a `BIMI-Selector`, `no-answers` that automatic answers are not wanted (`X-Auto-Response-Suppress`), `bulk-service`
 * that what cannot be delivered goes back to a service that sends for others.
 */
export type Signal =
  | 'list-id'
  | 'list-post'
  | 'list-unsubscribe'
  | 'precedence-bulk'
  | 'auto-submitted'
  | 'feedback-id'
  | 'one-click'
  | 'brand'
  | 'no-answers'
  | 'bulk-service'
  | 'null-return-path'
  | 'reply'
  | 'sender'
  | 'category-social'
  | 'category-promotions'
  | 'category-updates'
  | 'category-forums'

/** One message, without its body. `id` and `thread` are the provider's own. */
export interface MailFact<At extends Moment = Instant> {
  readonly kind: 'mail'
  readonly id: string
  readonly thread: string
  /** When the provider accepted the message. */
  readonly at: At
  /** null where the From header is missing or unreadable. */
  readonly from: Address | null
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  /** The provider says that the owner sent it (the SENT label or the sent folder). */
  readonly outgoing: boolean
  readonly signals: readonly Signal[]
  /** Message-ID without its angle brackets: recognises the same message in two mailboxes. */
  readonly messageId?: string
  readonly subject?: string
  /** Addresses by which the servers on the way say it was delivered, in normal form; nobody vouches for them. */
  readonly deliveredTo?: readonly string[]
  /** Opens the message in its owner's own mail: an https address at one of the provider's own hosts. Microsoft only. */
  readonly webLink?: string
  /** Minutes east of UTC in the Date header: a guess at the sender's zone. */
  readonly offsetMinutes?: number
}

export type Reply = 'accepted' | 'tentative' | 'declined' | 'none'

/** A guest of a meeting. `self` is the owner of the calendar. */
export interface Attendee extends Address {
  readonly reply: Reply
  readonly self: boolean
  readonly organizer: boolean
  readonly resource: boolean
  readonly optional: boolean
}

/** One occurrence of one meeting, without description or attachments. */
export interface MeetingFact<At extends Moment = Instant> {
  readonly kind: 'meeting'
  readonly id: string
  /** iCalendar UID: the same in every guest's calendar. */
  readonly uid: string
  /** The series this occurrence belongs to, by the provider's own id. */
  readonly series?: string
  readonly when: Span<At>
  readonly allDay: boolean
  readonly people: readonly Attendee[]
  /** The owner's own answer; 'accepted' where the owner is the organizer. */
  readonly mine: Reply
  readonly cancelled: boolean
  /** False where the calendar shows the time as free. */
  readonly busy: boolean
  /** default, birthday, focusTime, fromGmail, outOfOffice, workingLocation, … as the provider names it. */
  readonly type: string
  readonly title?: string
  readonly place?: string
}

export type Fact<At extends Moment = Instant> = MailFact<At> | MeetingFact<At>

/** What was left out of a page or a file, or kept only in part. `id` is empty where it has none that can be kept. */
export interface Skipped {
  readonly id: string
  /** In words, for a list of counts. */
  readonly reason: string
  /** It is stored, but not all of it. */
  readonly cut?: boolean
}

/** A fact as stored: with the connection that saw it and the key by which two connections recognise the same event. */
export type StoredFact<At extends Moment = Instant> = Fact<At> & {
  readonly factId: string
  readonly connectionId: string
  readonly dedupeKey: string
}
