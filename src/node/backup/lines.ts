/** What stands in a backup: a line each for its head, a table, a row, a file and its end. Every kind of database reads it. */
import { StringDecoder } from 'node:string_decoder'
import type { Table } from '../../db/backup/tables.ts'

/** What has to be known before anything is put back. */
export interface Head {
  /** Of the lines; a newer one may have kinds that this program does not know. */
  readonly format: 1
  /** Of the program that made it, as package.json says. */
  readonly version: string
  /** When the newest migration was made that its tables have. */
  readonly migration: number
  /** When it was made, as an ISO instant. */
  readonly at: string
  /** The secret keys, each as `id:base64`, the one first that writes. */
  readonly keys: readonly string[]
}

/** A file of the data folder that belongs to what the tables say. */
export interface KeptFile {
  readonly name: string
  readonly text: string
}

/** One line. The text of a row is JSON, and is not read. */
export type Line =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'row'; readonly text: string }
  | { readonly kind: 'file'; readonly file: KeptFile }
  /** @property rows how many there were */
  | { readonly kind: 'end'; readonly rows: number }

/** A line as it is written, its end included. */
export function lineOf(line: Line): string {
  if (line.kind === 'row') return `R${line.text}\n`
  if (line.kind === 'head') return `H${JSON.stringify(line.head)}\n`
  if (line.kind === 'table') return `T${JSON.stringify(line.table)}\n`
  return line.kind === 'file' ? `F${JSON.stringify(line.file)}\n` : `E${line.rows}\n`
}

/** @throws SyntaxError where it is no line of these */
export function readLine(text: string): Line {
  const said = text.slice(1)
  switch (text[0]) {
    case 'R':
      return { kind: 'row', text: said }
    case 'H':
      return { kind: 'head', head: JSON.parse(said) }
    case 'T':
      return { kind: 'table', table: JSON.parse(said) }
    case 'F':
      return { kind: 'file', file: JSON.parse(said) }
    case 'E':
      return { kind: 'end', rows: JSON.parse(said) }
    default:
      throw new SyntaxError('a line of an unknown kind')
  }
}

/** The lines of these bytes, each held once, however many pieces it came in. */
export async function* linesIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let begun: string[] = []
  for await (const piece of bytes) {
    const parts = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)).split('\n')
    for (const part of parts.slice(0, -1)) {
      yield begun.length ? begun.join('') + part : part
      begun = []
    }
    const rest = parts.at(-1)
    if (rest) begun.push(rest)
  }
  const rest = begun.join('') + decoder.end()
  if (rest) yield rest
}
