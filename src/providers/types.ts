/** What a provider must be able to do. One verb reads: `next`. */

import type { ProviderError } from '../errors.ts'
import type { Fact, Instant, Skipped, Span } from '../facts.ts'
import type { Sentence } from '../place.ts'
import type { Budget } from './budget.ts'
import type { Failed, Listing, ListingChange, PlaceChange } from './listing.ts'

/** Those that sign somebody in by OAuth, in the order in which they are offered. */
export const oauthNames = ['google', 'microsoft'] as const
export type OAuthName = (typeof oauthNames)[number]

/** Those that a login of the owner's own opens: any mailbox, any calendar. */
export const loginNames = ['imap', 'caldav'] as const
export type LoginName = (typeof loginNames)[number]

/** Everything that can be connected. */
export const providerNames = [...oauthNames, ...loginNames] as const
export type ProviderName = (typeof providerNames)[number]
export type StreamKind = 'mail' | 'calendar'

/** What is true of every account of a provider: data, so that nothing elsewhere asks which provider it is. */
export interface Traits {
  /** As the pages call the provider. */
  readonly label: string
  /** The web program of its accounts in which a note and an event open filled in; null where there is none. */
  readonly program: 'gmail' | 'outlook' | null
  /** By scope, what each permission is good for, in words that follow "It may read:". */
  readonly grants: Readonly<Record<string, Sentence>>
  /** How its consent page calls reading the address book; absent where there is no such page. */
  readonly contacts?: string
  /** The sentence for each part that somebody did not allow, and for all of it. */
  readonly withheld: Readonly<Record<StreamKind | 'everything', Sentence>>
}
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What one step may use: everything is bound to one connection. */
export interface Call {
  /** Never follows a redirect and never answers for another origin than the provider's. */
  readonly fetch: Fetch
  /**
   * A valid access token; `refresh` forces a new one after a 401. Where the owner's own login opens the account it is that
   * login as JSON (providers/login.ts), and nothing renews it: `refresh` throws ProviderError `reconnect`.
   */
  token(refresh?: boolean): Promise<string>
  readonly budget: Budget
  /** Counts the request in the owner's call ledger. */
  count(method: string): void
  readonly listing: Listing
  readonly now: Instant
  /** The horizon: nothing older is read. */
  readonly since: Instant
  /** False: the owner does not want subjects and titles to be read. */
  readonly subjects: boolean
  /** The last tries at this page failed: what the provider cannot hand out is left out. */
  readonly careful?: boolean
  /** So many tries at this page failed in a row. */
  readonly attempts?: number
  readonly syncIntervalMinutes: number
  /** Of which of its calendars it is read, by the provider's own ids; absent where its owner chose among none. */
  readonly calendars?: readonly string[]
  /** The owner's zone (IANA), for times that say none of their own. */
  readonly timeZone?: string
  /** By which address the account was connected: where a provider does not say what its owner sent, this does. */
  readonly address?: string
}

/** What a request needs that is no reading of a stream. */
export type Access = Pick<Call, 'fetch' | 'token' | 'budget' | 'count' | 'now'>

/** One of the calendars of an account, as its owner calls it. */
export interface ListedCalendar {
  /** The provider's own. */
  readonly id: string
  readonly name: string
  readonly primary: boolean
  /** Whether the permission at hand reads it: of what somebody else shares it may open nothing. */
  readonly readable: boolean
}

/** When, of which calendars, and what of them takes time. */
export interface Looking extends Span {
  /** The owner's zone, for days that say none of their own. */
  readonly timeZone?: string
  /** By the provider's own ids; absent for the primary one alone, or for all where the account is read whole. */
  readonly calendars?: readonly string[]
  /** False: what is tentative, or out of office, takes no time. */
  readonly tentative?: boolean
  readonly away?: boolean
}

/** What is in the calendars of one account: times only. */
export interface Agenda {
  /** Taken times, tentative ones and those out of office too unless they were not wanted, all-day ones only where they count as busy. */
  readonly busy: readonly Span[]
  /** How many timed events there are: a calendar that is hardly used says nothing about free time. */
  readonly events: number
  /** How many entries could not be read, and do not say when they are: something may be taken that seems free. */
  readonly unread?: number
  /** Those of the calendars asked for that are gone or refused, by id. */
  readonly shut?: readonly string[]
  readonly timeZone?: string
}

/** A meeting to be put into both calendars. Times are exact; `timeZone` is the one that the calendar shows. */
export interface Invitation {
  /** 5 to 1024 of a-v and 0-9; the same for every attempt. */
  readonly eventId: string
  readonly when: Span
  readonly timeZone: string
  readonly title: string
  readonly note: string
  readonly guest: { readonly address: string; readonly name?: string }
  /** A second guest. */
  readonly also?: { readonly address: string; readonly name?: string }
  readonly place?: string
  /** With a link for a video call of the provider's own. */
  readonly video: boolean
  /** For the owner's own calendar alone: its server is to tell nobody. */
  readonly quiet?: boolean
  /** The address of the owner's, where the calendar knows none. */
  readonly owner?: string
}

