/** Chooses whom a letter names: a small, varied set of people for whom there is a true reason, or none. */
import { inTurns } from '../../breathe.ts'
import type { Instant } from '../../facts.ts'
import { type Circumstances, rank } from '../../people/judge/rank.ts'
import type { Standing } from '../../people/types.ts'
import { isLongSilence } from '../../policy.ts'
import { isOpen, leadOfAll, pickPoints, worthSaying } from '../say/points.ts'
import type { Candidate, CardLead, Point, PointKind } from '../types.ts'
import { cooling } from './cooling.ts'
import { effectOf } from './effects.ts'
import { claims, occasionFrom, occasionLooks, occasionOf, occasions } from './occasion.ts'
import { byWorth, type Ranked, worthOf } from './worth.ts'

export interface Choosing<P extends Point = Point> extends Circumstances {
  readonly candidates: readonly Candidate[]
  /** How many people the letter may name. */
  readonly count: number
  readonly now: Instant
  /** The history is complete back to here. */
  readonly historyReadBackTo?: Instant
  /** How many years of history are ever read: how far back the one goes who is silent for more than two years. */
  readonly historyYears: number
  /** Ids of candidates who are not wanted this week. */
  readonly passedOver: ReadonlySet<string>
  /** Ids of candidates who are in this letter already: they come first, and stay as long as the gate lets them. */
  readonly pinned: ReadonlySet<string>
  /** What an answer after a long silence is worth more, where it is not as usual: for measuring. */
  readonly reviving?: number
  /** No seat for an occasion: for measuring. */
  readonly occasions?: false
  /**
   * Told before anybody is asked about: who will be, as far as it can be foretold, in that order; and `later` who is asked about
   * where nothing can be said of those.
   */
  expect?(candidates: readonly Candidate[], later: readonly Candidate[]): void
  /**
   * What can be said of a candidate, or every true point; asked only for those who come into question, and once for each. `quietFrom` days without
   * contact are enough for one who has an occasion.
   */
  points(candidate: Candidate, quietFrom?: number): Promise<readonly P[] | Choice<P>>
}

/** What would stand first on a card, which is found before all the rest; and every true point. */
export interface Choice<P extends Point = Point> {
  lead(): P | undefined
  all(): readonly P[]
}

export interface Pick<P extends Point = Point> {
  readonly candidate: Candidate
  readonly standing: Standing
  /** What the card says: at least one, of different kinds. */
  readonly points: readonly P[]
  readonly reason: PointKind
  readonly lead: CardLead
}

/**
 * At most `count` people, the one first of whom there is most to say, and then by warmth: nobody below the gate, cooling, passed
 * over, or of whom nothing true can be said. At most one of an organisation and one of a reason while others remain.
 */
export async function choose<P extends Point>(input: Choosing<P>): Promise<readonly Pick<P>[]> {
  return (await chooseAbove(input, nobodyElse)) ?? []
}

/** What anybody who is no candidate here may be worth at most: who is due, and who is so only because it is too long ago. */
export interface Floor {
  readonly due: number
  readonly longAgo: number
  /** Whoever has an anniversary and no better occasion. */
  readonly anniversary: number
}
const nothing = Number.NEGATIVE_INFINITY
/** Everybody is a candidate. */
const nobodyElse: Floor = { due: nothing, longAgo: nothing, anniversary: nothing }

/**
 * The same among the best of more people, where whoever is left out is not kept close, has no occasion but an anniversary, and
 * is in no letter that is shown already. Undefined where somebody of those could have been chosen or looked at: then more are needed.
 */
export async function chooseAbove<P extends Point>(
  input: Choosing<P>,
  floor: Floor,
): Promise<readonly Pick<P>[] | undefined> {
  const { pinned, free } = await inTurns(admit(input))
  const table: Table<P> = { input, picks: [], known: new Map(), floor, isVoid: false }
  const [shown, waiting] = [byWorth(pinned, input.reviving), byWorth(free, input.reviving)]
  const occasions = hasSeat(input) ? await inTurns(bestOccasions(input)) : []
  input.expect?.(
    [
      ...shown,
      ...occasions.filter(({ occasion }) => occasion !== 'anniversary'),
      ...waiting.filter(isClose),
      ...waiting.slice(0, looks + besides),
    ].map(({ candidate }) => candidate),
    waiting.slice(looks + besides).map(({ candidate }) => candidate),
  )
  for (const ranked of shown) if (!isAlike(table, ranked)) await sit(table, ranked, 'any')
  await seatOccasion(table, occasions)
  // Whom the owner keeps close is named before others, however alike the cards are.
  for (const ranked of waiting) if (isClose(ranked) && !isAlike(table, ranked)) await sit(table, ranked, 'any')
  for (const how of ['varied', 'same_reason', 'any'] as const)
    while (table.picks.length < input.count && (await fill(table, waiting, how)));
  if (table.isVoid) return undefined
  return table.picks.toSorted(
    (a, b) =>
      Number(isClose(b)) - Number(isClose(a)) ||
      worthSaying(a.points[0]) - worthSaying(b.points[0]) ||
      b.standing.warm - a.standing.warm ||
      (a.candidate.id < b.candidate.id ? -1 : 1),
  )
}

