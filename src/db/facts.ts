/** Facts: what a provider reported, one row per message or meeting and connection. */
import { and, asc, eq, gt, gte, inArray, lt, lte, or, sql } from 'drizzle-orm'
import { breathe } from '../breathe.ts'
import type { Fact, Instant, Signal, Skipped, Span, StoredFact } from '../facts.ts'
import { hash53 } from '../hash.ts'
import { isStorableId, reasons, toStorable } from '../storable.ts'
import type { Database } from './database.ts'
import { writeEach } from './each.ts'
import { type FactOrigin, type FactRow, readable, toFactRow } from './fact-rows.ts'
import { hasForgotten, noteDropped, readForgotten } from './gone/forgotten.ts'
import { addressesOn, without } from './gone/without.ts'
import { connections, facts, users } from './schema.ts'
import { type Given, isAnyOf, kept } from './statements/kept.ts'
import { recordsOf } from './statements/records.ts'

/**
 * Stores facts. A message that is stored already stays as it is, since a message never changes, but for the link that opens
 * it; a meeting is replaced, since its guests, answers and time do. Titles are left out where the user wants none by now,
 * whatever was wanted when they were asked for. Whoever reports it, nothing is stored that `toStorable` refuses, and what
 * the database refuses all the same holds up nothing else.
 * @returns what was left out, or kept only in part
 */
export async function storeFacts(db: Database, origin: FactOrigin, reported: readonly Fact[]): Promise<Skipped[]> {
  if (!reported.length) return []
  // In this order, and the second is not waited for: a transaction asks one after the other, each of what is there by then.
  const [wished, left] = await Promise.all([askWishes(db, origin), withoutForgotten(db, origin, reported)])
  const { rows, skipped } = await toRows({ ...origin, own: wished?.own }, left)
  if (wished?.settings.subjects === false) for (const row of rows) row.title = null
  const target = [facts.connectionId, facts.externalId]
  for (let start = 0; start < rows.length; start += 200) {
    const items = rows.slice(start, start + 200)
    const refused = await writeEach(db, {
      items,
      careful: origin.careful,
      async write(tx, some) {
        const mails = some.filter((row) => row.kind === 'mail')
        const meetings = some.filter((row) => row.kind === 'meeting')
        if (mails.length > 0)
          await tx
            .insert(facts)
            .select(sent(mails))
            .onConflictDoUpdate({ target, set: { mail: linked }, setWhere: relinked })
        if (meetings.length > 0)
          await tx.insert(facts).select(sent(meetings)).onConflictDoUpdate({ target, set: replaced })
      },
    })
    for (const { kind, externalId } of refused)
      skipped.push({ id: externalId, reason: kind === 'mail' ? reasons.mailRefused : reasons.eventRefused })
  }
  return skipped
}

const records = recordsOf(facts)
const sent = (rows: readonly FactRow[]) => records.select(rows.map(records.text))

/** Whom the user had forgotten is in nothing that is stored, whoever reports it. What is left out for it is counted. */
async function withoutForgotten(
  db: Database,
  { userId, seal }: FactOrigin,
  reported: readonly Fact[],
): Promise<readonly Fact[]> {
  if (!seal && !(await hasForgotten(db, userId))) return reported
  if (!seal) throw new Error('somebody was forgotten here, and nothing tells whom')
  const forgotten = await readForgotten(db, { seal, userId })
  if (!forgotten) return reported
  const gone = new Set<string>()
  for (const address of new Set(reported.flatMap(addressesOn))) if (await forgotten.has(address)) gone.add(address)
  const left = reported.map((fact) => without(fact, gone))
  const touched = left.filter((fact, index) => fact !== reported[index]).length
  if (touched) await noteDropped(db, userId, touched)
  return left.filter((fact) => fact !== null)
}

