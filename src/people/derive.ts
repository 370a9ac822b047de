/** Derives people and their ties from facts: two passes over a stream, memory flat but for what is kept of each person. */
import type { Instant, StoredFact } from '../facts.ts'
import { normalise } from '../text.ts'
import { organisation } from './address.ts'
import { daysIn, instant } from './days.ts'
import { pairs, type Ruling, rule } from './decide.ts'
import { exclude } from './exclude.ts'
import { identify } from './identity.ts'
import { type Kind, kindOf } from './machine.ts'
import { nameTokens } from './name.ts'
import { bestName, isHousehold } from './naming.ts'
import { inOrder } from './order.ts'
import { finish, type Tie } from './relationship.ts'
import { type Sighting, type Survey, survey } from './survey.ts'
import { tie } from './tie.ts'
import type { Decision, Person, PersonAddress, Relationship } from './types.ts'

export interface DeriveInput {
  /** Facts in ascending time; called once for each of the two passes. */
  read(): AsyncIterable<StoredFact>
  /** Addresses the owner declared in settings. */
  readonly declaredOwn: readonly string[]
  /** Addresses of the connected accounts. */
  readonly accounts: readonly string[]
  /** Those of them that have ended. */
  readonly endedAccounts?: readonly string[]
  /** The owner's decisions by address. */
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  readonly now: Instant
  /** IANA name of the owner's zone: days and months are counted in it. */
  readonly timeZone: string
}

export interface Derived {
  /** The owner's addresses, sorted. */
  readonly own: readonly string[]
  /** Everyone seen, robots, lists and roles included, in the order in which they first appeared. */
  readonly people: readonly Person[]
  readonly counts: {
    /** Facts after removing duplicates, and those among them that are contact with somebody. */
    readonly facts: number
    readonly interactions: number
    readonly people: number
    readonly robots: number
    readonly lists: number
    readonly roles: number
  }
}

/** Pure: the same facts and decisions give the same people, in whatever order facts of one moment come. */
export async function derive(input: DeriveInput): Promise<Derived> {
  const seen = await survey(inOrder(input.read()), { ...input, declared: input.declaredOwn })
  const humans = gather(seen, input)
  const { ties, interactions } = await tie(inOrder(input.read()), {
    humans: humans.map(({ addresses }) => addresses),
    isPerson: humans.map(({ kind }) => kind.kind === 'person'),
    own: seen.own,
    now: input.now,
    days: daysIn(input.timeZone),
  })
  const people = describe(humans, { ties, seen, input })
  const count = (kind: Person['kind']) => people.filter((person) => person.kind === kind).length
  return {
    own: seen.own.addresses,
    people,
    counts: {
      facts: seen.facts,
      interactions,
      people: count('person'),
      robots: count('robot'),
      lists: count('list'),
      roles: count('role'),
    },
  }
}

/** A human (or robot, or list) before anything is measured: addresses, the oldest first, and what the owner decided. */
interface Human {
  readonly addresses: readonly string[]
  readonly sightings: readonly Sighting[]
  readonly reasons: readonly string[]
  readonly names: ReadonlyMap<string, number>
  readonly kind: Kind
  readonly ruling: Ruling
  readonly maybe: { readonly address: string; readonly reason: string }[]
}

function gather(seen: Survey, { decisions, now }: DeriveInput): readonly Human[] {
  const byAddress = new Map<string, Decision[]>()
  for (const [address, list] of decisions) {
    const known = byAddress.get(normalise(address))
    if (known) known.push(...list)
    else byAddress.set(normalise(address), [...list])
  }
  const kinds = new Map(
    [...seen.sightings].map(([address, sighting]) => [address, decidedKind(sighting, byAddress.get(address), now)]),
  )
  const wishes = pairs(byAddress)
  const named = new Set(wishes.merge.flat())
  const bearers = [...seen.sightings.values()].filter(
    ({ address }) => kinds.get(address)?.kind === 'person' || named.has(address),
  )
  const { clusters, maybe } = identify(bearers, { ...wishes, together: seen.together })
  const bearing = new Set(bearers)
  const alone = [...seen.sightings.values()]
    .filter((sighting) => !bearing.has(sighting))
    .map(({ address }) => [{ address, reason: '' }])
  const humans = [...clusters, ...alone].map((cluster): Human => {
    const sightings = cluster.map(({ address }) => seen.sightings.get(address)).filter((one) => one !== undefined)
    const own = cluster.map(({ address }) => kinds.get(address)).filter((kind) => kind !== undefined)
    return {
      addresses: cluster.map(({ address }) => address),
      sightings,
      reasons: cluster.map(({ reason }) => reason),
      names: together(sightings.map(({ names }) => names)),
      kind: own.find(({ kind }) => kind === 'person') ?? own[0] ?? { kind: 'person', reason: '' },
      ruling: rule(
        cluster.flatMap(({ address }) => byAddress.get(address) ?? []),
        now,
      ),
      maybe: [],
    }
  })
  const of = new Map(humans.flatMap((human) => human.addresses.map((address) => [address, human] as const)))
  for (const { a, b, reason } of maybe) suggest(of.get(a), of.get(b), reason)
  return humans.sort(
    (a, b) =>
      (a.sightings[0]?.firstAt ?? 0) - (b.sightings[0]?.firstAt ?? 0) || compare(a.addresses[0], b.addresses[0]),
  )
}

