/** Every table. A row that belongs to a user carries `user_id`, and every query is bound to it. */
import { relations, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  json,
  jsonb,
  type PgTableExtraConfigValue,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { ReplayedMonth } from '../backtest/types.ts'
import type { CoffeeState, How, News, Pending } from '../coffee/types.ts'
import { type Attendee, type Instant, isoOf, type Reply, type Signal } from '../facts.ts'
import type { Card, ItemOutcome, Letter, PointKind } from '../letter/types.ts'
import { readInstant } from '../people/days.ts'
import type { Shelf } from '../people/judge/shelf.ts'
import type { PersonAddress, PersonKind, Person as PersonRecord, Tie } from '../people/types.ts'
import type { BookPosition } from '../providers/contacts.ts'
import type { Bounds, Cursor, ProviderName, SetAside, StreamKind } from '../providers/types.ts'
import type { Settings } from '../settings.ts'

/** A timestamptz read and written as a Temporal.Instant; thousands are read at a time, so by the platform's own reader where it can. */
const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  toDriver: isoOf,
  fromDriver: readInstant,
})

/** The number of a fact, 64 bits: as digits, since a number of JavaScript has 53. */
const factId = customType<{ data: string; driverData: string | number | bigint }>({
  dataType: () => 'bigint',
  fromDriver: String,
})

const id = () => text().primaryKey()
const userId = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })
const connectionId = () =>
  text()
    .notNull()
    .references(() => connections.id, { onDelete: 'cascade' })

/**
 * The second line between users: whoever runs a statement in the role of rows/role.ts sees the rows of the user whom the
 * transaction is for, and writes no others. Whatever table holds something of a user has it.
 */
const ofUser = (column: 'user_id' | 'id' = 'user_id') =>
  pgPolicy('of_user', { using: sql.raw(`${column} = current_setting('coffee.user', true)`) })

/** A table that holds something of a user, with the column `user_id`. */
const userTable = ((name: string, columns: never, more?: (t: never) => PgTableExtraConfigValue[]) =>
  pgTable(name, columns, (t) => [ofUser(), ...(more?.(t) ?? [])])) as unknown as typeof pgTable

/**
 * Whose a row is that hangs on a connection: given by the transaction that writes it, and where that is for nobody in
 * particular by the connection itself (the trigger `of_connection`).
 */
const connectionUserId = () => text().notNull().default(sql`coalesce(current_setting('coffee.user', true), '')`)

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text().notNull(),
    name: text().notNull(),
    timeZone: text().notNull(),
    /** False until the owner chose a zone: until then it follows what mail, calendar and browser say. */
    timeZoneChosen: boolean().notNull().default(false),
    /** It was in use before sent mail was asked: where the calendar and mail disagree it stays until the owner answers. */
    timeZoneHeld: boolean().notNull().default(false),
    /** The zone that their own sent mail shows; null where it shows none. */
    mailZone: text(),
    /** The zone of the browser that connected first; null where it did not say. */
    browserZone: text(),
    settings: jsonb().$type<Settings>().notNull(),
    createdAt: instant().notNull(),
    /** When the owner last opened a page or pressed a link of theirs. Written once a day at most. */
    seenAt: instant().notNull().default(sql`now()`),
    /** When reading stopped because they had not been seen for long; it goes on once `seenAt` is later. Null a day after that. */
    stoppedAt: instant(),
  },
  () => [ofUser('id')],
)

/** Who may sign in as the user: (issuer, subject), at Microsoft (issuer, tid|oid). Never the address. */
export const identities = userTable(
  'identities',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: userId(),
    provider: text().$type<ProviderName>().notNull(),
    email: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index().on(t.userId)],
)

/** By what a session ended before its time: its owner signed out there, ended it from elsewhere, or signed in anew. */
export type SessionEnd = 'signed_out' | 'from_elsewhere' | 'everywhere' | 'signed_in_again'

