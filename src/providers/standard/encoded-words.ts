/** Text of headers as it was meant: encoded words (RFC 2047), those of programs that encode wrongly among them. */
import { decodeWords } from 'postal-mime'

/**
 * Encoded words as text; what cannot be read stays as it is. A word that names another character set than it is written in
 * is read as what its bytes are.
 * @example decode('=?us-ascii?Q?J=C3=BCrgen?=') // 'Jürgen'
 */
export function decode(text: string): string {
  if (!text.includes('=?')) return unmangle(text)
  try {
    const words = text.replace(asked, (word, content: string) =>
      content.includes('?') ? word.replace(content, () => content.replaceAll('?', '=3F')) : word,
    )
    const whole = decodeWords(words)
    return unmangle(whole.includes(unreadable) ? decodeWords(relabel(joinBytes(words))) : whole)
  } catch {
    return text
  }
}

/** A question mark that its program forgot to encode: "=?utf-8?Q?How_are_you??=". */
const asked = /=\?[^?\s]{1,60}\?[qQ]\?([^\s]{0,300}?)\?=/g

const unreadable = '\uFFFD'

/** A run of words in base64, one character set. */
const word = /=\?([^?\s]+)\?[bB]\?([^?]*)\?=/g

/** Some programs cut a character in two and pad both halves: the bytes of such words belong together. */
function joinBytes(text: string): string {
  let open = null as { charset: string; bytes: string } | null
  let read = ''
  let at = 0
  const close = () => {
    if (open) read += `=?${open.charset}?B?${btoa(open.bytes)}?=`
    open = null
  }
  for (const {
    0: { length },
    1: charset = '',
    2: payload = '',
    index,
  } of text.matchAll(word)) {
    const between = text.slice(at, index)
    if (between.trim() || open?.charset !== charset) {
      close()
      read += between
    }
    open = { charset, bytes: (open?.bytes ?? '') + bytesOf(payload) }
    at = index + length
  }
  close()
  return read + text.slice(at)
}

function bytesOf(base64: string): string {
  const letters = base64.replace(/[^\w+/]/g, '').replaceAll('_', '')
  return atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters)
}

/** What is no UTF-8 although it says so is read as windows-1252; a sign for something unreadable may have been written as one. */
const relabel = (text: string): string =>
  text.replace(/=\?utf-?8(\*[^?\s]*)?(\?[qQbB]\?[^?]*\?=)/gi, (whole, _, rest: string) => {
    const asLatin = `=?windows-1252${rest}`
    return fromLatin(decodeWords(asLatin)) === undefined ? asLatin : whole
  })

const latin = new TextDecoder('windows-1252')
const utf8 = new TextDecoder('utf-8', { fatal: true })
/** The byte of each character of windows-1252. */
const byteOf = new Map([...latin.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map((c, i) => [c, i]))

/**
 * "JÃ¼rgen" is "Jürgen": bytes of UTF-8 that somebody took for windows-1252. In any other writing what looks like them is
 * rarer by far; a single capital before a sign ("CAFÉ…") is none.
 */
export function unmangle(text: string): string {
  if (!mangled.test(text)) return text
  const leads = text.match(/[\u00C2-\u00F4]/g) ?? []
  const isSure = leads.length >= 3 || leads.some((one) => one === '\u00C2' || one === '\u00C3')
  return (isSure ? fromLatin(text) : undefined) ?? text
}

/** The text whose UTF-8 was taken for windows-1252; undefined where these bytes are none. */
function fromLatin(text: string): string | undefined {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const byte = byteOf.get(text.charAt(index))
    if (byte === undefined) return undefined
    bytes[index] = byte
  }
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** A byte that begins a character and one that goes on with it. */
const mangled = /[\u00C2-\u00F4][\u0080-\u00BF\u0152-\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]/
