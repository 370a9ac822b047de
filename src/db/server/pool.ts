/**
 * Connections to a server, each a client of its own that nobody else uses meanwhile. The driver's own pool sends statements
 * behind each other on one connection, which a pooler that lends servers by the transaction may never answer; and where a
 * connection broke within a transaction, it sends what is left of that transaction on the next one, outside of any.
 */
import type { Sql } from 'postgres'
import { connectionMinutes } from './bounds.ts'
import { DatabaseTimeout } from './timed.ts'

/** One connection. */
export interface Line {
  readonly client: Sql
  readonly since: number
  /** It ended, in whatever way: nothing may be sent on it any more. */
  broken: boolean
  /** Called when it ends while somebody has it. */
  onbroken: () => void
}

export interface Pool {
  /** @throws DatabaseTimeout where none is free for so long */
  take(milliseconds: number): Promise<Line>
  giveBack(line: Line): void
  /** Ends it, whatever is under way on it. */
  discard(line: Line): void
  /** Lets what is under way finish for five seconds. */
  close(): Promise<void>
}

/**
 * @param open makes the client of one connection, which calls `onclose` when that ended
 * @param most how many there may be at once
 */
export function createPool(open: (onclose: () => void) => Sql, most: number): Pool {
  const idle: Line[] = []
  const lines = new Set<Line>()
  const waiting: ((line: Line) => void)[] = []
  let closed = false

  const make = () => {
    const client = open(() => discard(line))
    const line: Line = { client, since: performance.now(), broken: false, onbroken() {} }
    lines.add(line)
    return line
  }
  const serve = () => {
    while (waiting.length && (idle.length || lines.size < most)) waiting.shift()?.(idle.pop() ?? make())
  }
  const discard = (line: Line) => {
    if (line.broken) return
    line.broken = true
    line.onbroken()
    lines.delete(line)
    const place = idle.indexOf(line)
    if (place >= 0) idle.splice(place, 1)
    if (closed) return
    void line.client.end({ timeout: 0 })
    serve()
  }

  return {
    discard,
    async take(milliseconds) {
      if (closed) throw new Error('the database is closed')
      const { promise, resolve, reject } = Promise.withResolvers<Line>()
      waiting.push(resolve)
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(resolve), 1)
        reject(new DatabaseTimeout('no connection to the database was free in time'))
      }, milliseconds)
      serve()
      return promise.finally(() => clearTimeout(timer))
    },
    giveBack(line) {
      line.onbroken = () => {}
      if (line.broken) return
      if (closed || performance.now() - line.since > connectionMinutes * 60_000) return discard(line)
      idle.push(line)
      serve()
    },
    async close() {
      closed = true
      await Promise.all([...lines].map(({ client }) => client.end({ timeout: 5 })))
    },
  }
}