/** One row per sign-in: the moment of it is `createdAt`. One that ended stays for a while, so that its page can say why. */
export const sessions = userTable(
  'sessions',
  {
    hash: id(),
    userId: userId(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    /** Written once a day at most. */
    usedAt: instant().notNull().default(sql`now()`),
    /** "Firefox on Linux", in coarse words of our own; empty where nothing is known. */
    browser: text().notNull().default(''),
    endedAt: instant(),
    ended: text().$type<SessionEnd>(),
  },
  (t) => [index().on(t.userId), index().on(t.expiresAt)],
)

/**
 * - `queued`: asked for, nothing has left. - `sending`: the relay is being spoken to. - `sent`: the relay took it, or it lies in
 * the outbox. - `unknown`: it may have. - `failed`: nothing left.
 */
export type SignInLinkState = 'queued' | 'sending' | 'sent' | 'unknown' | 'failed'

/** A link to sign in by, mailed to a proven address. The row is written before anything leaves. */
export const signInLinks = userTable(
  'sign_in_links',
  {
    id: id(),
    userId: userId(),
    /** In normal form. */
    address: text().notNull(),
    /** Of its token, which is made from the key and the row's id. */
    hash: text().notNull(),
    /** The path to go on to. */
    goOn: text().notNull(),
    state: text().$type<SignInLinkState>().notNull(),
    attempts: integer().notNull().default(0),
    askedAt: instant().notNull(),
    sentAt: instant(),
    /** It signs in until then, and once. */
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [uniqueIndex().on(t.hash), index().on(t.userId, t.askedAt)],
)

/** What happened around signing in, as its owner can read it. */
export type HappeningKind =
  | 'signed_in'
  | 'way_added'
  | 'link_sent'
  | 'link_refused'
  | 'refused'
  | 'session_ended'
  | 'disconnected'
  | 'pass_made'
  | 'pass_ended'

/** The log of a user's sign-ins, refusals and endings: no address, no token, no network address. Bounded in rows and age. */
export const happenings = userTable(
  'happenings',
  {
    id: id(),
    userId: userId(),
    kind: text().$type<HappeningKind>().notNull(),
    /** By what, or why: one of a few words of our own, such as "link" or "over"; or a provider. */
    how: text().notNull().default(''),
    /** As in sessions. */
    browser: text().notNull().default(''),
    at: instant().notNull(),
  },
  (t) => [index().on(t.userId, t.at)],
)

/** What a secret opens that an owner hands out: the tools of an assistant, or a feed. */
export type PassKind = 'assistant' | 'feed'
/**
 * What it gives. `names`: names, dates and counts. `subjects`: subjects of mail and titles of meetings as well. `notes`: the
 * owner's own lines. `write`: one more of those may be written by it.
 */
export type PassScope = 'names' | 'subjects' | 'notes' | 'write'

/** Secrets that an owner hands out to a program of theirs: each opens what its kind says, until its row is taken away. */
export const passes = userTable(
  'passes',
  {
    id: id(),
    userId: userId(),
    kind: text().$type<PassKind>().notNull(),
    /** Of a random token of 256 bits, which is shown once and kept nowhere. */
    hash: text().notNull(),
    /** What its owner calls it. */
    label: text().notNull(),
    scopes: jsonb().$type<readonly PassScope[]>().notNull(),
    createdAt: instant().notNull(),
    /** Written once an hour at most. */
    lastUsedAt: instant(),
  },
  (t) => [uniqueIndex().on(t.hash), index().on(t.userId, t.createdAt)],
)

/** The ledger of what was asked by them: how often each day, and how many people it named. It outlives the secret itself. */
export const passUses = userTable(
  'pass_uses',
  {
    userId: userId(),
    passId: text().notNull(),
    /** As the secret was called. */
    label: text().notNull(),
    /** "2026-11-30", by the calendar of UTC as that of `calls`. */
    day: text().notNull(),
    /** The tool, or the feed. */
    what: text().notNull(),
    count: integer().notNull(),
    people: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day, t.passId, t.what] })],
)

/** Where a user's program is told that a letter is ready: one each. It is off where that said that it is gone. */
export const webhooks = userTable('webhooks', {
  userId: userId().primaryKey(),
  /** The address and the secret that signs, as JSON, sealed; see seal.ts. */
  sealed: text().notNull(),
  state: text().$type<'on' | 'off'>().notNull(),
  createdAt: instant().notNull(),
  /** When one was taken last. */
  takenAt: instant(),
  /** What was in the way the last time, in words that come after "It"; null where nothing was. */
  problem: text(),
})

/** What such a program is told: written down before anything leaves, and told under the same id until it is taken. */
export const webhookMessages = userTable(
  'webhook_messages',
  {
    id: id(),
    userId: userId(),
    kind: text().$type<'letter' | 'test'>().notNull(),
    state: text().$type<'queued' | 'taken' | 'failed'>().notNull(),
    attempts: integer().notNull().default(0),
    askedAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [index().on(t.userId, t.askedAt)],
)

/** States of sign-ins that came back: each counts once. What belongs to a started one is sealed in its browser's cookie. */
export const usedStates = pgTable('used_states', { hash: id(), expiresAt: instant().notNull() }, (t) => [
  index().on(t.expiresAt),
])

export type ConnectionState = 'active' | 'reconnect' | 'waiting_admin' | 'paused' | 'ended' | 'failed'

export const connections = userTable(
  'connections',
  {
    id: id(),
    userId: userId(),
    provider: text().$type<ProviderName | 'file'>().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    email: text().notNull(),
    scopes: jsonb().$type<string[]>().notNull(),
    state: text().$type<ConnectionState>().notNull(),
    /** A sentence for the owner where the state is not 'active'. */
    problem: text(),
    /** Sealed; see seal.ts. */
    refreshToken: text(),
    accessToken: text(),
    accessExpiresAt: instant(),
    /** Raised by every write of a token: the older of two refreshes loses. */
    tokenVersion: integer().notNull().default(0),
    /** The provider could not be asked yet whose the address is: it is at the next renewal of the token. */
    askAddress: boolean().notNull().default(false),
    /** How much of it is stored, and how many listed messages are not to be read, by why not: kept by triggers of those tables. */
    mailCount: integer().notNull().default(0),
    meetingCount: integer().notNull().default(0),
    hiddenCount: integer().notNull().default(0),
    bulkCount: integer().notNull().default(0),
    olderCount: integer().notNull().default(0),
    /** When the provider first said that the grant is gone, with no renewal since; null while it does not say so. */
    refusedGrantAt: instant(),
    /** Since when every request is refused, though the token is fresh; null while any is answered. */
    refusedTokenAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex().on(t.issuer, t.subject), index().on(t.userId)],
)

/**
 * The calendars of an account among which its owner chose: asked for free times are those that are chosen, and the primary
 * one alone where there is no row of the account.
 */
export const calendars = userTable(
  'calendars',
  {
    connectionId: connectionId(),
    userId: userId(),
    /** The provider's own. */
    externalId: text().notNull(),
    /** As the owner calls it, cleaned. */
    name: text().notNull(),
    primary: boolean().notNull().default(false),
    chosen: boolean().notNull(),
    /** The order in which the provider lists them. */
    place: smallint().notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.externalId] }), index().on(t.userId)],
)

/** By what an address counts as its user's: the provider's word, a link pressed there, or a version that did not ask. */
export type ProofKind = 'provider' | 'link' | 'upgrade'

/** Addresses that letters may go to, in normal form, each with the account that vouches for it. */
export const provenAddresses = userTable(
  'proven_addresses',
  {
    userId: userId(),
    address: text().notNull(),
    /** Of the account, as with identities; both empty where a link proved it. */
    issuer: text().notNull().default(''),
    subject: text().notNull().default(''),
    how: text().$type<ProofKind>().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.address, t.issuer, t.subject] }),
    // Whoever asks for a link to sign in gives an address, and nobody knows yet whose it is.
    index().on(t.address),
  ],
)

