/** Finds which list's words a text holds, fast enough for every subject of a large mailbox: one look-up per word of the text. */
import { compose } from '../text.ts'
import { rememberingLast } from './remembering.ts'

/** The name of the first list, in the order given, one of whose words or phrases occurs in the text. */
export type Finder<Name extends string> = (text: string) => Name | undefined

/** @param lists of words and phrases, made with the first text; a `*` at a word's end stands for any letters. Case does not count */
export function finder<Name extends string>(lists: () => Lists<Name>): Finder<Name> {
  let find: Finder<Name> | null = null
  return (text) => {
    find ??= build(lists())
    return find(text)
  }
}

type Lists<Name extends string> = Readonly<Record<Name, readonly string[]>>

function build<Name extends string>(lists: Lists<Name>): Finder<Name> {
  const names = Object.keys(lists) as Name[]
  const exact = new Map<string, Entry[]>()
  const stems = new Map<string, Entry[]>()
  for (const [rank, name] of names.entries())
    for (const phrase of lists[name]) {
      const words = phrase.match(pattern) ?? []
      const first = words[0]
      if (!first) continue
      const stem = first.endsWith('*')
      file(stem ? stems : exact, stem ? first.slice(0, stemKey) : first, { words, rank })
    }
  return (text) => {
    const words = wordsOf(text)
    let best = names.length
    for (const [at, word] of words.entries()) {
      best = lower(exact.get(word), best, { words, at })
      best = lower(stems.get(word.slice(0, stemKey)), best, { words, at })
    }
    return names[best]
  }
}

/** The rank of the first of these that occurs there and comes before `best`; else `best`. */
function lower(entries: readonly Entry[] | undefined, best: number, { words, at }: Place): number {
  let least = best
  for (const entry of entries ?? none) if (entry.rank < least && occurs(entry, words, at)) least = entry.rank
  return least
}

/** A word among the words of a text. */
interface Place {
  readonly words: readonly string[]
  readonly at: number
}

/** Letters and digits, in lower case; everything else divides. */
export const wordsOf = rememberingLast(
  (text): readonly string[] => compose(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? none,
)

interface Entry {
  readonly words: readonly string[]
  readonly rank: number
}

const none: readonly never[] = []
const pattern = /[\p{L}\p{N}]+\*?/gu
/** Every stem has at least this many letters. */
const stemKey = 3

function occurs(entry: Entry, words: readonly string[], at: number): boolean {
  return entry.words.every((wanted, i) => {
    const word = words[at + i]
    return word !== undefined && (wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted)
  })
}

function file(index: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = index.get(key)
  if (entries) entries.push(entry)
  else index.set(key, [entry])
}
