/** Finds the messages of an mbox file as it streams past: the headers of each, and nothing of a body. */

/** A larger header is no letter of a person: it is passed over, and counted. */
export const mostHeaderBytes = 64 * 1024

export interface RawMessage {
  /** The line before the message, "From sender date"; empty in a file of one message. */
  readonly mark: string
  /** The header without the blank line after it; null where it is larger than `mostHeaderBytes`. */
  readonly header: Uint8Array | null
}

/**
 * The messages of an mbox file in its order, mboxo and mboxrd alike, with CRLF or LF. Memory stays flat: of a body only the
 * beginning of the line at hand is looked at. Nothing where the file does not begin with a "From " line.
 */
export async function* readMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RawMessage> {
  const splitter = createSplitter('before')
  for await (const chunk of chunks) yield* splitter.feed(chunk)
  yield* splitter.end()
}

/** The one message of an .eml file; also of Apple's .emlx, which begins with a line that is a number. */
export async function readEml(chunks: AsyncIterable<Uint8Array>): Promise<RawMessage> {
  const splitter = createSplitter('header')
  for await (const chunk of chunks) {
    const [message] = splitter.feed(chunk)
    if (message) return message
  }
  return splitter.end()[0] ?? { mark: '', header: new Uint8Array() }
}

const newline = 10
/** What is kept of a line that is no header: enough to know a "From " line by. */
const glance = 400

type Part = 'before' | 'header' | 'body'

function createSplitter(begin: Part) {
  let part: Part = begin
  let mark = ''
  let header = createHeader()
  /** The beginning of a line whose end has not come yet. */
  let open: Uint8Array[] = []
  let openSize = 0
  let afterBlank = true
  /** A line that begins a message if the next one is a header. */
  let candidate: string | null = null
  let found: RawMessage[] = []

  const begins = (text: string) => {
    if (part === 'header' && header.size() > 0) finish()
    part = 'header'
    mark = text
    candidate = null
  }
  const finish = () => {
    found.push({ mark, header: header.whole() })
    part = 'body'
    header = createHeader()
    candidate = null
  }
  const room = () => {
    if (candidate !== null) return mostHeaderBytes + 1
    return part === 'header' ? Math.max(glance, mostHeaderBytes + 1 - header.size()) : glance
  }

  /** One whole line without its newline; of a long one no more than its beginning. */
  const take = (line: Uint8Array) => {
    const blank = line.length === 0 || (line.length === 1 && line[0] === 13)
    if (candidate !== null && isHeaderLine(line)) begins(candidate)
    candidate = null
    if (part !== 'header' || header.size() > 0) candidate = separatorIn(line, afterBlank)
    if (part === 'header' && candidate === null) {
      if (!blank) header.add(line)
      else if (header.size() > 0) finish()
    }
    afterBlank = blank
  }

  const hold = (piece: Uint8Array) => {
    const free = room() - openSize
    if (free <= 0 || piece.length === 0) return
    open.push(piece.slice(0, free))
    openSize += Math.min(free, piece.length)
  }
  const handOver = () => {
    const all = found
    found = []
    return all
  }

  return {
    feed(chunk: Uint8Array): RawMessage[] {
      let start = 0
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
        if (openSize > 0) {
          hold(chunk.subarray(start, end))
          const line = join(open)
          open = []
          openSize = 0
          take(line)
        } else if (part !== 'body' || candidate !== null || chunk[start] === 70 || end - start < 2)
          take(chunk.subarray(start, Math.min(end, start + room())))
        else afterBlank = false
        start = end + 1
      }
      hold(chunk.subarray(start))
      return handOver()
    },
    end(): RawMessage[] {
      if (openSize > 0) take(join(open))
      if (part === 'header' && header.size() > 0) finish()
      return handOver()
    },
  }
}

/** The lines of a header as they come, up to the most that is kept. */
function createHeader() {
  const lines: Uint8Array[] = []
  let size = 0
  return {
    size: () => size,
    add(line: Uint8Array) {
      // A mark before a single message, one that an older hop escaped, and the length that Apple writes are no headers.
      if (size === 0 && (line[0] === 62 || isFromLine(line) || /^\d+\s*$/.test(latin.decode(line.subarray(0, 20)))))
        return
      if (size <= mostHeaderBytes) lines.push(line.slice(), lineEnd)
      size += line.length + 1
    },
    /** Null where it is larger. */
    whole: () => (size > mostHeaderBytes ? null : join(lines)),
  }
}

const latin = new TextDecoder('windows-1252')
const lineEnd = new Uint8Array([newline])

const isFromLine = (line: Uint8Array) =>
  line[0] === 70 && line[1] === 114 && line[2] === 111 && line[3] === 109 && line[4] === 32

/** A field name and a colon (RFC 5322 section 2.2), or the escaped mark of an older hop. */
const isHeaderLine = (line: Uint8Array) => /^(?:[!-9;-~]+[ \t]*:|>From )/.test(latin.decode(line.subarray(0, 200)))

/** "Sat Nov 21 08:00:00 2026", also with a zone before or after the year. */
const dated = /\b\w{3} +\w{3} +\d{1,2} +\d{1,2}:\d{2}(?::\d{2})?\b.{0,80}\b\d{4}\b/
/** What git writes above a patch that lies in a body as it is. */
const patch = /^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001$/

/** The line as text, where it may stand between two messages. */
function separatorIn(line: Uint8Array, afterBlank: boolean): string | null {
  const text = isFromLine(line) ? latin.decode(line.subarray(0, glance)).trimEnd() : ''
  return text && separates(text, afterBlank) ? text : null
}

/**
 * Whether such a line stands between two messages. Programs that escape nothing leave "From here on" in bodies, so that it
 * has to carry a date, or to be as bare as Thunderbird writes it.
 */
function separates(line: string, afterBlank: boolean): boolean {
  if (patch.test(line)) return false
  return dated.test(line) || (afterBlank && /^From(?: -)?\s*$/.test(line))
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
