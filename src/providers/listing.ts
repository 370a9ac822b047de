/** What is known of a mailbox before its messages are read: which there are, where they lie, and what changed of that. */
import type { Instant } from '../facts.ts'

/** The listed messages of one mailbox, as the database knows them. */
export interface Listing {
  /** The next listed messages that should be read, in reading order. */
  due(limit: number): Promise<DueMessage[]>
  /** The message at this place of the listing (0 is the newest) or the next one after it, null beyond the end. */
  at(position: number): Promise<ListedMessage | null>
  /** When something is due that failed and is not to be asked for before; null where there is nothing of the kind. */
  nextTryAt(): Promise<Instant | null>
  /** Something was due when this step began, or is to be asked for again later. */
  readonly waiting: boolean
  /** How many places the listing has: one more than the last position. */
  size(): Promise<number>
  /** Which of these messages this snapshot has listed already. */
  known(ids: readonly string[]): Promise<ListedMessage[]>
  /** The numbers that are known of a folder, in ascending order: those after `after`, at most `limit`. */
  numbers(folder: number, page: { readonly after: number; readonly limit: number }): Promise<number[]>
  /** How many numbers are known of a folder. */
  countNumbers(folder: number): Promise<number>
}

export interface ListedMessage {
  readonly id: string
  readonly thread: string
}

export interface DueMessage extends ListedMessage {
  /**
   * How many listed messages of its thread are to be read with it, itself included: all that still have to be, but for those
   * that wait for a later turn; 1 for one that its thread did not hand out.
   */
  readonly dueInThread: number
  /** Where it is not handed out now either, it is stepped over. */
  readonly lastTry: boolean
}

/** A message that was asked for and not handed out, while others were. */
export interface Failed {
  readonly id: string
  /** In words, for a list of counts, where it is stepped over in the end. */
  readonly reason: string
  /** It was not asked for by itself yet: it is next, at once. */
  readonly soon?: boolean
}

/** What a label or folder says about a message; stored as a bit set. */
export type Label = 'sent' | 'inbox' | 'social' | 'promotions' | 'updates' | 'forums' | 'hidden'

/** A change of the listing. `labels` replaces, `add` and `remove` change what is known of the message. */
export type ListingChange =
  | {
      readonly kind: 'listed'
      readonly id: string
      readonly thread: string
      readonly position?: number
      readonly labels?: readonly Label[]
      readonly add?: readonly Label[]
      /** `SetAside.key` of the folder it lies in, where a provider reads folder by folder. */
      readonly folder?: number
    }
  | {
      readonly kind: 'relabelled'
      readonly id: string
      readonly thread: string
      readonly add?: readonly Label[]
      readonly remove?: readonly Label[]
    }
  | { readonly kind: 'deleted'; readonly id: string }

/**
 * Where a message lies, at a provider that knows messages by a number in a folder alone. One that lies nowhere any more is
 * gone. A number without an id is known, and nothing of it is kept. `only`: of all other folders nothing is known any more.
 */
export type PlaceChange =
  | { readonly kind: 'at'; readonly folder: number; readonly number: number; readonly id?: string }
  | { readonly kind: 'left'; readonly folder: number; readonly numbers: readonly number[] }
  | { readonly kind: 'only'; readonly folders: readonly number[] }
