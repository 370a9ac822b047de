/** The driver of a PostgreSQL server, direct, behind a pooler or through Hyperdrive: nothing here needs Node. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres, { type Options, type PostgresType, type Sql } from 'postgres'
import * as schema from '../schema.ts'
import { type Bounds, connectSeconds, everyday } from './bounds.ts'
import { createTimedClient } from './client.ts'
import { createPool } from './pool.ts'

export interface ServerConnection {
  readonly db: PostgresJsDatabase<typeof schema>
  /** Lets queries under way finish for five seconds, then closes. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** How many connections there may be at once; ten unless said. */
  readonly max?: number | undefined
  /** Whether the server keeps statements prepared on their connection; a pooler between transactions mostly cannot. */
  readonly prepare?: boolean | undefined
  readonly bounds?: Bounds | undefined
}

/** Connects when the first query comes. */
export function connectServer(
  url: string,
  { max = 10, prepare = false, bounds = everyday }: ServerOptions,
): ServerConnection {
  const codecs = { parsers: {}, serializers: {} }
  const open = (onclose: () => void) => {
    const client = createClient(url, 1, { prepare, onclose, max_lifetime: null })
    // Drizzle reads dates and JSON itself: it says so to the client that it is handed, and each connection is told.
    Object.assign(client.options.parsers, codecs.parsers)
    Object.assign(client.options.serializers, codecs.serializers)
    return client
  }
  const pool = createPool(open, max)
  const client = createTimedClient(pool, { prepare, bounds, options: codecs, address: url })
  return { db: drizzle(client as unknown as Sql, { schema, casing: 'snake_case' }), close: pool.close }
}

/**
 * The bare client. Array types are not fetched, as Hyperdrive's documentation asks for; no column has an array type. A
 * pooler refuses what is set at the start of a connection, so nothing is.
 */
export function createClient(url: string, max: number, options: Options<Record<string, PostgresType>> = {}) {
  return postgres(url, {
    max,
    prepare: false,
    fetch_types: false,
    connect_timeout: connectSeconds,
    onnotice: () => {},
    ...options,
  })
}