/** The calendar of an account, asked live and written to. Every method throws ProviderError only. */
export interface Desk {
  /** Whether these scopes allow `invite`. */
  canWrite(scopes: readonly string[]): boolean
  /** Whether these scopes allow `invite` with `quiet` alone: its server invites nobody. Absent where no calendar is such a one. */
  canKeep?(scopes: readonly string[]): boolean
  /** Whether these scopes allow `agenda`. */
  canRead(scopes: readonly string[]): boolean
  /** Whether these scopes allow `calendars`. */
  canList(scopes: readonly string[]): boolean
  /** Without a choice among its calendars all of them are read and asked, and with one those that are chosen. */
  readonly readsAll?: boolean
  /** The account's calendars, the primary one first; `scopes` are those granted. */
  calendars(reach: Access, scopes: readonly string[]): Promise<readonly ListedCalendar[]>
  agenda(reach: Access, looking: Looking): Promise<Agenda>
  /** Puts the meeting into the calendar and has the provider invite the guest. Asking twice makes one event. */
  invite(reach: Access, invitation: Invitation): Promise<{ readonly id: string }>
  /** Whether an event of the owner's is in the calendar at this time. */
  standsAt(
    reach: Access,
    event: { readonly id: string; readonly when: Span; readonly timeZone: string },
  ): Promise<boolean>
  /**
   * Moves an event of the owner's, and has the provider tell its guests: each time it is asked, so `standsAt` says
   * first whether an earlier attempt has done it.
   * @returns false where it is not in the calendar any more
   */
  move(reach: Access, event: { readonly id: string; readonly when: Span; readonly timeZone: string }): Promise<boolean>
  /** Takes an event of the owner's out of the calendar, and has the provider tell its guests. One that is gone is gone. */
  cancel(reach: Access, event: { readonly id: string }): Promise<void>
}

/** A cursor is written and read by its own source only, and survives a restart as JSON. */
export type Cursor = { readonly version: number; readonly phase: string } & Record<string, unknown>

export interface Page<F extends Fact = Fact> {
  readonly facts: readonly F[]
  /** External ids that are no more. */
  readonly gone: readonly string[]
  readonly cursor: Cursor
  /** False: the stream is current, ask again after the sync interval. */
  readonly more: boolean
  /** Present when a snapshot is complete: only now may meetings inside the window that were not seen be removed. */
  readonly complete?: Span
  /** What became known of the mailbox's listing. Mail only. */
  readonly listing?: readonly ListingChange[]
  /** Where messages lie, and where they do not any more; a new snapshot begins with nothing. */
  readonly places?: readonly PlaceChange[]
  /** A new snapshot starts here: everything listed before counts as unseen. */
  readonly restart?: boolean
  /** The listing is complete: what it does not have is gone, the rest is put in reading order. Position 0 is the newest. */
  readonly bounds?: Bounds
  /** With `bounds`: folders that could not be listed, by `SetAside.key`. What an older snapshot saw there stays. */
  readonly unlisted?: readonly number[]
  /** Every part that waits for a try of its own; absent where the source knows no parts. */
  readonly setAside?: readonly SetAside[]
  /** Messages read, or found missing: they are due no more. */
  readonly read?: readonly string[]
  /** Messages that the provider does not hand out, while it does others: asked for again, then stepped over and counted. */
  readonly failed?: readonly Failed[]
  /** Items that could not be parsed, with the reason in words. */
  readonly skipped?: readonly Skipped[]
  readonly progress?: Progress
  /** Messages were read before their listing was put in order: what of it turns out to be due as well is read at once. */
  readonly ahead?: boolean
  /** A fault in the middle of a page: what was read before it is kept, then the fault is handled. */
  readonly fault?: ProviderError
}

/**
 * A part of a stream that the provider does not hand out, while the rest goes on: a folder, the folders within one, the
 * list of folders, or a stretch of a calendar. Instants as text, so that it is JSON.
 */
export interface SetAside {
  readonly what: 'folder' | 'within' | 'folders' | 'stretch'
  /** As its owner calls the folder, cleaned; absent where it is not known. */
  readonly name?: string
  /** Of a folder: what its messages are listed under. */
  readonly key?: number
  /** What came after this is not known; absent where nothing of it was ever read. */
  readonly since?: string
  /** True where it was read to its end before. */
  readonly known?: boolean
  readonly next: string
  /** Of a stretch. */
  readonly from?: string
  readonly to?: string
}

/** What a user sees of a long reading. Counts are messages or events. */
export interface Progress {
  readonly phase: 'listing' | 'reading' | 'current'
  readonly done?: number
  readonly total?: number
  readonly readBackTo?: Instant
  readonly timeZone?: string
}

/**
 * So many days are read before anything older: whoever was in touch within three weeks is never called quiet
 * (`gate.leastSilence`), and each day more is taken from what tells of those who are.
 */
export const recentDays = 22

/** Where the last three weeks (`recentDays`) and the horizon end in the listing. */
export interface Bounds {
  readonly recent: number
  readonly horizon: number
}

/** A stream of facts. `null` starts a snapshot; the cursor of the last page goes on. */
export interface Source<F extends Fact = Fact> {
  next(call: Call, cursor: Cursor | null): Promise<Page<F>>
}
