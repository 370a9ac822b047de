/** The embedded database works on the thread of whoever asks it: between two statements everybody else has a turn. */
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { breathe } from '../breathe.ts'

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
