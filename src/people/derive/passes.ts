/**
 * Follows the facts: two passes over a stream, from its beginning or from a checkpoint, to the same people either way. Memory
 * is flat but for what is kept of each person.
 */
import { breathe, inTurns } from '../../breathe.ts'
import type { Instant, StoredFact } from '../../facts.ts'
import { daysIn } from '../days.ts'
import { gather, type Human } from '../identity/human.ts'
import type { Renamed, Told } from '../identity/types.ts'
import { mainThirds } from '../tie/introductions.ts'
import type { Decision } from '../types.ts'
import { asAdded, withAdded } from './added.ts'
import { askedOnce } from './asked-once.ts'
import {
  asTexts,
  basisOf,
  type Checkpoint,
  type Keep,
  type Opened,
  open,
  type Parts,
  packSurvey,
  piecesOf,
  UnreadableCheckpoint,
} from './checkpoint.ts'
import { describe } from './describe.ts'
import { beginSurvey, holder, type Known, type SurveyState, surveyed, surveyor } from './first-pass.ts'
import type { Cast } from './kept-ties.ts'
import { type Memory, notebook, recall, remember, renamedOf } from './memory.ts'
import { beginOrder, type Course, inOrder } from './order.ts'
import { beginTies, byAddress, copier, tier, unpacking } from './second-pass.ts'
import type { Derived, DeriveInput, Sketch } from './types.ts'

export interface FollowInput extends Omit<DeriveInput, 'read' | 'decisions'> {
  /** Facts in ascending time, all of them or those later than `after`; called at most twice for each. */
  read(after?: Instant): AsyncIterable<StoredFact>
  /** The facts of `until` or earlier that have one of these dedupe keys, in ascending time. */
  copies(keys: readonly string[], until: Instant): Promise<readonly StoredFact[]>
  /** Before the first fact is read: the dedupe keys that several facts have, as `hash53` of each. Without it all are remembered. */
  doubled?(): Promise<ReadonlySet<number>>
  /** The owner's decisions, by those of these addresses about which there are some. */
  decisions(addresses: readonly string[]): Promise<ReadonlyMap<string, readonly Decision[]>>
  /** Where to go on; from the beginning where it says nothing about what is known now. */
  readonly from?: Checkpoint | undefined
  /** Hears why it could not be gone on from, where a piece of it is broken. */
  broken?(error: UnreadableCheckpoint): void
  /** Where to make the next checkpoint: nothing of then or earlier may still change by itself. */
  readonly until?: Instant | undefined
  /** What becomes of its pieces; texts where nobody says. */
  readonly keep?: Keep
  /** How much text of ties is packed together, where not as much as is good. */
  readonly portion?: number
}

export interface Followed {
  readonly derived: Omit<Derived, 'people'> & { readonly sketches: readonly Sketch[] }
  /** As of `until`; its pieces are what `keep` gave. */
  readonly checkpoint?: Checkpoint
  /** The checkpoint it was asked to go on from held, so that only later facts were read. */
  readonly resumed: boolean
  /** Nobody was held against anybody else: who is who was remembered. */
  readonly remembered: boolean
}

/** Pure: the same people from any checkpoint that the same facts were counted into, or from none. */
export async function follow(given: FollowInput): Promise<Followed> {
  await breathe()
  const input = { ...given, ...askedOnce(given) }
  const opened = input.from && open(input.from, input)
  await breathe()
  const resumed = opened && (await walk(input, opened).catch((error: unknown) => asNone(error, given)))
  return resumed ?? (await begin(input))
}

/** What is broken is counted anew. */
function asNone(error: unknown, { broken }: FollowInput): undefined {
  if (!(error instanceof UnreadableCheckpoint)) throw error
  broken?.(error)
}

/** Undefined where later facts, or decisions, say something else of what the checkpoint has counted. */
async function walk({ doubled: _, ...input }: FollowInput, opened: Opened): Promise<Followed | undefined> {
  const parts: Parts = {}
  const cast = await first(input, parts, opened)
  await breathe()
  const holds = opened.holds(cast)
  await breathe()
  return holds ? second(input, parts, cast, opened) : undefined
}

async function begin(input: FollowInput): Promise<Followed> {
  const parts: Parts = {}
  const begun = { ...input, doubled: await input.doubled?.() }
  return second(begun, parts, await first(begun, parts))
}

/** What both passes go by: `doubled` where they begin at the beginning. Few facts come after a checkpoint: all are remembered. */
type PassInput = Omit<FollowInput, 'doubled'> & { readonly doubled?: Course['doubled'] }

/** What the first pass comes to. */
interface Seen extends Cast {
  readonly remembered: boolean
  readonly seen: Told
  readonly humans: readonly Human[]
}

