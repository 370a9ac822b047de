/** What the embedded database tells, as rows: as PGlite reads it, from the bytes as they come and without a message for each of them. */
import { type PGlite, protocol, type QueryOptions, type Results, types } from '@electric-sql/pglite'

type Readers = NonNullable<QueryOptions['parsers']>

/** What PostgreSQL says of a column. */
export interface Column {
  readonly name: string
  readonly dataTypeID: number
}

/** What is known of a statement before its answer is read. */
interface Known {
  /** Its columns, where it was not asked for them. */
  readonly columns: readonly Column[] | undefined
  /** How many statements were answered before it in the same piece. */
  readonly before: number
  /** Of the database, by type; those of the options go before them. */
  readonly readers: PGlite['parsers']
}

const decoder = new TextDecoder()
const letter = (one: string) => one.charCodeAt(0)
const [rowOf, columnsOf, done, refusal] = ['D', 'T', 'C', 'E'].map(letter)

/**
 * The result of one statement, and its columns.
 * @param told everything that the database said
 * @throws what the database says (DatabaseError)
 */
export function resultOf<T>(
  told: Uint8Array,
  { columns: known, before, readers }: Known,
  { parsers, rowMode }: QueryOptions,
): { readonly result: Results<T>; readonly columns: readonly Column[] } {
  const view = new DataView(told.buffer, told.byteOffset, told.byteLength)
  const rows: unknown[] = []
  let columns = known ?? []
  let reads: readonly (Readers[number] | undefined)[] | undefined
  let affectedRows = 0
  let left = before
  for (let at = 0; at < told.length; ) {
    const [kind, from] = [told[at], at + 5]
    at += 1 + view.getInt32(at + 1)
    if (kind === refusal) throw refusalIn(told)
    if (left > 0) {
      if (kind === done) left--
    } else if (kind === columnsOf) columns = columnsAt(told, view, from)
    else if (kind === rowOf) {
      reads ??= columns.map(
        ({ dataTypeID }) => parsers?.[dataTypeID] ?? readers[dataTypeID] ?? types.parsers[dataTypeID],
      )
      const values = valuesAt(told, view, from, reads)
      rows.push(
        rowMode === 'array' ? values : Object.fromEntries(values.map((value, place) => [columns[place]?.name, value])),
      )
    } else if (kind === done) affectedRows = affectedBy(decoder.decode(told.subarray(from, at - 1)))
  }
  const fields = columns.map(({ name, dataTypeID }) => ({ name, dataTypeID }))
  return { result: { rows: rows as T[], fields, affectedRows }, columns }
}

/** A value stands behind its length, of which -1 says that there is none. */
function valuesAt(told: Uint8Array, view: DataView, from: number, reads: readonly (Readers[number] | undefined)[]) {
  const values: unknown[] = []
  let at = from + 2
  for (const read of reads) {
    const length = view.getInt32(at)
    at += 4
    if (length < 0) values.push(null)
    else {
      const text = decoder.decode(told.subarray(at, at + length))
      values.push(read ? read(text) : text)
      at += length
    }
  }
  return values
}

/** A name that ends with a zero, then 18 bytes: of table and column six, the type, and eight of how it is written. */
function columnsAt(told: Uint8Array, view: DataView, from: number): readonly Column[] {
  let at = from + 2
  return Array.from({ length: view.getInt16(from) }, () => {
    const end = told.indexOf(0, at)
    const column = { name: decoder.decode(told.subarray(at, end)), dataTypeID: view.getInt32(end + 7) }
    at = end + 19
    return column
  })
}

/** What was refused, in PGlite's own words. */
function refusalIn(told: Uint8Array): Error {
  let refused: Error = new Error('the embedded database refused a statement')
  new protocol.Parser().parse(told, (message) => {
    if (message instanceof Error) refused = message
  })
  return refused
}

/** "INSERT 0 3", "SELECT 12": only what changes rows counts. */
function affectedBy(text: string): number {
  const words = text.split(' ')
  return changes.has(words[0] ?? '') ? Number.parseInt(words.at(-1) ?? '', 10) || 0 : 0
}

const changes: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'COPY', 'MERGE'])