/**
 * - `queued`: asked for, nothing has left. - `sending`: the relay is being spoken to. - `sent`: the relay took it.
 * - `unknown`: it may have. - `failed`: nothing left; may be asked for again. - `bounced`: the address takes no mail.
 */
export type ConfirmationState = 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'bounced'

/** The one mail with a link that a user may have sent to an address to prove it. The row is written before anything leaves. */
export const confirmations = userTable(
  'confirmations',
  {
    id: id(),
    userId: userId(),
    /** In normal form. */
    address: text().notNull(),
    state: text().$type<ConfirmationState>().notNull(),
    attempts: integer().notNull().default(0),
    /** What went wrong, in a sentence for the owner. */
    problem: text(),
    askedAt: instant().notNull(),
    sentAt: instant(),
  },
  // By state: how many there are, for whoever runs the server.
  (t) => [uniqueIndex().on(t.userId, t.address), index('confirmations_states').on(t.state, t.askedAt)],
)

/**
 * What this server remembers of an address that a link was mailed to, whoever asked for it: by HMAC, and nobody's row, so
 * that it outlives every account here.
 */
export const askedAddresses = pgTable('asked_addresses', {
  addressHash: id(),
  /** The address, sealed, under the key of the hash; null where nobody knew it yet. */
  sealed: text(),
  mailedAt: instant(),
  /** Who reads there said that the address is not for this: no link goes there any more. */
  refusedAt: instant(),
})

/**
 * - `queued`: an account stopped, nothing has left. - `sending`: the relay is being spoken to. - `sent`: the relay took it, or
 * it lies in the outbox. - `unknown`: it may have. - `failed`: nothing left. - `unsent`: there was nothing to tell any more, or
 * no address of the owner takes mail.
 */
export type AlarmState = 'queued' | 'sending' | 'sent' | 'unknown' | 'failed' | 'unsent'

/** `accounts`: they have to be connected again, one mail a month. `absence`: reading stops soon, one mail an absence. */
export type AlarmKind = 'accounts' | 'absence'

/** A mail that tells the owner that reading ended or is about to. The row is written before anything leaves. */
export const alarms = userTable(
  'alarms',
  {
    id: id(),
    userId: userId(),
    kind: text().$type<AlarmKind>().notNull().default('accounts'),
    state: text().$type<AlarmState>().notNull(),
    attempts: integer().notNull().default(0),
    /** The provider of each account that it told of; empty before it leaves. */
    providers: jsonb().$type<readonly ProviderName[]>().notNull().default([]),
    /** Of an absence: when reading stops, unless the owner is seen before. */
    stopsAt: instant(),
    askedAt: instant().notNull(),
    sentAt: instant(),
  },
  (t) => [index().on(t.userId, t.askedAt), index('alarms_states').on(t.state, t.askedAt)],
)

export type StreamPhase = 'queued' | 'listing' | 'reading' | 'current' | 'waiting' | 'failed'

export const streams = userTable(
  'streams',
  {
    connectionId: connectionId(),
    userId: connectionUserId(),
    kind: text().$type<StreamKind>().notNull(),
    cursor: jsonb().$type<Cursor>(),
    /** Counts the snapshots: what an older one listed and this one did not is gone. */
    generation: integer().notNull().default(0),
    phase: text().$type<StreamPhase>().notNull(),
    done: integer().notNull().default(0),
    total: integer(),
    readBackTo: instant(),
    lastSyncedAt: instant(),
    error: text(),
    /** When the running snapshot began and how much it had done then: gives the minutes left. */
    startedAt: instant(),
    /** How many items could not be read, by reason. */
    skipped: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** Which items those were, by the provider's id, with the reason: the same one is counted once. */
    leftOut: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Parts that the provider does not hand out: each waits for a try of its own, and the rest goes on. */
    setAside: jsonb().$type<readonly SetAside[]>().notNull().default([]),
    /** Where the last three weeks and the horizon end in the listing. Mail only. */
    bounds: jsonb().$type<Bounds>(),
    /** Snapshots begun because the position was refused, each within a day of the one before, and when the last was asked for. */
    restarts: smallint().notNull().default(0),
    restartedAt: instant(),
    /** The zone that the calendar is kept in. Calendar only. */
    timeZone: text(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.kind] })],
)

/**
 * Where the messages of a mailbox lie that knows them by a number in a folder alone (IMAP): by these it is told what went. A
 * row without an id is a number of which nothing is kept.
 */
export const mailPlaces = userTable(
  'mail_places',
  {
    connectionId: connectionId(),
    userId: connectionUserId(),
    /** `SetAside.key`, another one as soon as the folder is numbered anew. */
    folder: integer().notNull(),
    number: bigint({ mode: 'number' }).notNull(),
    externalId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.folder, t.number] }),
    index('mail_places_id').on(t.connectionId, t.externalId).where(sql`${t.externalId} is not null`),
  ],
)

/**
 * Every message a mailbox lists, whether read or not. `labels` is a bit set (db/listings/listings.ts). A row is due when it has a
 * rank and is not read.
 */
export const listings = userTable(
  'listings',
  {
    connectionId: connectionId(),
    userId: connectionUserId(),
    externalId: text().notNull(),
    threadId: text().notNull(),
    /** 0 is the newest; null for what came after the listing. */
    position: integer(),
    labels: smallint().notNull().default(0),
    generation: integer().notNull(),
    read: boolean().notNull().default(false),
    /** Which folder it lies in, where a provider reads folder by folder: `SetAside.key`. */
    folder: integer(),
    /** How often it was asked for by itself and not handed out, and before when it is not asked for again. */
    tries: smallint().notNull().default(0),
    tryAt: instant(),
    /** Reading order, smallest first; null when it is not to be read. */
    rank: bigint({ mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.externalId] }),
    index().on(t.connectionId, t.threadId),
    index('listings_position').on(t.connectionId, t.position),
    index('listings_folder').on(t.connectionId, t.folder).where(sql`${t.folder} is not null`),
    index('listings_due').on(t.connectionId, t.rank).where(sql`${t.rank} is not null and not ${t.read}`),
  ],
)

