/** The lines between two messages of an mbox file, "From sender date", as the programs that write such files have them. */

export interface Mark {
  readonly text: string
  /** It carries a date: any header may follow. Else only one that messages begin with. */
  readonly sure: boolean
}

/** What is kept of it. */
const longest = 400
const latin = new TextDecoder('windows-1252')

/** Not "From :", which is a header. */
export const isMark = (line: Uint8Array) =>
  line[0] === 70 && line[1] === 114 && line[2] === 111 && line[3] === 109 && line[4] === 32 && line[5] !== 58

/** The line as one that may stand between two messages; null where it cannot. */
export function markIn(line: Uint8Array, afterBlank: boolean): Mark | null {
  const text = isMark(line) || isBare(line) ? latin.decode(line.subarray(0, longest)).trimEnd() : ''
  if (!text || patch.test(text)) return null
  if (dated.test(text)) return { text, sure: true }
  if (!afterBlank) return null
  if (/^From(?: -)?$/.test(text)) return { text, sure: true }
  return undated.test(text) ? { text, sure: false } : null
}

/** "From" alone, as some versions of Thunderbird write it. */
const isBare = (line: Uint8Array) =>
  line[0] === 70 && line[3] === 109 && (line.length === 4 || (line.length === 5 && line[4] === 13))

/** "Sat Nov 21 08:00:00 2026", also with a zone before or after the year. */
const dated = /\b\w{3} +\w{3} +\d{1,2} +\d{1,2}:\d{2}(?::\d{2})?\b.{0,80}\b\d{4}\b/
/** What git writes above a patch that lies in a body as it is. */
const patch = /^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001$/
/**
 * A sender and nothing, or a date in words of another language, behind it. Programs that escape nothing leave "From here on" in
 * bodies, so that the sender has to be an address or to stand alone.
 */
const undated = /^From (?:\S*@\S*(?:\s.*)?|\S+)$/
