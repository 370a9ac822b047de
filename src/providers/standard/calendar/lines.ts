/** The content lines of a calendar file, from its bytes: put together before they are decoded, as a fold may lie inside a letter. */

export interface Line {
  readonly text: string
  /** Where in the file it begins, counted from 1. */
  readonly number: number
}

/** Of a longer line no more than its beginning is read. */
const mostLineBytes = 64 * 1024
const newline = 10

/** Whole lines (RFC 5545 section 3.1), in UTF-8 as far as they are, else in windows-1252; UTF-16 by its mark. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let held: Physical[] = []
  for await (const line of physicalLines(toUtf8(chunks))) {
    const [first] = held
    if (first && isFolded(line.bytes)) held.push({ ...line, bytes: line.bytes.subarray(1) })
    else {
      if (first) yield { text: decode(held), number: first.number }
      held = [line]
    }
    if (held.length > mostPieces) held = [join(held)]
  }
  const [first] = held
  if (first) yield { text: decode(held), number: first.number }
}

/** So many are put together at once, so that a line folded without end takes no more than it may. */
const mostPieces = 1000

interface Physical {
  readonly bytes: Uint8Array
  readonly number: number
}

const isFolded = ([first]: Uint8Array) => first === 32 || first === 9

async function* physicalLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Physical> {
  let number = 1
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      yield { bytes: bare(concat([rest, chunk.subarray(start, end)])), number: number++ }
      rest = new Uint8Array()
      start = end + 1
    }
    rest = concat([rest, chunk.subarray(start)])
  }
  if (rest.length) yield { bytes: bare(rest), number }
}

/** Without what else ends a line: some programs end it twice. */
function bare(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 13) end--
  return bytes.subarray(0, end)
}

/** One after the other, no more than `most` bytes. */
function concat(pieces: readonly Uint8Array[], most = mostLineBytes): Uint8Array {
  const full = pieces.filter(({ length }) => length > 0)
  if (full.length < 2) return (full[0] ?? new Uint8Array()).subarray(0, most)
  const length = full.reduce((sum, piece) => sum + piece.length, 0)
  const whole = new Uint8Array(Math.min(most, length))
  let at = 0
  for (const piece of full) {
    const fits = piece.subarray(0, whole.length - at)
    whole.set(fits, at)
    at += fits.length
  }
  return whole
}

const join = (held: readonly Physical[]): Physical => ({
  bytes: concat(held.map(({ bytes }) => bytes)),
  number: held[0]?.number ?? 1,
})

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin = new TextDecoder('windows-1252')

function decode(held: readonly Physical[]): string {
  const { bytes } = join(held)
  const end = bytes.length < mostLineBytes ? bytes.length : lastWhole(bytes)
  try {
    return utf8.decode(bytes.subarray(0, end))
  } catch {
    return latin.decode(bytes)
  }
}

/** Where a line was cut, perhaps inside a letter. */
function lastWhole(bytes: Uint8Array): number {
  let end = bytes.length
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--
  return (bytes[end - 1] ?? 0) >= 0xc0 ? end - 1 : bytes.length
}

/** UTF-16 tells itself by its first two bytes. */
async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let decoder: TextDecoder | null | undefined
  let held: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    const bytes = concat([held, chunk], Number.POSITIVE_INFINITY)
    held = decoder === undefined && bytes.length < 2 ? bytes : new Uint8Array()
    if (held.length) continue
    if (decoder === undefined) decoder = decoderOf(bytes)
    yield decoder ? encoder.encode(decoder.decode(bytes, { stream: true })) : bytes
  }
  if (held.length) yield held
}

function decoderOf([first, second]: Uint8Array): TextDecoder | null {
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le')
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be')
  return null
}
