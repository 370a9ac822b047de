/** Works out the people of one user from facts and decisions, and writes what changed. */
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { listContacts } from '../../db/accounts/contacts.ts'
import { type Identity, listIdentities } from '../../db/accounts/identities.ts'
import { listOwnAddresses, listRefused, writeOwn } from '../../db/accounts/own-addresses.ts'
import { listStreams, type Stream } from '../../db/accounts/streams.ts'
import { findUser, saveSharers, type User } from '../../db/accounts/users.ts'
import { saveZone } from '../../db/accounts/zones.ts'
import {
  dropCheckpoint,
  fillCheckpoint,
  findCheckpoint,
  findCheckpointHead,
  isFarBehind,
  openCheckpoint,
  saveCheckpoint,
} from '../../db/checkpoints.ts'
import type { Database } from '../../db/database.ts'
import { readDecisions } from '../../db/decisions.ts'
import { listDoubled, readCopies, readFacts } from '../../db/facts.ts'
import { isPassing } from '../../db/faults.ts'
import { shareTold } from '../../db/listings/share.ts'
import { settleNews } from '../../db/queue/news.ts'
import { listAdded } from '../../db/said/added-people.ts'
import type { Task } from '../../db/tasks.ts'
import { writePeople } from '../../db/write-people.ts'
import type { Deps } from '../../deps.ts'
import { describeError } from '../../errors.ts'
import type { Instant, StoredFact } from '../../facts.ts'
import { dayMs } from '../../people/days.ts'
import { basisOf, keptElsewhere } from '../../people/derive/checkpoint.ts'
import { follow } from '../../people/derive/passes.ts'
import type { Partly } from '../../people/tie/partly.ts'
import { sha256 } from '../../seal.ts'
import { ownNameOf } from '../../settings.ts'
import { normalise } from '../../text.ts'
import type { Outcome } from '../outcome.ts'
import { requestLetter } from '../request.ts'
import { closeItems } from './close-outcomes.ts'
import { findNames } from './name-again.ts'
import { refreshHours } from './news.ts'
import { settleZone } from './zone.ts'

/** A checkpoint stays so far behind now, */
const unsettledHours = 48
/** is moved on once it is so much further behind, */
const longestMs = 14 * dayMs
/** or has so many facts behind it. */
const mostBehind = 500

/** The task `derive`. Null where the user is gone. */
export async function deriveUser(deps: Deps, task: Task): Promise<Outcome | null> {
  const { db } = deps
  const user = await findUser(db, task.userId)
  if (!user) return null
  const zone = await settleZone(db, user, deps.now())
  const { derived, resumed, now } = await deriveAll(deps, { ...user, timeZone: zone.timeZone })
  const nameAgain = await findNames(deps, user.id, derived.sketches)
  return {
    next: now.add({ hours: refreshHours }),
    async write(tx) {
      await writeOwn(tx, user.id, derived.own)
      await saveSharers(tx, user.id, derived.sharers)
      await writePeople(tx, user.id, { sketches: derived.sketches, trusting: resumed })
      await nameAgain(tx)
      await settleNews(tx, task, now)
      await closeItems(tx, { user, own: derived.own, now })
      if (zone.timeZone !== user.timeZone || zone.mailZone !== user.mailZone) await saveZone(tx, user.id, zone)
      // The zone may just have become known, and with it the hour of the letter.
      const reader = await findUser(tx, user.id)
      if (reader) await requestLetter(tx, reader, now)
    },
    // Ties are unpacked while people are written, and it may be these that are broken: the next attempt counts everything.
    failed: async (tx, error) => {
      if (!isPassing(error)) await dropCheckpoint(tx, user.id)
    },
  }
}

/** From the checkpoint where it holds, at the cost of what is new; else from all facts, with a new checkpoint. */
async function deriveAll({ db, ...deps }: Deps, user: User) {
  const broken = (error: Error) => deps.log('checkpoint unreadable', describeError(error))
  const connections = await listConnections(db, user.id)
  const input = await inputOf({ db, ...deps }, user, connections)
  const { now } = input
  const basis = await sha256(basisOf(input))
  const reading = await readingOf(db, connections)
  const until = reading.length ? undefined : await nextUntil(db, user.id, { basis, now })
  const opened = until && (await openCheckpoint(db, { userId: user.id, until, now }))
  const stored = opened ? opened.before : await findCheckpoint(db, user.id)
  if (stored?.broken) broken(stored.broken)
  const from = stored?.basis === basis ? { ...stored, basis: basisOf(input) } : undefined
  const { derived, checkpoint, resumed } = await follow({
    ...input,
    partly: await partlyOf(db, reading),
    ...{ from, broken },
    until: opened && until,
    async keep(pieces) {
      if (opened) await fillCheckpoint(db, { userId: user.id, ticket: opened.ticket }, pieces)
      return keptElsewhere
    },
  })
  if (opened && checkpoint) await saveCheckpoint(db, user.id, opened.ticket, basis)
  // It says nothing about how things are now: the next derivation makes one that does.
  else if (stored && !resumed) await dropCheckpoint(db, user.id)
  return { derived, resumed, now }
}