/** The rows of what may be stored; of a fact that is reported twice the later one. */
async function toRows(origin: FactOrigin, reported: readonly Fact[]): Promise<{ rows: FactRow[]; skipped: Skipped[] }> {
  const rows: FactRow[] = []
  const skipped: Skipped[] = []
  for (const fact of new Map(reported.map((one) => [one.id, one])).values()) {
    const made = toRow(origin, fact)
    if (made.row) rows.push(made.row)
    if (made.skipped) skipped.push(made.skipped)
    await breathe()
  }
  return { rows, skipped }
}

interface Made {
  readonly row?: FactRow | undefined
  readonly skipped?: Skipped | undefined
}

/** Whatever cannot be made of one fact leaves that one out. */
function toRow(origin: FactOrigin, one: Fact): Made {
  try {
    const { fact, skipped } = toStorable(one)
    return { row: fact ? toFactRow(origin, fact) : undefined, skipped }
  } catch {
    const id = isStorableId(one.id) ? one.id : ''
    return { skipped: { id, reason: one.kind === 'mail' ? reasons.mailRefused : reasons.eventRefused } }
  }
}

/**
 * What the user wants kept, and the address of the account. Until the transaction ends nobody can change their mind about
 * it: `blankTitles` waits for this lock.
 */
async function askWishes(db: Database, { userId, connectionId }: FactOrigin) {
  return (await wishes(db, { userId, connectionId }, undefined))[0]
}

const wishes = kept((db: Database, given: Given<{ readonly userId: string; readonly connectionId: string }>) => {
  const own = sql<string>`coalesce((select lower(email) from ${connections} where ${connections.id} = ${given.connectionId}), '')`
  return db.select({ settings: users.settings, own }).from(users).where(eq(users.id, given.userId)).for('key share')
})

const linked = sql`(${facts.mail}::jsonb || jsonb_build_object('link', excluded.mail->'link'))::json`
const relinked = sql`excluded.mail->>'link' <> coalesce(${facts.mail}->>'link', '')`

const names = ['dedupe_key', 'at', 'ends_at', 'group_id', 'title', 'meeting', 'address_count', 'generation'] as const
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
const replaced = Object.fromEntries(names.map((name) => [camel(name), sql.raw(`excluded.${name}`)]))

/**
 * Writes how the provider sorts these messages now: owners and providers move labels, and a message that is read again for
 * it would cost a hundred times more. Nothing else about a stored message ever changes.
 */
export async function setCategories(
  db: Database,
  connectionId: string,
  categories: ReadonlyMap<string, readonly Signal[]>,
): Promise<readonly string[]> {
  const ids = [...categories.keys()]
  const changed: string[] = []
  for (let start = 0; start < ids.length; start += 500) {
    const some = JSON.stringify(ids.slice(start, start + 500))
    for (const { id, externalId, mail } of await mailOf(db, { connectionId, some }, undefined)) {
      const known = mail?.signals ?? []
      const others = known.filter((signal) => !signal.startsWith('category-'))
      const signals = [...others, ...(categories.get(externalId) ?? [])]
      if (!mail || signals.toSorted().join() === known.toSorted().join()) continue
      await db
        .update(facts)
        .set({ mail: { ...mail, signals } })
        .where(eq(facts.id, id))
      changed.push(externalId)
    }
  }
  return changed
}

const mailOf = kept((db: Database, given: Given<{ readonly connectionId: string; readonly some: string }>) =>
  db
    .select({ id: facts.id, externalId: facts.externalId, mail: facts.mail })
    .from(facts)
    .where(and(eq(facts.connectionId, given.connectionId), isAnyOf(facts.externalId, given.some))),
)

/** Removes facts that the provider no longer has. */
export async function removeFacts(db: Database, connectionId: string, externalIds: readonly string[]): Promise<void> {
  for (let start = 0; start < externalIds.length; start += 500)
    await db
      .delete(facts)
      .where(
        and(eq(facts.connectionId, connectionId), inArray(facts.externalId, externalIds.slice(start, start + 500))),
      )
}

