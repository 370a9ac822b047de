/** Measures one tie: interactions go in one at a time in order of time, a Tie comes out; little is kept of each. */
import { faded } from '../days.ts'
import { isReply, type Sensitive, sensitiveMatter } from '../subjects/subject.ts'
import { type Interaction, personalOthers, smallOthers, weightOf } from './interaction.ts'
import { none, oneMore, owned } from './maps.ts'
import { noteMonth } from './months.ts'
import { occur, type Run } from './series.ts'
import { type Heading, noteThread } from './threads.ts'

/** An interaction as one person on it is concerned. */
export interface Touch {
  readonly interaction: Interaction
  /** How many people it was with, each once however many addresses they use. */
  readonly group: number
  /** The other people on it, by key; empty in large groups. */
  readonly companions: readonly string[]
  /** Day and month of the owner's zone, as `Days` counts them. */
  readonly day: number
  readonly month: number
  /** The first message known of its thread. */
  readonly opens: boolean
  /** The person called the meeting. */
  readonly organized: boolean
}

/**
 * What is kept of a tie while facts stream by: plain values, so that it can go on where it stopped. Grows with active days only.
 * Its maps are written to by way of `owned`: most ties have nothing in most of them.
 */
export interface RunningTie {
  weight: number
  /** The weight with a half-life of a year, as of `fadedAt`. */
  fading: number
  fadedAt: number
  out: number
  in: number
  met: number
  sent: number
  received: number
  small: number
  large: number
  /** The fewest others of any interaction. */
  closest: number
  readonly days: number[]
  /** Those of late, as months.ts counts them. */
  readonly months: number[]
  offsets: ReadonlyMap<number, number>
  /** The newest, the newest of them last, as threads.ts writes them. */
  readonly threads: string[]
  series: ReadonlyMap<string, Run>
  planned: ReadonlyMap<string, number>
  plannedAt: number | undefined
  threadsByOwner: number
  threadsByThem: number
  firstAt: number | undefined
  last: Moment | undefined
  /** The newest meeting too large to be contact. */
  crowdAt: number
  /** When each account last carried contact that counts, by account and kind; the newest last. */
  heard: ReadonlyMap<string, number>
  /** Messages of the owner since the other side was last heard of or met. */
  unansweredInRow: number
  titled: number
  private: number
  /** Matters of the newest titles, newest last; null for an ordinary one. */
  readonly matters: (Sensitive | null)[]
  /** How often each other person was on what they sent or called, and how much that was; in small groups only. */
  arranged: ReadonlyMap<string, number>
  initiated: number
  delegated: number
  companions: ReadonlyMap<string, number>
  /** The first message on which they stood, written by another; `alone` counts what followed without that other. */
  intro:
    | {
        readonly by: string
        readonly thread: string
        readonly said: boolean
        readonly first: Heading
        alone: number
        continued: boolean
      }
    | undefined
  introduced:
    | { readonly to: string; readonly thread: string; readonly first: Heading; wentOn: boolean; asked: boolean }
    | undefined
  bouncedAt: number | undefined
}

interface Moment extends Heading {
  readonly kind: Interaction['kind']
  readonly group: number
}

export function begin(): RunningTie {
  return {
    weight: 0,
    fading: 0,
    fadedAt: Number.NEGATIVE_INFINITY,
    out: 0,
    in: 0,
    met: 0,
    sent: 0,
    received: 0,
    small: 0,
    large: 0,
    closest: Number.POSITIVE_INFINITY,
    days: [],
    months: [],
    offsets: none,
    threads: [],
    series: none,
    planned: none,
    plannedAt: undefined,
    threadsByOwner: 0,
    threadsByThem: 0,
    firstAt: undefined,
    last: undefined,
    crowdAt: Number.NEGATIVE_INFINITY,
    heard: none,
    unansweredInRow: 0,
    titled: 0,
    private: 0,
    matters: [],
    arranged: none,
    initiated: 0,
    delegated: 0,
    companions: none,
    intro: undefined,
    introduced: undefined,
    bouncedAt: undefined,
  }
}

