/**
 * What the embedded database is sent, in the words of PostgreSQL's protocol (3.0), one after the other in one piece. PGlite's own
 * writer makes a buffer for each of them and looks up where it is for each number.
 */

const encoder = new TextEncoder()

/** A letter, and how long all of it is: four bytes, which count themselves. */
const headLength = 5
/** Of one letter of a text at most, in bytes. */
const widest = 3

/** Whatever is larger is not kept for the next one. */
const mostKept = 64 * 1024

let bytes = new Uint8Array(4096)
let view = new DataView(bytes.buffer)
let at = 0

/** Forgets whatever was written and never sent. */
export function anew(): void {
  at = 0
}

function room(count: number): void {
  if (at + count <= bytes.length) return
  const larger = new Uint8Array(Math.max(bytes.length * 2, at + count))
  larger.set(bytes.subarray(0, at))
  bytes = larger
  view = new DataView(bytes.buffer)
}

/** Begins a message. @returns where it stands, for `end` */
function begin(kind: string): number {
  room(headLength)
  const from = at
  bytes[at] = kind.charCodeAt(0)
  at += headLength
  return from
}

const end = (from: number) => view.setInt32(from + 1, at - from - 1)

function number16(value: number): void {
  room(2)
  view.setUint16(at, value)
  at += 2
}

function text(value: string): void {
  room(value.length * widest)
  at += encoder.encodeInto(value, bytes.subarray(at)).written
}

function named(value: string): void {
  text(value)
  room(1)
  bytes[at++] = 0
}

/** A value with its length before it. */
function counted(value: string | null): void {
  room(4)
  const from = at
  at += 4
  if (value !== null) text(value)
  view.setInt32(from, value === null ? -1 : at - from - 4)
}

/** Reads a statement, under a name or under none. */
export function parse(name: string, statement: string): void {
  const from = begin('P')
  named(name)
  named(statement)
  number16(0)
  end(from)
}

/** Hands values to it, as text. */
export function bind(name: string, values: readonly (string | null)[]): void {
  const from = begin('B')
  named('')
  named(name)
  number16(0)
  number16(values.length)
  for (const value of values) counted(value)
  number16(0)
  end(from)
}

/** Asks what its columns are. */
export function describe(): void {
  const from = begin('D')
  text('P')
  named('')
  end(from)
}

/** Does it, to its end. */
export function execute(): void {
  const from = begin('E')
  named('')
  number16(0)
  number16(0)
  end(from)
}

/** Forgets a statement with a name. */
export function close(name: string): void {
  const from = begin('C')
  text('S')
  named(name)
  end(from)
}

/** Ends what is one transaction if it is in none. @returns all that was written since the last time, and begins anew */
export function sync(): Uint8Array {
  end(begin('S'))
  const all = bytes.slice(0, at)
  at = 0
  if (bytes.length > mostKept) {
    bytes = new Uint8Array(4096)
    view = new DataView(bytes.buffer)
  }
  return all
}
