/** Which messages of a file belong together: by Gmail's own number, else by what answers what; never by subject alone. */

/** What a message says of its place. Ids are Message-IDs without angle brackets. */
export interface ThreadSpot {
  /** Gmail's number of the thread, in decimal as its export writes it. */
  readonly gmail?: string
  readonly id: string
  /** What it answers, oldest first. */
  readonly references: readonly string[]
}

export interface Threads {
  /** Takes a message in. `mine`: its owner wrote it. */
  add(place: ThreadSpot, mine: boolean): void
  /** The thread's name, once every message is in: Gmail's as its interface has it, else one made from the oldest message. */
  nameOf(place: ThreadSpot): string
  /** Whether the owner wrote in the thread, once every message is in. */
  isMine(place: ThreadSpot): boolean
}

/**
 * Grows by some 50 bytes for each Message-ID that is seen or mentioned, and by nothing for a message of Gmail's export.
 * An answer is hung below what it answers, so that the name of a thread is that of its oldest message in any order of the file.
 */
export function createThreads(): Threads {
  const places = new Map<number, number>()
  const above: number[] = []
  const names: number[] = []
  const ours = new Set<number>()
  const gmail = new Set<string>()
  let settled: Set<number> | null = null

  const placeOf = (id: string): number => {
    const hash = hashOf(id)
    const known = places.get(hash)
    if (known !== undefined) return known
    const place = above.length
    above.push(place)
    names.push(hash)
    places.set(hash, place)
    return place
  }
  const top = (place: number): number => {
    let at = place
    for (let next = above[at] ?? at; next !== at; next = above[at] ?? at) {
      above[at] = above[next] ?? next
      at = next
    }
    return at
  }
  const chain = ({ id, references }: ThreadSpot) =>
    [...references.slice(0, 1), ...references.slice(1).slice(-mostReferences), id].filter(Boolean)
  /** A message without a name of its own is found by what it answers. */
  const topOf = (place: ThreadSpot) => {
    const last = chain(place).at(-1)
    return last === undefined ? undefined : top(placeOf(last))
  }

  return {
    add(place, mine) {
      settled = null
      if (place.gmail) {
        if (mine) gmail.add(place.gmail)
        return
      }
      const line = chain(place).map(placeOf)
      line.forEach((one, index) => {
        const before = line[index - 1]
        if (before !== undefined && top(before) !== top(one)) above[top(one)] = top(before)
      })
      const last = line.at(-1)
      if (mine && last !== undefined) ours.add(last)
    },
    nameOf(place) {
      if (place.gmail) return toGmailId(place.gmail)
      const at = topOf(place)
      return at === undefined ? '' : `t${(names[at] ?? 0).toString(36)}`
    },
    isMine(place) {
      if (place.gmail) return gmail.has(place.gmail)
      settled ??= new Set([...ours].map(top))
      const at = topOf(place)
      return at !== undefined && settled.has(at)
    },
  }
}

/** A message may claim to answer any number of others. */
const mostReferences = 100

/** Gmail's interface writes in hexadecimal what its export writes in decimal. */
const toGmailId = (decimal: string): string => BigInt(decimal).toString(16)

/** 53 bits of a text: two rounds of FNV-1a with different beginnings. */
function hashOf(text: string): number {
  let low = 0x811c9dc5
  let high = 0xc9dc5118
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ (code + index), 0x85ebca6b)
  }
  high ^= high >>> 15
  low ^= low >>> 13
  return (high >>> 0) * 2 ** 21 + ((low >>> 0) & 0x1fffff)
}
