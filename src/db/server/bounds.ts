/** How long a server may take over one thing before it counts as broken, and why so long. */

export interface Bounds {
  /** One statement: then the server ends it itself (`statement_timeout`). */
  readonly statementSeconds: number
  /** Waiting for what somebody else has locked (`lock_timeout`). */
  readonly lockSeconds: number
  /** A transaction in which nothing is asked (`idle_in_transaction_session_timeout`). */
  readonly idleSeconds: number
  /** So much longer than the server the client waits, whose own word says more; then it asks to stop, and waits so long again. */
  readonly graceSeconds: number
}

/**
 * For pages and tasks. No statement touches more than some thousand rows, and the longest on 100,000 messages takes a
 * tenth of a second; the longest transaction (ordering a whole listing, whose locks others wait for) takes 5 s. A minute
 * is still less than the two of a task's lease.
 */
export const everyday: Bounds = { statementSeconds: 60, lockSeconds: 30, idleSeconds: 60, graceSeconds: 5 }

/** For migrations: a statement may change every row there is, and a second start waits until the first has migrated. */
export const migrating: Bounds = { statementSeconds: 3600, lockSeconds: 3600, idleSeconds: 600, graceSeconds: 5 }

/** A connection answers its first word within this, or is given up. */
export const connectSeconds = 10

/** A connection that is not used by anybody is renewed after this, so that a changed address or balancer is found. */
export const connectionMinutes = 30

/** With how many seconds the probe of `/readyz` is answered, or the answer is that there is none: the embedded database may be within a transaction of 5 s. */
export const probeSeconds = 10
