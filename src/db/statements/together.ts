/**
 * Several small statements as one: each would take longer to be sent, planned and taken apart than to be answered. All are of
 * one moment, and go to a server and back once.
 */
import { Column, is, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { type Given, kept } from './kept.ts'
import { type Field, readerOf } from './rows.ts'

/** A statement that reads whole columns, which is written and not asked. */
interface Query<Row> extends PromiseLike<readonly Row[]> {
  prepare(name: string): unknown
  getSQL(): SQL
}

type Queries = { readonly [Name in string]: Query<unknown> }
type Rows<Of extends Queries> = { readonly [Name in keyof Of]: Awaited<Of[Name]> }

/** The user's id, or where it stands in a statement that is written before it is known. */
export type UserId = string | Placeholder

/**
 * @param write writes the statements, each of them selects columns of tables
 * @returns asks them as one
 */
export function together<Values extends object, Of extends Queries>(
  write: (db: Database, given: Given<Values>) => Of,
): (db: Database, values: Values) => Promise<Rows<Of>> {
  let parts: ReadonlyMap<string, ReturnType<typeof readerOf>> = new Map()
  const ask = kept((db: Database, given: Given<Values>) => {
    const queries = write(db, given)
    parts = new Map(Object.entries(queries).map(([name, query]) => [name, readerOf(fieldsOf(query))]))
    const lists = Object.entries(queries).map(
      ([name, query]) => [name, sql<readonly (readonly unknown[])[] | null>`${listOf(query)}`.as(name)] as const,
    )
    return db.select(Object.fromEntries(lists)).from(sql`(select 1) asked`)
  })
  return async (db, values) => {
    const [row] = await ask(db, values, undefined)
    const read = [...parts].map(([name, toRows]) => [name, toRows(row?.[name] ?? [])])
    return Object.fromEntries(read) as Rows<Of>
  }
}

function fieldsOf(query: Query<unknown>): readonly Field[] {
  const { fields } = query.prepare('') as { readonly fields: readonly Field[] }
  if (!fields.every(({ field }) => is(field, Column)))
    throw new TypeError('together: a statement that selects something else than columns')
  return fields
}

/** Its rows as one text, in their order; columns go by their places. */
function listOf(query: Query<unknown>): SQL {
  const places = sql.raw(
    fieldsOf(query)
      .map((_, place) => `c${place}`)
      .join(),
  )
  return sql`(select json_agg(json_build_array(${places})) from (${query.getSQL()}) part (${places}))`
}
