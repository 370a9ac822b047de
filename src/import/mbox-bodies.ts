/** Which messages of a file stand between its messages, and which only inside of the body of one. */
import type { RawMessage } from './mbox-header.ts'

/** So many may stand in one body before its size is not believed any more. */
const mostInside = 200

/**
 * Messages that are found inside of a body are none where the header says how long that body is (mboxcl2, which escapes
 * nothing) and another message, or the end of the file, comes right after it. Else its size is wrong, as it often is, and they
 * are what they seem.
 */
export function createBodies() {
  let found: RawMessage[] = []
  let inside: RawMessage[] = []
  let bodyEnds = 0
  const believe = () => {
    found.push(...inside)
    inside = []
    bodyEnds = 0
  }
  return {
    /** A message begins here, or the file ends. */
    mark(at: number, isEnd = false) {
      if (at < bodyEnds && !isEnd) return
      // A blank line lies between.
      if (at >= bodyEnds && at - bodyEnds <= 2) inside = []
      believe()
    },
    add(message: RawMessage, bodyBegins: number, size: number) {
      if (bodyEnds > 0) inside.push(message)
      else {
        found.push(message)
        bodyEnds = size > 0 ? bodyBegins + size : 0
      }
      if (inside.length > mostInside) believe()
    },
    handOver() {
      const all = found
      found = []
      return all
    },
  }
}
