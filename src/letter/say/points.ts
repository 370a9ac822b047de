/** What can be said of somebody on a card: every true point with its evidence, and the two or three that are shown. */
import { finder } from '../find/find.ts'
import type { Finding } from '../find/finding.ts'
import type { Telling } from '../find/telling.ts'
import type { Point, PointKind } from '../types.ts'
import { inAnyTongue } from '../words/words.ts'
import { type Spoken, say } from './say.ts'

/** A point with what it puts into words: whatever else is said of it, such as an opener, begins from the same finding. */
export interface Said extends Spoken {
  readonly finding: Finding
}

/** Every true point, in the order of `PointKind`: found once and worded once. */
export const points = (telling: Telling): readonly Said[] => pointsOf(telling).all()

/** What can be said of somebody, found as far as somebody asks: of most who are looked at only what would stand first. */
export interface Points<P extends Point = Said> {
  /** As `leadOfAll` finds it among those that pass. */
  lead(passes: (point: P) => boolean): P | undefined
  /** Every true point, in the order of `PointKind`. */
  all(): readonly P[]
}

/** Found once and worded once, whatever is asked for first. */
export function pointsOf(telling: Telling): Points {
  const found = finder(telling)
  const made = new Map<PointKind, Said | undefined>()
  const point = (kind: PointKind) => {
    if (!made.has(kind)) {
      const finding = found[kind]()
      made.set(kind, finding && saidLater(finding, telling))
    }
    return made.get(kind)
  }
  return {
    lead(passes) {
      for (const { kind, rank } of leadOrder) {
        const one = point(kind)
        if (one && leadRank(one) === rank && passes(one)) return one
      }
      return undefined
    },
    all: () => pointKinds.flatMap((kind) => point(kind) ?? []),
  }
}

/** Worded once somebody wants the words: most of those who are looked at stand in no letter. */
function saidLater(finding: Finding, telling: Telling): Said {
  let spoken: Spoken | undefined
  const said = () => {
    spoken ??= say(finding, telling)
    return spoken
  }
  return {
    kind: finding.kind,
    evidence: finding.evidence,
    finding,
    get label() {
      return said().label
    },
    get text() {
      return said().text
    },
    get mark() {
      return said().mark
    },
  }
}

/** The same points as they are worded at this place of a letter. */
export const reworded = (said: readonly Said[], telling: Telling): readonly Said[] =>
  said.map(({ finding }) => ({ ...say(finding, telling), finding }))

/** The point alone, as a card keeps it. */
export const bare = ({ kind, label, text, evidence }: Point): Point => ({ kind, label, text, evidence })

/**
 * The points of a card, of different kinds: first what is news between the two, then the others in the order of
 * `PointKind`. The first one's kind is the reason of the card; none where no kind may be that. A title stands in one of them,
 * unless there would be one point alone.
 */
export function pickPoints<P extends Point>(all: readonly P[], most = 3): readonly P[] {
  const different = ofDifferentKinds(all)
  const lead = leadOfAll(all)
  if (!lead) return []
  const ordered = [lead, ...different.filter((point) => point !== lead)]
  const fresh = ordered.filter((point, index) => !quotesOneOf(point, ordered.slice(0, index)))
  return (fresh.length > 1 ? fresh : ordered).slice(0, most)
}

/** The first point of the card: asked for before anything is put into words. */
export const leadOfAll = <P extends Point>(all: readonly P[]): P | undefined =>
  ofDifferentKinds(all)
    .filter(({ neverLeads }) => !neverLeads)
    .toSorted((a, b) => leadRank(a) - leadRank(b))[0]

function ofDifferentKinds<P extends Point>(all: readonly P[]): readonly P[] {
  const kinds = new Map<PointKind, P>()
  for (const point of all) if (!kinds.has(point.kind)) kinds.set(point.kind, point)
  return [...kinds.values()]
}

function quotesOneOf(point: Point, before: readonly Point[]): boolean {
  const said = before.flatMap(titlesIn)
  return titlesIn(point).some((one) => said.some((other) => one.startsWith(other) || other.startsWith(one)))
}

/** Also the same title with something behind it: “Strategy” and “Strategy, meeting today”. */
const titlesIn = ({ text }: Point) =>
  (text.toLowerCase().match(/“[^“”]*”|„[^„“]*“/g) ?? []).map((one) => one.slice(1, -1))

/** True where the point says that a question of theirs waits for an answer. */
export const isOpen = (point: Point | undefined): boolean =>
  point?.kind === 'owed_reply' && inAnyTongue.some(({ openLabel }) => point.label === openLabel)

/**
 * How much there is to say first, the most at 0. What is only usual between two people ranks alike, so that letters do not
 * come in the same order each week.
 */
export const worthSaying = (first: Point | undefined): number =>
  first ? Math.min(leadRank(first), lastWordLead) : lastWordLead

/** At a place of a letter: the lead, and of the others as many as there is room for, beginning with another one each time. */
export function atPlace<P>(
  points: readonly P[],
  { place, most, turn }: { place: number; most: number; turn: number },
): readonly P[] {
  const [lead, ...others] = points
  if (lead === undefined) return points
  return [lead, ...others.map((_, index) => others[(index + place + turn) % others.length] as P)].slice(0, most)
}

const leadRank = (point: Point) =>
  point.kind === 'owed_reply' && !isOpen(point) ? lastWordLead : ranks[point.kind].lead

/**
 * `place` is the order of `PointKind`, which types cannot say at run time. `lead` is what makes a better reason to write:
 * something that happened before something that is usual.
 */
const ranks = {
  owed_reply: { place: 0, lead: 0 },
  introduction_made: { place: 1, lead: 1 },
  introduction_received: { place: 2, lead: 2 },
  note: { place: 3, lead: 3 },
  anniversary: { place: 4, lead: 4 },
  birthday: { place: 5, lead: 5 },
  series_ended: { place: 6, lead: 6 },
  shared_meetings: { place: 7, lead: 11 },
  last_thread: { place: 8, lead: 12 },
  moved: { place: 9, lead: 7 },
  in_common: { place: 10, lead: 13 },
  season: { place: 11, lead: 9 },
  unanswered: { place: 12, lead: 8 },
} satisfies Record<PointKind, { readonly place: number; readonly lead: number }>

/** In the order in which they stand on a card. */
export const pointKinds = Object.keys(ranks) as readonly PointKind[]

/** A last word without a question mostly means that a thread ended with thanks. */
const lastWordLead = 10

/** What makes the better reason comes first; an answer that is owed stands twice, as it may wait for one or not. */
const leadOrder = [
  ...pointKinds.map((kind) => ({ kind, rank: ranks[kind].lead })),
  { kind: 'owed_reply' as const, rank: lastWordLead },
].toSorted((a, b) => a.rank - b.rank)
