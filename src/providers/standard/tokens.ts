/** The signs and words of an address header, each kind told from the others; linear, whatever is left open. */

export interface Token {
  /** `mark`: where an address in brackets stood. */
  readonly kind: 'text' | 'quoted' | 'comment' | 'sign' | 'mark'
  readonly text: string
}

/** What East Asian keyboards write for the signs of a header. */
const wide: Readonly<Record<string, string>> = {
  '＜': '<',
  '＞': '>',
  '＠': '@',
  '，': ',',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '＂': '"',
}

/** An encoded word is one piece whatever stands in it: commas and quotes that its program forgot to encode. */
const encoded = /=\?[^?\s]{1,60}\?[qQbB]\?[^?]*\?=/y

/**
 * Words, quoted strings without their quotes, comments without their brackets, and the signs `<>,;:` between them.
 * `cutOff`: a quote or comment that does not end hides what comes after it; else such a quote is a letter.
 */
export function tokensOf(header: string, cutOff: boolean): readonly Token[] {
  const ends = endsOf(header)
  const tokens: Token[] = []
  let text = ''
  const add = (kind: Token['kind'], value: string) => {
    if (text) tokens.push({ kind: 'text', text })
    text = ''
    tokens.push({ kind, text: value })
  }
  for (let at = 0; at < header.length; at++) {
    const sign = signAt(header, at)
    const end = ends.get(at)
    if (end !== undefined) {
      add(sign === '"' ? 'quoted' : 'comment', header.slice(at + 1, end).replace(/\\([\s\S])/g, '$1'))
      at = end
    } else if (sign === '"' || sign === '(') {
      if (cutOff) break
    } else if ('<>,;:'.includes(sign)) add('sign', sign)
    else {
      const past = pastAt(header, at)
      text += past === undefined ? sign : header.slice(at, past + 1).replace(/^\\/, '')
      at = past ?? at
    }
  }
  if (text) tokens.push({ kind: 'text', text })
  return tokens
}

function wordAt(header: string, at: number): string {
  if (header.charCodeAt(at) !== 61 || header.charCodeAt(at + 1) !== 63) return ''
  encoded.lastIndex = at
  return encoded.exec(header)?.[0] ?? ''
}

/** Where each quoted string and each comment ends, by where it begins. */
function endsOf(header: string): ReadonlyMap<number, number> {
  const ends = quotesIn(header)
  const begun: number[] = []
  for (let at = 0; at < header.length; at++) {
    const sign = signAt(header, at)
    const skipped = sign === '"' ? ends.get(at) : pastAt(header, at)
    if (skipped !== undefined) at = skipped
    else if (sign === '(') begun.push(at)
    else if (sign === ')') {
      const from = begun.pop()
      if (from !== undefined) ends.set(from, at)
    }
  }
  return ends
}

function quotesIn(header: string): Map<number, number> {
  const ends = new Map<number, number>()
  let from = -1
  for (let at = 0; at < header.length; at++) {
    const skipped = from < 0 || header.charAt(at) === '\\' ? pastAt(header, at) : undefined
    if (skipped !== undefined) at = skipped
    else if (signAt(header, at) !== '"') continue
    else if (from < 0 || isForgotten(header, from, at)) from = at
    else {
      ends.set(from, at)
      from = -1
    }
  }
  return ends
}

const signAt = (header: string, at: number) => wide[header.charAt(at)] ?? header.charAt(at)

/** The last character of an encoded word or of an escape that begins here. */
function pastAt(header: string, at: number): number | undefined {
  if (header.charAt(at) === '\\') return at + 1
  const word = wordAt(header, at)
  return word ? at + word.length - 1 : undefined
}

/** Somebody forgot the end of the quote before this one: `"Anna <anna@x>, "Ben" <ben@x>`. */
function isForgotten(header: string, from: number, to: number): boolean {
  if (!/[\s,;]/.test(header.charAt(to - 1)) || !/\S/.test(header.charAt(to + 1))) return false
  const inside = header.slice(Math.max(from, to - 300), to).trimEnd()
  if (!/[,;]$/.test(inside)) return false
  const entry = inside.slice(0, -1).trimEnd()
  return entry.endsWith('>') && entry.slice(entry.lastIndexOf('<') + 1).includes('@')
}
