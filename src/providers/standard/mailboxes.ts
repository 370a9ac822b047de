/**
 * The grammar of address headers: RFC 5322 section 3.4 with the obsolete forms of section 4.4, and what programs and people
 * really write. One pass over the text finds the signs, one over the signs finds who is meant.
 */
import { decode } from './encoded-words.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Somebody as a header has them: neither text is cleaned. */
export interface Mailbox {
  readonly address: string
  /** Decoded, without the quotes around it; empty where there is none. */
  readonly name: string
}

/** An entry between two commas, as far as it is read. */
interface Entry {
  /** The words of a name, the address in brackets left out. */
  readonly words: Token[]
  comment: string
  /** What stood in brackets; null where there were none. */
  bracket: string | null
}

/** "Foo, Joe, PhD <joe@x>": so many pieces without an address belong to a name. More are a list of names. */
const mostPieces = 3
const longestName = 4 * 1024

/**
 * Everybody whom the value of an address header names, in its order: groups opened, comments dropped or, where nothing else
 * names somebody, taken for the name. What has no address names nobody, but for a piece of a name with a comma that nobody
 * quoted. `cutOff`: the rest of the header was cut, so that a quote which does not end hides what comes after it.
 * @example mailboxesIn('Foo, Joe <joe@x.example>') // [{ address: 'joe@x.example', name: 'Foo, Joe' }]
 */
export const mailboxesIn = (header: string, cutOff = false): readonly Mailbox[] => read(tokensOf(header, cutOff), true)

function read(tokens: readonly Token[], mayDecode: boolean): readonly Mailbox[] {
  const lastEnd = tokens.findLastIndex(({ kind, text }) => kind === 'sign' && text === ';')
  const found: Mailbox[] = []
  /** Pieces that may be the beginning of the next one's name. */
  let before: Token[][] = []
  let entry = begin()
  /** What has been read since a bracket opened. */
  let open = null as string | null

  const close = (inside: string) => {
    open = null
    const isAddress = inside.includes('@')
    if (isAddress || inside.includes('=?') || entry.bracket === null) entry.bracket = inside
    // "Anna <Annie> Berg <anna@x>": no address, and part of a name.
    if (!isAddress) add(entry.words, { kind: 'text', text: ` ${inside} ` })
    return isAddress
  }
  const end = (hard: boolean) => {
    if (open !== null) close(open)
    const people = settle(entry, before, mayDecode)
    found.push(...people)
    const isPiece = !hard && people.length === 0 && entry.bracket === null && entry.words.length > 0
    before = isPiece ? [...before.slice(-mostPieces), entry.words] : []
    entry = begin()
  }
  /** "Anna <anna@x> Ben <ben@x>": somebody forgot a comma. */
  const divide = () => {
    const { words } = entry
    const at = words.findIndex(({ kind }) => kind === 'mark')
    found.push(...settle({ ...entry, words: words.slice(0, at) }, before, mayDecode))
    before = []
    entry = { ...begin(), words: words.slice(at + 1) }
  }
  const signs: Readonly<Record<string, (at: number) => void>> = {
    '<': () => {
      if (open !== null) close(open)
      else if (entry.words.some(({ kind }) => kind === 'mark')) divide()
      open = ''
    },
    '>': () => {
      if (open !== null && close(open)) entry.words.push({ kind: 'mark', text: '' })
    },
    ',': () => {
      // A route: "<@a.example,@b.example:joe@c.example>".
      if (open?.trimStart().startsWith('@')) open += ','
      else end(false)
    },
    ';': () => end(true),
    ':': (at) => {
      const isGroup = lastEnd > at && entry.bracket === null && !endsInScheme(entry.words)
      if (open !== null) open += ':'
      else if (!isGroup) add(entry.words, { kind: 'text', text: ':' })
      else {
        entry = begin()
        before = []
      }
    },
  }
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'sign') signs[text]?.(at)
    else if (kind === 'comment') entry.comment ||= text
    else if (open === null) add(entry.words, { kind, text })
    else open += kind === 'quoted' && !isAtom(text) ? `"${text}"` : text
  }
  end(true)
  return found
}

/** A sign that is none is a letter of the word that it stands in. */
function add(words: Token[], { kind, text }: Token): void {
  const last = words.at(-1)
  if (kind !== 'quoted' && last?.kind === 'text') words[words.length - 1] = { kind: 'text', text: last.text + text }
  else words.push({ kind: kind === 'quoted' ? kind : 'text', text })
}

const begin = (): Entry => ({ words: [], comment: '', bracket: null })

