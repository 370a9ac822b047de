/** Digests of which most were kept: they are looked for where they lie in order, since a set of all takes longer to make than the few questions. */
import { steps } from '../steps.ts'

export interface Digests {
  has(digest: number): boolean
  add(digest: number): void
  /** In ascending order, each once. */
  sorted(): Float64Array
}

/** None, or those that were kept, as lines that `linesIn` made. */
export function digestsOf(lines: readonly string[] = []): Digests {
  // By one line after the other: of all of them no list is made.
  const kept = new Float64Array(lines.length * inLine)
  let count = 0
  let sum = 0
  for (const line of lines)
    for (const step of JSON.parse(line) as readonly number[]) {
      sum += step
      kept[count++] = sum
    }
  return digestsIn(kept.subarray(0, count))
}

/** None, or those that were kept: in ascending order. */
function digestsIn(kept: Float64Array): Digests {
  const more = gathering()
  const has = (digest: number) => more.has(digest) || isIn(kept, digest)
  return {
    has,
    add(digest) {
      if (!has(digest)) more.add(digest)
    },
    sorted() {
      const all = new Float64Array(kept.length + more.size())
      all.set(kept)
      more.copy(all.subarray(kept.length))
      return all.sort()
    },
  }
}

/** As lines that `digestsOf` takes: of hundreds of thousands no list is made, nor one text. */
export function linesIn(digests: Digests): { readonly count: number; lines(): Generator<string> } {
  const all = digests.sorted()
  return {
    count: Math.ceil(all.length / inLine),
    *lines() {
      let before = 0
      for (let from = 0; from < all.length; from += inLine) {
        const some = all.subarray(from, from + inLine)
        yield JSON.stringify(steps(some, before))
        before = some.at(-1) ?? before
      }
    },
  }
}

const inLine = 4096

/** Numbers in a table of nothing else: 12 bytes of each, where a set keeps fifty. */
function gathering() {
  // Each one more than it is, so that 0 is a free place.
  let table = new Float64Array(least)
  let size = 0
  /** Where it stands, or would. Low bits of a digest are as good as any. */
  const place = (digest: number) => {
    let at = digest & (table.length - 1)
    while (table[at] !== 0 && table[at] !== digest + 1) at = (at + 1) & (table.length - 1)
    return at
  }
  const grow = () => {
    const before = table
    table = new Float64Array(2 * before.length)
    for (const one of before) if (one !== 0) table[place(one - 1)] = one
  }
  return {
    size: () => size,
    has: (digest: number) => table[place(digest)] !== 0,
    /** It must not be there. */
    add(digest: number) {
      if (4 * ++size > 3 * table.length) grow()
      table[place(digest)] = digest + 1
    },
    copy(to: Float64Array) {
      let at = 0
      for (const one of table) if (one !== 0) to[at++] = one - 1
    },
  }
}

/** A power of two. */
const least = 256

function isIn(sorted: Float64Array, digest: number): boolean {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((sorted[middle] as number) < digest) from = middle + 1
    else to = middle
  }
  return sorted[from] === digest
}