/** Adds one interaction; they come in order of time, each once. */
export function add(tie: RunningTie, touch: Touch): void {
  const { interaction, group } = touch
  const occurrence = interaction.kind === 'met' ? meet(tie, interaction) : 1
  const weight = weightOf(group) / Math.sqrt(occurrence)
  tie.weight += weight
  fade(tie, interaction.at)
  tie.fading += weight
  tie.closest = Math.min(tie.closest, group)
  judge(tie, interaction)
  if (group > personalOthers) {
    tie.large++
    return
  }
  tie.firstAt ??= interaction.at
  if (tie.days.at(-1) !== touch.day) tie.days.push(touch.day)
  noteMonth(tie.months, touch.month)
  count(tie, touch)
  accompany(tie, touch)
  hear(tie, interaction)
  tie.last = { at: interaction.at, kind: interaction.kind, factId: interaction.factId, group, title: interaction.title }
}

/** Which one of its series it is, from 1. */
function meet(tie: RunningTie, interaction: Interaction): number {
  if (interaction.series === undefined) return 1
  const series = owned(tie.series)
  tie.series = series
  return occur(series, interaction)
}

/** What was counted fades: half of it in a year. */
function fade(tie: RunningTie, at: number): void {
  tie.fading = faded(tie.fading, at - tie.fadedAt)
  tie.fadedAt = at
}

/**
 * Notes the account through which contact came. Of a message or meeting that several accounts hold, each of them: it is known
 * as long as one of them is read, and missed where that one is not.
 */
export function hear(tie: RunningTie, { connectionId, kind, at }: Interaction): void {
  const key = `${kind === 'met' ? 'calendar' : 'mail'} ${connectionId}`
  const heard = owned(tie.heard)
  tie.heard = heard
  const newest = Math.max(heard.get(key) ?? at, at)
  heard.delete(key)
  heard.set(key, newest)
  if (heard.size > keptAccounts) for (const oldest of heard.keys()) return void heard.delete(oldest)
}

/** Notes a meeting to come, at epoch milliseconds. */
export function plan(tie: RunningTie, at: number, series: string | undefined): void {
  tie.plannedAt = Math.min(tie.plannedAt ?? at, at)
  if (series !== undefined) tie.planned = owned(tie.planned).set(series, at)
}

function count(tie: RunningTie, touch: Touch): void {
  const { interaction, group } = touch
  if (interaction.kind === 'met') {
    tie.met++
    tie.unansweredInRow = 0
    if (group > smallOthers) return
    tie.small++
    tie.out++
    tie.in++
    return
  }
  const sent = interaction.kind === 'sent'
  if (sent) {
    tie.out++
    tie.sent++
    tie.unansweredInRow++
  } else {
    tie.in++
    tie.received++
    tie.unansweredInRow = 0
    if (interaction.offsetMinutes !== undefined) tie.offsets = oneMore(tie.offsets, interaction.offsetMinutes)
  }
  if (touch.opens && !interaction.reply && !isReply(interaction.title ?? '')) {
    if (sent) tie.threadsByOwner++
    else tie.threadsByThem++
  }
  if (group <= smallOthers) noteThread(tie.threads, interaction)
}

export const headingOf = ({ at, factId, title }: Interaction): Heading => ({ at, factId, title })

function accompany(tie: RunningTie, { interaction, group, companions, organized }: Touch): void {
  const theirs = interaction.kind === 'received' || organized
  if (theirs) tie.initiated++
  if (interaction.delegated) tie.delegated++
  if (tie.intro && !companions.includes(tie.intro.by)) {
    tie.intro.alone++
    if (interaction.thread === tie.intro.thread) tie.intro.continued = true
  }
  if (tie.introduced && interaction.kind !== 'received' && interaction.thread !== tie.introduced.thread)
    tie.introduced.asked = true
  for (const companion of companions) {
    tie.companions = oneMore(tie.companions, companion)
    if (theirs && group <= smallOthers) tie.arranged = oneMore(tie.arranged, companion)
  }
}

function judge(tie: RunningTie, { title }: Interaction): void {
  if (!title) return
  const matter = sensitiveMatter(title) ?? null
  tie.titled++
  if (matter) tie.private++
  tie.matters.push(matter)
  if (tie.matters.length > keptMatters) tie.matters.shift()
}

const keptMatters = 4
/** More than anybody has at one time. */
const keptAccounts = 24
