/** The embedded database works on the thread of whoever asks it: between two statements everybody else has a turn, and what ended is asked nothing. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { breathe } from '../../breathe.ts'

/** The same client, in transactions too: a row of statements does not hold the thread, only each of them. */
export function takingTurns<T extends PGlite | Transaction>(client: T): T {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name === 'transaction')
        return (work: (tx: Transaction) => unknown) => value.call(target, (tx: Transaction) => work(takingTurns(tx)))
      if (name !== 'query') return value.bind(target)
      return async (...args: unknown[]) => {
        await breathe()
        const result = await value.apply(target, args)
        await breathe()
        return result
      }
    },
  })
}

/** What Drizzle and this program ask of the embedded database. */
export type Embedded = Pick<PGlite, 'query' | 'transaction' | 'close'>

/** The embedded database ended within this process: crash_shutdown, and the cause says why. */
export class DatabaseEnded extends Error {
  override readonly name = 'DatabaseEnded'
  readonly code = '57P02'
}

/**
 * The same client for as long as this process lives. Where its disk is full the database may end in the middle of a
 * statement (a panic), and whatever is asked of it after that, be it to roll back, holds the thread for ever: so nothing
 * is, and it is opened again for the next statement, as after any crash.
 * @param reopen opens the folder anew; null for a database in memory, which is lost with it
 * @param reopenMs for so long nobody tries again after it did not open
 * @throws DatabaseEnded, from its methods, as long as it does not open again
 */
export function outliving(first: PGlite, reopen: (() => Promise<PGlite>) | null, reopenMs = 5000): Embedded {
  let living = first
  let opening: Promise<PGlite> | null = null
  let notBefore = 0
  const alive = async () => {
    if (!fateOf(living).ended) return living
    if (!reopen || (!opening && performance.now() < notBefore)) throw endOf(living)
    opening ??= reopen()
      .catch(() => {
        notBefore = performance.now() + reopenMs
        throw endOf(living)
      })
      .finally(() => {
        opening = null
      })
    living = await opening
    return guard(living)
  }
  guard(first)
  return {
    query: (async (...asked: Parameters<PGlite['query']>) => (await alive()).query(...asked)) as PGlite['query'],
    transaction: async (work) => (await alive()).transaction(work),
    close: async () => {
      if (!fateOf(living).ended) await living.close()
    },
  }
}

interface Fate {
  ended: boolean
  why?: unknown
}

const fates = new WeakMap<PGlite, Fate>()
const fateOf = (client: PGlite): Fate => fates.get(client) ?? { ended: false }
const endOf = (client: PGlite) => new DatabaseEnded('the embedded database ended', { cause: fateOf(client).why })

/** Every message to the database goes by here, those of its client's own included. */
function guard(client: PGlite): PGlite {
  if (fates.has(client)) return client
  const fate: Fate = { ended: false }
  fates.set(client, fate)
  const { execProtocolStream } = client
  client.execProtocolStream = async (...asked) => {
    if (fate.ended) throw endOf(client)
    try {
      return await execProtocolStream.apply(client, asked)
    } catch (error) {
      if (isPanic(error)) Object.assign(fate, { ended: true, why: error })
      throw error
    }
  }
  return client
}

/** PostgreSQL's own word for its end, or that of the machine inside which it runs. */
function isPanic(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('severity' in error && /^(PANIC|FATAL)$/.test(String(error.severity))) || error.name === 'RuntimeError'
}