/** What a fact holds of a message beside its own columns. */
export interface StoredMail {
  readonly from: StoredAddress | null
  readonly to: readonly StoredAddress[]
  /** Left out where there is nobody. */
  readonly cc?: readonly StoredAddress[]
  readonly signals?: readonly Signal[]
  readonly messageId?: string
  readonly offset?: number
  readonly deliveredTo?: readonly string[]
  /** Opens it in its owner's own mail. */
  readonly link?: string
}
/** An address, and the name beside it where there is one. */
export type StoredAddress = readonly [address: string, name?: string]
/** What a fact holds of a meeting beside its own columns. */
export interface StoredMeeting {
  readonly uid: string
  readonly people: readonly Attendee[]
  readonly mine: Reply
  readonly type: string
  readonly allDay?: boolean
  readonly cancelled?: boolean
  readonly free?: boolean
  readonly place?: string
}

/**
 * A title that holds a part of a word by which one wishes (`wishes` of src/people/lexicons.ts, of which a test makes these); in
 * the text of a statement, since the index is found by its words. Letters of ASCII alone, since others are written in two ways.
 */
export const mayWish = (title: SQLWrapper): SQL =>
  sql`${title} ~* ${sql.raw("'birthday|happy|returns|geburtstag|herzlichen|anniversaire|bonne|cumple|felicidades|verjaardag|gefeliciteerd|hoera|jaren'")}`

/** One row per message or meeting and connection, written by a sync or an import as their source has it now; see "Ideas" in docs/design.md. */
export const facts = userTable(
  'facts',
  {
    /** Of the connection and the provider's id: `toFactId`. */
    id: factId().primaryKey(),
    /** Whose the connection is, with which it goes: asked of the user's row as well, it took a fifth of what storing takes. */
    userId: text().notNull(),
    connectionId: connectionId(),
    externalId: text().notNull(),
    /** The same for the same message or meeting in every account of the user. */
    dedupeKey: text().notNull(),
    kind: text().$type<'mail' | 'meeting'>().notNull(),
    at: instant().notNull(),
    endsAt: instant(),
    /** Thread of a message, series of a meeting: the provider's own id. */
    groupId: text(),
    outgoing: boolean().notNull().default(false),
    title: text(),
    // As text: a third less than as jsonb, and nothing is looked for in them.
    mail: json().$type<StoredMail>(),
    meeting: json().$type<StoredMeeting>(),
    /** The one address on a message beside the account's own, in most mail; null where there are several, or whoever wrote it did not say. */
    other: text(),
    /** How many addresses are on it. */
    addressCount: smallint().notNull().default(0),
    /** The snapshot that last saw it. Calendar only. */
    generation: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex().on(t.connectionId, t.externalId),
    // Without the id: those of one moment are few, and sorted when they are asked for.
    index().on(t.userId, t.at),
    index().on(t.userId, t.dedupeKey),
    index('facts_other').on(t.userId, t.other).where(sql`${t.other} is not null`),
    // The owner's clock is read off a few messages of each day: work/people/zone.ts.
    index('facts_clocks').on(t.userId, t.at).where(sql`${t.outgoing} and ${t.mail} -> 'offset' is not null`),
    // Hardly any mail: what may be a wish for a birthday, by which a letter finds the days of other years.
    index('facts_wishes')
      .on(t.userId, t.at)
      .where(sql`${t.outgoing} and ${mayWish(t.title)}`),
    // Among some fifty messages stands one: what a letter asks of a month, or of the days of a birthday, is mostly mail.
    index('facts_meetings').on(t.userId, t.at).where(sql`${t.kind} = 'meeting'`),
  ],
)

/**
 * Which addresses are on those facts that name no `other`: under a policy no index of the facts themselves could say so. Kept
 * by triggers on the facts (drizzle/), whoever writes them. The account's own address is on all of its messages, leads to
 * nobody, and is left out. Its index names each address once for hundreds of rows, which a key with the fact in it would not.
 */
export const sharedAddresses = userTable(
  'fact_addresses',
  { factId: factId().notNull(), userId: text().notNull(), address: text().notNull() },
  (t) => [index().on(t.userId, t.address)],
)

/** Which facts carry which address, for finding the facts of a person: both of the above. Policies bind whoever asks. */
export const factAddresses = pgView('addressed_facts', {
  // With their names: an alias of a view finds none by itself.
  userId: text('user_id').notNull(),
  address: text('address').notNull(),
  factId: factId('fact_id').notNull(),
})
  .with({ securityInvoker: true })
  .as(
    sql`select user_id, other as address, id as fact_id from facts where other is not null union all select user_id, address, fact_id from fact_addresses`,
  )

/**
 * What address books say of people, a row for each contact: names, addresses, a day of the year. Nobody is suggested because
 * of one. A note, a picture or a number is never stored.
 */
export const contacts = userTable(
  'contacts',
  {
    /** What a letter cites. */
    id: text().notNull(),
    connectionId: connectionId(),
    userId: userId(),
    /** As its source calls it. */
    externalId: text().notNull(),
    /** What its server says of its version; empty where nobody does. */
    etag: text().notNull().default(''),
    /** The fullest first, cleaned. */
    names: jsonb().$type<readonly string[]>().notNull(),
    /** In normal form. */
    addresses: jsonb().$type<readonly string[]>().notNull(),
    /** Of the birthday; no year is kept. */
    birthMonth: smallint(),
    birthDay: smallint(),
    /** A company, a place or a list of people. */
    isGroup: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.externalId] }),
    index().on(t.userId),
    index('contacts_birthdays').on(t.userId, t.birthMonth, t.birthDay).where(sql`${t.birthMonth} is not null`),
  ],
)

