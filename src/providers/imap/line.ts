/**
 * One answer to FETCH as it stands on the line. imapflow reads any answer there can be, letter by letter; of a first reading that
 * was half of the work. What has another form than the one that was asked for is left to it.
 */
import { tracedHeader } from './gate.ts'

/** What of a message was asked for, not read any further. */
export interface FetchedLine {
  readonly uid: number
  readonly flags: readonly string[]
  /** "17-Jul-1996 02:44:25 -0700" (RFC 9051, date-time). */
  readonly accepted: string
  readonly header: Uint8Array
  readonly received: boolean
}

/** `* 12 FETCH (`, and what may stand behind it, in any order (RFC 9051 section 7.5.2). */
const beginning = /\* \d{1,10} FETCH \(/iy
const number = /UID (\d{1,10})/iy
const flagList = /FLAGS \(([^()"{}[\]\r\n]*)\)/iy
const moment = /INTERNALDATE "([^"\\\r\n]{1,40})"/iy
/** Where its literal stands is told apart: the stream has taken the bytes out. */
const fields = /BODY\[HEADER\.FIELDS \(([^()[\]{}\r\n]*)\)\](?:<0>)? (?:\{\d{1,8}\}\r\n|"")/iy
const change = /MODSEQ \(\d{1,20}\)/iy

/**
 * Reads an answer of the form that is asked for; null for any other.
 * @param text each byte a character, without the literals but with what announces them
 */
export function readFetchLine(text: string, literals: readonly Uint8Array[]): FetchedLine | null {
  let at = past(beginning, text, 0)
  if (at < 0) return null
  let [uid, accepted, received, taken] = [0, '', false, 0]
  let flags: readonly string[] = []
  let header: Uint8Array | null = null
  for (;;) {
    const end = next(text, at)
    if (end < 0) return null
    at = end
    if (text[at] === ')') break
    if (text[at] !== ' ') return null
    at++
  }
  return uid > 0 && header && at + 1 === text.length && taken === literals.length
    ? { uid, flags, accepted, header, received }
    : null

  /** Takes the item that begins here in. @returns where it ends; -1 for one of another kind */
  function next(line: string, from: number): number {
    let end = past(number, line, from)
    if (end >= 0) {
      uid = Number(line.slice(from + 4, end))
      return end
    }
    end = past(flagList, line, from)
    if (end >= 0) {
      flags = line
        .slice(from + 7, end - 1)
        .split(' ')
        .filter(Boolean)
      return end
    }
    end = past(moment, line, from)
    if (end >= 0) {
      accepted = line.slice(from + 14, end - 1)
      return end
    }
    end = past(fields, line, from)
    return end >= 0 ? takeFields(line, from, end) : past(change, line, from)
  }

  function takeFields(line: string, from: number, end: number): number {
    const bytes = line[end - 1] === '"' ? nothing : literals[taken++]
    if (!bytes) return -1
    const names = line.slice(from, end)
    if (isTraced(names)) received = bytes.some((byte) => byte > 32)
    else header = bytes
    return end
  }
}

const nothing = new Uint8Array()
const isTraced = (names: string) =>
  names.length < 50 && names.toUpperCase().replaceAll('"', '').includes(`(${tracedHeader.toUpperCase()})`)

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}
