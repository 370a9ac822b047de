/** Finds the messages of an mbox file as it streams past: the headers of each, and nothing of a body. */
import { withoutMark } from './encoding.ts'
import { createBodies } from './mbox-bodies.ts'
import { createHeader, isHeaderLine, isKnownHeaderLine, join, mostHeaderBytes, type RawMessage } from './mbox-header.ts'
import { type Mark, markIn } from './mbox-mark.ts'

/**
 * The messages of an mbox file in its order: mboxo, mboxrd, mboxcl and mboxcl2 alike, with CRLF or LF. Memory stays flat: of a
 * body only the beginning of the line at hand is looked at. Nothing where the file holds no "From " line.
 */
export async function* readMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawMessage> {
  const splitter = createSplitter('before')
  for await (const chunk of chunks) yield* splitter.feed(chunk)
  yield* splitter.end()
}

/** The messages of a piece that is at hand. */
export function messagesIn(bytes: Uint8Array): readonly RawMessage[] {
  const splitter = createSplitter('before')
  return [...splitter.feed(bytes), ...splitter.end()]
}

/** The one message of an .eml file; also of Apple's .emlx, which begins with a line that is a number. */
export async function readEml(chunks: AsyncIterable<Uint8Array>): Promise<RawMessage> {
  const splitter = createSplitter('header')
  for await (const chunk of chunks) {
    const [message] = splitter.feed(chunk)
    if (message) return message
  }
  return splitter.end()[0] ?? { mark: '', header: new Uint8Array(), line: 1, span: { from: 0, to: 0 } }
}

const newline = 10
/** What is kept of a line that is no header: enough to know a "From " line by. */
const glance = 400

type Part = 'before' | 'header' | 'body'

function createSplitter(begin: Part) {
  let part: Part = begin
  let mark = ''
  let markLine = 1
  let markByte = 0
  let header = createHeader()
  /** The beginning of a line whose end has not come yet. */
  let open: Uint8Array[] = []
  let openSize = 0
  let afterBlank = true
  /** A line that begins a message if the next one is a header. */
  let candidate: (Mark & { readonly line: number; readonly byte: number }) | null = null
  /** The line at hand, and where in the file it begins. */
  let line = 1
  let byte = 0
  const bodies = createBodies()

  const begins = (at: NonNullable<typeof candidate>) => {
    if (part === 'header' && header.size() > 0) finish(at.byte)
    part = 'header'
    mark = at.text
    markLine = at.line
    markByte = at.byte
    bodies.mark(at.byte)
    candidate = null
  }
  const finish = (bodyBegins: number) => {
    const span = { from: markByte, to: bodyBegins }
    bodies.add({ mark, header: header.whole(), line: markLine, span }, bodyBegins, header.bodySize())
    part = 'body'
    header = createHeader()
    candidate = null
  }
  const room = () => {
    if (candidate !== null) return mostHeaderBytes + 1
    return part === 'header' ? Math.max(glance, mostHeaderBytes + 1 - header.size()) : glance
  }

  /** One whole line without its newline, of a long one no more than its beginning; `next` is where the one after it begins. */
  const take = (written: Uint8Array, next: number) => {
    const text = withoutMark(written)
    const blank = isBlank(text)
    if (candidate !== null && begun(candidate, text)) begins(candidate)
    candidate = null
    const found = part !== 'header' || header.size() > 0 ? markIn(text, afterBlank) : null
    if (found) candidate = { ...found, line, byte }
    // A file that was cut in two may begin with a message whose mark is in the other half.
    else if (part === 'before' && line === 1 && isKnownHeaderLine(text)) part = 'header'
    if (part === 'header' && candidate === null) {
      if (!blank) header.add(text)
      else if (header.size() > 0) finish(next)
    }
    afterBlank = blank
  }

  const hold = (piece: Uint8Array) => {
    const free = room() - openSize
    if (free <= 0 || piece.length === 0) return
    open.push(piece.slice(0, free))
    openSize += Math.min(free, piece.length)
  }
  let fed = 0

  return {
    feed(chunk: Uint8Array): RawMessage[] {
      let start = 0
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
        const from = openSize > 0 ? start : past(chunk, start, end)
        if (openSize > 0) {
          hold(chunk.subarray(from, end))
          const whole = join(open)
          open = []
          openSize = 0
          take(whole, fed + end + 1)
        } else if (
          part !== 'body' ||
          candidate !== null ||
          chunk[from] === 70 ||
          chunk[from] === 0xef ||
          end - from < 2
        )
          take(chunk.subarray(from, Math.min(end, from + room())), fed + end + 1)
        else afterBlank = false
        start = end + 1
        line++
        byte = fed + start
      }
      hold(chunk.subarray(openSize > 0 ? start : past(chunk, start, chunk.length)))
      fed += chunk.length
      return bodies.handOver()
    },
    end(): RawMessage[] {
      if (openSize > 0) take(join(open), fed)
      if (part === 'header' && header.size() > 0) finish(fed)
      bodies.mark(fed, true)
      return bodies.handOver()
    },
  }
}

const isBlank = (line: Uint8Array) => line.length === 0 || (line.length === 1 && line[0] === 13)
/** Whether a message begins where this line comes after such a mark. */
const begun = ({ sure }: Mark, line: Uint8Array) => (sure ? isHeaderLine(line) : isKnownHeaderLine(line))

/** Zeros that a crash left before a line are no part of it. */
function past(chunk: Uint8Array, start: number, end: number): number {
  let from = start
  while (from < end && chunk[from] === 0) from++
  return from
}
