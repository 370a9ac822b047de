/** A second line between users: a database that knows whom it is asked for, and one for what comes before a user is known. */
import type { Database } from '../database.ts'
import { bindingOf, createUsable, usableQuery } from './role.ts'

/**
 * The same database, of which every statement and every transaction is done for this user alone: a forgotten `where` finds
 * nothing of anybody else, and changes nothing of theirs. Where the login may not take the role (`npm run doctor` says so)
 * it is the database as it is.
 * @throws TypeError for a transaction: it is bound where it begins
 */
export function forUser(db: Database, userId: string): Database {
  const root = rootOf(db)
  const made = bounds.get(root) ?? new Map<string, Database>()
  bounds.set(root, made)
  const bound = made.get(userId) ?? bind(root, userId)
  // Those that came last stay.
  made.delete(userId)
  made.set(userId, bound)
  const [oldest] = made.keys()
  if (made.size > mostBound && oldest !== undefined) made.delete(oldest)
  return bound
}

function bind(root: Database, userId: string): Database {
  const { client } = insideOf(root).session
  const open = client.across ?? client
  const bound = withClient(root, open.forUser?.(userId) ?? embeddedFor(open as unknown as Embedded, userId))
  roots.set(bound, root)
  return bound
}

/**
 * The database for what comes before a user is known, or goes across users: each such statement stands in a function of this
 * room that asks by a hash or a key (docs/security.md lists them). Within a transaction it stays the transaction as it is.
 */
export function acrossUsers(db: Database): Database {
  const root = roots.get(db) ?? db
  const { across } = insideOf(root).session.client
  if (!across) return root
  const known = acrosses.get(root) ?? withClient(root, across)
  acrosses.set(root, known)
  roots.set(known, root)
  return known
}

/**
 * Reads in one transaction, on a server, which then is bound once. The embedded database has one connection: there each
 * statement stays by itself, which costs the same, and everybody else is answered between two of them.
 * @param read asks nobody but the database, and does not take long
 */
export async function inOneGo<T>(db: Database, read: (db: Database) => Promise<T>): Promise<T> {
  return 'unsafe' in insideOf(db).session.client ? db.transaction(read) : read(db)
}

/** From a database for one user to the one that it was made of. */
const roots = new WeakMap<Database, Database>()
const acrosses = new WeakMap<Database, Database>()
/** By the database that they were made of, and by user: Drizzle makes something for each table, a task asks for one at every step. */
const bounds = new WeakMap<Database, Map<string, Database>>()
const mostBound = 16

function rootOf(db: Database): Database {
  const root = roots.get(db) ?? db
  if ('rollback' in root) throw new TypeError('a transaction is bound to a user where it begins')
  return root
}

/** What Drizzle sends statements to. */
interface Client {
  /** The client of a server binds by itself, so that no way is added. */
  readonly forUser?: (userId: string) => object
  /** Where a test watches over what is asked of nobody in particular (test/support/guard.ts): the client behind it. */
  readonly across?: Client
}

/** What Drizzle keeps in a database, by its version 0.45. */
interface Inside {
  readonly dialect: object
  readonly session: {
    readonly client: Client
    readonly schema: object | undefined
    readonly options: object
    readonly constructor: new (client: object, dialect: object, schema: unknown, options: object) => object
  }
  readonly constructor: new (dialect: object, session: object, schema: unknown) => object
}

const insideOf = (db: Database) => db as unknown as Inside

/** The same database on another client, which a test puts before its own. */
export function withClient(db: Database, client: object): Database {
  const { dialect, session, constructor: Made } = insideOf(db)
  const { schema, options, constructor: Session } = session
  return new Made(dialect, new Session(client, dialect, schema, options), schema) as Database
}

/** What is asked of the embedded database. */
interface Embedded {
  /** It takes from a statement's options whom that is for (embedded/asking.ts); a bare PGlite does not. */
  readonly binds?: true
  query(text: string, params?: unknown, options?: object): Promise<{ readonly rows: readonly unknown[] }>
  transaction<T>(work: (tx: Embedded & { exec(text: string): Promise<unknown> }) => Promise<T>): Promise<T>
}

/** By client: whether the role is there. */
const known = new WeakMap<Embedded, () => Promise<boolean>>()

/** The embedded database's: each statement by itself is a transaction, which it is told with the statement. */
function embeddedFor(client: Embedded, userId: string): Embedded {
  const binding = bindingOf(userId)
  const isUsable =
    known.get(client) ??
    createUsable(async () => {
      const { rows } = await client.query(usableQuery)
      return (rows as readonly { readonly usable: boolean }[])[0]?.usable === true
    })
  known.set(client, isUsable)
  const transaction: Embedded['transaction'] = async (work) => {
    if (!(await isUsable())) return client.transaction(work)
    return client.transaction(async (tx) => {
      await tx.exec(binding)
      return work(tx)
    })
  }
  return {
    transaction,
    async query(text, params, options) {
      if (!(await isUsable())) return client.query(text, params, options)
      if (client.binds) return client.query(text, params, { ...options, boundTo: userId })
      return transaction((tx) => tx.query(text, params, options))
    },
  }
}
