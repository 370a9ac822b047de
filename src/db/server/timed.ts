/** Statements with a timer: what a server does not answer is asked to stop, and else given up with its connection. */
import type { PendingQuery, Row } from 'postgres'

/** The database did not answer in time. Its code is the one by which a server says the same (query_canceled). */
export class DatabaseTimeout extends Error {
  override readonly name = 'DatabaseTimeout'
  readonly code = '57014'
}

interface Patience {
  /** After so long the server is asked to stop it. */
  readonly milliseconds: number
  /** So many milliseconds later it is given up. */
  readonly grace: number
  /** Whether rows come as arrays. */
  readonly values: boolean
  /** Called where asking brings no answer either: it has to end the connection. */
  giveUp(): void
}

/**
 * What the statement answers.
 * @throws DatabaseTimeout, or what the server says, such as that it was stopped
 */
export async function timed(
  query: PendingQuery<Row[]>,
  { milliseconds, grace, values, giveUp }: Patience,
): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      askToStop(query)
      timer = setTimeout(() => {
        reject(new DatabaseTimeout('the database did not answer in time'))
        giveUp()
      }, grace)
    }, milliseconds)
  })
  return Promise.race([values ? query.values() : query, late]).finally(() => clearTimeout(timer))
}

/**
 * Asks on a connection of its own, with the key that the server gave for it. The driver's `cancel` does the same but drops
 * the promise: where that connection is refused, the process would end.
 */
function askToStop(query: PendingQuery<Row[]>): void {
  const { canceller } = query as unknown as { readonly canceller?: (query: unknown) => Promise<unknown> }
  canceller?.(query).catch(() => {})
}