/** Removes the meetings inside a completely read window that its snapshot did not report. */
export async function removeUnseenMeetings(
  db: Database,
  connectionId: string,
  generation: number,
  window: Span,
): Promise<void> {
  const inside = and(gt(facts.endsAt, window.start), lt(facts.at, window.end))
  await db
    .delete(facts)
    .where(
      and(eq(facts.connectionId, connectionId), eq(facts.kind, 'meeting'), lt(facts.generation, generation), inside),
    )
}

/** The user's facts in order of time, all or those later than `after`, in pages, so that memory stays flat. */
export async function* readFacts(
  db: Database,
  userId: string,
  { after, pageSize = 500 }: { readonly after?: Instant | undefined; readonly pageSize?: number } = {},
): AsyncGenerator<StoredFact> {
  let last: FactRow | undefined
  for (;;) {
    // Twice the time: by the first the index knows where to begin.
    const since = last
      ? and(gte(facts.at, last.at), or(gt(facts.at, last.at), gt(facts.id, last.id)))
      : after && gt(facts.at, after)
    const rows = await db
      .select()
      .from(facts)
      .where(and(eq(facts.userId, userId), since))
      .orderBy(asc(facts.at), asc(facts.id))
      .limit(pageSize)
    for (const row of rows) yield* readable(row)
    last = rows.at(-1)
    if (rows.length < pageSize) return
  }
}

/**
 * The user's facts of `until` or earlier with one of these dedupe keys, in order of time. Served by the index on both: one look
 * at it for each key, also where nobody has counted the rows and all of the user's would seem to be few.
 */
export async function readCopies(
  db: Database,
  userId: string,
  { keys, until }: { readonly keys: readonly string[]; readonly until: Instant },
): Promise<readonly StoredFact[]> {
  if (!keys.length) return []
  const found = sql`(select copy.id from json_array_elements_text(${JSON.stringify(keys)}::json) as key
    cross join lateral (
      select ${facts.id} as id from ${facts}
      where ${eq(facts.userId, userId)} and ${facts.dedupeKey} = key and ${lte(facts.at, until)}
      offset 0
    ) as copy)`
  const rows = await db
    .select()
    .from(facts)
    .where(and(eq(facts.userId, userId), sql`${facts.id} = any(array${found})`))
    .orderBy(asc(facts.at), asc(facts.id))
  return rows.flatMap(readable)
}

/**
 * The dedupe keys that several of the user's facts have, as `hash53` of each. Served by the index on (user_id, dedupe_key), some
 * thousand keys at a time; what is stored meanwhile makes the derivation that asked behind again.
 */
export async function listDoubled(db: Database, userId: string, pageSize = 5000): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  // A key may go on beyond a page: the next one begins with the last of it, unless that fills a whole page by itself.
  for (let [from, past] = ['', false]; ; ) {
    const page = sql`(select ${facts.dedupeKey} as key from ${facts} where ${facts.userId} = ${userId}
      and ${past ? gt(facts.dedupeKey, from) : gte(facts.dedupeKey, from)} order by ${facts.dedupeKey} limit ${pageSize}::int)`
    const [row] = await db
      .select({
        last: sql<string | null>`max(each.key)`,
        rows: sql<number>`coalesce(sum(each.times), 0)::int`,
        keys: sql<readonly string[] | null>`json_agg(each.key) filter (where each.times > 1)`,
      })
      .from(sql`(select key, count(*) as times from ${page} as page group by key) as each`)
    for (const key of row?.keys ?? []) found.add(hash53(key))
    if (!row?.last || row.rows < pageSize) return found
    past = row.last === from
    from = row.last
    await breathe()
  }
}

/** The time of one message. */
export async function findFactTime(db: Database, connectionId: string, externalId: string): Promise<Instant | null> {
  const where = and(eq(facts.connectionId, connectionId), eq(facts.externalId, externalId))
  return (await db.select({ at: facts.at }).from(facts).where(where))[0]?.at ?? null
}
