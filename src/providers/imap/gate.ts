/**
 * What may be said to a mail server, held at the socket: each command is read before it leaves. Whatever is not in the list,
 * and any FETCH that names more than header lines, is refused. Pure.
 */
import { headerNames } from '../standard/message.ts'

/** Beside what is read of every message: what a thread is known by. */
export const threadHeader = 'References'
/** Only whether a message has it is asked: so many bytes of it. A saved copy of sent mail never came in by any server. */
export const tracedHeader = 'Received'
export const tracedBytes = 16

const headers: ReadonlySet<string> = new Set([...headerNames, threadHeader].map((name) => name.toUpperCase()))

/** By command, what its arguments may be. Literals of the client stand as `""`. */
const allowed: Readonly<Record<string, (rest: string) => boolean>> = {
  CAPABILITY: isNothing,
  STARTTLS: isNothing,
  LOGIN: () => true,
  AUTHENTICATE: (rest) => /^(?:PLAIN|LOGIN)(?: |$)/i.test(rest),
  ID: () => true,
  ENABLE: () => true,
  NAMESPACE: isNothing,
  LIST: () => true,
  XLIST: () => true,
  LSUB: () => true,
  STATUS: () => true,
  EXAMINE: () => true,
  'UID SEARCH': isSearch,
  'UID FETCH': isHeaderFetch,
  NOOP: isNothing,
  CLOSE: isNothing,
  UNSELECT: isNothing,
  LOGOUT: isNothing,
}

function isNothing(rest: string): boolean {
  return rest === ''
}

/** By date alone: a search by words would read messages. YOUNGER is a date as well, where the server knows it (RFC 5032). */
function isSearch(rest: string): boolean {
  return /^(?:RETURN \(ALL\) )?(?:ALL|SINCE [\w"-]{1,20}|YOUNGER \d{1,12})$/i.test(rest)
}

const items: ReadonlySet<string> = new Set(['UID', 'FLAGS', 'INTERNALDATE', 'X-GM-MSGID', 'X-GM-THRID', 'X-GM-LABELS'])

const traced = ` BODY.PEEK[HEADER.FIELDS (${tracedHeader.toUpperCase()})]<0.${tracedBytes}>`

/** "1:5,8 (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (FROM TO)]<0.65536> BODY.PEEK[HEADER.FIELDS (RECEIVED)]<0.16>)". */
function isHeaderFetch(rest: string): boolean {
  const [, all = ''] = /^[\d:,*]+ \((.+)\)$/.exec(rest) ?? []
  const asked = all.endsWith(traced) ? all.slice(0, -traced.length) : all
  const [, before = '', names = ''] =
    /^([^[\]()]*) BODY\.PEEK\[HEADER\.FIELDS \(([^[\]()]*)\)\]<0\.\d{1,7}>$/i.exec(asked) ?? []
  return (
    names !== '' &&
    before.split(' ').every((item) => items.has(item.toUpperCase())) &&
    names.split(' ').every((name) => headers.has(name.toUpperCase()))
  )
}

/** A command was refused before it left. Its name alone is told: what followed may be a password. */
export interface Refusal {
  readonly refused: string
}

export interface Gate {
  /**
   * Takes what a client wants to send.
   * @returns what may leave now, or that it was refused: from then on nothing leaves any more
   */
  pass(bytes: Uint8Array): Uint8Array | Refusal
}

/** @param count told of each command that leaves, by its name */
export function createGate(count: (command: string) => void): Gate {
  let line = ''
  /** What stands of the command before its literal. */
  let head = ''
  /** So many bytes of a literal are still to come. */
  let literal = 0
  let answering = false
  let refused: Refusal | null = null

  /** Takes a whole line. @returns false where it is refused */
  function take(): boolean {
    const text = head + line
    const [, size] = /\{(\d{1,6})\+?\}$/.exec(text) ?? []
    if (size !== undefined) {
      head = `${text.slice(0, text.lastIndexOf('{'))}""`
      literal = Number(size)
      const name = nameIn(head)
      return /^(?:LOGIN|AUTHENTICATE|LIST|XLIST|LSUB|STATUS|EXAMINE|ID)$/.test(name) || refuse(name)
    }
    head = ''
    // The answers of a sign-in have no name: they are one word of base64, or nothing.
    if (answering && /^[A-Za-z0-9+/=*]*$/.test(text)) return true
    const name = nameIn(text)
    const rest = text.slice(text.indexOf(' ') + 1 + name.length).replace(/^ /, '')
    if (!allowed[name]?.(rest)) return refuse(name)
    answering = name === 'AUTHENTICATE'
    count(name)
    return true
  }

  function refuse(name: string): false {
    refused = { refused: /^[A-Z ]{1,20}$/.test(name) ? name : 'something that is no command' }
    return false
  }

  return {
    pass(bytes) {
      if (refused) return refused
      // Each byte a character, so that lengths of literals are those of bytes.
      let text = ''
      for (const byte of bytes) text += String.fromCharCode(byte)
      for (let at = 0; at < text.length; ) {
        if (literal > 0) {
          const some = Math.min(literal, text.length - at)
          literal -= some
          at += some
          continue
        }
        const end = text.indexOf('\n', at)
        // A client writes whole lines, or the part up to a literal; anything else would leave unread.
        if (end < 0 && at < text.length) {
          refuse('part of a line')
          return refused ?? { refused: 'part of a line' }
        }
        line = text.slice(at, end).replace(/\r$/, '')
        at = end + 1
        if (!take()) return refused ?? { refused: 'a command' }
      }
      return bytes
    },
  }
}

/** "UID FETCH" of "A1 UID FETCH 1:5 (…)", in capitals; empty where there is none. */
function nameIn(text: string): string {
  const [, first = '', second = ''] = /^[A-Za-z0-9]{1,20} ([A-Za-z]{1,20})(?: ([A-Za-z]{1,20}))?/.exec(text) ?? []
  return (first.toUpperCase() === 'UID' ? `UID ${second}` : first).toUpperCase()
}