function decidedKind(sighting: Sighting, decisions: readonly Decision[] | undefined, now: Instant): Kind {
  const said = decisions ? rule(decisions, now).kind : undefined
  return said
    ? { kind: said, reason: said === 'person' ? 'you said this is a person' : 'you said this is no person' }
    : kindOf(sighting)
}

function suggest(a: Human | undefined, b: Human | undefined, reason: string): void {
  if (!a || !b || a === b) return
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const address = other.addresses[0] ?? ''
    if (!one.maybe.some((known) => known.address === address)) one.maybe.push({ address, reason })
  }
}

interface Whole {
  readonly ties: readonly Tie[]
  readonly seen: Survey
  readonly input: DeriveInput
}

function describe(humans: readonly Human[], whole: Whole): readonly Person[] {
  const names = new Map(humans.map((human) => [human.addresses[0] ?? '', nameOf(human)]))
  const index = new Map(humans.map((human, i) => [human.addresses[0] ?? '', i]))
  const arranges = arrangers(humans, whole.ties, index)
  const mourned = mourners(humans, whole.seen.mourning)
  const thanks = introducers(humans, whole.ties, names)
  return humans.map((human, i): Person => {
    const measured = whole.ties[i]
    if (!measured) throw new Error('every human has a tie')
    const { now, timeZone } = whole.input
    const address = human.addresses[0] ?? ''
    const home = organisationOf(human)
    const introducedTo = thanks.get(address)
    const privateAddress = privateAddressOf(human, whole.seen.formerOrganisations)
    const relationship: Relationship = {
      ...finish(measured, now, timeZone, human.ruling.closedAt),
      ...introductions(measured, names),
      ...(introducedTo ? { introducedTo } : {}),
      ...(home === undefined ? {} : { organisation: home }),
      ...(privateAddress === undefined ? {} : { privateAddress }),
    }
    const arrangesFor = names.get(arranges.get(i) ?? '')
    const person = human.kind.kind === 'person'
    return {
      address,
      name: names.get(address) ?? address,
      addresses: human.sightings.map((sighting, at) => addressOf(sighting, human.reasons[at] ?? '')),
      kind: human.kind.kind,
      kindReason: human.kind.reason,
      state: human.ruling.state,
      maybe: human.maybe,
      exclusions:
        human.ruling.kept || !person
          ? []
          : exclude(measured, relationship, {
              now,
              name: names.get(address) ?? '',
              addresses: human.addresses,
              household: human.sightings.some(({ names, signed }) => isHousehold(names, signed)),
              mourned: mourned.has(i),
              sameOrganisation: home !== undefined && whole.seen.ownOrganisations.has(home),
              ...(arrangesFor === undefined ? {} : { arrangesFor }),
              ...(human.ruling.closedAt ? { closedAt: human.ruling.closedAt } : {}),
            }),
      relationship,
      ...(human.ruling.restUntil ? { restUntil: human.ruling.restUntil } : {}),
    }
  })
}

