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
