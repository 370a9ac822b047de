/** Compares what was said before with what is said now, in plain JSON: a difference has a path, so that it can be named. */

export interface Difference {
  /** Keys and places from the outermost on: "coffees.3.state". */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Everything that is gone, changed or added to a list. A key that is only there afterwards is no difference. */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return before.flatMap((one, place) => differences(one, after[place], join(path, place)))
  if (isRecord(before) && isRecord(after))
    return Object.keys(before).flatMap((key) => differences(before[key], after[key], join(path, key)))
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }]
}

const join = (path: string, key: string | number) => (path ? `${path}.${key}` : String(key))

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The accounts through which one interaction came stand in no order that says anything: it is that of numbers of rows. */
export function inOrder(whole: unknown): object {
  const {
    interactions = [],
    notCounted = [],
    ...rest
  } = whole as Partial<Record<'interactions' | 'notCounted', readonly Sourced[]>>
  const sorted = (entries: readonly Sourced[]) =>
    entries.map((one) => ({
      ...one,
      sources: one.sources.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    }))
  return { ...rest, interactions: sorted(interactions), notCounted: sorted(notCounted) }
}
interface Sourced {
  readonly sources: readonly object[]
}
