/**
 * What both passes have counted up to a moment, as text: so that the next derivation costs what is new. It may be thrown away
 * at any time.
 */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { dayMs, instant } from '../days.ts'
import type { Survey } from '../identity/types.ts'
import type { PackedOutline } from '../tie/packed.ts'
import { createTies } from '../tie/ties.ts'
import { type Digests, digestsOf, linesIn } from './digests.ts'
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

/**
 * Takes the lines of a checkpoint one by one, as they are made: all at once they would take as much room as everything that
 * they tell of. What it gives stands for `state`, and is nothing where they are kept elsewhere.
 */
export type Keep = (lines: Iterable<string>) => Promise<string>

/** As `open` reads them. */
export const asText: Keep = async (lines) => [...lines].join('\n')

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

/** What a checkpoint is made of: each part is packed on its pass, when `until` has been reached, and the second ends it. */
export interface Parts {
  survey?: PackedSurvey
  /** Who is who by everything that there is, later facts included, as JSON. */
  memory?: string
  /** All of it, as it was kept. */
  state?: string
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

/** All lines of a checkpoint that is made at `now`, of a tie after the other; `since` is when counting began anew. */
export function* linesOf(
  { survey, memory }: { readonly survey: PackedSurvey; readonly memory: string },
  { state, cast }: { readonly state: TieState; readonly cast: Cast },
  { now, since }: { readonly now: Instant; readonly since: Instant },
): Generator<string> {
  const threads = linesIn(state.threads)
  yield JSON.stringify({
    at: now.epochMilliseconds,
    since: since.epochMilliseconds,
    sightings: survey.sightings,
    threads: threads.count,
  } satisfies Head)
  yield memory
  yield survey.text
  yield* threads.lines()
  const outlines: PackedOutline[] = []
  for (const key of state.ties.keys()) {
    const tie = state.ties.pack(key)
    if (!tie) continue
    outlines.push(tie.outline)
    yield tie.text
  }
  yield JSON.stringify({ outlines, ...packedTies(state, cast) } satisfies TiesPart)
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
  const threads = lines.slice(head.sightings, head.sightings + head.threads)
  const texts = lines.slice(head.sightings + head.threads, -1)
  const now = about.now.epochMilliseconds
  if (now < head.at || now >= (survey.holdsUntil ?? Number.POSITIVE_INFINITY) || now - head.since > longest)
    return undefined
  // By far the largest: only once there is a use for it.
  const ties = once(() => JSON.parse(lines.at(-1) ?? '') as TiesPart)
  const counted = () => digestsOf(threads)
  return {
    until: checkpoint.until,
    since: instant(head.since),
    apart: survey.apart.length,
    order: () => ({ names: new Map(survey.names) }),
    survey: () => unpackedSurvey(survey, sightings),
    memory: () => JSON.parse(memory) as Memory,
    ties: () => unpackedTies(ties(), texts, counted()),
    holds: (cast) => isCast(cast, sightings.packed(), ties()) && isAsHushed(cast, ties(), counted),
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
  /** So many lines of them. */
  readonly sightings: number
  /** And of threads. */
  readonly threads: number
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
  /** Of each tie, in the order of the lines before. */
  readonly outlines: readonly PackedOutline[]
  readonly seen: readonly (readonly [key: string, at: number, personally?: number | null])[]
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

function unpackedTies(part: TiesPart, texts: readonly string[], threads: Digests): TieState {
  return {
    ties: createTies(part.outlines, texts),
    seen: new Map(part.seen.map(unpackedStood)),
    threads,
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
function isCast({ own, of, persons }: Cast, addresses: Iterable<string>, part: TiesPart): boolean {
  const others = new Map(part.others)
  const wasPerson = new Set(part.persons)
  return (
    own.addresses.join(' ') === part.own.join(' ') &&
    isEach(addresses, (one) => of.get(one) === (others.get(one) ?? one) || own.has(one)) &&
    part.weighed.every((key) => persons.has(key) === wasPerson.has(key))
  )
}

function isEach<T>(all: Iterable<T>, holds: (one: T) => boolean): boolean {
  for (const one of all) if (!holds(one)) return false
  return true
}

/** A thread in which somebody is heard now and was not, or the other way round, changes what was counted of it. */
function isAsHushed({ hushed }: Cast, part: TiesPart, threads: () => Digests): boolean {
  if (!hushed.size && !part.hushed.length) return true
  const counted = threads()
  const before = new Set(part.hushed)
  const since = [...hushed].filter((thread) => !before.has(thread))
  return part.hushed.every((thread) => hushed.has(thread)) && !since.some((thread) => counted.has(thread))
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