const isClose = ({ candidate }: { readonly candidate: Candidate }) => candidate.person.close === true

/** How much sameness a pass allows: none; the same reason twice; or also the same organisation twice. */
type Variety = 'varied' | 'same_reason' | 'any'

interface Table<P extends Point> {
  readonly input: Choosing<P>
  readonly picks: Pick<P>[]
  /** What can be said of those who were looked at. */
  readonly known: Map<string, Choice<P>>
  readonly floor: Floor
  /** Somebody who is no candidate could have had the turn. */
  isVoid: boolean
}

/** So many of a queue are looked at for variety's sake: whoever stands further back is no better for being different. */
const looks = 20
/** So many more are expected to be passed by without a look: colleagues of somebody who sits already. */
const besides = 4

interface Admitted {
  readonly pinned: Ranked[]
  readonly free: Ranked[]
}

/** Whoever is looked through may be everybody: with a pause after each. */
function* admit(input: Choosing): Generator<void, Admitted> {
  const { candidates, now, historyReadBackTo, passedOver, pinned } = input
  const admitted: Admitted = { pinned: [], free: [] }
  for (const candidate of candidates) {
    yield
    if (passedOver.has(candidate.id)) continue
    const standing = rank(candidate.person, now, historyReadBackTo, input)
    // Whom the seat for an occasion brought into this letter stays in it as well.
    const brought = !standing.due && pinned.has(candidate.id) && hasSeat(input) && withOccasion(candidate, input)
    const ranked = brought || { candidate, standing, sinceDays: standing.sinceDays ?? Number.POSITIVE_INFINITY }
    if (!ranked.standing.due && !isDormant(ranked.standing, ranked.sinceDays, input)) continue
    if (pinned.has(candidate.id)) admitted.pinned.push(ranked)
    else if (!isCooling(candidate, input)) admitted.free.push(ranked)
  }
  return admitted
}

const isCooling = ({ appearances, person: { close } }: Candidate, input: Choosing) =>
  cooling(appearances, input.now, { ...input, close }) !== undefined

/** Silent for more than two years, and no longer than is read: one of a letter of two people or more may be. */
const isDormant = ({ onlyTooLongAgo }: Standing, sinceDays: number, { count, historyYears }: Choosing) =>
  onlyTooLongAgo === true && count > 1 && sinceDays <= historyYears * 365.25

/**
 * One seat of a letter for two or more goes to the best occasion among all who may be named. Whoever is in it already by the
 * owner's word may be that one.
 */
async function seatOccasion<P extends Point>(table: Table<P>, best: readonly Ranked[]): Promise<void> {
  const { input, picks } = table
  if (picks.length >= input.count) return
  if (picks.some(({ reason, points: [first] }) => occasions.some((kind) => kind === reason && claims(kind, first))))
    return
  for (const ranked of best) {
    if (isBelowOccasions(table, ranked)) return
    if (isAlike(table, ranked) || picks.some(({ candidate }) => candidate.id === ranked.candidate.id)) continue
    if (await sit(table, ranked, 'any')) return
  }
  if (best.length < occasionLooks) isBelowOccasions(table, undefined)
}

/** Whether an anniversary of somebody who is no candidate may come before this occasion, or after all of them. */
function isBelowOccasions(table: Table<Point>, ranked: Ranked | undefined): boolean {
  const floor = table.floor.anniversary
  if (floor === nothing) return false
  const place = ranked?.occasion ? occasions.indexOf(ranked.occasion) : occasions.length
  const anniversary = occasions.indexOf('anniversary')
  const isAbove =
    place < anniversary || (ranked && place === anniversary && worthOf(ranked, table.input.reviving) > floor)
  if (!isAbove) table.isVoid = true
  return table.isVoid
}

