/** Values of cards of old phones and of Outlook: quoted-printable, in a character set that stands beside it (vCard 2.1). */

/**
 * Quoted-printable as text of that character set; UTF-8 where none is named or nobody knows it. What is no escape stays.
 * @example readQuoted('J=FCrgen', 'ISO-8859-1') // 'Jürgen'
 */
export function readQuoted(value: string, charset = 'utf-8'): string {
  const plain = encoder.encode(value.toWellFormed())
  const bytes = new Uint8Array(plain.length)
  let length = 0
  for (let at = 0; at < plain.length; at++) {
    const [high, low] = plain[at] === equals ? [digit(plain[at + 1]), digit(plain[at + 2])] : []
    if (high === undefined || low === undefined) bytes[length++] = plain[at] ?? 0
    else {
      bytes[length++] = 16 * high + low
      at += 2
    }
  }
  return decode(bytes.subarray(0, length), charset)
}

const equals = 61

/** The value of a digit in hex; undefined where it is none. */
function digit(letter = 0): number | undefined {
  if (letter >= 48 && letter <= 57) return letter - 48
  const low = letter | 32
  return low >= 97 && low <= 102 ? low - 87 : undefined
}

/** The same for a value that stands there in its bytes: these were read as windows-1252, unless they were UTF-8. */
export function readBytes(value: string, charset: string): string {
  if (/^utf-?8$/i.test(charset)) return value
  const bytes = new Uint8Array(value.length)
  for (let at = 0; at < value.length; at++) {
    const byte = byteOf.get(value.charAt(at))
    if (byte === undefined) return value
    bytes[at] = byte
  }
  return decode(bytes, charset)
}

const encoder = new TextEncoder()
const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin = new TextDecoder('windows-1252')
const byteOf = new Map([...latin.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map((c, i) => [c, i]))

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return /^utf-?8$/i.test(charset) ? utf8.decode(bytes) : new TextDecoder(charset).decode(bytes)
  } catch {
    return latin.decode(bytes)
  }
}