const endsInScheme = (words: readonly Token[]) =>
  /(?:^|[\s[({'"])(?:mailto|smtp|e-?mail)$/i.test((words.at(-1)?.text ?? '').slice(-10))

/** Who an entry names, with the pieces before it that belong to the name. */
function settle(entry: Entry, before: readonly Token[][], mayDecode: boolean): readonly Mailbox[] {
  const { bracket, comment } = entry
  const words = entry.words.filter(({ kind }) => kind !== 'mark')
  const own = phraseOf(words)
  const address = bracket === null ? '' : addressIn(bracket)
  if (address) {
    const pieces = before.length < mostPieces ? before.map(phraseOf) : []
    return [{ address, name: nameOf([...pieces, own].filter(Boolean).join(', ')) || nameOf(comment) }]
  }
  if (bracket !== null) return []
  const { addresses, rest } = bareIn(words)
  if (addresses.length > 0) {
    // "To: anna@x": a label is no name, and of several nobody knows whose it is.
    const name = addresses.length > 1 || /:\s*$/.test(rest) ? '' : nameOf(rest) || nameOf(comment)
    return addresses.map((one) => ({ address: one, name }))
  }
  if (isAddressLike(comment.trim())) return [{ address: comment, name: nameOf(own) }]
  // A program that encodes the whole entry: "=?utf-8?Q?Anna_<anna=40x.example>?=".
  if (!mayDecode || !own.includes('=?')) return []
  const decoded = decode(own)
  const isWhole = /<[^<>@]+@[^<>]+>/.test(decoded) || isAddressLike(decoded.trim())
  return isWhole ? read(tokensOf(decoded, false), false) : []
}

/** The address in brackets: without a route, a scheme, spaces around its signs and what else stands beside it. */
function addressIn(bracket: string): string {
  let text = bracket.includes('=?') ? decode(bracket) : bracket
  text = tight(text)
    .replace(/ ?\. ?/g, '.')
    .trim()
  if (text.startsWith('@')) text = text.slice(text.indexOf(':') + 1).trim()
  if (!/\s/.test(text) || text.startsWith('"')) return text
  return text.split(/\s+/).find((one) => one.includes('@')) ?? ''
}

/** Addresses that stand without brackets, and what stands beside them. What is quoted is a name, unless it is all there is. */
function bareIn(words: readonly Token[]): { readonly addresses: readonly string[]; readonly rest: string } {
  const written = words.filter(({ text }) => text.trim() !== '')
  const [only] = written
  const isAlone = written.length === 1 && only?.kind === 'quoted'
  let text = ''
  words.forEach((token, index) => {
    const beforeAt = words[index + 1]?.text.startsWith('@') && isAtom(token.text)
    text += token.kind === 'quoted' && !isAlone && !beforeAt ? '"\0"' : token.text
  })
  const addresses: string[] = []
  const rest: string[] = []
  for (const one of tight(text).split(' '))
    if (isAddressLike(one) && !one.startsWith('=?')) addresses.push(one)
    else rest.push(one)
  if (addresses.length === 0 || rest.join('') === '') return { addresses, rest: '' }
  const spare = words.flatMap((token) =>
    token.kind === 'quoted' ? [token] : [{ ...token, text: withoutAddresses(token.text) }],
  )
  return { addresses, rest: phraseOf(spare) }
}

const withoutAddresses = (text: string) =>
  tight(text)
    .split(' ')
    .filter((one) => !one.includes('@'))
    .join(' ')

/** One space between words and none about an @. */
const tight = (text: string) => text.replace(/\s+/g, ' ').replace(/ ?@ ?/g, '@')

/** One word with one @ inside of it. */
const isAddressLike = (text: string) => /^[^@\s]+@[^@\s]+$/.test(text)

/** Letters that need no quotes. */
const isAtom = (text: string) => /^[^\s"(),:;<>@[\\\]]+$/.test(text)

/**
 * The words of a name as its writer meant them: quotes that only hold it together go, those of a nickname stay, also where
 * quotes stand inside of quotes that nobody escaped (`"Anna "Annie" Berg"`).
 */
function phraseOf(words: readonly Token[]): string {
  let text = ''
  words.forEach(({ kind, text: one }, index) => {
    const [last, next] = [words[index - 1], words[index + 1]]
    if (kind !== 'quoted') {
      text += one
      return
    }
    const opensInside = last?.kind === 'text' && /\S$/.test(last.text) && /^(?:\s|$)/.test(one)
    const closesInside = next?.kind === 'text' && /^\S/.test(next.text) && /\s$/.test(one)
    const isNickname = isAtom(one) && !one.includes('.') && isWords(last, /\s$/) && isWords(next, /^\s/)
    text += isNickname ? `"${one}"` : `${opensInside ? '"' : ''}${one}${closesInside ? '"' : ''}`
  })
  return text.trim()
}

const isWords = (token: Token | undefined, beside: RegExp) =>
  token?.kind === 'text' && token.text.trim() !== '' && beside.test(token.text)

/** Decoded, without the quotes and signs at its ends. */
function nameOf(phrase: string): string {
  if (phrase.length > longestName) return nameOf(phrase.slice(0, longestName))
  const name = decode(phrase)
    .trim()
    .replace(/^[,;\s]+/, '')
  return /^".*"$/s.test(name) && !name.slice(1, -1).includes('"') ? name.slice(1, -1).trim() : name
}
