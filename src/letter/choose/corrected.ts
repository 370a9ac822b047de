/** What the owner's "not right" means for the next card: a point that is not said again, and a kind that leads no more. */
import { hash53 } from '../../hash.ts'
import { policy } from '../../policy.ts'
import type { Point, PointKind } from '../types.ts'

/** Something that was said of somebody, and is not right. */
export interface Correction {
  readonly kind: PointKind
  /** What the point cited, as `digestOf` gives it. */
  readonly evidence: readonly string[]
}

/** What is kept of an interaction that a corrected point cites: enough to know it again, and nothing that it was. */
export const digestOf = (id: string): string => hash53(id).toString(36)

/** There is one of these of a person: whatever it cites next time, it is the same. */
const ofThePerson: ReadonlySet<PointKind> = new Set(['birthday', 'moved'])

/** The point is one of these, or says the same again with something added: it cites what one of them cited. */
export function isWrong({ kind, evidence }: Pick<Point, 'kind' | 'evidence'>, said: readonly Correction[]): boolean {
  const same = said.filter((one) => one.kind === kind)
  if (!same.length || ofThePerson.has(kind)) return same.length > 0
  const wrong = new Set(same.flatMap((one) => one.evidence))
  return evidence.some((id) => wrong.has(digestOf(id)))
}

/** Kinds of points of which the owner said so often that they are not right that they are the first on no card any more. */
export function leadless(
  said: readonly {
    readonly kind: PointKind
    readonly counts: boolean
    readonly at: { readonly epochMilliseconds: number }
  }[],
): ReadonlySet<PointKind> {
  // One tap is a row for each address of the person, all of one moment.
  const taps = new Map<PointKind, Set<number>>()
  for (const { kind, counts, at } of said)
    if (counts) taps.set(kind, (taps.get(kind) ?? new Set()).add(at.epochMilliseconds))
  return new Set([...taps].flatMap(([kind, moments]) => (moments.size >= policy.notRight ? [kind] : [])))
}
