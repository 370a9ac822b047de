/**
 * How the embedded database is asked. PGlite hands it a statement in six messages, each a call of its own into the machine, and
 * has it read and planned anew every time. Here a statement goes in one call, with the user whom it is for, and one that comes
 * again is kept prepared, as the driver of a server does it.
 */
import type { PGlite, QueryOptions, Results, Transaction } from '@electric-sql/pglite'
import { bindingOf, bindingQuery, bindingValues } from '../rows/role.ts'
import { noteEnd } from './fate.ts'
import { anew, bind, close, describe, execute, parse, sync } from './messages.ts'
import { type Column, resultOf } from './results.ts'

/** What is said beside a statement: the user whom alone it is for. */
export interface Asked extends QueryOptions {
  readonly boundTo?: string
}

/** What Drizzle and `forUser` ask. */
export interface Asking extends Pick<PGlite, 'transaction'> {
  /** A statement may say whom it is for. */
  readonly binds?: true
  query<T>(text: string, params?: unknown[], options?: Asked): Promise<Results<T>>
}

const known = new WeakMap<PGlite, Asking>()

/** One for each database: it knows what is prepared there. What asks so already stays as it is. */
export function asking(client: PGlite): Asking {
  if ('binds' in client) return client as Asking
  const made = known.get(client) ?? createAsking(client)
  known.set(client, made)
  return made
}

function createAsking(client: PGlite): Asking {
  const kept = keeper()
  const ask = async <T>(text: string, values: Values, { boundTo, ...options }: Asked): Promise<Results<T>> => {
    const binding = boundTo === undefined ? null : bindingValues(boundTo)
    anew()
    if (binding) write(kept.of(bindingQuery), binding)
    const statement = kept.of(text)
    const { columns } = statement
    write(statement, values, !columns)
    try {
      const told = await tell(client, sync())
      const read = resultOf<T>(told, { columns, before: binding ? 1 : 0, readers: client.parsers }, options)
      statement.columns = read.columns
      if (!ordinary.test(text)) kept.forgetAll()
      return read.result
    } catch (error) {
      noteEnd(client, error)
      // Whether it was still prepared nobody knows: the next one prepares it under another name.
      kept.forget(text)
      throw error
    }
  }
  const within = (tx: Transaction): Transaction => ({
    ...tx,
    get closed() {
      return tx.closed
    },
    query: async <T>(text: string, params: unknown[] = [], options: QueryOptions = {}) => {
      const values = valuesOf(params)
      if (tx.closed || !values) return tx.query<T>(text, params, options)
      return client.runExclusive(() => ask<T>(text, values, options))
    },
  })
  const transaction: Asking['transaction'] = (work) => client.transaction((tx) => work(within(tx)))
  return {
    binds: true,
    transaction,
    async query<T>(text: string, params: unknown[] = [], options: Asked = {}) {
      const values = valuesOf(params)
      if (values) {
        await client._checkReady()
        return client._runExclusiveTransaction(() => client.runExclusive(() => ask<T>(text, values, options)))
      }
      const { boundTo, ...rest } = options
      if (boundTo === undefined) return client.query<T>(text, params, rest)
      return transaction(async (tx) => {
        await tx.exec(bindingOf(boundTo))
        return tx.query<T>(text, params, rest)
      })
    },
  }
}

type Values = readonly (string | null)[]

/** Asks in one call. @returns everything that is said, which stays when the machine goes on */
async function tell(client: PGlite, asked: Uint8Array): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  const onRawData = (piece: Uint8Array) => pieces.push(piece.slice())
  await client.execProtocolRawStream(asked, { syncToFs: false, onRawData })
  return pieces.length === 1 && pieces[0] ? pieces[0] : joined(pieces)
}

/** Writes what does a statement with these values. @param asks for its columns as well */
function write(statement: Statement, values: Values, asks = false): void {
  if (statement.isNew) parse(statement.name, statement.text)
  statement.isNew = false
  bind(statement.name, values)
  if (asks) describe()
  execute()
}

/** A statement as the database knows it. */
interface Statement {
  readonly text: string
  /** Empty for one that is not kept. */
  readonly name: string
  /** Whether it is to be read first. */
  isNew: boolean
  /** Its columns, where it was asked for them before. */
  columns?: readonly Column[]
}

/** Whatever else is asked may change tables, and with them what was prepared. */
const ordinary = /^\s*(?:select|insert|update|delete|with|savepoint|release|rollback|set)\b/i

/** So many are prepared at most, each some tens of kilobytes of the machine's memory; */
const mostPrepared = 100
/** and nothing longer: what names a list of things in its text does not come again. */
const longest = 10_000
/** Of so many it is known how often they came. */
const mostSeen = 1_000

/** Knows which statements are prepared, by their text; those that came last stay. */
function keeper() {
  let next = 0
  const seen = new Set<string>()
  const prepared = new Map<string, Statement>()
  const leaving: string[] = []
  const forget = (text: string) => {
    const known = prepared.get(text)
    if (!known) return
    prepared.delete(text)
    leaving.push(known.name)
  }
  const prepare = (text: string): Statement => {
    const made = { text, name: `s${next++}`, isNew: true }
    prepared.set(text, made)
    const [oldest] = prepared.keys()
    if (prepared.size > mostPrepared && oldest !== undefined) forget(oldest)
    return made
  }
  return {
    forget,
    forgetAll() {
      for (const text of [...prepared.keys()]) forget(text)
    },
    /** The statement, after whatever makes room for it is written. */
    of(text: string): Statement {
      for (const name of leaving.splice(0)) close(name)
      const known = prepared.get(text)
      if (known) {
        prepared.delete(text)
        prepared.set(text, known)
        return known
      }
      const comesAgain = seen.has(text) && text.length <= longest
      if (seen.size >= mostSeen) seen.clear()
      seen.add(text)
      return comesAgain ? prepare(text) : { text, name: '', isNew: true }
    },
  }
}

/** Values as text, as PostgreSQL reads it for whatever a column is; undefined where that cannot be told without its type. */
function valuesOf(params: readonly unknown[]): Values | undefined {
  const values: (string | null)[] = []
  for (const one of params)
    if (one === null || one === undefined) values.push(null)
    else if (typeof one === 'string') values.push(one)
    else if (typeof one === 'number' || typeof one === 'boolean' || typeof one === 'bigint') values.push(String(one))
    else return undefined
  return values
}

function joined(messages: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(messages.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const one of messages) {
    all.set(one, at)
    at += one.length
  }
  return all
}
