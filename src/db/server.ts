/** The driver of a PostgreSQL server, direct or through Hyperdrive: nothing here needs Node. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema.ts'

export interface ServerConnection {
  readonly db: PostgresJsDatabase<typeof schema>
  /** Lets queries under way finish for five seconds, then closes. */
  close(): Promise<void>
}

/** Connects when the first query comes. `max` is the size of the connection pool. */
export function connectServer(url: string, max: number): ServerConnection {
  const client = createClient(url, max)
  return { db: drizzle(client, { schema, casing: 'snake_case' }), close: () => client.end({ timeout: 5 }) }
}

/**
 * The bare client. Statements are prepared and array types are not fetched, as Hyperdrive's documentation asks for; no
 * column has an array type.
 */
export function createClient(url: string, max: number) {
  return postgres(url, { max, prepare: true, fetch_types: false, onnotice: () => {} })
}
