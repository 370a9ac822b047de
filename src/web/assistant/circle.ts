/** Whom an assistant may hear of, and what of them: the one place where that is decided for every tool. */
import { mapInTurns } from '../../breathe.ts'
import { choicesAt } from '../../db/coffees.ts'
import { type Overview, readOverview } from '../../db/overview.ts'
import { asOf, type KnownPerson, listPeople } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { type Alike, alikeAmong } from '../../people/judge/alike.ts'
import { rank } from '../../people/judge/rank.ts'
import { moved } from '../../people/judge/why.ts'
import type { Quote, Tie } from '../../people/types.ts'
import { placeForPrograms } from '../../place.ts'
import { cleanText, normalise } from '../../text.ts'
import { catchUp } from '../../work/catch-up.ts'
import { reachesOf } from '../../work/people/read-until.ts'
import { readUnreadParts } from '../../work/people/unread-parts.ts'
import { historyReadBackTo } from '../../work/reading-progress.ts'
import type { Ranked } from '../frame/view.ts'
import { coolingOf } from '../people/cooling.ts'
import { sort } from '../people/sort.ts'
import { gives, type Visit } from './visit.ts'

/** Somebody, as they stand now and may be told of. */
export interface Told extends Ranked {
  /** Only of those who are due. */
  readonly why: string | null
  /** "In your letter of 3 November; again from 15 December." */
  readonly letter: string | null
}

export interface Circle {
  readonly now: Instant
  /** In the order of the people page. */
  readonly people: readonly Told[]
  /** By the id that their page has. */
  find(id: string): Told | undefined
  /** By an address in whatever form. */
  findByAddress(address: string): Told | undefined
  /** Whether a text, such as a title or a line, has the whole name of somebody who is not told of. */
  isSilentOn(text: string): boolean
}

/** Reads everybody who may be told of. A plain token gets ties without a single title, whatever sentence is made of them. */
export async function readCircle(visit: Visit): Promise<Circle> {
  const { deps, user } = visit
  const { db } = deps
  // Whoever wrote yesterday is called quiet by nobody.
  await catchUp(deps, user.id)
  const now = deps.now()
  const [overview, known] = await Promise.all([readOverview(db, user.id), listPeople(db, user.id)])
  const { connections, streams } = overview
  const everybody = known.map((person) => asOf(person, now))
  const mayAppear = appearing(everybody, alikeAmong(everybody))
  const isSilentOn = naming(everybody.filter((person) => person.kind === 'person' && !mayAppear(person)))
  const byAddress = new Map(everybody.flatMap((one) => one.addresses.map(({ address }) => [address, one] as const)))
  const mayName = (address: string) => {
    const named = byAddress.get(address)
    return named !== undefined && mayAppear(named)
  }
  const bare = await mapInTurns(known, (person) => toldOf(person, { titles: gives(visit, 'subjects'), mayName }))
  const parts = await readUnreadParts(db, user.id, { connections, streams, now })
  const place = { ...placeForPrograms(user), reaches: reachesOf({ connections, streams, parts }, now) }
  const readBackTo = historyReadBackTo(streams)
  const sorted = await sort(bare, choicesAt(overview.choices, now), { now, place, readBackTo })
  /** That somebody writes from elsewhere now is told by the domains of their addresses, which no plain token gives. */
  const whyOf = ({ person, standing }: Ranked) =>
    gives(visit, 'subjects') || !moved(person)
      ? standing.why
      : rank({ ...person, addresses: person.addresses.slice(-1) }, now, readBackTo, place).why
  const shown = sorted.people.filter(({ person }) => mayAppear(person))
  const cooling = coolingOf(shown, overview, { place, now, alike: sorted.alike })
  const people = shown.map((one): Told => {
    const letter = one.standing.due ? cooling.get(one.person.id) : undefined
    const why = one.standing.due ? withoutAccounts(cleanText(whyOf(one), 500), overview) : null
    return {
      ...one,
      why: why && !isSilentOn(why) ? why : null,
      letter: letter ? `${letter}.` : null,
    }
  })
  const byId = new Map(people.map((one) => [one.person.id, one]))
  const holders = new Map(people.flatMap((one) => one.person.addresses.map(({ address }) => [address, one] as const)))
  return {
    now,
    people,
    find: (id) => byId.get(id),
    findByAddress: (address) => holders.get(normalise(address)),
    isSilentOn,
  }
}

/** Finds whole names, of two words and more: one word may be anybody's. */
function naming(people: readonly KnownPerson[]): (text: string) => boolean {
  const names = people.map(({ name }) => cleanText(name, 80).toLowerCase()).filter((name) => name.includes(' '))
  return (text) => {
    const lower = text.toLowerCase()
    return names.some((name) => lower.includes(name))
  }
}

/**
 * Nobody who died, was let go, is mourned or grave ill, or with whom most is private (health, law, money): neither by
 * themselves nor by another entry that may be theirs. Machines and lists are nobody.
 */
function appearing(everybody: readonly KnownPerson[], alike: Alike): (person: KnownPerson) => boolean {
  const barred = new Set(everybody.filter(isBarred).map(({ address }) => address))
  return (person) =>
    person.kind === 'person' && !barred.has(person.address) && !alike(person).some(({ address }) => barred.has(address))
}

const isBarred = ({ state, exclusions }: Pick<KnownPerson, 'state' | 'exclusions'>): boolean =>
  state === 'let_go' || state === 'died' || exclusions.some(({ kind }) => kind === 'mourning' || kind === 'sensitive')

interface Telling {
  readonly titles: boolean
  /** Whether somebody may be named beside them. */
  mayName(address: string): boolean
}

/** The person with what may be told: introductions only of those who may appear, and titles only where those are given. */
function toldOf(person: KnownPerson, { titles, mayName }: Telling): KnownPerson {
  const { introduced, introducedBy, introducedTo, ...rest } = person.relationship
  const quote = <T extends Quote>(one: T): T => {
    if (titles) return one
    const { title: _, ...bare } = one
    return bare as T
  }
  const other = <T extends { readonly personAddress: string; readonly quote: Quote }>(one: T | undefined) =>
    one && mayName(one.personAddress) ? { ...one, quote: quote(one.quote) } : undefined
  const tie: Tie = {
    ...rest,
    ...defined({ introduced: other(introduced), introducedBy: other(introducedBy), introducedTo: other(introducedTo) }),
    ...defined({
      owed: rest.owed && quote(rest.owed),
      unanswered: rest.unanswered && quote(rest.unanswered),
      lastThread: rest.lastThread && quote(rest.lastThread),
    }),
    series: titles ? rest.series : rest.series.map(({ title: _, ...bare }) => bare),
  }
  return { ...person, relationship: tie }
}

/** Without the keys that have no value. */
const defined = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }

/** A sentence may say which account ended: its address is none of the names that a token gives. */
function withoutAccounts(sentence: string, { connections }: Overview): string {
  return connections.reduce((words, { email }) => {
    const address = cleanText(email, 120)
    return address
      ? words.replaceAll(`The calendar of ${address}`, 'One calendar').replaceAll(address, 'One account')
      : words
  }, sentence)
}