/** How far the address book of an account is read, and what keeps it from being read. */
export const addressBooks = userTable('address_books', {
  connectionId: connectionId().primaryKey(),
  userId: userId(),
  /** Where what changed goes on; null: all of it is read. */
  position: jsonb().$type<BookPosition>(),
  /** When all that there was had been read. */
  readAt: instant(),
  /** A sentence for the owner. */
  error: text(),
  /** Only its owner can mend that, by connecting it anew. */
  isOwners: boolean().notNull().default(false),
})

/** Derived: rebuilt from facts and decisions by work/people/derive.ts. */
export const people = userTable(
  'people',
  {
    id: id(),
    userId: userId(),
    address: text().notNull(),
    name: text().notNull(),
    kind: text().$type<PersonKind>().notNull(),
    kindReason: text().notNull(),
    state: text().$type<PersonRecord['state']>().notNull(),
    restUntil: instant(),
    /** The owner keeps them close. */
    close: boolean().notNull().default(false),
    addresses: jsonb().$type<Stored<PersonAddress>[]>().notNull(),
    maybe: jsonb().$type<PersonRecord['maybe']>().notNull(),
    exclusions: jsonb().$type<PersonRecord['exclusions']>().notNull(),
    relationship: jsonb().$type<Stored<Tie>>().notNull(),
    lastAt: instant(),
    /** Of everything in the row: a row that stayed the same is not written again. */
    fingerprint: text().notNull().default(''),
    /**
     * What letter/choose/outlook.ts says of them, by which a letter finds whom it may name among many. Without a word in `tie`
     * nothing is known, and the row is read whatever the rest says.
     */
    tie: boolean(),
    bond: doublePrecision(),
    dueFrom: instant(),
    seenAt: instant(),
    occasionUntil: instant(),
    firstDay: smallint(),
    /** What people/judge/shelf.ts says of them, by which the people page finds whom it shows; null: the row is read whole. */
    shelf: text().$type<Shelf>(),
    weight: doublePrecision(),
    strength: doublePrecision(),
    firm: doublePrecision(),
    fading: doublePrecision(),
    fadedDay: doublePrecision(),
    lastDay: doublePrecision(),
    seenDay: doublePrecision(),
    plannedAt: instant(),
    matter: boolean(),
    accounts: text(),
  },
  (t) => [
    index().on(t.userId, t.kind),
    // Few: whoever was changed by hand, is kept close, or has an order of their own. Whom else a letter may name: people_quiet.
    index('people_untold').on(t.userId).where(sql`${t.tie} is null`),
    // How many the owner really writes to, counted without their rows, and the few who have died: db/few/crowd.ts.
    index('people_ties').on(t.userId).where(sql`${t.tie}`),
    index('people_died').on(t.userId).where(sql`${t.state} = 'died'`),
    index('people_occasions').on(t.userId, t.occasionUntil).where(sql`${t.occasionUntil} is not null`),
    // The people page and the letter: db/few/shelves.ts, db/few/prospects.ts. Both hold all that is counted and put in order by, so
    // that no row is read for it; the third holds few.
    index('people_shelf').on(t.userId, t.shelf, t.strength, t.dueFrom, t.lastDay, t.id),
    index('people_quiet')
      .on(
        t.userId,
        t.dueFrom,
        t.lastDay,
        t.seenDay,
        t.firm,
        t.fading,
        t.fadedDay,
        t.strength,
        t.plannedAt,
        t.matter,
        t.id,
      )
      .where(sql`${t.bond} is not null and coalesce(${t.shelf}, '') = 'open'`),
    index('people_unshelved').on(t.userId, t.dueFrom).where(sql`${t.shelf} is null`),
    // Whom somebody could be introduced to: listWarmest.
    index('people_warmest')
      .on(t.userId, t.weight.desc().nullsLast(), t.id)
      .where(sql`${t.kind} = 'person' and ${t.exclusions} = '[]'::jsonb`),
    index('people_first_days').on(t.userId, t.firstDay).where(sql`${t.firstDay} is not null`),
    // Few may be somebody else as well, and those few are looked for by themselves: db/some-people.ts.
    index('people_doubtful').on(t.userId).where(sql`${t.maybe} <> '[]'::jsonb`),
  ],
)

/**
 * How far a derivation has come: its accumulators over every fact up to `until`, so that a new message costs what is new and
 * not the whole history. Derived, so that it may be thrown away at any time.
 */
export const checkpoints = userTable('checkpoints', {
  userId: userId().primaryKey(),
  until: instant().notNull(),
  /** Of the code's version and of everything but facts that the accumulators rest on: own addresses, accounts, decisions. */
  basis: text().notNull(),
  /** Pieces of JSON, each gzipped and in base64, with a point between two. */
  state: text().notNull(),
  /** A fact of before `until` has come, gone or changed since. */
  stale: boolean().notNull().default(false),
  madeAt: instant().notNull(),
})

/** The owner's own past year, replayed month by month: whom a letter would have named, and what came of it. */
export const backtests = userTable('backtests', {
  userId: userId().primaryKey(),
  state: text().$type<'running' | 'done' | 'failed'>().notNull(),
  /** The months replayed so far, oldest first. */
  months: jsonb().$type<readonly Stored<ReplayedMonth>[]>().notNull().default([]),
  /** How many there will be. */
  total: smallint().notNull(),
  /** A sentence for the owner where it ended early. */
  problem: text(),
  requestedAt: instant().notNull(),
})

/** Which person an address belongs to now; a merged person's id leads to the other through it. */
export const personAddresses = userTable(
  'person_addresses',
  {
    userId: userId(),
    address: text().notNull(),
    personId: text().notNull(),
    /** The id this address alone would have. */ ownId: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.address] }),
    index().on(t.userId, t.ownId),
    index().on(t.userId, t.personId),
  ],
)

