/** Remembers what a pure function said of the texts it was asked about lately: one name, and one subject, is read many times over. */

/**
 * So many texts of late and as many from before them, none of them long: a few megabytes. It has to be more than one user has
 * names, or going over all of them once more finds none of them again.
 */
const most = 8192
const longest = 120

/**
 * The same function, which answers at once where it has been asked before. When it knows too much it forgets what has not been
 * asked for since it last forgot, so that memory stays flat whatever comes.
 */
export function remembering<T>(work: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>()
  let older = new Map<string, T>()
  const keep = (text: string, said: T): T => {
    if (known.size >= most) [known, older] = [new Map(), known]
    known.set(text, said)
    return said
  }
  return (text) => {
    if (text.length > longest) return work(text)
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as T
    return keep(text, older.has(text) ? (older.get(text) as T) : work(text))
  }
}

/** The same function, which answers at once where it is asked of one text several times in a row: many rules look at each subject. */
export function rememberingLast<T>(work: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly said: T } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, said: work(text) }
    return last.said
  }
}
