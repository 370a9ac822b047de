/** Looks for others to whom the owner could introduce somebody; asks the database for no more than a page may. */
import type { Database } from '../../db/database.ts'
import { toStoredFacts } from '../../db/fact-rows.ts'
import { isTitledOften } from '../../db/history/history.ts'
import { haveMet } from '../../db/history/meetings.ts'
import { listTitled, type Titled } from '../../db/history/timelines.ts'
import type { KnownPerson } from '../../db/people.ts'
import { listWarmest } from '../../db/some-people.ts'
import type { Instant } from '../../facts.ts'
import { type Introduction, introductions, mayBeIntroduced, partsOfTopics } from '../../letter/introduce.ts'
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

/**
 * At most two, none of them `settled`. Four queries at most for those looked at; none for whoever may not be introduced, or
 * whose titles hold nothing that others could have written of as well.
 */
export async function findIntroductions(
  db: Database,
  userId: string,
  {
    person,
    own,
    at,
    settled = [],
    titles,
  }: {
    readonly person: KnownPerson
    readonly own: Own
    readonly at: Instant
    /** Ids of those with whom an introduction was begun: it is told of as what it is, and a no is remembered. */
    readonly settled?: readonly string[]
    /** All that stand on what lies between the owner and the person, where they are known. */
    readonly titles?: Iterable<string> | undefined
  },
): Promise<readonly Introducible[]> {
  if (!mayBeIntroduced(person)) return []
  const parts = titles && partsOfTopics(person, titles)
  if (parts?.length === 0) return []
  const candidates = (await listWarmest(db, userId, warmest)).filter(({ id }) => !settled.includes(id))
  const read = async (only?: Titled['only']) => {
    const addresses = [person, ...candidates].flatMap(addressesOf)
    const rows = await listTitled(db, userId, { addresses, few, limit: newest, only })
    return toContacts(toStoredFacts(rows.toReversed()), own, at)
  }
  // Of the rest nothing but names is of use, which take topics away: where there is none without them, there is none.
  const some = parts && (await read({ parts, of: addressesOf(person) }))
  if (some && !introductions({ person, candidates, contacts: some }).length) return []
  const contacts = await read()
  const known = new Map(candidates.map((one) => [one.address, one]))
  const found: Introducible[] = []
  for (const one of introductions({ person, candidates, contacts }).slice(0, looks)) {
    const other = known.get(one.other.address)
    if (!other || found.length === shown) continue
    if (
      (await isRare(db, userId, one.topic)) &&
      !(await haveMet(db, userId, [addressesOf(person), addressesOf(other)]))
    )
      found.push({ ...one, other })
  }
  return found
}

const addressesOf = ({ addresses }: KnownPerson): readonly string[] => addresses.map(({ address }) => address)

/** Over everything there is, not only what was read here: no more rows are looked at than it takes to call it common. */
async function isRare(db: Database, userId: string, topic: string): Promise<boolean> {
  // A topic is letters and single spaces, as `wordsOf` gives them; other signs may stand between its words.
  const words = topic.split(' ')
  const most = words.length > 1 ? common.phrase : common.word
  return !(await isTitledOften(db, userId, words, most))
}