/** What is read of an account for the first time: until it is read, everything that comes is older than what came. */
async function readingOf(db: Database, connections: readonly Connection[]): Promise<readonly Stream[]> {
  const active = new Set(connections.filter(({ state }) => state === 'active').map(({ id }) => id))
  const streams = connections[0] ? await listStreams(db, connections[0].userId) : []
  return streams.filter(
    ({ connectionId, phase }) =>
      active.has(connectionId) && (phase === 'queued' || phase === 'listing' || phase === 'reading'),
  )
}

/** The accounts of which some threads of the year are read and others are not. */
async function partlyOf(db: Database, reading: readonly Stream[]): Promise<Partly> {
  const shares = new Map<string, number>()
  for (const { connectionId, kind, phase } of reading) {
    if (kind !== 'mail' || phase !== 'reading') continue
    const share = await shareTold(db, connectionId)
    if (share < 1) shares.set(connectionId, share)
  }
  return shares
}

/**
 * Where the next checkpoint is to be made, if now is the time. What came since is gone over again every time, because
 * messages arrive late and answers change.
 */
async function nextUntil(
  db: Database,
  userId: string,
  { basis, now }: { readonly basis: string; readonly now: Instant },
): Promise<Instant | undefined> {
  // As the database keeps it.
  const until = now.subtract({ hours: unsettledHours }).round({ smallestUnit: 'millisecond', roundingMode: 'floor' })
  const last = await findCheckpointHead(db, userId)
  if (last?.basis !== basis) return until
  const behind = until.epochMilliseconds - last.until.epochMilliseconds
  if (behind <= 0) return undefined
  const range = { from: last.until, until, count: mostBehind }
  return behind > longestMs || (await isFarBehind(db, userId, range)) ? until : undefined
}

async function inputOf({ db, seal, now }: Deps, user: User, connections: readonly Connection[]) {
  const identities = await listIdentities(db, user.id)
  const declared = (await listOwnAddresses(db, user.id)).filter(({ source }) => source === 'declared')
  const at = now()
  const ownName = ownNameOf(user.settings)
  return {
    read: (after?: Instant) => withoutLostPlans(readFacts(db, user.id, { after }), connections, at),
    copies: (keys: readonly string[], until: Instant) => readCopies(db, user.id, { keys, until }),
    doubled: () => listDoubled(db, user.id),
    decisions: (addresses: readonly string[]) => readDecisions(db, seal, user.id, addresses),
    added: await listAdded(db, user.id),
    contacts: await listContacts(db, user.id),
    refusedOwn: await listRefused(db, user.id),
    declaredOwn: declared.map(({ address }) => address),
    ...accountsOf(connections, identities),
    now: at,
    timeZone: user.timeZone,
    ...(ownName ? { sharedName: ownName } : {}),
  }
}

/** Every address that is the user's by a provider's word. One that is not connected any more is as good as ended. */
function accountsOf(connections: readonly Connection[], identities: readonly Identity[]) {
  const accounts = [...new Set([...connections, ...identities].map(({ email }) => normalise(email)))]
  const left = new Set(connections.filter(({ state }) => state !== 'ended').map(({ email }) => normalise(email)))
  return { accounts, endedAccounts: accounts.filter((address) => !left.has(address)) }
}

/** A meeting still to come that only an ended account knows of may long be off: nothing would ever say so. */
async function* withoutLostPlans(
  facts: AsyncIterable<StoredFact>,
  connections: readonly Connection[],
  now: Instant,
): AsyncGenerator<StoredFact> {
  const ended = new Set(connections.filter(({ state }) => state === 'ended').map(({ id }) => id))
  for await (const fact of facts) {
    const ahead = fact.kind === 'meeting' && fact.when.start.epochMilliseconds > now.epochMilliseconds
    if (!ahead || !ended.has(fact.connectionId)) yield fact
  }
}
