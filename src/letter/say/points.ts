/** What can be said of somebody on a card: every true point with its evidence, and the two or three that are shown. */
import { find } from '../find/find.ts'
import type { Telling } from '../find/telling.ts'
import { openLabel, type Point, type PointKind } from '../types.ts'
import { say } from './say.ts'

/** Every true point, in the order of `PointKind`. What a count, a quote or a date rests on is its evidence. */
export function points(input: Telling): readonly Point[] {
  return find(input).map((finding) => say(finding, input))
}

/**
 * The points of a card, of different kinds: first what is news between the two, then the others in the order of
 * `PointKind`. The first one's kind is the reason of the card.
 */
export function pickPoints(all: readonly Point[], most = 3): readonly Point[] {
  const kinds = new Map<PointKind, Point>()
  for (const point of all) if (!kinds.has(point.kind)) kinds.set(point.kind, point)
  const different = [...kinds.values()]
  const [lead] = different.toSorted((a, b) => leadRank(a) - leadRank(b))
  return lead ? [lead, ...different.filter((point) => point !== lead)].slice(0, most) : []
}

/** True where the point says that a question of theirs waits for an answer. */
export const isOpen = (point: Point | undefined): boolean => point?.kind === 'owed_reply' && point.label === openLabel

/** Where a kind stands among reasons, the strongest at 0. */
export const kindRank = (kind: PointKind): number => kindOrder.indexOf(kind)

const leadRank = (point: Point) =>
  point.kind === 'owed_reply' && !isOpen(point) ? leadOrder.indexOf('last_word') : leadOrder.indexOf(point.kind)

/** The order of `PointKind`, which types cannot say at run time. */
const kindOrder: readonly PointKind[] = [
  'owed_reply',
  'introduction_made',
  'introduction_received',
  'note',
  'anniversary',
  'birthday',
  'series_ended',
  'shared_meetings',
  'last_thread',
  'moved',
  'in_common',
  'season',
  'unanswered',
]

/**
 * What makes a better reason to write: something that happened before something that is usual. A last word without a
 * question mostly means that a thread ended with thanks.
 */
const leadOrder: readonly (PointKind | 'last_word')[] = [
  'owed_reply',
  'introduction_made',
  'introduction_received',
  'note',
  'anniversary',
  'birthday',
  'series_ended',
  'moved',
  'unanswered',
  'season',
  'last_word',
  'shared_meetings',
  'last_thread',
  'in_common',
]
