/** The embedded database works on the thread of whoever asks it: between two statements everybody else has a turn, and what ended is asked nothing. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { breathe } from '../../breathe.ts'
import { type Asking, asking } from './asking.ts'
import { fateOf, noteEnd } from './fate.ts'
import { createTidy } from './tidy.ts'

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
export type Embedded = Asking & Pick<PGlite, 'close'> & { readonly asked?: number }

type Exchange = (replace: (client: PGlite) => Promise<PGlite>) => Promise<void>
const exchanges = new WeakMap<Embedded, Exchange>()

/**
 * Puts another database in the place of this one: whatever is asked meanwhile waits, and whatever was begun ends first.
 * @param replace is handed the one at work, and closes it; where it throws before that, all is as it was
 * @throws what it throws
 */
export async function exchange(client: Embedded, replace: (client: PGlite) => Promise<PGlite>): Promise<void> {
  await exchanges.get(client)?.(replace)
}

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
  let gate: Promise<void> | null = null
  let underWay = 0
  let drained = () => {}
  let asked = 0
  const tidy = createTidy(reopen ? 'disk' : 'memory')
  const turn = async <T>(ask: (client: PGlite) => Promise<T>): Promise<T> => {
    while (gate) await gate
    asked++
    underWay++
    try {
      const client = await alive()
      const answer = await ask(client)
      await tidy(client)
      return answer
    } finally {
      underWay--
      if (underWay === 0) drained()
    }
  }
  const exchange: Exchange = async (replace) => {
    while (gate) await gate
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    try {
      if (underWay > 0)
        await new Promise<void>((ended) => {
          drained = ended
        })
      const before = await alive()
      living = guard(
        await replace(before).catch((error: unknown) => {
          // Closed already: it is opened again for the next statement.
          if (before.closed) Object.assign(fateOf(before), { ended: true, why: error })
          throw error
        }),
      )
    } finally {
      drained = () => {}
      gate = null
      resolve()
    }
  }
  const embedded: Embedded = {
    binds: true,
    get asked() {
      return asked
    },
    query: (...what) => turn((client) => asking(client).query(...what)),
    transaction: (work) => turn((client) => asking(client).transaction(work)),
    close: async () => {
      if (!fateOf(living).ended) await living.close()
    },
  }
  exchanges.set(embedded, exchange)
  return embedded
}

const endOf = (client: PGlite) => new DatabaseEnded('the embedded database ended', { cause: fateOf(client).why })

const guarded = new WeakSet<PGlite>()

/** Every message to the database goes by here, those of its client's own included. */
function guard(client: PGlite): PGlite {
  if (guarded.has(client)) return client
  guarded.add(client)
  const { execProtocolStream, execProtocolRawStream } = client
  const asking = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (fateOf(client).ended) throw endOf(client)
    try {
      return await ask()
    } catch (error) {
      noteEnd(client, error)
      throw error
    }
  }
  client.execProtocolStream = (...asked) => asking(() => execProtocolStream.apply(client, asked))
  client.execProtocolRawStream = (...asked) => asking(() => execProtocolRawStream.apply(client, asked))
  return client
}
