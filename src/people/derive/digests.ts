/** Digests of which most were kept: they are looked for where they lie in order, since a set of all takes longer to make than the few questions. */

export interface Digests {
  has(digest: number): boolean
  add(digest: number): void
  /** In ascending order, each once. */
  sorted(): Float64Array
}

/** None, or those that were kept: in ascending order, each by how much it is more than the one before. */
export function digestsIn(steps: readonly number[] = []): Digests {
  const kept = new Float64Array(steps.length)
  let sum = 0
  for (let at = 0; at < steps.length; at++) {
    sum += steps[at] as number
    kept[at] = sum
  }
  const more = new Set<number>()
  const has = (digest: number) => more.has(digest) || isIn(kept, digest)
  return {
    has,
    add(digest) {
      if (!has(digest)) more.add(digest)
    },
    sorted() {
      const all = new Float64Array(kept.length + more.size)
      all.set(kept)
      all.set([...more], kept.length)
      return all.sort()
    },
  }
}

function isIn(sorted: Float64Array, digest: number): boolean {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((sorted[middle] as number) < digest) from = middle + 1
    else to = middle
  }
  return sorted[from] === digest
}
