/**
 * Statements that come at every look. Drizzle makes the text of a statement anew each time, and takes longer for it than some
 * databases for the answer; of these it is made once for each shape that they have.
 */
import { type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { type Field, type Place, readerOf, toPlace } from './rows.ts'

/** Where the values stand, by name. */
export type Given<Values> = { readonly [Name in keyof Values]: Placeholder }

/** A statement before it is asked. */
interface Query<Rows> extends PromiseLike<Rows> {
  prepare(name: string): unknown
}

/** What Drizzle makes of a statement, by its version 0.45. */
interface Prepared {
  readonly params: readonly unknown[]
  readonly fields: readonly Field[] | undefined
  readonly joinsNotNullableMap: Readonly<Record<string, boolean>> | undefined
  readonly customResultMapper: unknown
  execute(): Promise<unknown>
}

/** A statement that was written once: of the database that it was written for, which may be closed long since, nothing is kept. */
interface Written {
  readonly prepared: Prepared
  readonly places: readonly Place[]
}

interface Session {
  readonly client: unknown
  readonly logger: unknown
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
  const known = new Map<string, Written>()
  return (db, values, shape) => {
    const { session } = db as unknown as { readonly session: Session }
    const key = `${driverOf(session)} ${JSON.stringify(shape)}`
    const written = known.get(key) ?? toWritten(write(db, placesOf(values), shape).prepare('') as Prepared)
    if (known.size >= mostShapes && !known.has(key)) known.clear()
    known.set(key, written)
    const { client, logger } = session
    const params = written.places.map((place) => place(values as Readonly<Record<string, unknown>>))
    const asked: Prepared = Object.assign(Object.create(written.prepared), { client, logger, params })
    return asked.execute() as Promise<Rows>
  }
}

/** Drizzle makes one sort of statement for the embedded database, and another for a server. */
const drivers = new Map<unknown, number>()
function driverOf(session: Session): number {
  const number = drivers.get(session.constructor) ?? drivers.size
  drivers.set(session.constructor, number)
  return number
}

function toWritten(prepared: Prepared): Written {
  const { params, fields, customResultMapper, joinsNotNullableMap } = prepared
  const isWhole = fields && !customResultMapper && Object.values(joinsNotNullableMap ?? {}).every(Boolean)
  const none = { client: undefined, logger: undefined, prepare: false }
  Object.assign(prepared, none, isWhole ? { customResultMapper: readerOf(fields) } : {})
  return { prepared, places: params.map(toPlace) }
}

const placesOf = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(Object.keys(values).map((name) => [name, sql.placeholder(name)])) as unknown as Given<Values>

/**
 * Whether a column is one of a list, which is handed in as JSON text: one statement whatever its length. Made into an array first,
 * so that an index of the column serves it.
 */
export const isAnyOf = (column: SQLWrapper, list: Placeholder): SQL =>
  sql`${column} = any(array(select json_array_elements_text(${list}::text::json)))`
