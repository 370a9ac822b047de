/** Looks for others to whom the owner could introduce somebody; asks the database for no more than a page may. */
import { and, desc, eq, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { type FactRow, toStoredFact } from '../../db/fact-rows.ts'
import { haveMet } from '../../db/history.ts'
import { type KnownPerson, revive } from '../../db/people.ts'
import { facts, people } from '../../db/schema.ts'
import type { Instant } from '../../facts.ts'
import { type Introduction, introductions, mayBeIntroduced } from '../../letter/introduce.ts'
import type { Own } from '../../people/identity/own.ts'
import { toContacts } from './contacts.ts'

export interface Introducible extends Introduction {
  readonly other: KnownPerson
}

/** Whose mail is compared. */
const warmest = 50
/** So much of their newest is read, of what stood between few and has a title. */
const newest = 2500
const few = 5
/** So many that look good are looked at more closely, and so many are shown. */
const looks = 8
const shown = 2
/** A topic of more messages and meetings than this is no rare one for this owner; of a single word still less is enough. */
const common = { phrase: 60, word: 15 }

/** At most two. Four queries at most for those looked at; none for whoever may not be introduced. */
export async function findIntroductions(
  db: Database,
  userId: string,
  { person, own, at }: { readonly person: KnownPerson; readonly own: Own; readonly at: Instant },
): Promise<readonly Introducible[]> {
  if (!mayBeIntroduced(person)) return []
  const candidates = await listWarmest(db, userId)
  const rows = await listTitled(db, userId, [person, ...candidates])
  const contacts = toContacts(rows.reverse().map(toStoredFact), own, at)
  const known = new Map(candidates.map((one) => [one.address, one]))
  const found: Introducible[] = []
  for (const one of introductions({ person, candidates, contacts }).slice(0, looks)) {
    const other = known.get(one.other.address)
    if (!other || found.length === shown) continue
    if ((await isRare(db, userId, one.topic)) && !(await haveMet(db, userId, [person, other])))
      found.push({ ...one, other })
  }
  return found
}

/** By the weight of what lies between them and the owner. Served by the index on (user_id, kind). */
async function listWarmest(db: Database, userId: string): Promise<readonly KnownPerson[]> {
  const rows = await db
    .select()
    .from(people)
    .where(and(eq(people.userId, userId), eq(people.kind, 'person'), sql`${people.exclusions} = '[]'::jsonb`))
    .orderBy(desc(sql`(${people.relationship} ->> 'weight')::float8`), people.id)
    .limit(warmest)
  return rows.map(revive)
}

/** The containment is what the index facts_addresses serves; newest first. */
async function listTitled(db: Database, userId: string, about: readonly KnownPerson[]): Promise<FactRow[]> {
  const addresses = new Set(about.flatMap((one) => one.addresses.map(({ address }) => address)))
  const onIt = [...addresses].map((address) => sql`${facts.addresses} @> ${JSON.stringify([address])}::text::jsonb`)
  return db
    .select()
    .from(facts)
    .where(
      and(
        eq(facts.userId, userId),
        or(...onIt),
        isNotNull(facts.title),
        sql`jsonb_array_length(${facts.addresses}) <= ${few}`,
      ),
    )
    .orderBy(desc(facts.at), desc(facts.id))
    .limit(newest)
}

/** Over everything there is, not only what was read here: no more rows are looked at than it takes to call it common. */
async function isRare(db: Database, userId: string, topic: string): Promise<boolean> {
  // A topic is letters and single spaces, as `wordsOf` gives them; other signs may stand between its words.
  const words = topic.split(' ')
  const most = words.length > 1 ? common.phrase : common.word
  const pattern = `%${words.join('%')}%`
  const rows = await db
    .select({ id: facts.id })
    .from(facts)
    .where(and(eq(facts.userId, userId), sql`${facts.title} ilike ${pattern}`))
    .limit(most + 1)
  return rows.length <= most
}
