/**
 * What both passes have counted up to a moment, as text: so that the next derivation costs what is new. It may be thrown away
 * at any time.
 */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { dayMs, instant } from '../days.ts'
import type { Survey } from '../identity/types.ts'
import { steps } from '../steps.ts'
import type { PackedOutline } from '../tie/packed.ts'
import { createTies } from '../tie/ties.ts'
import { digestsIn } from './digests.ts'
import type { SurveyState } from './first-pass.ts'
import type { Memory } from './memory.ts'
import type { OrderState } from './order.ts'
import type { Stood, TieState } from './second-pass.ts'
import { createSightings, type KeptSightings } from './sightings.ts'

export interface Checkpoint {
  /** Every fact of then or earlier is counted, and no later one. */
  readonly until: Instant
  /** What it rests on apart from facts. */
  readonly basis: string
  /** Lines of JSON, of the whole and of each address and each tie, so that each is read when it is asked for. They hold names, addresses and titles out of mail. */
  readonly state: string
}

/** Raised with every change of what the passes count, or of the rules by which they do: nothing older is gone on from. */
export const version = 12

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
  survey?: PackedSurvey
  /** Who is who by everything that there is, later facts included. */
  memory?: Memory
  ties?: string
}

/** How many pairs were shown apart, and of how many addresses there is a line. */
interface PackedSurvey {
  readonly apart: number
  readonly sightings: number
  readonly text: string
}

/** With pauses: there are thousands of addresses. */
export function* packSurvey({ names }: OrderState, state: SurveyState): Generator<undefined, PackedSurvey> {
  const lines = [JSON.stringify({ names: [...names], ...packedSurvey(state) } satisfies SurveyPart)]
  for (const line of state.sightings.pack()) {
    lines.push(line)
    yield
  }
  return { apart: state.apart.size, sightings: lines.length - 1, text: lines.join('\n') }
}

/** With pauses: it is the larger part. */
export function* packTies(state: TieState, cast: Cast): Generator<undefined, string> {
  const outlines: PackedOutline[] = []
  const texts: string[] = []
  for (const key of state.ties.keys()) {
    const tie = state.ties.pack(key)
    if (!tie) continue
    outlines.push(tie.outline)
    texts.push(tie.text)
    yield
  }
  return [JSON.stringify({ outlines, ...packedTies(state, cast) } satisfies TiesPart), ...texts].join('\n')
}

/** A checkpoint of these parts, made at `now`; `since` is when counting began anew. */
export function create(
  { survey, memory, ties }: Parts,
  about: { readonly until: Instant; readonly now: Instant; readonly since: Instant; readonly basis: string },
): Checkpoint | undefined {
  if (!survey || !memory || ties === undefined) return undefined
  const head: Head = {
    at: about.now.epochMilliseconds,
    since: about.since.epochMilliseconds,
    sightings: survey.sightings,
  }
  const state = `${JSON.stringify(head)}\n${JSON.stringify(memory)}\n${survey.text}\n${ties}`
  return { until: about.until, basis: about.basis, state }
}

/** A checkpoint to go on from. What its functions give is the caller's own. */
export interface Opened {
  readonly until: Instant
  readonly since: Instant
  /** How many pairs were shown apart. */
  readonly apart: number
  order(): OrderState
  survey(): SurveyState
  ties(): TieState
  memory(): Memory
  /** What it took from the first pass is still so. */
  holds(cast: Cast): boolean
}

/** Undefined where it says nothing about `now`, or rests on something else. */
export function open(checkpoint: Checkpoint, about: Basis & { readonly now: Instant }): Opened | undefined {
  if (checkpoint.basis !== basisOf(about)) return undefined
  const [first = '', memory = '', second = '', ...lines] = checkpoint.state.split('\n')
  const head = JSON.parse(first) as Head
  const survey = JSON.parse(second) as SurveyPart
  const sightings = createSightings(lines.slice(0, head.sightings))
  const [third = '', ...texts] = lines.slice(head.sightings)
  const now = about.now.epochMilliseconds
  if (now < head.at || now >= (survey.holdsUntil ?? Number.POSITIVE_INFINITY) || now - head.since > longest)
    return undefined
  // By far the largest: only once there is a use for it.
  const ties = once(() => JSON.parse(third) as TiesPart)
  return {
    until: checkpoint.until,
    since: instant(head.since),
    apart: survey.apart.length,
    order: () => ({ names: new Map(survey.names) }),
    survey: () => unpackedSurvey(survey, sightings),
    memory: () => JSON.parse(memory) as Memory,
    ties: () => unpackedTies(ties(), texts),
    holds: (cast) => isCast(cast, sightings.packed(), ties()),
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
  readonly sightings: number
}

interface SurveyPart {
  readonly names: [string, string][]
  readonly senders: string[]
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
  /** Of each tie, in the order of the lines that follow. */
  readonly outlines: readonly PackedOutline[]
  readonly seen: readonly (readonly [key: string, at: number, personally?: number | null])[]
  /** In ascending order, each by how much it is more than the one before. */
  readonly threads: readonly number[]
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

function packedSurvey(state: SurveyState): Omit<SurveyPart, 'names'> {
  return {
    senders: [...state.senders],
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

function unpackedSurvey(part: SurveyPart, sightings: KeptSightings): SurveyState {
  return {
    senders: new Set(part.senders),
    sightings,
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

function packedTies(state: TieState, { own, of, persons, hushed }: Cast): Omit<TiesPart, 'outlines'> {
  return {
    seen: [...state.seen].map(packedStood),
    threads: steps(state.threads.sorted()),
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

function unpackedTies(part: TiesPart, texts: readonly string[]): TieState {
  return {
    ties: createTies(part.outlines, texts),
    seen: new Map(part.seen.map(unpackedStood)),
    threads: digestsIn(part.threads),
    sentTo: new Map(part.sentTo),
    made: new Map(part.made),
    weighed: new Set(part.weighed),
    interactions: part.interactions,
  }
}

/** Mostly it was the same moment. */
const packedStood = ([key, { at, personally }]: readonly [string, Stood]): TiesPart['seen'][number] =>
  personally === at ? [key, at] : [key, at, personally ?? null]

const unpackedStood = ([key, at, personally = at]: TiesPart['seen'][number]): [string, Stood] => [
  key,
  personally === null ? { at } : { at, personally },
]

/** Addresses that came later change nothing: they have no part in what is counted. */
function isCast({ own, of, persons, hushed }: Cast, addresses: Iterable<string>, part: TiesPart): boolean {
  const others = new Map(part.others)
  const wasPerson = new Set(part.persons)
  return (
    own.addresses.join(' ') === part.own.join(' ') &&
    isEach(addresses, (one) => of.get(one) === (others.get(one) ?? one) || own.has(one)) &&
    part.weighed.every((key) => persons.has(key) === wasPerson.has(key)) &&
    isAsHushed(hushed, part)
  )
}

function isEach<T>(all: Iterable<T>, holds: (one: T) => boolean): boolean {
  for (const one of all) if (!holds(one)) return false
  return true
}

/** A thread in which somebody is heard now and was not, or the other way round, changes what was counted of it. */
function isAsHushed(hushed: Cast['hushed'], part: TiesPart): boolean {
  if (!hushed.size && !part.hushed.length) return true
  const counted = digestsIn(part.threads)
  const before = new Set(part.hushed)
  const since = [...hushed].filter((thread) => !before.has(thread))
  return part.hushed.every((thread) => hushed.has(thread)) && !since.some((thread) => counted.has(thread))
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
