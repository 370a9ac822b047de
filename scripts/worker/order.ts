/** In which order modules stand in the bundle for Workers: gzip finds again what stood in the last 32 KiB. */

/** Modules by their paths, each with those that it imports. */
export type Graph = ReadonlyMap<string, readonly string[]>

/**
 * Each module after those that it imports, so that what runs when stays as it is; of those that may come next, the one nearest
 * to the last by its path, German beside English. What holds sentences comes as late as it may, and so all together.
 */
export function inOrder(graph: Graph): readonly string[] {
  const left = new Map([...graph.keys()].map((path) => [path, placeOf(path)] as const).toSorted(byPlace))
  const order: string[] = []
  let last = ''
  while (left.size) {
    const ready = [...left].filter(([path]) => !graph.get(path)?.some((imported) => left.has(imported)))
    // Where modules import each other in a ring, the first of them.
    const [path, place] = nearest(ready.length ? ready : [...left].slice(0, 1), last)
    order.push(path)
    left.delete(path)
    last = place
  }
  return order
}

type Placed = readonly [path: string, place: string]

const placeOf = (path: string) => `${path.includes('/words') ? 1 : 0} ${path.replace(/\/(?:de|en)\//, '/')} ${path}`

const byPlace = ([, one]: Placed, [, other]: Placed) => (one < other ? -1 : 1)

const nearest = (among: readonly Placed[], last: string): Placed =>
  among.reduce((best, one) => (shared(one[1], last) > shared(best[1], last) ? one : best))

/** How long two texts are the same from their beginning on. */
function shared(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
