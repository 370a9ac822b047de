/** Sees every statement on its way to an embedded database, whoever it is for, and may say something else in its place. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../../src/db/database.ts'
import { withClient } from '../../src/db/rows/bound.ts'
import * as schema from '../../src/db/schema.ts'

interface Watching {
  /** What is asked in place of a statement; the same unless given. */
  readonly change?: (text: string) => string
  readonly see?: (text: string, params: readonly unknown[]) => void
}

type Client = Pick<PGlite, 'query' | 'transaction'>

export const clientOf = (db: Database): Client => (db as unknown as { session: { client: Client } }).session.client

/** The same database, watched. */
export const watched = (db: Database, watching: Watching): Database => withClient(db, before(clientOf(db), watching))

function before<Some extends Client | Transaction>(client: Some, { change = (text) => text, see }: Watching): Some {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name === 'transaction')
        return (work: (tx: Transaction) => unknown) =>
          value.call(target, (tx: Transaction) => work(before(tx, { change, ...(see ? { see } : {}) })))
      if (name !== 'query') return value.bind(target)
      return (text: string, params: readonly unknown[] = [], ...more: unknown[]) => {
        see?.(text, params)
        return value.call(target, change(text), params, ...more)
      }
    },
  })
}

/** Every table. */
export const allTables: readonly PgTable[] = (Object.values(schema) as unknown[]).filter((one): one is PgTable =>
  is(one, PgTable),
)

/** Those that hold something of a user, by their names in the database. */
export const userTables: readonly string[] = allTables
  .filter((table) => table === schema.users || 'userId' in getTableColumns(table))
  .map(getTableName)

/** A database that refuses what touches rows of users for nobody in particular, but in the functions that say so. */
export function guarded(db: Database): { readonly db: Database; readonly refused: string[] } {
  const refused: string[] = []
  const mentions = new RegExp(`"(?:${userTables.join('|')})"`)
  const change = (text: string) => {
    if (!mentions.test(text)) return text
    refused.push(text)
    throw new Error(
      'a statement on rows of users for nobody in particular: take forUser, or acrossUsers where it is meant',
    )
  }
  const client = before(clientOf(db), { change })
  const across = clientOf(db)
  return {
    db: withClient(
      db,
      new Proxy(client, { get: (target, name) => (name === 'across' ? across : Reflect.get(target, name, target)) }),
    ),
    refused,
  }
}
