/** Works out the people of one user from facts and decisions, and writes what changed. */
import { and, eq, sql } from 'drizzle-orm'
import { type Connection, findUser, type Identity, listConnections, listIdentities } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import { readFacts } from '../db/facts.ts'
import { decisions, facts, ownAddresses, people, personAddresses, users } from '../db/schema.ts'
import { scheduleTask, type Task } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import type { Instant, StoredFact } from '../facts.ts'
import { derive } from '../people/derive.ts'
import type { Decision, Person } from '../people/types.ts'
import { digest, type Seal } from '../seal.ts'
import { normalise } from '../text.ts'
import { closeItems } from './close.ts'
import type { Outcome } from './duty.ts'
import { requestLetter } from './letter.ts'

const atOnce = 200
/** Meetings pass and rhythms age without new facts. */
const refreshHours = 6

/** Has the user's people worked out again at `at`, or earlier if that was asked for already. */
export async function requestDerive(db: Database, userId: string, at: Instant): Promise<void> {
  await scheduleTask(db, { kind: 'derive', subject: userId, userId }, at)
}

/** The duty `derive`. Null where the user is gone. */
export async function deriveUser(deps: Deps, task: Task): Promise<Outcome | null> {
  const { db } = deps
  const user = (await db.select().from(users).where(eq(users.id, task.userId)))[0]
  if (!user) return null
  const connections = await listConnections(db, user.id)
  const identities = await listIdentities(db, user.id)
  const declared = await db
    .select()
    .from(ownAddresses)
    .where(and(eq(ownAddresses.userId, user.id), eq(ownAddresses.source, 'declared')))
  const now = deps.now()
  const derived = await derive({
    read: () => withoutLostPlans(readFacts(db, user.id), connections, now),
    declaredOwn: declared.map((row) => row.address),
    ...accountsOf(connections, identities),
    decisions: await readDecisions(db, deps.seal, user.id),
    now,
    timeZone: user.timeZone,
  })
  return {
    next: now.add({ hours: refreshHours }),
    async write(tx) {
      await writeOwn(tx, user.id, derived.own)
      await writePeople(tx, user.id, derived.people)
      await closeItems(tx, { user, own: derived.own, now })
      // The zone of the calendar may just have become known, and with it the hour of the letter.
      const reader = await findUser(tx, user.id)
      if (reader) await requestLetter(tx, reader, now)
    },
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

/**
 * The user's decisions by address. They are kept by HMAC, so that they outlive the addresses; the hashes of the addresses
 * in the facts lead back to them.
 */
export async function readDecisions(db: Database, seal: Seal, userId: string): Promise<Map<string, Decision[]>> {
  const rows = await db.select().from(decisions).where(eq(decisions.userId, userId)).orderBy(decisions.at, decisions.id)
  const found = new Map<string, Decision[]>()
  if (rows.length === 0) return found
  const addresses = await db.execute<{ address: string }>(
    sql`select distinct jsonb_array_elements_text(${facts.addresses}) as address from ${facts} where ${facts.userId} = ${userId}`,
  )
  const addressOf = new Map<string, string>()
  for (const { address } of toRows<{ address: string }>(addresses))
    for (const hash of await seal.signatures(address, 'address')) addressOf.set(hash, address)
  for (const row of rows) {
    const address = addressOf.get(row.addressHash)
    const decision = toDecision(row, addressOf)
    if (address && decision) found.set(address, [...(found.get(address) ?? []), decision])
  }
  return found
}

/** PGlite answers with an object that holds the rows, postgres.js with the rows themselves. */
function toRows<T>(result: unknown): T[] {
  return Array.isArray(result) ? result : (result as { rows: T[] }).rows
}

function toDecision(row: typeof decisions.$inferSelect, addressOf: ReadonlyMap<string, string>): Decision | null {
  const { kind, at, until } = row
  if (kind === 'rest') return until ? { kind, at, until } : null
  if (kind !== 'merge' && kind !== 'split') return { kind, at }
  const other = addressOf.get(row.withHash ?? '')
  return other ? { kind, at, with: other } : null
}

async function writeOwn(tx: Database, userId: string, own: readonly string[]): Promise<void> {
  await tx.delete(ownAddresses).where(and(eq(ownAddresses.userId, userId), eq(ownAddresses.source, 'found')))
  if (own.length === 0) return
  await tx.insert(ownAddresses).values(own.map((address) => ({ userId, address, source: 'found' as const })))
}

/** A person keeps the id of their oldest address, the same after every rebuild. */
export async function personId(userId: string, address: string): Promise<string> {
  return (await digest(`${userId}|${address}`)).slice(0, 16)
}

async function writePeople(tx: Database, userId: string, derived: readonly Person[]): Promise<void> {
  const rows = await Promise.all(derived.map((person) => toRow(userId, person)))
  const ids = rows.map((row) => row.id)
  await tx
    .delete(people)
    .where(
      and(
        eq(people.userId, userId),
        sql`${people.id} not in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
      ),
    )
  await tx.delete(personAddresses).where(eq(personAddresses.userId, userId))
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce)
    const columns = [
      'address',
      'name',
      'kind',
      'kind_reason',
      'state',
      'rest_until',
      'addresses',
      'maybe',
      'exclusions',
      'relationship',
      'last_at',
    ]
    const set = Object.fromEntries(
      columns.map((name) => [
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        sql.raw(`excluded.${name}`),
      ]),
    )
    await tx.insert(people).values(some).onConflictDoUpdate({ target: people.id, set })
    const owned = await Promise.all(
      some.flatMap((row) =>
        row.addresses.map(async ({ address }) => ({
          userId,
          address,
          personId: row.id,
          ownId: await personId(userId, address),
        })),
      ),
    )
    if (owned.length > 0) await tx.insert(personAddresses).values(owned).onConflictDoNothing()
  }
}

async function toRow(userId: string, person: Person): Promise<typeof people.$inferInsert> {
  const { address, name, kind, kindReason, state, maybe, exclusions, relationship } = person
  return {
    id: await personId(userId, address),
    userId,
    address,
    name,
    kind,
    kindReason,
    state,
    restUntil: person.restUntil ?? null,
    // Instants turn themselves into ISO strings.
    addresses: JSON.parse(JSON.stringify(person.addresses)),
    maybe: [...maybe],
    exclusions: [...exclusions],
    relationship: JSON.parse(JSON.stringify(relationship)),
    lastAt: relationship.lastAt ?? null,
  }
}