/** Some who seem to have an occasion, the best first. */
function* bestOccasions(input: Choosing): Generator<void, readonly Ranked[]> {
  const found: Ranked[] = []
  for (const candidate of input.candidates) {
    yield
    if (input.passedOver.has(candidate.id) || cooling(candidate.appearances, input.now, input) !== undefined) continue
    const ranked = withOccasion(candidate, input)
    if (ranked) found.push(ranked)
  }
  const order = ({ occasion }: Ranked) => (occasion ? occasions.indexOf(occasion) : occasions.length)
  return byWorth(found, input.reviving)
    .toSorted((a, b) => order(a) - order(b))
    .slice(0, occasionLooks)
}

const hasSeat = ({ count, occasions }: Choosing) => count > 1 && occasions !== false

/** Of one who has an occasion the quiet that a letter waits for is waived down to a week, and nothing else. */
function withOccasion(candidate: Candidate, input: Choosing): Ranked | undefined {
  const occasion = occasionOf(candidate.person, input)
  if (!occasion) return undefined
  const standing = rank(candidate.person, input.now, input.historyReadBackTo, { ...input, quietFrom: occasionFrom })
  const sinceDays = standing.sinceDays ?? Number.POSITIVE_INFINITY
  return standing.due ? { candidate, standing, sinceDays, occasion } : undefined
}

/** Seats the first of the queue who may sit. */
async function fill<P extends Point>(table: Table<P>, waiting: readonly Ranked[], how: Variety): Promise<boolean> {
  let looked = 0
  for (const ranked of waiting) {
    if (isBelow(table, worthOf(ranked, table.input.reviving))) return false
    if (table.picks.some(({ candidate }) => candidate.id === ranked.candidate.id)) continue
    if (ranked.standing.onlyTooLongAgo && table.picks.some(({ standing }) => standing.onlyTooLongAgo)) continue
    if (isAlike(table, ranked)) continue
    if (how !== 'any' && sameOrganisation(table, ranked)) continue
    if (how === 'varied' && ++looked > looks) return false
    if (await sit(table, ranked, how)) return true
  }
  isBelow(table, nothing)
  return false
}

/** Whether somebody who is no candidate may stand before one of this worth, or after all of them: then the choice is void. */
function isBelow(table: Table<Point>, worth: number): boolean {
  const { due, longAgo } = table.floor
  const isLongAgoOpen = !table.picks.some(({ standing }) => standing.onlyTooLongAgo)
  const isOpen = (floor: number) => floor > nothing && worth <= floor
  if (isOpen(due) || (isLongAgoOpen && isOpen(longAgo))) table.isVoid = true
  return table.isVoid
}

async function sit<P extends Point>(table: Table<P>, ranked: Ranked, how: Variety): Promise<boolean> {
  const { input, picks } = table
  if (picks.length >= input.count) return false
  const { candidate, standing } = ranked
  const choice = await known(table, ranked)
  const first = choice.lead()
  if (ranked.occasion && !claims(ranked.occasion, first)) return false
  if (!first || (how === 'varied' && picks.some(({ reason }) => reason === first.kind))) return false
  picks.push({ candidate, standing, points: pickPoints(choice.all()), reason: first.kind, lead: leadOf(ranked, first) })
  return true
}

/** What can be said of somebody: asked once. */
async function known<P extends Point>({ input, known }: Table<P>, { candidate, occasion }: Ranked): Promise<Choice<P>> {
  const quietFrom = occasion && occasionFrom
  const key = `${candidate.id}|${quietFrom ?? ''}`
  const choice = known.get(key) ?? choiceOf(await input.points(candidate, quietFrom))
  known.set(key, choice)
  return choice
}

const choiceOf = <P extends Point>(said: readonly P[] | Choice<P>): Choice<P> =>
  'lead' in said ? said : { lead: () => leadOfAll(said), all: () => said }

/** One letter never names one human twice, nor two entries that may be one. */
function isAlike({ input, picks }: Table<Point>, { candidate }: Ranked): boolean {
  const alike = input.alike?.(candidate.person) ?? []
  return alike.some(({ address }) => picks.some((pick) => pick.candidate.person.address === address))
}

function sameOrganisation({ picks }: Table<Point>, { candidate }: Ranked): boolean {
  const own = candidate.person.relationship.organisation
  return own !== undefined && picks.some((pick) => pick.candidate.person.relationship.organisation === own)
}

/** An answer is owed: open it. After a long silence, or a note or invitation without a yes, a note that asks for nothing. */
function leadOf({ candidate, sinceDays }: Ranked, first: Point): CardLead {
  if (isOpen(first)) return 'open'
  const last = candidate.appearances.at(-1)
  return isLongSilence(sinceDays) ? 'write' : ((last && effectOf(last.outcome).lead) ?? 'coffee')
}