/** The owner's own addresses, and how each is known; `refused` are those of which they said that they are somebody else's. */
export const ownAddresses = userTable(
  'own_addresses',
  { userId: userId(), address: text().notNull(), source: text().$type<'declared' | 'found' | 'refused'>().notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.address, t.source] })],
)

/** What the owner decided about someone, by HMAC of the address; outlives disconnect, reconnect and rebuild. */
export const decisions = userTable(
  'decisions',
  {
    id: id(),
    userId: userId(),
    addressHash: text().notNull(),
    kind: text()
      .$type<
        | 'let_go'
        | 'elsewhere'
        | 'keep'
        | 'keep_close'
        | 'died'
        | 'person'
        | 'robot'
        | 'rest'
        | 'close'
        | 'merge'
        | 'split'
      >()
      .notNull(),
    until: instant(),
    withHash: text(),
    at: instant().notNull(),
    /** The link (its hash) by which it was made: taking it back removes exactly these rows. */
    source: text(),
  },
  (t) => [index().on(t.userId, t.addressHash)],
)

/** Whom the owner added by hand, in the form that `normalise` gives an address. */
export const addedPeople = userTable(
  'added_people',
  { userId: userId(), address: text().notNull(), name: text().notNull(), at: instant().notNull() },
  (t) => [primaryKey({ columns: [t.userId, t.address] })],
)

/** What the owner said is not right of somebody: a point that no card of theirs says any more. By HMAC of the address, as decisions. */
export const corrections = userTable(
  'corrections',
  {
    id: id(),
    userId: userId(),
    addressHash: text().notNull(),
    kind: text().$type<PointKind>().notNull(),
    /** Digests of what the point cited: of something else it may be right. */
    evidence: jsonb().$type<readonly string[]>().notNull(),
    /** It counts against points of this kind as the first on a card, until the owner lets them lead again. */
    counts: boolean().notNull().default(true),
    at: instant().notNull(),
  },
  (t) => [index().on(t.userId, t.addressHash)],
)

export const notes = userTable(
  'notes',
  {
    id: id(),
    userId: userId(),
    addressHash: text().notNull(),
    at: instant().notNull(),
    text: text().notNull(),
    /** The day that it is for, on the owner's calendar ("2026-12-04"). */
    due: date({ mode: 'string' }),
    /** The owner said that it is done; of a line for a note, that it went out in one. */
    doneAt: instant(),
    /** `line`: something to tell or to give them, which takes the place of the bracket of one first line. */
    kind: text().$type<'note' | 'line'>().notNull().default('note'),
  },
  (t) => [index().on(t.userId, t.addressHash)],
)

/**
 * What each HMAC of an address was made from, so that whatever lies under it is hashed anew when the key changes. Goes with the
 * last row that carries the HMAC.
 */
export const hashedAddresses = userTable(
  'hashed_addresses',
  {
    userId: userId(),
    addressHash: text().notNull(),
    /** The address, sealed, under the key of the hash; null where nothing stored names it. */
    sealed: text(),
    /** When nothing named it, for looking again; null where the address is known. */
    lookedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.addressHash] })],
)

/** The keys that were the first one of SECRET_KEYS, by id, and since when. */
export const secretKeys = pgTable('secret_keys', { id: id(), firstAt: instant().notNull() })

/**
 * Whom the owner had forgotten is known by HMAC under a random key of the user's own, which is what is sealed: so no address
 * is kept to be hashed anew.
 */
export const forgetting = userTable('forgetting', {
  userId: userId().primaryKey(),
  /** Sealed; see seal.ts. */
  key: text().notNull(),
  /** How many messages and meetings were not stored, or only without them, since. */
  dropped: integer().notNull().default(0),
})

/** The addresses that are not stored any more, and the names of whoever has them, each by its HMAC under the user's own key. */
export const forgotten = userTable(
  'forgotten',
  {
    userId: userId(),
    addressHash: text().notNull(),
    /** It is no address but the whole name, for contacts without one. */
    isName: boolean().notNull().default(false),
    /** The same for all addresses of one human. */
    person: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.addressHash] })],
)

/** Since when the embedded database has to be copied to a fresh folder, because what was deleted is in its files still. */
export const erasures = pgTable('erasures', { id: id(), at: instant().notNull() })

/** One row per task; the row is the queue. */
export const tasks = userTable(
  'tasks',
  {
    kind: text()
      .$type<
        | 'mail'
        | 'calendar'
        | 'contacts'
        | 'derive'
        | 'letter'
        | 'coffee'
        | 'backtest'
        | 'confirm'
        | 'alarm'
        | 'signin'
        | 'webhook'
      >()
      .notNull(),
    /** The connection, user, coffee or confirmation it works for. */
    subject: text().notNull(),
    userId: userId(),
    runAt: instant().notNull(),
    leaseId: text(),
    leaseUntil: instant(),
    attempts: integer().notNull().default(0),
    error: text(),
    /** Of working out people: how many pages with changes came since it was begun last. */
    news: integer().notNull().default(0),
    /** Of working out people: the moment as of which they are worked out. */
    doneAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subject] }),
    index().on(t.runAt),
    index().on(t.userId),
    // What is under way: when the next lease ends, and whether one ends later than any could.
    index('tasks_leases').on(t.leaseUntil).where(sql`${t.leaseUntil} is not null`),
    // What failed and is tried again.
    index('tasks_failing').on(t.kind).where(sql`${t.attempts} > 0`),
  ],
)

/** Quota spent, as the moment at which it is earned back (generic cell rate algorithm). */
export const budgets = pgTable('budgets', { key: id(), spentUntil: instant().notNull() })

