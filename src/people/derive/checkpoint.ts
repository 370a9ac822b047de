/**
 * What both passes have counted up to a moment, as text: so that the next derivation costs what is new. It may be thrown away
 * at any time.
 */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { dayMs, instant } from '../days.ts'
import type { Sighting, Survey } from '../identity/types.ts'
import type { RunningTie } from '../tie/tie.ts'
import type { SurveyState } from './first-pass.ts'
import type { OrderState } from './order.ts'
import type { Stood, TieState } from './second-pass.ts'

export interface Checkpoint {
  /** Every fact of then or earlier is counted, and no later one. */
  readonly until: Instant
  /** What it rests on apart from facts. */
  readonly basis: string
  /** Three lines of JSON, so that each is read in its turn. They hold names, addresses and titles out of mail. */
  readonly state: string
}

/** Raised with every change of what the passes count, or of the rules by which they do: nothing older is gone on from. */
export const version = 9

/** Rules read from word lists and libraries change too: what is older than this is counted anew. */
const longest = 30 * dayMs

export interface Basis {
  readonly declaredOwn: readonly string[]
  readonly accounts: readonly string[]
  readonly sharedName?: string
  readonly timeZone: string
}

/** The same as long as facts mean the same to both passes. */
export function basisOf({ declaredOwn, accounts, sharedName = '', timeZone }: Basis): string {
  const known = new Set([...declaredOwn, ...accounts].map(normalise))
  return JSON.stringify([version, timeZone, sharedName, [...known].sort()])
}

/** What the second pass takes from the first: who is who, and which of them are persons. */
export interface Cast {
  readonly own: Survey['own']
  /** By address: the address that names its human. */
  readonly of: ReadonlyMap<string, string>
  readonly persons: ReadonlySet<string>
  readonly hushed: Survey['hushed']
}

/** What a checkpoint is made of: each part is packed on its pass, when `until` has been reached. */
export interface Parts {
  survey?: string
  ties?: string
}

export const packSurvey = ({ names }: OrderState, state: SurveyState): string =>
  JSON.stringify({ names: [...names], ...packedSurvey(state) } satisfies SurveyPart)

/** With pauses: it is the larger part. */
export function* packTies(state: TieState, cast: Cast): Generator<undefined, string> {
  const ties: string[] = []
  for (const [key, tie] of state.ties) {
    ties.push(JSON.stringify([key, packedTie(tie)] satisfies TiesPart['ties'][number]))
    yield
  }
  const rest = JSON.stringify(packedTies(state, cast))
  return `{"ties":[${ties.join(',')}],${rest.slice(1)}`
}

/** A checkpoint of these parts, made at `now`; `since` is when counting began anew. */
export function create(
  { survey, ties }: Parts,
  about: { readonly until: Instant; readonly now: Instant; readonly since: Instant; readonly basis: string },
): Checkpoint | undefined {
  if (survey === undefined || ties === undefined) return undefined
  const head: Head = { at: about.now.epochMilliseconds, since: about.since.epochMilliseconds }
  return { until: about.until, basis: about.basis, state: `${JSON.stringify(head)}\n${survey}\n${ties}` }
}

/** A checkpoint to go on from. What its functions give is the caller's own. */
export interface Opened {
  readonly until: Instant
  readonly since: Instant
  order(): OrderState
  survey(): SurveyState
  ties(): TieState
  /** What it took from the first pass is still so. */
  holds(cast: Cast): boolean
}

/** Undefined where it says nothing about `now`, or rests on something else. */
export function open(checkpoint: Checkpoint, about: Basis & { readonly now: Instant }): Opened | undefined {
  if (checkpoint.basis !== basisOf(about)) return undefined
  const [first = '', second = '', third = ''] = checkpoint.state.split('\n')
  const head = JSON.parse(first) as Head
  const survey = JSON.parse(second) as SurveyPart
  const now = about.now.epochMilliseconds
  if (now < head.at || now >= (survey.holdsUntil ?? Number.POSITIVE_INFINITY) || now - head.since > longest)
    return undefined
  // By far the largest: only once there is a use for it.
  const ties = once(() => JSON.parse(third) as TiesPart)
  return {
    until: checkpoint.until,
    since: instant(head.since),
    order: () => ({ names: new Map(survey.names) }),
    survey: () => unpackedSurvey(survey),
    ties: () => unpackedTies(ties()),
    holds: (cast) => isCast(cast, survey, ties()),
  }
}

/** Made when it is first asked for, and only once. */
function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined
  return () => {
    made ??= { it: make() }
    return made.it
  }
}

interface Head {
  readonly at: number
  readonly since: number
}

type Packed<T> = { readonly [K in keyof T]: T[K] extends Map<infer A, infer B> ? [A, B][] : T[K] }

interface SurveyPart {
  readonly names: [string, string][]
  readonly senders: string[]
  readonly sightings: Packed<Sighting>[]
  readonly apart: string[]
  readonly mourning: SurveyState['mourning']
  readonly lastSent: [string, number][]
  readonly signed: [string, number][]
  readonly spoken: number[]
  readonly overheard: number[]
  readonly facts: number
  readonly holdsUntil: number | null
}

