/** Reads of an owner's people those whom their page shows, in its order, and counts the others. */
import { breathe } from '../../breathe.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { type Asked, listApart, listThese } from '../../db/few/apart.ts'
import { type Piece, type Place, type Rest, readShelves } from '../../db/few/shelves.ts'
import { type KnownPerson, listPeople } from '../../db/people.ts'
import { listHolding } from '../../db/some-people.ts'
import type { Instant } from '../../facts.ts'
import type { Alike } from '../../people/judge/alike.ts'
import { isMatterKnown } from '../../people/judge/hindrance.ts'
import type { Circumstances } from '../../people/judge/rank.ts'
import type { Reaches } from '../../people/judge/reach.ts'
import { isMutual } from '../../people/judge/shelf.ts'
import { normalise } from '../../text.ts'
import type { PeopleView, Ranked, Some } from '../frame/view.ts'
import { groupPage, pageOf } from './group.tsx'
import { shownMachines } from './left-out.tsx'
import { most as mostDrawn } from './orbit.tsx'
import { matches, share } from './rows.tsx'
import { shownSoon } from './soon.tsx'
import { sort } from './sort.ts'

/** What is asked of a page: everybody, one group, whom a search finds, or what it begins with. */
export interface Wanted extends Pick<PeopleView, 'all' | 'only' | 'query'> {
  readonly now: Instant
  readonly place: Circumstances & { readonly reaches: Reaches }
  readonly readBackTo: Instant | undefined
  /** Those that guests made. */
  readonly choices: readonly Coffee[]
}

/** In the order of the page. Of whom it shows nothing, some are left out. */
export interface Crowd {
  /** Whoever was read, in the order of their ids; the same without machines, ranked. */
  readonly known: readonly KnownPerson[]
  readonly people: readonly Ranked[]
  readonly machines: Some<KnownPerson>
  readonly alike: Alike
  /** How many there are of whatever kind. */
  readonly total: number
  /** Whoever is due, or in touch in both directions, or was decided about. */
  readonly ties: readonly Ranked[]
  readonly counts: Counts
  /** Of the one group that is asked for, its page. */
  readonly group: Some<Ranked>
}

/** How many stand where. */
export interface Counts extends Readonly<Record<Ranked['standing']['group'], number>> {
  /** With whom it never went both ways. */
  readonly seen: number
  readonly machine: number
  readonly died: number
  /** Of how many ties nobody can tell whether it is quiet. */
  readonly unsure: number
}

export async function readCrowd(db: Database, userId: string, wanted: Wanted): Promise<Crowd> {
  const { place, all } = wanted
  // Whom a folder knew that is not read any more, no column tells; it is seldom and passes.
  const isPartly = [...place.reaches.values()].some(({ part }) => part)
  return all || isPartly ? readAll(db, userId, wanted) : readSome(db, userId, wanted)
}

async function readAll(db: Database, userId: string, wanted: Wanted): Promise<Crowd> {
  const known = await listPeople(db, userId)
  const sorted = await sort(known, wanted.choices, wanted)
  await breathe()
  const ties = tiesAmong(sorted.people)
  const counts = countsOf(sorted)
  await breathe()
  const entries = groupOf(ties, wanted.only)
  const from = wanted.only ? (pageOf(wanted.only, entries.length) - 1) * groupPage : 0
  return {
    ...sorted,
    known,
    people: sorted.people,
    machines: { length: sorted.machines.length, first: sorted.machines },
    total: known.length,
    ties,
    counts,
    group: { length: entries.length, first: entries.slice(from, from + groupPage) },
  }
}

async function readSome(db: Database, userId: string, wanted: Wanted): Promise<Crowd> {
  const { now: at, query, only, choices } = wanted
  const asked = askedOf(wanted)
  const apart = await listApart(db, userId, asked)
  const rest: Rest = { at, read: asked.read, withoutMatters: isMatterKnown(wanted.readBackTo, at), apart }
  const alone = apart.map(({ person }) => person)
  const own = countsOf(await sort(alone, choices, wanted))
  const read = async (page: number) => {
    // Whoever stands apart may come before any of the page: as many are read before it.
    const from = (page - 1) * groupPage
    const offset = Math.max(0, from - apart.length)
    const told = await readShelves(db, userId, rest, only ? piecesOf(only, offset, apart.length) : query ? [] : atFirst)
    return { ...told, from: from - offset }
  }
  let told = await read(only?.page ?? 1)
  const counts = sumOf(own, told.counts)
  const shown = only ? (counts[only.group] ?? 0) : 0
  // There are not so many pages.
  if (only && pageOf(only, shown) !== only.page) told = await read(pageOf(only, shown))
  const ids = (only ? piecesOf(only, 0, apart.length) : firstOf(counts)).flatMap(({ place, limit }) =>
    (told.first.get(place) ?? []).slice(0, limit),
  )
  const more = query ? await searched(db, userId, query) : await listThese(db, userId, ids)
  const found = new Set(alone.map(({ id }) => id))
  const known = [...alone, ...more.filter(({ id }) => !found.has(id))].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const sorted = await sort(known, choices, wanted)
  const ties = tiesAmong(sorted.people)
  const entries = groupOf(ties, only)
  return {
    ...sorted,
    known,
    machines: { length: counts.machine, first: sorted.machines },
    total: Object.entries(counts).reduce((sum, [name, one]) => sum + (name === 'unsure' ? 0 : one), 0),
    ties,
    counts,
    group: { length: shown, first: entries.slice(told.from, told.from + groupPage) },
  }
}

