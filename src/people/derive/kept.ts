/** A map that grows while facts stream by, of which most was kept as text: each is read when somebody asks for it. */

export interface Kept<T> {
  /** To look at. */
  get(key: string): T | undefined
  /** To add to. */
  open(key: string): T | undefined
  set(key: string, value: T): void
  has(key: string): boolean
  /** Those that there were before. */
  packed(): Iterable<string>
  keys(): Iterable<string>
  /** Every one of them is read. */
  values(): Iterable<T>
  /** Those that were opened or set; `lately`: since they were packed last. */
  opened(lately?: 'lately'): readonly string[]
  /** As it was kept, whatever was added since. */
  before(key: string): T | undefined
  /** Each as it is now, as lines that `keptIn` takes. */
  pack(): Generator<string>
}

interface Writing<T> {
  read(key: string, text: string): T
  write(value: T): string
}

/** `lines` as they were packed. */
export function keptIn<T>(lines: readonly string[], { read, write }: Writing<T>): Kept<T> {
  const texts = new Map<string, string>()
  for (const line of lines) put(line, texts)
  const known = new Map<string, T>()
  const opened = new Set<string>()
  const lately = new Set<string>()
  const before = (key: string) => {
    const text = texts.get(key)
    return text === undefined ? undefined : read(key, text)
  }
  const kept: Kept<T> = {
    get(key) {
      const there = known.get(key)
      if (there) return there
      const value = before(key)
      if (value) known.set(key, value)
      return value
    },
    open(key) {
      const value = kept.get(key)
      if (value) touch(key)
      return value
    },
    set(key, value) {
      known.set(key, value)
      touch(key)
    },
    packed: () => texts.keys(),
    has: (key) => known.has(key) || texts.has(key),
    *keys() {
      yield* texts.keys()
      for (const key of known.keys()) if (!texts.has(key)) yield key
    },
    *values() {
      for (const key of kept.keys()) {
        const value = kept.get(key)
        if (value) yield value
      }
    },
    opened: (when) => [...(when ? lately : opened)],
    before,
    *pack() {
      for (const key of kept.keys()) {
        const value = opened.has(key) ? known.get(key) : undefined
        yield `${JSON.stringify(key)}\t${value ? write(value) : texts.get(key)}`
      }
      lately.clear()
    },
  }
  const touch = (key: string) => {
    opened.add(key)
    lately.add(key)
  }
  return kept
}

/** Within JSON no tab stands as itself. */
function put(line: string, texts: Map<string, string>): void {
  const end = line.indexOf('\t')
  const key = line.slice(0, end)
  texts.set(key.includes('\\') ? (JSON.parse(key) as string) : key.slice(1, -1), line.slice(end + 1))
}
