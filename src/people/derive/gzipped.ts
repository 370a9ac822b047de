/** A piece of a checkpoint as gzip in base64, both ways bit by bit: it stands in a column of text, and may hold megabytes. */
import { breathe } from '../../breathe.ts'
import { UnreadableCheckpoint } from './checkpoint.ts'

/**
 * The lines, one below the other, gzipped and in base64, given to `add` as it is made.
 * @throws what `add` throws; then no more lines are made
 */
export async function pack(lines: Iterable<string>, add: (text: string) => Promise<void>): Promise<void> {
  const packing = new CompressionStream('gzip')
  const reader = packing.readable.getReader()
  const writer = packing.writable.getWriter()
  try {
    await Promise.all([writeTo(writer, lines), asBase64(reader, add)])
  } catch (error) {
    // Where one end fails, the other would wait for it for ever.
    await Promise.allSettled([reader.cancel(error), writer.abort(error)])
    throw error
  }
}

async function writeTo(writer: WritableStreamDefaultWriter<BufferSource>, lines: Iterable<string>): Promise<void> {
  const encoder = new TextEncoder()
  for (const some of pieces(lines)) {
    await writer.write(encoder.encode(some))
    await breathe()
  }
  await writer.close()
}

function* pieces(lines: Iterable<string>): Generator<string> {
  let rest = ''
  let isFirst = true
  for (const line of lines) {
    rest += isFirst ? line : `\n${line}`
    isFirst = false
    while (rest.length > piece) {
      // A letter of two halves is not cut between them.
      const end = piece + Number(/[\ud800-\udbff]/.test(rest.charAt(piece - 1)))
      yield rest.slice(0, end)
      rest = rest.slice(end)
    }
  }
  yield rest
}

async function asBase64(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  add: (text: string) => Promise<void>,
): Promise<void> {
  let rest = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read()
    const bytes = new Uint8Array(rest.length + (value?.length ?? 0))
    bytes.set(rest)
    if (value) bytes.set(value, rest.length)
    // Groups of three bytes, but for the last.
    const whole = done ? bytes.length : bytes.length - (bytes.length % 3)
    // In pieces: a call takes only so many arguments.
    for (let at = 0; at < whole; at += piece)
      await add(btoa(String.fromCharCode(...bytes.subarray(at, Math.min(at + piece, whole)))))
    if (done) return
    rest = bytes.slice(whole)
    await breathe()
  }
}

/**
 * What was packed, lines and all.
 * @throws UnreadableCheckpoint where it was not made by `pack`, or is not whole
 */
export async function unpack(packed: string): Promise<string> {
  if (!packed) throw new UnreadableCheckpoint('a piece of it is missing')
  const unpacking = new DecompressionStream('gzip')
  try {
    const [bytes] = await Promise.all([bytesOf(unpacking.readable), pour(unpacking.writable, packed)])
    return new TextDecoder().decode(bytes)
  } catch (cause) {
    throw new UnreadableCheckpoint('a piece of it cannot be unpacked', { cause })
  }
}

async function pour(writable: WritableStream<BufferSource>, packed: string): Promise<void> {
  const writer = writable.getWriter()
  for (let at = 0; at < packed.length; at += packedPiece) {
    await writer.write(fromBase64(packed.slice(at, at + packedPiece)))
    await breathe()
  }
  await writer.close()
}

const bytesOf = async (stream: ReadableStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream).arrayBuffer())

/** Of whole groups; faster than by way of a text with a letter for each byte, which `atob` makes. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text)
  let to = 0
  for (let at = 0; at < bytes.length; at += 4) {
    const four = (six(bytes, at) << 18) | (six(bytes, at + 1) << 12) | (six(bytes, at + 2) << 6) | six(bytes, at + 3)
    bytes[to++] = four >> 16
    bytes[to++] = four >> 8
    bytes[to++] = four
  }
  return bytes.subarray(0, to - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0))
}

const six = (bytes: Uint8Array, at: number): number => values[bytes[at] ?? 0] ?? 0

const values = new Uint8Array(128)
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  values[letter.charCodeAt(0)] = value

/** Whole groups of three bytes, which base64 writes as four characters. */
const piece = 12_288
/** Whole groups of four: a millisecond's work. */
const packedPiece = 131_072
