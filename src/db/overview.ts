/** Everything that the people page says around its list, in one statement: a page that is opened often waits once. */
import { desc, sql } from 'drizzle-orm'
import type { ItemOutcome } from '../letter/types.ts'
import type { Connection } from './accounts/connections.ts'
import type { Identity } from './accounts/identities.ts'
import type { Proof } from './accounts/proofs.ts'
import type { Stream } from './accounts/streams.ts'
import type { Suppression } from './accounts/suppressions.ts'
import { type Coffee, isToTell } from './coffees.ts'
import type { Database } from './database.ts'
import { type Failing, isFailing } from './due.ts'
import { type IntroductionRow, isOpenIntroduction } from './said/introductions.ts'
import {
  coffees,
  connections,
  digests,
  identities,
  introductions,
  ownAddresses,
  provenAddresses,
  streams,
  tasks,
} from './schema.ts'
import { type Given, kept } from './statements/kept.ts'

/** A letter without what it says. */
export type DigestHead = Pick<typeof digests.$inferSelect, 'week' | 'state' | 'sends' | 'problem'>
/** The same with when it went out, and whom it named. */
export type DigestNames = DigestHead &
  Pick<typeof digests.$inferSelect, 'sentAt' | 'createdAt'> & {
    /** `address` is null once what it was made from is gone. */
    readonly items: readonly { readonly address: string | null; readonly outcome: ItemOutcome | null }[]
  }

export interface Overview {
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  readonly identities: readonly Identity[]
  readonly suppressions: readonly Suppression[]
  readonly provenAddresses: readonly Proof[]
  /** The newest eight, newest week first. */
  readonly digests: readonly DigestNames[]
  /** What guests chose and no invitation has gone out for. */
  readonly choices: readonly Coffee[]
  /** The owner's own addresses, and those that they said are not. */
  readonly own: readonly OwnRow[]
  /** Introductions that are under way, the newest first. */
  readonly introductions: readonly IntroductionRow[]
  /** Tasks that threw and are tried again. */
  readonly failing: readonly Failing[]
  /** What there is of each account. */
  readonly kept: readonly KeptOf[]
}

/** How many listed messages of an account are not to be read, by why not. */
export interface Unwanted {
  /** Spam, trash, chats and drafts. */
  readonly hidden: number
  /** Sorted as bulk by the provider, in threads that the owner did not write in. */
  readonly bulk: number
  /** From before what is read. */
  readonly older: number
}

/** How many messages and meetings of an account are stored, and how many listed messages are not to be read. */
export interface KeptOf {
  readonly connectionId: string
  readonly mail: number
  readonly meetings: number
  readonly unwanted: Unwanted
}

type OwnRow = Pick<typeof ownAddresses.$inferSelect, 'address' | 'source'>

/** Nothing but empty lists for a user who is not there. */
export async function readOverview(db: Database, userId: string): Promise<Overview> {
  const found = await overview(db, { userId }, undefined)
  return {
    connections: found?.connections.map(({ streams: _, ...connection }) => connection) ?? [],
    streams: found?.connections.flatMap((connection) => connection.streams) ?? [],
    identities: found?.identities ?? [],
    suppressions: found?.suppressions ?? [],
    provenAddresses: found?.provenAddresses ?? [],
    digests: found?.digests ?? [],
    choices: found?.coffees ?? [],
    own: found?.ownAddresses ?? [],
    introductions: found?.introductions ?? [],
    failing: found?.tasks ?? [],
    kept: found?.connections.map(keptIn) ?? [],
  }
}

/** Its text is long, and the same for everybody. */
const overview = kept((db: Database, given: Given<{ readonly userId: string }>) =>
  db.query.users.findFirst({
    where: (user, { eq }) => eq(user.id, given.userId),
    columns: { id: true },
    with: {
      connections: {
        orderBy: [connections.createdAt, connections.id],
        with: { streams: { orderBy: desc(streams.kind) } },
      },
      identities: { orderBy: [identities.provider, identities.email, identities.subject] },
      provenAddresses: { orderBy: [provenAddresses.at, provenAddresses.address, provenAddresses.issuer] },
      suppressions: { columns: { reason: true, addressHash: true, at: true } },
      coffees: { where: isToTell, orderBy: [desc(coffees.chosenAt), coffees.id] },
      introductions: { where: isOpenIntroduction, orderBy: [desc(introductions.createdAt), introductions.id] },
      ownAddresses: { columns: { address: true, source: true }, orderBy: ownAddresses.address },
      tasks: { columns: { kind: true, runAt: true }, where: isFailing, orderBy: tasks.kind },
      digests: {
        columns: { week: true, state: true, sends: true, problem: true, sentAt: true, createdAt: true },
        with: {
          items: {
            columns: { outcome: true },
            extras: { address: sql<string | null>`(card->>'address')`.as('address') },
          },
        },
        orderBy: desc(digests.week),
        limit: 8,
      },
    },
  }),
)

const keptIn = ({ id, mailCount, meetingCount, hiddenCount, bulkCount, olderCount }: Connection): KeptOf => ({
  connectionId: id,
  mail: mailCount,
  meetings: meetingCount,
  unwanted: { hidden: hiddenCount, bulk: bulkCount, older: olderCount },
})
