/** Reads what the owner decided about people, back from the hashes under which it is kept. */
import { eq, sql } from 'drizzle-orm'
import type { Decision } from '../people/types.ts'
import type { Seal } from '../seal.ts'
import type { Database } from './database.ts'
import { decisions, facts } from './schema.ts'

/**
 * The user's decisions by address, as far as they are about one of `addresses`, or else of all facts. They are kept by HMAC,
 * so that they outlive the addresses; the hashes of the addresses lead back to them.
 */
export async function readDecisions(
  db: Database,
  seal: Seal,
  userId: string,
  addresses?: readonly string[],
): Promise<Map<string, Decision[]>> {
  const rows = await db.select().from(decisions).where(eq(decisions.userId, userId)).orderBy(decisions.at, decisions.id)
  const found = new Map<string, Decision[]>()
  if (rows.length === 0) return found
  const wanted = new Set(rows.flatMap(({ addressHash, withHash }) => [addressHash, withHash ?? addressHash]))
  const addressOf = await findAddresses(seal, wanted, addresses ?? (await listAddresses(db, userId)))
  for (const row of rows) {
    const address = addressOf.get(row.addressHash)
    const decision = toDecision(row, addressOf)
    if (address && decision) found.set(address, [...(found.get(address) ?? []), decision])
  }
  return found
}

/** By hash: the address it was made from. Looks no further than it must. */
async function findAddresses(seal: Seal, wanted: Set<string>, addresses: readonly string[]) {
  const found = new Map<string, string>()
  for (let start = 0; start < addresses.length && found.size < wanted.size; start += atOnce) {
    const some = addresses.slice(start, start + atOnce)
    const hashes = await Promise.all(some.map((address) => seal.signatures(address, 'address')))
    for (const [index, address] of some.entries())
      for (const hash of hashes[index] ?? []) if (wanted.has(hash)) found.set(hash, address)
  }
  return found
}

async function listAddresses(db: Database, userId: string): Promise<readonly string[]> {
  const rows = await db.execute<{ address: string }>(
    sql`select distinct jsonb_array_elements_text(${facts.addresses}) as address from ${facts} where ${facts.userId} = ${userId}`,
  )
  return toRows<{ address: string }>(rows).map(({ address }) => address)
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

const atOnce = 200
