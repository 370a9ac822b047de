/** Reads what a letter is written from: people, history, earlier letters, notes, verdicts. */
import { breathe } from '../../breathe.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { type Identity, listIdentities } from '../../db/accounts/identities.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import { listStreams, type Stream } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import { listAllNotes, type NoteRow } from '../../db/decisions.ts'
import { type LetterRow, listDigests, listVerdicts } from '../../db/digests.ts'
import { dueAt } from '../../db/due.ts'
import { asOf, type KnownPerson, listPeople } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import type { Birthday } from '../../letter/find/telling.ts'
import type { Appearance } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import { type Own, ownOf } from '../../people/identity/own.ts'
import type { Reaches } from '../../people/judge/reach.ts'
import { ownNameOf } from '../../settings.ts'
import { normalise } from '../../text.ts'
import { type Destination, destinationOf } from '../mail/address.ts'
import { reachesOf } from '../people/read-until.ts'
import { readUnreadParts } from '../people/unread-parts.ts'
import { historyReadBackTo, isReadingFirstYear } from '../reading-progress.ts'
import { readBirthdays } from './birthdays.ts'

/** Everything that a letter is written from, but for what lies between the owner and each single person. */
export interface LetterSources {
  readonly deps: Deps
  readonly user: User
  readonly at: Instant
  readonly week: string
  readonly people: readonly KnownPerson[]
  readonly byAddress: ReadonlyMap<string, KnownPerson>
  readonly connections: readonly Connection[]
  /** Every way in. */
  readonly identities: readonly Identity[]
  readonly destination: Destination
  readonly own: Own
  readonly readBackTo: Instant | undefined
  /** Nothing older is ever read. */
  readonly horizon: Instant
  /** Less than twelve months are read, or nobody is worked out yet, or nothing is connected. */
  readonly reading: boolean
  /** How far each account could be read, for a letter of `at`. */
  readonly reaches: Reaches
  /** The letters that went out, newest first. */
  readonly sent: readonly LetterRow[]
  /** All letters, newest first. */
  readonly digests: readonly LetterRow[]
  readonly notes: readonly NoteRow[]
  /** Of the coming week, by the address that a person's id is made from. */
  readonly birthdays: ReadonlyMap<string, readonly Birthday[]>
  /** The verdict on whoever has this HMAC. */
  readonly verdicts: ReadonlyMap<string, 'yes' | 'not_this'>
}

/** More than any rule looks back on. */
const letters = 120

/** `at` is the moment for which the letter is written: now, or the hour of the next one. */
export async function load(deps: Deps, user: User, at: Instant): Promise<LetterSources> {
  const { db, config } = deps
  const week = weekOf(at, user.timeZone)
  const weeks = [week, weekOf(at.subtract({ hours: 24 * 7 }), user.timeZone)]
  const [known, connections, identities, destination, streams, declared, digests, notes, judged, derive] =
    await Promise.all([
      listPeople(db, user.id),
      listConnections(db, user.id),
      listIdentities(db, user.id),
      destinationOf(db, deps, user),
      listStreams(db, user.id),
      listOwnAddresses(db, user.id),
      listDigests(db, user.id, letters),
      listAllNotes(db, user.id),
      // A letter that is shown on Saturday may go out on Monday: what was said of its people holds.
      listVerdicts(db, user.id, weeks),
      dueAt(db, { kind: 'derive', subject: user.id }),
    ])
  const people = known.map((person) => asOf(person, at))
  await breathe()
  const parts = await readUnreadParts(db, user.id, { connections, streams, now: deps.now() })
  const birthdays = await readBirthdays(db, user.id, { at, people })
  const unknown = people.length === 0 && derive !== null && isSoon(derive, deps.now())
  return {
    deps,
    user,
    at,
    week,
    people,
    byAddress: new Map(people.flatMap((person) => person.addresses.map(({ address }) => [address, person]))),
    connections,
    identities,
    destination,
    own: ownOf(
      [...declared.map(({ address }) => address), ...connections.map(({ email }) => email)],
      ownNameOf(user.settings),
    ),
    readBackTo: historyReadBackTo(streams),
    horizon: at.toZonedDateTimeISO('UTC').subtract({ years: config.HISTORY_YEARS }).toInstant(),
    reading: !connections.length || unknown || reads(connections, streams, deps.now()),
    reaches: reachesOf({ connections, streams, parts }, deps.now(), at),
    sent: digests.filter(wentOut),
    digests,
    notes,
    birthdays,
    verdicts: new Map(judged.map(({ addressHash, verdict }) => [addressHash, verdict])),
  }
}

const reads = (connections: readonly Connection[], streams: readonly Stream[], now: Instant) =>
  isReadingFirstYear({ connections, streams }, now)

/** The first working out of people follows the reading within this. */
const isSoon = (due: Instant, now: Instant) => due.epochMilliseconds <= now.add({ seconds: 150 }).epochMilliseconds

/** It left, or may have left. */
export const wentOut = ({ state, sends }: LetterRow): boolean =>
  sends > 0 || state === 'sent' || state === 'unknown' || state === 'sending'

/** When a letter went out. */
export const timeOf = ({ sentAt, createdAt }: Pick<LetterRow, 'sentAt' | 'createdAt'>): Instant => sentAt ?? createdAt

/** The HMACs of all addresses of a person, under every key. */
export async function hashesOf({ seal }: Pick<Deps, 'seal'>, person: KnownPerson): Promise<ReadonlySet<string>> {
  const all = person.addresses.map(({ address }) => seal.signatures(normalise(address), 'address'))
  return new Set((await Promise.all(all)).flat())
}

/** The letters that named the person, oldest first. */
export function appearancesOf(sent: readonly LetterRow[], hashes: ReadonlySet<string>): readonly Appearance[] {
  return sent
    .flatMap((row) =>
      row.items
        .filter(({ addressHash }) => hashes.has(addressHash))
        .map(({ outcome }) => ({ at: timeOf(row), outcome })),
    )
    .reverse()
}
