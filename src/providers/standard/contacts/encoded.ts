/** Values of cards of old phones and of Outlook: quoted-printable, in a character set that stands beside it (vCard 2.1). */

/**
 * Quoted-printable as text of that character set; UTF-8 where none is named or nobody knows it. What is no escape stays.
 * @example readQuoted('J=FCrgen', 'ISO-8859-1') // 'Jürgen'
 */
export function readQuoted(value: string, charset = 'utf-8'): string {
  const bytes: number[] = []
  for (let at = 0; at < value.length; at++) {
    const escaped = value[at] === '=' ? /^[\dA-Fa-f]{2}/.exec(value.slice(at + 1, at + 3))?.[0] : undefined
    if (escaped) {
      bytes.push(Number.parseInt(escaped, 16))
      at += 2
    } else bytes.push(...encoder.encode(value[at]?.toWellFormed()))
  }
  return decode(Uint8Array.from(bytes), charset)
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