/** The call ledger: how many requests of each kind went to a provider each day. */
export const calls = userTable(
  'calls',
  {
    connectionId: connectionId(),
    userId: userId(),
    day: text().notNull(),
    method: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.day, t.method] })],
)

/**
 * - `ready`: written, nothing has left; may be tried until `dropAt`. - `sending`: the relay is being spoken to.
 * - `sent`: the relay took it, or it lies in the outbox. - `unknown`: the relay may have taken it; never repeated by itself.
 * - `failed`: refused for good. - `dropped`: a day too late. - `skipped`: there was nothing to say.
 */
export type DigestState = 'ready' | 'sending' | 'sent' | 'unknown' | 'failed' | 'dropped' | 'skipped'

/** One letter per user and ISO week, written down before anything is sent. */
export const digests = userTable(
  'digests',
  {
    id: id(),
    userId: userId(),
    week: text().notNull(),
    state: text().$type<DigestState>().notNull(),
    /** The letter without its cards, which are the items. */
    letter: jsonb().$type<Omit<Letter, 'cards'>>().notNull(),
    /** How often it has gone out: "Send it" pressed again sends the same picks, three times at most. */
    sends: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    messageId: text(),
    sentAt: instant(),
    /** After this it is too stale to be sent. */
    dropAt: instant().notNull(),
    /** What went wrong, in a sentence for the owner. */
    problem: text(),
    createdAt: instant().notNull(),
  },
  // By state: which wait, and when the last one left.
  (t) => [uniqueIndex().on(t.userId, t.week), index('digests_states').on(t.state, t.createdAt)],
)

/** The people of a letter. They refer to the address, so that they outlive every derivation. */
export const digestItems = userTable(
  'digest_items',
  {
    digestId: text()
      .notNull()
      .references(() => digests.id, { onDelete: 'cascade' }),
    place: smallint().notNull(),
    userId: userId(),
    addressHash: text().notNull(),
    /** Null once what it was made from is gone. */
    card: jsonb().$type<Card>(),
    outcome: text().$type<ItemOutcome>(),
    outcomeAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.digestId, t.place] }), index().on(t.userId, t.addressHash)],
)

/** `stays`: nothing was said of them when somebody beside them was refused, so that they keep their place. */
export type Verdict = 'yes' | 'not_this' | 'stays'

/** What the owner said of a pick on the preview: yes, or not this one. */
export const verdicts = userTable(
  'verdicts',
  {
    userId: userId(),
    week: text().notNull(),
    addressHash: text().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    /** Where they stood in the letter when it was said, from 0; null from before that was kept. */
    place: integer(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.week, t.addressHash] })],
)

/** What a link in a mail may do. */
export type LinkPurpose =
  | 'coffee'
  | 'meet'
  | 'not_now'
  | 'spoken'
  | 'elsewhere'
  | 'let_go'
  | 'keep'
  | 'resume'
  | 'stay'
  | 'unsubscribe'
  | 'confirm'

/** Links that left in a mail: by hash, with what each may do and until when. */
export const links = userTable(
  'links',
  {
    hash: id(),
    userId: userId(),
    digestId: text().references(() => digests.id, { onDelete: 'cascade' }),
    coffeeId: text().references(() => coffees.id, { onDelete: 'cascade' }),
    purpose: text().$type<LinkPurpose>().notNull(),
    /** Whom it is about, in normal form; null where it is about nobody. */
    address: text(),
    /** Null: does not end. */
    expiresAt: instant(),
    revokedAt: instant(),
    /** When its button was pressed; null again after Undo. */
    usedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [index().on(t.userId, t.purpose), index().on(t.digestId)],
)

/** Where no letter goes any more, and why: asked for, or the address does not exist. */
export const suppressions = userTable(
  'suppressions',
  {
    userId: userId(),
    addressHash: text().notNull(),
    reason: text().$type<'unsubscribed' | 'bounced'>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.addressHash, t.reason] })],
)

/**
 * How far the one mail is that tells the owner of a guest's choice; null before. - `sending`: the relay is being spoken to.
 * - `sent`: the relay took it, or it lies in the outbox. - `unknown`: the relay may have taken it; never repeated by itself.
 * - `failed`: refused for good, or not taken while the time was held. - `unsent`: no address of the owner takes mail.
 */
export type ToldState = 'sending' | 'sent' | 'unknown' | 'failed' | 'unsent'

/** A coffee from the first press of a button on. The row is written before anything leaves. */
export const coffees = userTable(
  'coffees',
  {
    id: id(),
    userId: userId(),
    addressHash: text().notNull(),
    /** Blank once the account is gone that it came from. */
    address: text().notNull(),
    name: text().notNull(),
    connectionId: text().references(() => connections.id, { onDelete: 'set null' }),
    state: text().$type<CoffeeState>().notNull(),
    how: text().$type<How>().notNull(),
    startsAt: instant(),
    endsAt: instant(),
    timeZone: text().notNull(),
    title: text().notNull(),
    note: text().notNull(),
    place: text(),
    /** Times behind a guest link, as ISO instants of start and end. */
    offered: jsonb().$type<readonly (readonly [start: string, end: string])[]>(),
    /** When a guest chose its time without an invitation following by itself; it stays, whatever becomes of the coffee. */
    chosenAt: instant(),
    /** Until when a chosen time is held. */
    holdUntil: instant(),
    told: text().$type<ToldState>(),
    toldAt: instant(),
    /** The one mail that reminds the owner before the hold ends. */
    reminded: text().$type<ToldState>(),
    /** What the guest did after choosing, or what became of their choice, the last of it; `told` is about this then. */
    news: jsonb().$type<News>(),
    /** The guest would rather just write: no page with times is made for them. */
    stopped: boolean().notNull().default(false),
    /** What the calendar is still to be asked for, from `sendAt` on: the event stands as it is until then. */
    pending: text().$type<Pending>(),
    /** Where the event is to be moved, as ISO instants of start and end. */
    moveTo: jsonb().$type<readonly [start: string, end: string]>(),
    /** When it leaves, unless it is taken back. */
    sendAt: instant(),
    externalEventId: text(),
    /** What went wrong, in a sentence for the owner. */
    problem: text(),
    /** Who else comes, where it is a coffee of three; blank once the account is gone that it came from. */
    alsoAddress: text(),
    alsoHash: text(),
    alsoName: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    // A double click, two tabs or a retry make one coffee with one person, and nobody is asked twice for one time.
    uniqueIndex('coffees_one_a_person').on(t.userId, t.addressHash).where(sql`${t.state} in ('queued', 'sending')`),
    // What a guest chose counts as long as it is held: who ends the hold changes the state.
    uniqueIndex('coffees_one_a_time')
      .on(t.userId, t.startsAt)
      .where(sql`${t.state} in ('chosen', 'queued', 'sending')`),
    index().on(t.userId, t.createdAt),
  ],
)

