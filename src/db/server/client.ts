/** The client that Drizzle is handed: each statement and each transaction has a connection of its own meanwhile, and its time. */
import type { Sql, TransactionSql } from 'postgres'
import { bindingOf, createUsable, usableQuery } from '../rows/role.ts'
import type { Bounds } from './bounds.ts'
import type { Line, Pool } from './pool.ts'
import { DatabaseTimeout, timed } from './timed.ts'

type Values = NonNullable<Parameters<Sql['unsafe']>[1]>
type Work = (client: Client) => Promise<unknown>

/** What Drizzle asks of a client. */
export interface Client {
  readonly options: unknown
  unsafe(query: string, params?: Values): Statement
  begin(work: Work): Promise<unknown>
  savepoint(work: Work): Promise<unknown>
  /** The same, with every statement and transaction for this user alone. */
  forUser?(userId: string): Client
}

/** The rows as objects, or as `values` as arrays. */
type Statement = Promise<unknown> & { values(): Promise<unknown> }

interface Ways {
  readonly prepare: boolean
  readonly bounds: Bounds
  /** Where Drizzle writes down which types it reads itself. */
  readonly options: unknown
}

/** The connection ended within the transaction: what it would ask still is asked nowhere. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
  readonly code = 'CONNECTION_CLOSED'
}

/** Nothing is asked before somebody awaits it or wants values. */
export function createTimedClient(pool: Pool, { prepare, bounds, options }: Ways): Client {
  const patience = (bounds.statementSeconds + bounds.graceSeconds) * 1000
  const limits = [
    `set local statement_timeout = ${bounds.statementSeconds * 1000}`,
    `set local lock_timeout = ${bounds.lockSeconds * 1000}`,
    `set local idle_in_transaction_session_timeout = ${bounds.idleSeconds * 1000}`,
  ].join('; ')

  const askOn = (line: Line, client: Sql | TransactionSql, query: string, params: Values, values: boolean) =>
    timed(client.unsafe(query, params, { prepare: prepare && params.length > 0 }), {
      milliseconds: patience,
      grace: bounds.graceSeconds * 1000,
      values,
      giveUp: () => pool.discard(line),
    })

  const askAlone = async (query: string, params: Values, values: boolean) => {
    const line = await pool.take(patience)
    try {
      return await askOn(line, line.client, query, params, values)
    } finally {
      pool.giveBack(line)
    }
  }

  const isUsable = createUsable(async () => {
    const rows = (await askAlone(usableQuery, [], false)) as readonly { readonly usable: boolean }[]
    return rows[0]?.usable === true
  })

  /**
   * One statement in a transaction of its own. All of it is sent at once: it takes the ways that the statement alone takes, but
   * for the last, which what only reads does not wait for.
   */
  const askFor = async (binding: string, query: string, params: Values, values: boolean) => {
    if (!(await isUsable())) return askAlone(query, params, values)
    const line = await pool.take(patience)
    const opened = askOn(line, line.client, `begin; ${limits}; ${binding}`, [], false)
    const answer = askOn(line, line.client, query, params, values)
    // Of what failed nothing is kept by this either.
    const closed = askOn(line, line.client, 'commit', [], false)
    const done = Promise.allSettled([opened, answer, closed]).then((all) => {
      pool.giveBack(line)
      const failed = all.find((one) => one.status === 'rejected')
      if (failed) throw failed.reason
      return answer
    })
    if (!/^select\b/i.test(query)) return done
    done.catch(() => {})
    return Promise.all([answer, opened]).then(
      ([rows]) => rows,
      () => done,
    )
  }

  const begin = (work: Work, binding?: string) => beginWith(work, binding ? `${limits}; ${binding}` : limits)

  const beginWith = async (work: Work, opening: string) => {
    const line = await pool.take(patience)
    let over = false
    const isOver = () => over || line.broken
    const { promise: lost, reject } = Promise.withResolvers<never>()
    line.onbroken = () => reject(new ConnectionLost('the connection to the database ended'))
    // What the driver asks by itself, to begin and to commit, has its time as well.
    const giveUp = () => {
      reject(new DatabaseTimeout('the database did not answer in time'))
      pool.discard(line)
    }
    let alarm = setTimeout(giveUp, patience)
    const transaction = async (tx: TransactionSql) => {
      clearTimeout(alarm)
      try {
        // Goes out with the first statement and costs no way of its own. `set local` ends with the transaction: a pooler
        // refuses such settings at the start of a connection, and hands on what is set for a session.
        const limited = tx.unsafe(opening).execute()
        const [result] = await Promise.all([work(inside(line, tx, isOver)), limited])
        alarm = setTimeout(giveUp, patience)
        return result
      } catch (error) {
        // Undone by the server already. The driver must not send its `rollback` on whatever comes next.
        if (isOver()) return await new Promise<never>(() => {})
        throw error
      }
    }
    try {
      return await Promise.race([line.client.begin(transaction), lost])
    } finally {
      over = true
      clearTimeout(alarm)
      pool.giveBack(line)
    }
  }

  /** The same within a transaction; a transaction in it is a savepoint. */
  const inside = (line: Line, tx: TransactionSql, isOver: () => boolean): Client => {
    const ask = async (query: string, params: Values, values: boolean) => {
      if (isOver()) throw new ConnectionLost('the transaction is over')
      return askOn(line, tx, query, params, values)
    }
    const savepoint = async (work: Work) => {
      if (isOver()) throw new ConnectionLost('the transaction is over')
      return tx.savepoint((deeper) =>
        work(inside(line, deeper, isOver)).catch((error: unknown) => {
          if (isOver()) return new Promise<never>(() => {})
          throw error
        }),
      )
    }
    return {
      options,
      unsafe: (query, params = []) => lazily((values) => ask(query, params, values)),
      begin: savepoint,
      savepoint,
    }
  }

  const forUser = (userId: string): Client => {
    const binding = bindingOf(userId)
    const beginFor = async (work: Work) => begin(work, (await isUsable()) ? binding : undefined)
    return {
      options,
      unsafe: (query, params = []) => lazily((values) => askFor(binding, query, params, values)),
      begin: beginFor,
      savepoint: beginFor,
    }
  }

  return {
    options,
    unsafe: (query, params = []) => lazily((values) => askAlone(query, params, values)),
    begin: (work) => begin(work),
    savepoint: (work) => begin(work),
    forUser,
  }
}

/** Begins a moment later, when it is known whether rows are wanted as arrays. */
function lazily(ask: (values: boolean) => Promise<unknown>): Statement {
  let values = false
  const answer = Promise.resolve().then(() => ask(values))
  return Object.assign(answer, {
    values() {
      values = true
      return answer
    },
  })
}
