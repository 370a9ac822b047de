/** Gives every point that the product prints in the form in which it can be checked from the records alone. */
import type { Finding } from '../../src/letter/find/finding.ts'
import { points } from '../../src/letter/say/points.ts'
import type { Point, PointKind } from '../../src/letter/types.ts'
import { isTie } from '../../src/people/judge/gate.ts'
import type { Person } from '../../src/people/types.ts'
import type { View } from './view.ts'

export interface PointAnswer {
  readonly user: string
  /** Every address of the person of whom it speaks. */
  readonly person: readonly string[]
  readonly at: string
  readonly kind: string
  /** Ids of records. */
  readonly evidence: readonly string[]
  readonly quote?: string
  /** Addresses of a third person. */
  readonly others?: readonly string[]
  readonly text: string
}

/** By the names under which the points are checked; the others are the product's own. */
const kinds: Partial<Record<PointKind, string>> = {
  last_thread: 'last_thread',
  owed_reply: 'you_owe',
  unanswered: 'they_owe',
  in_common: 'shared_people',
  anniversary: 'anniversary',
  moved: 'job_change',
  season: 'seasonal',
  introduction_received: 'introduction',
}

export interface Printed {
  readonly person: Person
  readonly answers: readonly PointAnswer[]
}

/** Every point on everybody whom the owner really writes to. `recordId` leads from a fact to its record. */
export function printPoints(view: View, recordId: (factId: string) => string): readonly Printed[] {
  return view.people.filter(isTie).map((person) => ({ person, answers: answersOn(person, view, recordId) }))
}

function answersOn(person: Person, view: View, recordId: (factId: string) => string): readonly PointAnswer[] {
  const telling = view.telling(person)
  return points(telling).map((point) => {
    const { finding } = point
    const title = titleIn(point, finding)
    return {
      user: view.user,
      person: person.addresses.map(({ address }) => address),
      at: view.at.toString(),
      kind: kinds[point.kind] ?? point.kind,
      evidence: point.evidence.map(recordId),
      ...(title === undefined ? {} : { quote: title }),
      ...('otherAddress' in finding ? { others: [finding.otherAddress] } : {}),
      text: point.text,
    }
  })
}

/** What stands between quotation marks: a wording may leave the title out. */
function titleIn({ text }: Point, finding: Finding): string | undefined {
  const titles = [
    'title' in finding ? finding.title : undefined,
    'lastTitle' in finding ? finding.lastTitle : undefined,
  ]
  return titles.find((title) => title !== undefined && text.includes(`“${title}”`))
}
