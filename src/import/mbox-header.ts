/** The header of one message of a file, line by line as it streams past. */
import { isMark } from './mbox-mark.ts'

/** A larger header is no letter of a person: it is passed over, and counted. */
export const mostHeaderBytes = 64 * 1024

export interface RawMessage {
  /** The line before the message, "From sender date"; empty in a file of one message. */
  readonly mark: string
  /** The header without the blank line after it; null where it is larger than `mostHeaderBytes`. */
  readonly header: Uint8Array | null
  /** The line of the file that it begins in, from 1. */
  readonly line: number
  /** Its mark and its header, in bytes from the beginning of the file. */
  readonly span: Span
}

/** What lies between two bytes, the second one not in it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The lines of a header as they come, up to the most that is kept. */
export function createHeader() {
  const lines: Uint8Array[] = []
  let size = 0
  let bodySize = 0
  return {
    size: () => size,
    /** What its Content-Length says, in bytes; 0 where it says nothing. */
    bodySize: () => bodySize,
    add(line: Uint8Array) {
      // A mark before a single message, one that an older hop escaped, and the length that Apple writes are no headers.
      if (size === 0 && (line[0] === 62 || isMark(line) || /^\d+\s*$/.test(latin.decode(line.subarray(0, 20))))) return
      if (size <= mostHeaderBytes) lines.push(line.slice(), lineEnd)
      size += line.length + 1
      if (line.length < 40 && (line[0] === 67 || line[0] === 99)) bodySize ||= contentLength(line)
    },
    /** Null where it is larger. */
    whole: () => (size > mostHeaderBytes ? null : join(lines)),
  }
}

const contentLength = (line: Uint8Array) =>
  Number(/^content-length:[ \t]*(\d{1,12})\s*$/i.exec(latin.decode(line))?.[1] ?? 0)

const latin = new TextDecoder('windows-1252')
const lineEnd = new Uint8Array([10])

/** A field name and a colon (RFC 5322 section 2.2), or the escaped mark of an older hop. */
export const isHeaderLine = (line: Uint8Array) => /^(?:[!-9;-~]+[ \t]*:|>From )/.test(beginning(line))

/** One that messages begin with, and prose hardly ever. */
export const isKnownHeaderLine = (line: Uint8Array) =>
  /^(?:(?:from|to|cc|subject|date|message-id|received|return-path|delivered-to|mime-version|status|reply-to|sender|envelope-to|in-reply-to|references|authentication-results|dkim-signature|x-[\w-]+|content-[\w-]+|arc-[\w-]+|list-[\w-]+)[ \t]*:|>From )/i.test(
    beginning(line),
  )

const beginning = (line: Uint8Array) => latin.decode(line.subarray(0, 200))

export function join(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