/** What one of two said to being introduced, as the owner told it. */
export type IntroductionAnswer = 'yes' | 'no'

/**
 * Two people whom the owner asks whether they would like to meet: one row for the two, whoever was asked first. It outlives
 * disconnecting by its hashes, so that a no is remembered.
 */
export const introductions = userTable(
  'introductions',
  {
    id: id(),
    userId: userId(),
    /** The smaller of the two hashes stands first. */
    oneHash: text().notNull(),
    otherHash: text().notNull(),
    /** Blank once nothing is stored of them. */
    oneAddress: text().notNull(),
    otherAddress: text().notNull(),
    oneName: text().notNull(),
    otherName: text().notNull(),
    /** When the owner took along the note that asks them. */
    oneAskedAt: instant(),
    otherAskedAt: instant(),
    oneSaid: text().$type<IntroductionAnswer>(),
    oneSaidAt: instant(),
    otherSaid: text().$type<IntroductionAnswer>(),
    otherSaidAt: instant(),
    /** When the owner took along the note to both, or said that the two are introduced. */
    madeAt: instant(),
    /** When the owner asked after it, or put that away. */
    askedAfterAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex('introductions_one_a_pair').on(t.userId, t.oneHash, t.otherHash)],
)

/** What stands still: nobody is read, no letter leaves, or wake-ups for tasks are lost on Workers. */
export type Incident = 'reading' | 'letters' | 'wake-ups'
/**
 * - `queued`: whoever runs this server is to be told, and nothing has left. - `sending`: the relay is being spoken to.
 * - `sent`: the relay took it. - `unknown`: it may have; never repeated by itself. - `unsent`: it was over before it could be
 * told, or the relay refused it for good. - `untold`: nobody is told by mail.
 */
export type IncidentState = 'queued' | 'sending' | 'sent' | 'unknown' | 'unsent' | 'untold'

/** What stood still on this server, and the one mail about it. Nobody's row: it holds nothing of any user. */
export const incidents = pgTable(
  'incidents',
  {
    id: id(),
    what: text().$type<Incident>().notNull(),
    state: text().$type<IncidentState>().notNull(),
    /** How often it was noted. */
    count: integer().notNull().default(1),
    beganAt: instant().notNull(),
    /** When it was noted last. */
    seenAt: instant().notNull(),
    /** When the relay was spoken to last. */
    triedAt: instant(),
    sentAt: instant(),
    /** Null while it lasts. */
    overAt: instant(),
  },
  // However many processes notice it, it is one.
  (t) => [uniqueIndex('incidents_open').on(t.what).where(sql`${t.overAt} is null`)],
)

/** A record as JSON keeps it: instants as ISO strings. */
export type Stored<T> = T extends Instant
  ? string
  : T extends readonly (infer U)[]
    ? readonly Stored<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Stored<T[K]> }
      : T

/** Which rows belong together where several tables are read in one statement: see overview.ts. */
export const userRelations = relations(users, ({ many }) => ({
  connections: many(connections),
  identities: many(identities),
  suppressions: many(suppressions),
  provenAddresses: many(provenAddresses),
  digests: many(digests),
  coffees: many(coffees),
  introductions: many(introductions),
  tasks: many(tasks),
  ownAddresses: many(ownAddresses),
}))
export const connectionRelations = relations(connections, ({ one, many }) => ({
  user: one(users, { fields: [connections.userId], references: [users.id] }),
  streams: many(streams),
}))
export const streamRelations = relations(streams, ({ one }) => ({
  connection: one(connections, { fields: [streams.connectionId], references: [connections.id] }),
}))
export const identityRelations = relations(identities, ({ one }) => ({
  user: one(users, { fields: [identities.userId], references: [users.id] }),
}))
export const ownAddressRelations = relations(ownAddresses, ({ one }) => ({
  user: one(users, { fields: [ownAddresses.userId], references: [users.id] }),
}))
export const suppressionRelations = relations(suppressions, ({ one }) => ({
  user: one(users, { fields: [suppressions.userId], references: [users.id] }),
}))
export const provenAddressRelations = relations(provenAddresses, ({ one }) => ({
  user: one(users, { fields: [provenAddresses.userId], references: [users.id] }),
}))
export const taskRelations = relations(tasks, ({ one }) => ({
  user: one(users, { fields: [tasks.userId], references: [users.id] }),
}))
export const coffeeRelations = relations(coffees, ({ one }) => ({
  user: one(users, { fields: [coffees.userId], references: [users.id] }),
}))
export const introductionRelations = relations(introductions, ({ one }) => ({
  user: one(users, { fields: [introductions.userId], references: [users.id] }),
}))
export const digestRelations = relations(digests, ({ one, many }) => ({
  user: one(users, { fields: [digests.userId], references: [users.id] }),
  items: many(digestItems),
}))
export const digestItemRelations = relations(digestItems, ({ one }) => ({
  digest: one(digests, { fields: [digestItems.digestId], references: [digests.id] }),
}))