interface TiesPart {
  readonly ties: [string, PackedTie][]
  readonly seen: [string, Stood][]
  readonly threads: number[]
  readonly sentTo: [string, string][]
  readonly made: [string, readonly [string, string]][]
  readonly weighed: string[]
  readonly interactions: number
  readonly own: readonly string[]
  /** Addresses that do not name their human, with the one that does. */
  readonly others: [string, string][]
  /** Those of `weighed` who are persons. */
  readonly persons: string[]
  readonly hushed: number[]
}

/** JSON knows no infinity. */
type PackedTie = Omit<Packed<RunningTie>, 'closest' | 'crowdAt' | 'fadedAt'> & {
  readonly closest: number | null
  readonly crowdAt: number | null
  readonly fadedAt: number | null
}

function packedSurvey(state: SurveyState): Omit<SurveyPart, 'names'> {
  return {
    senders: [...state.senders],
    sightings: [...state.sightings.values()].map((one) => ({
      ...one,
      names: [...one.names],
      signed: [...one.signed],
    })),
    apart: [...state.apart],
    mourning: state.mourning,
    lastSent: [...state.lastSent],
    signed: [...state.signed],
    spoken: [...state.spoken],
    overheard: [...state.overheard],
    facts: state.facts,
    holdsUntil: finite(state.holdsUntil),
  }
}

function unpackedSurvey(part: SurveyPart): SurveyState {
  const sightings = part.sightings.map((one): Sighting => {
    return { ...one, names: new Map(one.names), signed: new Map(one.signed) }
  })
  return {
    senders: new Set(part.senders),
    sightings: new Map(sightings.map((one) => [one.address, one])),
    apart: new Set(part.apart),
    mourning: part.mourning,
    lastSent: new Map(part.lastSent),
    signed: new Map(part.signed),
    spoken: new Set(part.spoken),
    overheard: new Set(part.overheard),
    facts: part.facts,
    holdsUntil: part.holdsUntil ?? Number.POSITIVE_INFINITY,
  }
}

function packedTies(state: TieState, { own, of, persons, hushed }: Cast): Omit<TiesPart, 'ties'> {
  return {
    seen: [...state.seen],
    threads: [...state.threads],
    sentTo: [...state.sentTo],
    made: [...state.made],
    weighed: [...state.weighed],
    interactions: state.interactions,
    own: own.addresses,
    others: [...of].filter(([address, key]) => address !== key),
    persons: [...state.weighed].filter((key) => persons.has(key)),
    hushed: [...hushed],
  }
}

function unpackedTies(part: TiesPart): TieState {
  return {
    ties: new Map(part.ties.map(([key, tie]) => [key, unpackedTie(tie)])),
    seen: new Map(part.seen),
    threads: new Set(part.threads),
    sentTo: new Map(part.sentTo),
    made: new Map(part.made),
    weighed: new Set(part.weighed),
    interactions: part.interactions,
  }
}

const packedTie = (tie: RunningTie): PackedTie => ({
  ...tie,
  closest: finite(tie.closest),
  crowdAt: finite(tie.crowdAt),
  fadedAt: finite(tie.fadedAt),
  months: [...tie.months],
  offsets: [...tie.offsets],
  threads: [...tie.threads],
  heard: [...tie.heard],
  series: [...tie.series],
  planned: [...tie.planned],
  arranged: [...tie.arranged],
  companions: [...tie.companions],
})

const unpackedTie = (tie: PackedTie): RunningTie => ({
  ...tie,
  closest: tie.closest ?? Number.POSITIVE_INFINITY,
  crowdAt: tie.crowdAt ?? Number.NEGATIVE_INFINITY,
  fadedAt: tie.fadedAt ?? Number.NEGATIVE_INFINITY,
  months: new Map(tie.months),
  offsets: new Map(tie.offsets),
  threads: new Map(tie.threads),
  heard: new Map(tie.heard),
  series: new Map(tie.series),
  planned: new Map(tie.planned),
  arranged: new Map(tie.arranged),
  companions: new Map(tie.companions),
})

/** Addresses that came later change nothing: they have no part in what is counted. */
function isCast({ own, of, persons, hushed }: Cast, survey: SurveyPart, part: TiesPart): boolean {
  const others = new Map(part.others)
  const wasPerson = new Set(part.persons)
  return (
    own.addresses.join(' ') === part.own.join(' ') &&
    survey.sightings.every(({ address }) => own.has(address) || of.get(address) === (others.get(address) ?? address)) &&
    part.weighed.every((key) => persons.has(key) === wasPerson.has(key)) &&
    isAsHushed(hushed, part)
  )
}

/** A thread in which somebody is heard now and was not, or the other way round, changes what was counted of it. */
function isAsHushed(hushed: Cast['hushed'], part: TiesPart): boolean {
  if (!hushed.size && !part.hushed.length) return true
  const counted = new Set(part.threads)
  const before = new Set(part.hushed)
  const since = [...hushed].filter((thread) => !before.has(thread))
  return part.hushed.every((thread) => hushed.has(thread)) && !since.some((thread) => counted.has(thread))
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
