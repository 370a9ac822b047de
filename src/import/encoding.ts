/** Files in other encodings than UTF-8: known by their first bytes, and turned into it as they stream past. */

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'old mac'

/**
 * The same text in UTF-8, without a byte order mark and with ends of lines that are LF or CRLF. Bytes that are UTF-8 already,
 * or nothing that is known, pass as they are.
 * @param told whether each byte stands where it stood
 * @throws what the chunks throw, after what came before that
 */
export async function* toUtf8(
  chunks: AsyncIterable<Uint8Array>,
  told: (asItIs: boolean) => void = () => {},
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array()
  let convert: Convert | null = null
  const begin = () => {
    const encoding = encodingOf(held)
    told(encoding === 'utf-8' && withoutMark(held) === held)
    return converter(encoding)
  }
  const rest = () => (convert ?? begin())(convert ? new Uint8Array() : withoutMark(held), true)
  try {
    for await (const chunk of chunks) {
      if (convert) yield convert(chunk, false)
      else {
        held = joined(held, chunk)
        if (held.length < enough) continue
        convert = begin()
        yield convert(withoutMark(held), false)
      }
    }
  } catch (error) {
    // Of a file that breaks off, what came before that counts.
    yield rest()
    throw error
  }
  yield rest()
}

type Convert = (chunk: Uint8Array, last: boolean) => Uint8Array

/** So many bytes tell how a file is written. */
const enough = 4096

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** By its mark; without one by the zeros between the letters of the Latin alphabet that every header is made of. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [one = -1, two = -1] = bytes
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  const beginning = bytes.subarray(0, enough)
  const pairs = Math.floor(beginning.length / 2)
  let [even, odd] = [0, 0]
  for (let at = 0; at < pairs; at++) {
    if (beginning[2 * at] === 0) even++
    if (beginning[2 * at + 1] === 0) odd++
  }
  if (odd > pairs / 2 && even < pairs / 8) return 'utf-16le'
  if (even > pairs / 2 && odd < pairs / 8) return 'utf-16be'
  return beginning.includes(carriage) && !beginning.includes(newline) && bytes.length > 1 ? 'old mac' : 'utf-8'
}

const carriage = 13
const newline = 10

/** A file that was put behind another brings its byte order mark along. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  const isMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return isMark ? bytes.subarray(3) : bytes
}

function converter(encoding: Encoding): Convert {
  if (encoding === 'utf-8') return (chunk) => chunk
  if (encoding === 'old mac') return (chunk) => chunk.map((byte) => (byte === carriage ? newline : byte))
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  return (chunk, last) => encoder.encode(decoder.decode(chunk, { stream: !last }))
}
