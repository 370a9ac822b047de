/**
 * How the embedded database is asked. PGlite hands it a statement in six messages, each a call of its own into the machine, and
 * has it read and planned anew every time. Here a statement goes in one call, with the user whom it is for, and one that comes
 * again is kept prepared, as the driver of a server does it.
 */
import { type PGlite, protocol, type QueryOptions, type Results, type Transaction } from '@electric-sql/pglite'
import { bindingOf, bindingQuery, bindingValues } from '../rows/role.ts'
import { resultOf } from './results.ts'

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
    const messages = [...(boundTo === undefined ? [] : bound(kept, boundTo)), ...statement(kept, text, values)]
    let told: Awaited<ReturnType<PGlite['execProtocolStream']>>
    try {
      told = await client.execProtocolStream(joined([...messages, serialize.sync()]), { syncToFs: false })
    } catch (error) {
      // Whether it was still prepared nobody knows: the next one prepares it under another name.
      kept.forget(text)
      throw error
    }
    if (!ordinary.test(text)) kept.forgetAll()
    const from = boundTo === undefined ? 0 : 1 + told.findIndex(({ name }) => name === 'commandComplete')
    return resultOf<T>(told.slice(from), client.parsers, options)
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

const { serialize } = protocol
type Keeper = ReturnType<typeof keeper>
type Values = readonly (string | null)[]

/** In this transaction alone, which is that of the statement after it. */
function bound(kept: Keeper, userId: string): Uint8Array[] {
  return [...kept.messages(bindingQuery, bindingValues(userId)), serialize.execute({})]
}

function statement(kept: Keeper, text: string, values: Values): Uint8Array[] {
  return [...kept.messages(text, values), serialize.describe({ type: 'P' }), serialize.execute({})]
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
  const seen = new Map<string, number>()
  const prepared = new Map<string, string>()
  const leaving: string[] = []
  const forget = (text: string) => {
    const name = prepared.get(text)
    if (name === undefined) return
    prepared.delete(text)
    leaving.push(name)
  }
  const prepare = (text: string): string => {
    const name = `s${next++}`
    prepared.set(text, name)
    const [oldest] = prepared.keys()
    if (prepared.size > mostPrepared && oldest !== undefined) forget(oldest)
    return name
  }
  return {
    forget,
    forgetAll() {
      for (const text of [...prepared.keys()]) forget(text)
    },
    /** What readies a statement with these values. */
    messages(text: string, values: Values): Uint8Array[] {
      const closed = leaving.splice(0).map((name) => serialize.close({ type: 'S', name }))
      const name = prepared.get(text)
      if (name !== undefined) {
        prepared.delete(text)
        prepared.set(text, name)
        return [...closed, serialize.bind({ statement: name, values: [...values] })]
      }
      const comesAgain = seen.has(text) && text.length <= longest
      if (seen.size >= mostSeen) seen.clear()
      seen.set(text, 1)
      const made = comesAgain ? prepare(text) : ''
      return [
        ...closed,
        serialize.parse({ name: made, text }),
        serialize.bind({ statement: made, values: [...values] }),
      ]
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