/** The first pass: who there is. */
async function first(input: PassInput, parts: Parts, opened?: Opened): Promise<Seen> {
  const known: Known = { ...input, declared: input.declaredOwn }
  const order = opened?.order() ?? beginOrder()
  const state = opened?.survey() ?? beginSurvey()
  await breathe()
  const look = surveyor(state, known)
  const take = async () => {
    parts.survey = await inTurns(packSurvey(order, state))
  }
  const facts = inOrder(read(input, opened), course(input, { state: order, take, opened, copy: holder(state, known) }))
  for await (const fact of facts) {
    look(fact)
    await breathe()
  }
  const memory = parts.survey ? undefined : opened?.memory()
  await breathe()
  const found = await whoIsWho({ input, known, state, parts, opened, memory })
  // What was seen of each address is let go.
  const { sightings: _, together: __, ...seen } = found.seen
  const humans = asAdded(found.humans, input.added)
  return {
    seen,
    remembered: found.remembered,
    humans,
    own: seen.own,
    hushed: seen.hushed,
    of: byAddress(humans.map(({ addresses }) => addresses)),
    persons: personsAmong(humans),
  }
}

function personsAmong(humans: readonly Human[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { key, kind } of humans) if (kind.kind === 'person') found.add(key)
  return found
}

interface Asked {
  readonly input: PassInput
  readonly known: Known
  readonly state: SurveyState
  readonly parts: Parts
  readonly opened: Opened | undefined
  readonly memory: Memory | undefined
}

/** As it is remembered, as long as nothing since may change it; else, and where the next checkpoint is made, from everything. */
async function whoIsWho({ input, known, state, parts, opened, memory }: Asked) {
  const { now, contacts = [], added = [] } = input
  const notes = notebook()
  const note = parts.survey && notes.note
  const look = (moved?: Renamed) => withAdded(surveyed(state, known, { moved, note }), added)
  const first = look(memory && renamedOf(memory))
  const decisions = await input.decisions([...first.sightings.keys()])
  const apartBefore = parts.survey?.apart ?? opened?.apart ?? 0
  const about = { state, decisions, contacts, added, now, apartBefore }
  const recalled = memory && (await inTurns(recall(memory, { ...about, seen: first })))
  if (recalled) return { seen: first, humans: recalled, remembered: true }
  const seen = memory ? look() : first
  const humans = await inTurns(gather(seen, { decisions, now, contacts, note }))
  if (parts.survey) parts.memory = JSON.stringify(remember(humans, { ...about, seen }, notes.moments))
  return { seen, humans, remembered: false }
}

/** The second pass: what lies between each of them and the owner. */
async function second(input: PassInput, parts: Parts, cast: Seen, opened?: Opened): Promise<Followed> {
  const { seen, humans } = cast
  const { now, timeZone, until, keep = asTexts, portion } = input
  const order = opened?.order() ?? beginOrder()
  const state = opened?.ties() ?? beginTies()
  await breathe()
  const about = { ...cast, now, days: daysIn(timeZone) }
  const look = tier(state, about)
  const take = async () => {
    const { survey, memory } = parts
    if (!survey || memory === undefined) return
    await state.ties.unpack(state.ties.keys())
    const made = { now, since: opened?.since ?? now, ...(portion === undefined ? {} : { portion }) }
    parts.kept = await keep(piecesOf({ survey, memory }, { state, cast }, made))
  }
  const known = read(input, opened)
  const told = opened ? unpacking(known, state, cast) : known
  const facts = inOrder(told, course(input, { state: order, take, opened, copy: copier(state, about) }))
  for await (const fact of facts) {
    look(fact)
    await breathe()
  }
  const thirds = mainThirds(state.ties)
  await state.ties.unpack(thirds.values())
  const sketches = await inTurns(
    describe(humans, {
      ties: state.ties,
      thirds,
      stood: state.seen,
      seen,
      partly: input.partly ?? new Map(),
      now,
      timeZone,
      refused: input.refusedOwn ?? [],
    }),
  )
  return {
    derived: {
      own: seen.own.addresses,
      sharers: seen.sharers,
      sketches,
      counts: count(sketches, seen.facts, state.interactions),
    },
    ...(until && parts.kept ? { checkpoint: { until, basis: basisOf(input), ...parts.kept } } : {}),
    resumed: opened !== undefined,
    remembered: cast.remembered,
  }
}

const read = (input: PassInput, opened: Opened | undefined) => (opened ? input.read(opened.until) : input.read())

function course(
  { until, copies, doubled }: PassInput,
  { state, take, opened, copy }: Pick<Course, 'state' | 'copy'> & { take(): Promise<void>; opened: Opened | undefined },
): Course {
  const later = until && (!opened || until.epochMilliseconds > opened.until.epochMilliseconds)
  return {
    ...(state ? { state } : {}),
    ...(copy ? { copy } : {}),
    ...(doubled ? { doubled } : {}),
    ...(opened ? { copies: (keys) => copies(keys, opened.until) } : {}),
    ...(later ? { cut: { until: until.epochMilliseconds, take } } : {}),
  }
}

function count(people: readonly Sketch[], facts: number, interactions: number): Derived['counts'] {
  const of = (kind: Sketch['kind']) => people.filter((person) => person.kind === kind).length
  return { facts, interactions, people: of('person'), robots: of('robot'), lists: of('list'), roles: of('role') }
}