/** By key of who introduced: the newest person they brought, with whom the owner went on. */
function introducers(humans: readonly Human[], ties: readonly Tie[], names: ReadonlyMap<string, string>) {
  const found = new Map<string, NonNullable<Relationship['introducedTo']>>()
  humans.forEach(({ addresses }, i) => {
    const tie = ties[i]
    const personAddress = addresses[0] ?? ''
    if (!tie?.intro || !wasIntroduced(tie)) return
    const { by, quote, alone } = tie.intro
    const known = found.get(by)
    if (known && known.quote.at.epochMilliseconds > quote.at.epochMilliseconds) return
    found.set(by, { personAddress, personName: names.get(personAddress) ?? personAddress, quote, since: alone })
  })
  return found
}

/** The owner and the new person went on without the one who introduced them. */
const wasIntroduced = ({ intro, ...tie }: Tie) =>
  intro !== undefined && (intro.said || intro.continued) && intro.alone > 0 && tie.out > 0 && tie.in > 0

function introductions(tie: Tie, names: ReadonlyMap<string, string>): Partial<Relationship> {
  const { intro, introduced } = tie
  return {
    ...(intro && wasIntroduced(tie)
      ? { introducedBy: { personAddress: intro.by, personName: names.get(intro.by) ?? intro.by, quote: intro.quote } }
      : {}),
    ...(introduced
      ? {
          introduced: {
            personAddress: introduced.to,
            personName: names.get(introduced.to) ?? introduced.to,
            quote: introduced.quote,
            wentOn: introduced.wentOn,
            askedSince: introduced.asked,
          },
        }
      : {}),
  }
}

/** By index of the arranging person: for whom. What they send or call mostly has one third person on it, and not the other way round. */
function arrangers(
  humans: readonly Human[],
  ties: readonly Tie[],
  index: ReadonlyMap<string, number>,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [i, tie] of ties.entries()) {
    if (tie.initiated < 3) continue
    const [third] = [...tie.arranged].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))
    const other = third && ties[index.get(third[0]) ?? -1]
    if (!third || !other || third[1] < 0.6 * tie.initiated) continue
    const back = other.arranged.get(humans[i]?.addresses[0] ?? '') ?? 0
    if (back < 0.3 * Math.max(1, other.initiated) && (tie.delegated > 0 || other.met > 0)) found.set(i, third[0])
  }
  return found
}

/** Who is named in a subject of mourning: by first and last name, by a last name of four letters, or by a first name nobody else bears. */
function mourners(humans: readonly Human[], mourning: readonly ReadonlySet<string>[]): ReadonlySet<number> {
  const found = new Set<number>()
  if (!mourning.length) return found
  const tokens = humans.map((human) => (human.kind.kind === 'person' ? nameTokens(nameOf(human)) : []))
  const bearers = new Map<string, number>()
  for (const [first] of tokens) if (first) bearers.set(first, (bearers.get(first) ?? 0) + 1)
  for (const [i, name] of tokens.entries()) {
    const [first, last] = [name[0], name.length > 1 ? name.at(-1) : undefined]
    const named = (words: ReadonlySet<string>) =>
      (last !== undefined && last.length >= 4 && words.has(last)) ||
      (first !== undefined &&
        first.length >= 3 &&
        words.has(first) &&
        (bearers.get(first) === 1 || (last !== undefined && words.has(last))))
    if (mourning.some(named)) found.add(i)
  }
  return found
}

function addressOf({ address, firstAt, lastAt }: Sighting, reason: string): PersonAddress {
  return { address, reason, firstAt: instant(firstAt), lastAt: instant(lastAt) }
}

/** Of the address last seen. */
function organisationOf({ sightings }: Human): string | undefined {
  const newest = sightings.reduce<Sighting | undefined>((a, b) => (a && a.lastAt > b.lastAt ? a : b), undefined)
  return newest && organisation(newest.address)
}

/** Of somebody at a place that the owner has left: the newest of their addresses elsewhere. */
function privateAddressOf({ sightings }: Human, former: ReadonlySet<string>): string | undefined {
  if (!former.size) return undefined
  const isThere = ({ address }: Sighting) => former.has(organisation(address) ?? '')
  if (!sightings.some(isThere)) return undefined
  return sightings.filter((one) => !isThere(one)).toSorted((a, b) => b.lastAt - a.lastAt)[0]?.address
}

const nameOf = (human: Human) => bestName(human.names, human.addresses[0] ?? '')

function together(all: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>()
  for (const names of all) for (const [name, count] of names) sum.set(name, (sum.get(name) ?? 0) + count)
  return sum
}

const compare = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)
