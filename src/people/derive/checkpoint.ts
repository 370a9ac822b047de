/**
 * What both passes have counted up to a moment, as text: so that the next derivation costs what is new. It may be thrown away
 * at any time.
 */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { dayMs, instant } from '../days.ts'
import { digestsOf, linesIn } from './digests.ts'
import type { SurveyState } from './first-pass.ts'
import {
  type Cast,
  isAsHushed,
  isCast,
  packedTies,
  portionLength,
  portionsOf,
  type TiesPart,
  unpackedTies,
} from './kept-ties.ts'
import type { Memory } from './memory.ts'
import type { OrderState } from './order.ts'
import type { TieState } from './second-pass.ts'
import { createSightings, type KeptSightings } from './sightings.ts'

export interface Checkpoint extends Pieces {
  /** Every fact of then or earlier is counted, and no later one. */
  readonly until: Instant
  /** What it rests on apart from facts. */
  readonly basis: string
}

/** What it says, in pieces. They hold names, addresses and titles out of mail. */
export interface Pieces {
  /** Lines of JSON, of the whole and of each address, so that each is read when it is asked for. */
  readonly state: string
  /** Ties, a line of JSON each. @throws UnreadableCheckpoint */
  portion(at: number): Promise<string>
}

/** A piece of it is not what was written: it is as good as none. */
export class UnreadableCheckpoint extends Error {
  override readonly name = 'UnreadableCheckpoint'
}

/**
 * Takes the pieces of a checkpoint one by one, and the lines of each as they are made: all at once they would take as much room as
 * everything that they tell of. The last one is `state`. What it gives is nothing where they are kept elsewhere.
 */
export type Keep = (pieces: Iterable<Iterable<string>>) => Promise<Pieces>

/** As `open` reads them. */
export const asTexts: Keep = async (pieces) => {
  const texts: string[] = []
  for (const lines of pieces) texts.push([...lines].join('\n'))
  return piecesIn(texts, async (text) => text)
}

/** Where each is a piece, the last one unpacked. */
export const piecesIn = async (packed: readonly string[], unpack: (piece: string) => Promise<string>) => ({
  state: await unpack(packed.at(-1) ?? ''),
  portion: async (at: number) => unpack(packed[at] ?? ''),
})

export const keptElsewhere: Pieces = { state: '', portion: async () => '' }

/** Raised with every change of what the passes count, or of the rules by which they do: nothing older is gone on from. */
export const version = 14

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

/** What a checkpoint is made of: each part is packed on its pass, when `until` has been reached, and the second ends it. */
export interface Parts {
  survey?: PackedSurvey
  /** Who is who by everything that there is, later facts included, as JSON. */
  memory?: string
  /** All of it, as it was kept. */
  kept?: Pieces
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

/** All pieces of a checkpoint that is made at `now`, with every tie unpacked; `since` is when counting began anew. */
export function* piecesOf(
  { survey, memory }: { readonly survey: PackedSurvey; readonly memory: string },
  { state, cast }: { readonly state: TieState; readonly cast: Cast },
  {
    now,
    since,
    portion = portionLength,
  }: { readonly now: Instant; readonly since: Instant; readonly portion?: number },
): Generator<Iterable<string>> {
  const gathered = { portions: [], outlines: [] }
  yield* portionsOf(state, portion, gathered)
  const threads = linesIn(state.threads)
  const head: Head = {
    at: now.epochMilliseconds,
    since: since.epochMilliseconds,
    sightings: survey.sightings,
    threads: threads.count,
  }
  const last: TiesPart = { ...gathered, ...packedTies(state, cast) }
  yield (function* () {
    yield JSON.stringify(head)
    yield memory
    yield survey.text
    yield* threads.lines()
    yield JSON.stringify(last)
  })()
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
  const now = about.now.epochMilliseconds
  if (now < head.at || now >= (survey.holdsUntil ?? Number.POSITIVE_INFINITY) || now - head.since > longest)
    return undefined
  // Only once there is a use for it.
  const ties = once(() => JSON.parse(lines.at(-1) ?? '') as TiesPart)
  const counted = () => digestsOf(threads)
  return {
    until: checkpoint.until,
    since: instant(head.since),
    apart: survey.apart.length,
    order: () => ({ names: new Map(survey.names) }),
    survey: () => unpackedSurvey(survey, sightings),
    memory: () => JSON.parse(memory) as Memory,
    ties: () => unpackedTies(ties(), counted(), checkpoint.portion),
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

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
