/**
 * Statements that come at every look. Drizzle makes the text of a statement anew each time, and takes longer for it than some
 * databases for the answer; of these it is made once for each shape that they have.
 */
import { type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

/** Where the values stand, by name. */
export type Given<Values> = { readonly [Name in keyof Values]: Placeholder }

/** A statement before it is asked. */
interface Query<Rows> extends PromiseLike<Rows> {
  prepare(name: string): unknown
}

/** What Drizzle makes of a statement, by its version 0.45. */
interface Prepared {
  getQuery(): unknown
  readonly fields: unknown
  readonly customResultMapper: unknown
  joinsNotNullableMap: unknown
  execute(values: object): Promise<unknown>
}

/** What of it is the same whoever is asked: nothing of the database that it was written for, which may be closed long since. */
type Written = Pick<Prepared, 'fields' | 'customResultMapper' | 'joinsNotNullableMap'> & { readonly query: unknown }

interface Session {
  prepareQuery(query: unknown, fields: unknown, name: undefined, arrays: true, mapper: unknown): Prepared
}

/** No statement has so many shapes, unless one of them is a list of things. */
const mostShapes = 64

/**
 * @param write writes the statement, with a place for each value; the same for the same shape. It may be asked of another
 * database than the one that it is handed: in a transaction, or for another user
 * @returns asks it. Values go as the driver takes them: moments as text, and none of them is null
 */
export function kept<Values extends object, Rows, Shape = undefined>(
  write: (db: Database, given: Given<Values>, shape: Shape) => Query<Rows>,
): (db: Database, values: Values, shape: Shape) => Promise<Rows> {
  const known = new Map<string | undefined, Written>()
  return (db, values, shape) => {
    const key = JSON.stringify(shape)
    const written = known.get(key) ?? toWritten(write(db, placesOf(values), shape).prepare('') as Prepared)
    if (known.size >= mostShapes && !known.has(key)) known.clear()
    known.set(key, written)
    const { session } = db as unknown as { readonly session: Session }
    const asked = session.prepareQuery(written.query, written.fields, undefined, true, written.customResultMapper)
    asked.joinsNotNullableMap = written.joinsNotNullableMap
    return asked.execute(values) as Promise<Rows>
  }
}

function toWritten(prepared: Prepared): Written {
  const { fields, customResultMapper, joinsNotNullableMap } = prepared
  return { query: prepared.getQuery(), fields, customResultMapper, joinsNotNullableMap }
}

const placesOf = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.keys(values).map((name) => [name, sql.placeholder(name)])) as unknown as Given<Values>

/**
 * Whether a column is one of a list, which is handed in as JSON text: one statement whatever its length. Made into an array first,
 * so that an index of the column serves it.
 */
export const isAnyOf = (column: SQLWrapper, list: Placeholder): SQL =>
  sql`${column} = any(array(select json_array_elements_text(${list}::text::json)))`
