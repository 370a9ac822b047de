/** Reads a backup: once to see that all of it is whole and of a version that is known, and once more to put it back. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ConfigError } from '../../config.ts'
import { pieceLength } from '../../db/backup/read.ts'
import type { Table } from '../../db/backup/tables.ts'
import { type Head, type KeptFile, type Line, linesIn, readLine } from './lines.ts'
import { openBytes } from './sealed.ts'

/** A sealed file, and what opens it. */
export interface Sealed {
  readonly path: string
  readonly key: Uint8Array
}

/** What a backup was found to be, by reading all of it. */
export interface Checked {
  readonly head: Head
  readonly rows: number
  readonly files: readonly KeptFile[]
}

/**
 * Reads all of it and keeps nothing but what is few.
 * @param migrations the folder that those of this program lie in
 * @throws ConfigError with a sentence where it is damaged, cut, sealed with another key, or of a newer version
 */
export async function checkBackup(sealed: Sealed, migrations: string): Promise<Checked> {
  const found: Found = { head: null, tables: 0, rows: 0, ended: false, files: [] }
  for await (const line of linesOf(sealed)) {
    if (found.ended || (found.head === null) !== (line.kind === 'head')) throw strange(sealed)
    if (line.kind === 'head') found.head = known(sealed, line.head, migrations)
    else if (!take(found, line)) throw strange(sealed)
  }
  const { head, ended, rows, files } = found
  if (!head || !ended) throw strange(sealed)
  return { head, rows, files }
}

interface Found {
  head: Head | null
  tables: number
  rows: number
  ended: boolean
  files: KeptFile[]
}

/** Counts a line behind the head. @returns whether it may stand there */
function take(found: Found, line: Exclude<Line, { kind: 'head' }>): boolean {
  if (line.kind === 'table') found.tables++
  else if (line.kind === 'file') found.files.push(line.file)
  else if (line.kind === 'row') found.rows++
  else found.ended = line.rows === found.rows
  return line.kind === 'row' ? found.tables > 0 && isObject(line.text) : line.kind !== 'end' || found.ended
}

/** The rows of one that was checked, about a million characters at once. */
export async function* piecesOf(sealed: Sealed): AsyncGenerator<{ table: Table; rows: string[] }> {
  let table: Table = { name: '', columns: [] }
  let rows: string[] = []
  let length = 0
  for await (const line of linesOf(sealed)) {
    if (line.kind === 'table') {
      if (rows.length) yield { table, rows }
      table = line.table
      // Told even without a row: its columns are to be those that are there.
      yield { table, rows: [] }
      rows = []
      length = 0
    } else if (line.kind === 'row') {
      rows.push(line.text)
      length += line.text.length
      if (length < pieceLength) continue
      yield { table, rows }
      rows = []
      length = 0
    }
  }
  if (rows.length) yield { table, rows }
}

async function* linesOf(sealed: Sealed): AsyncGenerator<Line> {
  const unpacked = pipeline(openBytes(sealed.path, sealed.key), createGunzip(), () => {})
  try {
    for await (const text of linesIn(unpacked)) yield readLine(text)
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof Error)) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw error instanceof SyntaxError || code.startsWith('Z_') ? strange(sealed) : error
  }
}

const strange = ({ path }: Sealed) =>
  new ConfigError(`${path} holds something that this program does not know; nothing was written`)

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function known(sealed: Sealed, head: Head, migrations: string): Head {
  const when = journalOf(migrations).map((entry) => entry.when)
  if (head.format > 1 || head.migration > Math.max(...when))
    throw new ConfigError(
      `${sealed.path} was made by a newer version of this program (${head.version}); nothing was written. Restore it with that version or a later one`,
    )
  if (head.format !== 1 || !when.includes(head.migration)) throw strange(sealed)
  return head
}

interface Migration {
  readonly when: number
  readonly tag: string
}

/** The migrations of this program, oldest first. */
export function journalOf(folder: string): readonly Migration[] {
  return (JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: Migration[] }).entries
}
