/** Introductions on their way: reads who answered from mail, writes down what the owner tells of it, and what is due. */
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import type { FactRow } from '../../db/fact-rows.ts'
import { timeline } from '../../db/history/history.ts'
import { findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import {
  addIntroduction,
  changeIntroduction,
  type IntroductionRow,
  listIntroductionsWith,
  listOpenIntroductions,
} from '../../db/said/introductions.ts'
import { hashAddress } from '../../db/sealed/hashed.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { mayBeIntroduced } from '../../letter/introduce.ts'
import { type Pair, type Side, type Stage, stageOf } from '../../letter/introducing.ts'
import { newestAddress } from '../../people/newest-address.ts'
import { cleanText, normalise } from '../../text.ts'
import { addressesOf, allHashes } from './decide.ts'

type Reader = Pick<Deps, 'db' | 'seal' | 'now'>

/** A pair with the two people as they are known now. */
export interface Introducing extends Pair {
  readonly stage: Stage
  readonly people: readonly [KnownPerson, KnownPerson]
}

/** So much of what lies between the owner and one of them is looked at for an answer. */
const newest = 200

/**
 * The pairs with somebody of whom both are still known; the newest first.
 * @param rows those with them, where they were read already
 */
export async function listIntroducing(
  deps: Reader,
  { id: userId }: Pick<User, 'id'>,
  person: KnownPerson,
  rows?: readonly IntroductionRow[],
): Promise<readonly Introducing[]> {
  if (rows) return readAll(deps, rows)
  const hashes = await allHashes(deps, addressesOf(person))
  return readAll(deps, await listIntroductionsWith(deps.db, userId, hashes))
}

const wanting: ReadonlySet<Stage> = new Set(['agreed', 'ask_after'])

/**
 * The pairs that wait for the owner: an answer came and is not told yet, the note to both is ready, or it is time to ask
 * after. A letter that wants those to ask after takes the ones of stage `ask_after`.
 * @param rows those under way, where they were read already
 */
export async function listIntroductionsDue(
  deps: Reader,
  { id: userId }: Pick<User, 'id'>,
  rows?: readonly IntroductionRow[],
): Promise<readonly Introducing[]> {
  const open = rows ?? (await listOpenIntroductions(deps.db, userId))
  const pairs = await readAll(deps, open.slice(0, mostDue))
  return pairs.filter(({ stage, sides }) => wanting.has(stage) || (stage === 'asking' && sides.some(isAnswered)))
}

/** More than these at once are no introductions but a mailing. */
const mostDue = 12

/** They wrote back after they were asked, and the owner has not said what they said. */
export const isAnswered = ({ said, answeredAt }: Side): boolean => said === null && answeredAt !== undefined

/** The pair of these two; undefined where nothing was asked yet. */
export async function findIntroducing(
  deps: Reader,
  { id: userId }: Pick<User, 'id'>,
  [one, other]: readonly [KnownPerson, KnownPerson],
): Promise<Introducing | undefined> {
  const row = await rowOf(deps, userId, [one, other])
  return row && read(deps, row, [one, other])
}

/** What the owner does about a pair, seen from one of the two. */
export type IntroductionAct = 'asked' | 'yes' | 'no' | 'undo' | 'made' | 'after'

/**
 * Writes down what the owner does: took along the note that asks `person`, tells what `person` said, takes that back, has
 * introduced the two, or asked after it. Done twice, it is done.
 * @throws UserError 404 where nothing was asked yet, 409 where it does not fit what is known
 */
export async function tellIntroduction(
  deps: Reader,
  user: Pick<User, 'id'>,
  { person, other, act }: { readonly person: KnownPerson; readonly other: KnownPerson; readonly act: IntroductionAct },
): Promise<void> {
  const at = deps.now()
  const known = await rowOf(deps, user.id, [person, other])
  const row = act === 'asked' ? await mayAsk(deps, user.id, { person, other, known }) : known
  if (!row) throw unknownPair()
  if ((act === 'made' || act === 'after') && (row.oneSaid !== 'yes' || row.otherSaid !== 'yes'))
    throw new UserError(409, {
      en: 'Both have to agree first. Say on this page what each of them answered.',
      de: 'Zuerst müssen beide zustimmen. Sag auf dieser Seite, was die beiden geantwortet haben.',
    })
  await changeIntroduction(deps.db, row, changeBy(act, row, { at, side: sideOf(row, person) }))
}

/** @throws UserError where one may not be introduced, or would rather not */
async function mayAsk(
  deps: Reader,
  userId: string,
  {
    person,
    other,
    known,
  }: { readonly person: KnownPerson; readonly other: KnownPerson; readonly known: IntroductionRow | undefined },
): Promise<IntroductionRow> {
  if (known?.oneSaid === 'no' || known?.otherSaid === 'no') throw declined()
  if (known) return known
  if (!mayBeIntroduced(person) || !mayBeIntroduced(other)) throw unknownPair()
  return begin(deps, userId, [person, other])
}

interface Telling {
  readonly at: Instant
  readonly side: 'one' | 'other'
}

function changeBy(act: IntroductionAct, row: IntroductionRow, { at, side }: Telling): Partial<IntroductionRow> {
  switch (act) {
    case 'asked':
      return side === 'one' ? { oneAskedAt: row.oneAskedAt ?? at } : { otherAskedAt: row.otherAskedAt ?? at }
    case 'yes':
    case 'no':
      return answer(side, act, at)
    case 'made':
      return { madeAt: row.madeAt ?? at }
    case 'after':
      return { askedAfterAt: row.askedAfterAt ?? at }
    default:
      // What came last is taken back first: that it was asked after, that it was made, then what this one said.
      if (row.askedAfterAt) return { askedAfterAt: null }
      return row.madeAt ? { madeAt: null } : answer(side, null, null)
  }
}

const answer = (side: 'one' | 'other', said: 'yes' | 'no' | null, at: Instant | null) =>
  side === 'one' ? { oneSaid: said, oneSaidAt: at } : { otherSaid: said, otherSaidAt: at }

const unknownPair = () =>
  new UserError(404, {
    en: 'Nothing was asked of these two here yet.',
    de: 'Diese beiden wurden von hier aus noch nichts gefragt.',
  })
const declined = () =>
  new UserError(409, {
    en: 'One of the two would rather not, so neither is asked again. You can take that back on their page.',
    de: 'Eine der beiden Seiten möchte lieber nicht, also wird keine noch einmal gefragt. Auf der Seite der beiden kannst du das zurücknehmen.',
  })

async function begin({ db, seal, now }: Reader, userId: string, [one, other]: readonly [KnownPerson, KnownPerson]) {
  const both = await Promise.all(
    [one, other].map(async (person) => {
      const address = normalise(newestAddress(person))
      return { hash: await hashAddress(db, { seal, userId }, address), address, name: cleanText(person.name, 80) }
    }),
  )
  const [first, second] = both.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
  if (!first || !second || first.hash === second.hash) throw unknownPair()
  return addIntroduction(db, {
    id: crypto.randomUUID(),
    userId,
    oneHash: first.hash,
    otherHash: second.hash,
    oneAddress: first.address,
    otherAddress: second.address,
    oneName: first.name,
    otherName: second.name,
    createdAt: now(),
  })
}

async function rowOf(deps: Reader, userId: string, [one, other]: readonly [KnownPerson, KnownPerson]) {
  const [mine, theirs] = await Promise.all([one, other].map((person) => allHashes(deps, addressesOf(person))))
  const rows = await listIntroductionsWith(deps.db, userId, mine ?? [])
  return rows.find(({ oneHash, otherHash }) => theirs?.includes(oneHash) || theirs?.includes(otherHash))
}

/** By any address of theirs, since the newest may be another by now. */
const sideOf = ({ oneAddress }: IntroductionRow, person: KnownPerson): 'one' | 'other' =>
  addressesOf(person).includes(oneAddress) ? 'one' : 'other'

async function readAll(deps: Reader, rows: readonly IntroductionRow[]): Promise<readonly Introducing[]> {
  const found: Introducing[] = []
  for (const row of rows) {
    if (!row.oneAddress || !row.otherAddress) continue
    const [one, other] = await Promise.all([
      findPersonByAddress(deps.db, row.userId, row.oneAddress),
      findPersonByAddress(deps.db, row.userId, row.otherAddress),
    ])
    // Nothing is asked of somebody who has died, nor of anybody about them.
    if (one?.state === 'died' || other?.state === 'died') continue
    if (one && other && one.id !== other.id) found.push(await read(deps, row, [one, other]))
  }
  return found
}

/** With what mail shows. Whoever was asked first stands first. */
async function read(
  deps: Reader,
  row: IntroductionRow,
  two: readonly [KnownPerson, KnownPerson],
): Promise<Introducing> {
  const inOrder = sideOf(row, two[0]) === 'one' ? two : ([two[1], two[0]] as const)
  const stored = asPair(row)
  const swapped = isAskedFirst(row.otherAskedAt, row.oneAskedAt)
  const people = swapped ? ([inOrder[1], inOrder[0]] as const) : inOrder
  const sides = swapped ? ([stored.sides[1], stored.sides[0]] as const) : stored.sides
  const [mine = [], theirs = []] = await Promise.all(people.map((person) => mailWith(deps.db, row.userId, person)))
  const sent = [
    ...mine.filter((fact) => isSent(fact, people[0])),
    ...theirs.filter((fact) => isSent(fact, people[1])),
  ].toSorted((one, other) => other.at.epochMilliseconds - one.at.epochMilliseconds)
  const agreedAt = later(row.oneSaidAt, row.otherSaidAt)
  const joint = sent.findLast(
    (fact) => people.every((one) => isSent(fact, one)) && isAfter(fact.at, agreedAt ?? fact.at),
  )
  const whole = {
    ...stored,
    sides: [withMail(sides[0], mine, people[0]), withMail(sides[1], theirs, people[1])] as const,
    madeAt: stored.madeAt ?? joint?.at ?? null,
    ...(sent[0] ? { lastSentAt: sent[0].at } : {}),
  }
  return { ...whole, people, stage: stageOf(whole, deps.now()) }
}

const isAskedFirst = (one: Instant | null, other: Instant | null) => one !== null && (!other || isAfter(other, one))

const asPair = (row: IntroductionRow): Pair => ({
  id: row.id,
  sides: [
    { address: row.oneAddress, name: row.oneName, askedAt: row.oneAskedAt, said: row.oneSaid },
    { address: row.otherAddress, name: row.otherName, askedAt: row.otherAskedAt, said: row.otherSaid },
  ],
  madeAt: row.madeAt,
  askedAfterAt: row.askedAfterAt,
})

/** The newest first. */
const mailWith = async (db: Database, userId: string, person: KnownPerson): Promise<readonly FactRow[]> =>
  (await timeline(db, userId, { addresses: addressesOf(person), limit: newest })).filter(({ mail }) => mail)

/** When the owner wrote to them after the note was taken along, and when they first wrote back after that. */
function withMail(side: Side, facts: readonly FactRow[], person: KnownPerson): Side {
  const { askedAt } = side
  if (!askedAt) return side
  const wrote = facts.findLast((fact) => isSent(fact, person) && !isAfter(askedAt, fact.at))
  const answered = wrote && facts.findLast((fact) => isFrom(fact, person) && isAfter(fact.at, wrote.at))
  return { ...side, ...(wrote ? { wroteAt: wrote.at } : {}), ...(answered ? { answeredAt: answered.at } : {}) }
}

const isFrom = ({ mail }: FactRow, person: KnownPerson): boolean =>
  !!mail?.from && addressesOf(person).includes(normalise(mail.from[0]))

const isSent = ({ outgoing, mail }: FactRow, person: KnownPerson): boolean =>
  outgoing &&
  mail !== null &&
  [...mail.to, ...(mail.cc ?? [])].some(([address]) => addressesOf(person).includes(normalise(address)))

const later = (one: Instant | null, other: Instant | null) =>
  one && other ? (isAfter(one, other) ? one : other) : null
const isAfter = (one: Instant, other: Instant) => one.epochMilliseconds > other.epochMilliseconds
