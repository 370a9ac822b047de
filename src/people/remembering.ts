/** Remembers what a pure function said of the texts it was asked about lately: one name is read many times over. */

/** So many texts, none of them long: a few hundred kilobytes. */
const most = 4096
const longest = 120

/**
 * The same function, which answers at once where it has been asked before. It forgets everything when it knows too much, so that
 * memory stays flat whatever comes.
 */
export function remembering<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (text.length > longest) return work(text)
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as T
    const said = work(text)
    if (known.size >= most) known.clear()
    known.set(text, said)
    return said
  }
}
