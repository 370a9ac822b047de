/** What can be found between the owner and somebody: data only, so that wording never decides what is true. */
import type { PointKind } from '../types.ts'

/** Times are epoch milliseconds; titles are quotable and without prefixes. */
export type Finding = Found &
  Readonly<{
    /** Ids of every interaction that is counted, quoted or dated. */
    evidence: readonly string[]
  }>

type Found =
  | Readonly<{ kind: 'owed_reply'; at: number; title?: string; asks: boolean }>
  | Readonly<{ kind: 'unanswered'; at: number; title?: string }>
  | Readonly<{ kind: 'introduction_made'; at: number; replied: Replied; title?: string } & Third>
  /** `to`: they made the owner and `other` known to each other; `by`: `other` made the owner and them known. */
  | Readonly<{ kind: 'introduction_received'; at: number; way: 'to' | 'by'; title?: string } & Third>
  | Readonly<{ kind: 'note'; at: number; text: string }>
  /** `weekday` is that of the day this year, 1 for Monday. */
  | Readonly<{ kind: 'anniversary'; first: number; met: boolean; years: number; weekday: number; today: boolean }>
  | Readonly<{ kind: 'series_ended'; at: number; title?: string; count?: number }>
  | Readonly<{
      kind: 'shared_meetings'
      span: Span
      first: number
      last: number
      count: number
      title?: string
      lastTitle?: string
    }>
  /** `newest`: no mail between the two has followed. `after`: what is the newest of all, where that is something else. */
  | Readonly<{ kind: 'last_thread'; at: number; title: string; way: Way; newest: boolean; after?: After }>
  /** `since`: it may be said since when; `own`: with a message of theirs. */
  | Readonly<{ kind: 'moved'; at: number; from: string; to: string; since: boolean; own: boolean }>
  | Readonly<{ kind: 'in_common'; threads: number; meetings: number; span: Span } & Third>
  /** As the calendar has it, or `guessed` from wishes of other years that were not sent on one day. */
  | Readonly<{ kind: 'birthday'; weekday: number; today: boolean; guessed: boolean }>
  | Readonly<{ kind: 'season'; month: number; years: readonly number[]; both: boolean }>

/** A third person: the name that may be shown, and the address by which they stand on the evidence. */
interface Third {
  readonly other: string
  readonly otherAddress: string
}

/** Who wrote under the subject: both, or one of the two. */
export type Way = 'both' | 'they' | 'owner'

/** The newest thing of all on which both stand: a mail between them, one on which they stand beside each other, a meeting. */
export interface After {
  readonly at: number
  readonly how: 'mail' | 'beside' | 'met'
}

/** Which of the two answered in the thread of their introduction. */
export type Replied = 'both' | 'they' | 'other'

/** What a count covers: all there ever was, the last twelve months, or nothing that may be counted. */
export type Span = 'all' | 'year' | 'none'

export type FindingOf<Kind extends PointKind> = Extract<Finding, { readonly kind: Kind }>