/** Nothing is known of what came after the accounts were read last. */
function askedOf({ now, place: { reaches }, choices }: Wanted): Asked {
  const each = [...reaches]
  const ends = each.flatMap(([, { state, until }]) => (state === 'read' && until ? [until.epochMilliseconds] : []))
  const read = Math.min(now.epochMilliseconds, ...ends)
  return {
    at: now,
    read: now.subtract({ milliseconds: now.epochMilliseconds - read }),
    unread: each.flatMap(([key, { state }]) => (state === 'read' ? [] : [key])),
    addresses: [
      ...new Set(
        choices.flatMap(({ address, alsoAddress }) => [normalise(address), ...(alsoAddress ? [alsoAddress] : [])]),
      ),
    ],
  }
}

/** Of each list as many as may be shown or drawn, before it is known how many there are. */
const atFirst: readonly Piece[] = [
  { place: 'soon', limit: mostDrawn },
  { place: 'in_touch', limit: mostDrawn },
  { place: 'left_out', limit: mostDrawn },
  { place: 'machine', limit: shownMachines },
]

/** What the page begins with: its cards, a share of each list, and as many as are drawn. */
function firstOf(counts: Counts): readonly Piece[] {
  const [inTouch = 0, , leftOut = 0] = share([counts.in_touch, counts.resting, counts.left_out])
  const near = counts.in_touch + counts.resting
  const due = Math.min(counts.soon, drawnDue)
  const isAllDue = due + near < mostDrawn
  return [
    { place: 'soon', limit: isAllDue ? mostDrawn : Math.max(shownSoon, drawnDue) },
    { place: 'in_touch', limit: Math.max(inTouch, mostDrawn - due) },
    { place: 'left_out', limit: Math.max(leftOut, mostDrawn - counts.soon - near) },
    { place: 'machine', limit: shownMachines },
  ]
}

/** So many of the due are drawn before all others. */
export const drawnDue = 15

const piecesOf = ({ group }: NonNullable<PeopleView['only']>, offset: number, apart: number): readonly Piece[] =>
  group === 'resting' ? [] : [{ place: group, offset, limit: groupPage + apart }]

/** Whoever bears these words in their name or an address. */
async function searched(db: Database, userId: string, query: string): Promise<readonly KnownPerson[]> {
  return listHolding(db, userId, (one) => matches(one, query))
}

const tiesAmong = (people: readonly Ranked[]) =>
  people.filter(({ person, standing }) => person.state !== 'died' && (standing.due || isMutual(person)))

const groupOf = (ties: readonly Ranked[], only: PeopleView['only']) =>
  only ? ties.filter(({ standing }) => standing.group === only.group) : []

function countsOf({ people, machines }: { people: readonly Ranked[]; machines: readonly KnownPerson[] }): Counts {
  const ties = tiesAmong(people)
  const died = people.filter(({ person }) => person.state === 'died').length
  const of = (group: Ranked['standing']['group']) => ties.filter(({ standing }) => standing.group === group).length
  return {
    soon: of('soon'),
    in_touch: of('in_touch'),
    resting: of('resting'),
    left_out: of('left_out'),
    seen: people.length - died - ties.length,
    machine: machines.length,
    died,
    unsure: ties.filter(({ standing }) => standing.unsure).length,
  }
}

const sumOf = (counts: Counts, more: ReadonlyMap<Place, number>): Counts => {
  const sum = (name: Place) => counts[name] + (more.get(name) ?? 0)
  return {
    ...counts,
    soon: sum('soon'),
    in_touch: sum('in_touch'),
    left_out: sum('left_out'),
    seen: sum('seen'),
    machine: sum('machine'),
    died: sum('died'),
  }
}
