/** What the embedded database tells, as rows: as PGlite reads it, without making a list of all its readers for every statement. */
import { type PGlite, type QueryOptions, type Results, types } from '@electric-sql/pglite'

type Told = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]
type Readers = NonNullable<QueryOptions['parsers']>

/** What PostgreSQL says of a column; PGlite's own types leave it out. */
type Described = Told & { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }
type Row = Told & { readonly fields: readonly (string | null)[] }
type Completed = Told & { readonly text: string }

/**
 * The result of one statement.
 * @param told the messages from its beginning
 * @param readers of the database, by type; those of `options` go before them
 */
export function resultOf<T>(told: readonly Told[], readers: Readers, options: QueryOptions): Results<T> {
  const { parsers, rowMode } = options
  const columns: { readonly name: string; readonly dataTypeID: number; readonly read: Readers[number] | undefined }[] =
    []
  const rows: unknown[] = []
  let affectedRows = 0
  for (const message of told) {
    if (message.name === 'rowDescription')
      for (const { name, dataTypeID } of (message as Described).fields)
        columns.push({
          name,
          dataTypeID,
          read: parsers?.[dataTypeID] ?? readers[dataTypeID] ?? types.parsers[dataTypeID],
        })
    else if (message.name === 'dataRow') {
      const values = (message as Row).fields.map((text, at) => {
        const read = columns[at]?.read
        return text === null || !read ? text : read(text)
      })
      rows.push(
        rowMode === 'array' ? values : Object.fromEntries(values.map((value, at) => [columns[at]?.name, value])),
      )
    } else if (message.name === 'commandComplete') {
      affectedRows = affectedBy((message as Completed).text)
      break
    }
  }
  const fields = columns.map(({ name, dataTypeID }) => ({ name, dataTypeID }))
  return { rows: rows as T[], fields, affectedRows }
}

/** "INSERT 0 3", "SELECT 12": only what changes rows counts. */
function affectedBy(text: string): number {
  const words = text.split(' ')
  return changes.has(words[0] ?? '') ? Number.parseInt(words.at(-1) ?? '', 10) || 0 : 0
}

const changes: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'COPY', 'MERGE'])
