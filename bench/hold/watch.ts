/** Watches the event loop and the embedded database while something is done: what held everybody else, and for how long. */
import { PGlite } from '@electric-sql/pglite'
import type { Database } from '../../src/db/database.ts'

/**
 * All in milliseconds of this thread's processor time: what others do on the machine meanwhile is not counted.
 */
export interface Held {
  readonly took: number
  /** The longest that a timer was late: nothing else of the process could happen meanwhile. */
  readonly loop: number
  /** The same, without the time that statements took in it: what the program's own code held. */
  readonly code: number
  readonly statement: number
  /** The text of the longest statement. */
  readonly sql: string
  /** The longest that a `select 1` of somebody else waited for its answer, behind transactions too. */
  readonly wait: number
}

interface Stretch {
  readonly start: number
  readonly end: number
}

const everyMs = 5

function clock(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Does `what` once. The database is an embedded one, which works on the same thread. */
export async function watch(db: Database, what: () => Promise<unknown>): Promise<Held> {
  const statements: Stretch[] = []
  const longest = { ms: 0, sql: '' }
  const unwatch = watchStatements((start, end, sql) => {
    statements.push({ start, end })
    if (end - start > longest.ms) Object.assign(longest, { ms: end - start, sql })
  })
  const gaps: Stretch[] = []
  let last = clock()
  const timer = setInterval(() => {
    const now = clock()
    gaps.push({ start: last, end: now })
    last = now
  }, everyMs)
  await turn()
  const started = clock()
  last = started
  const waiting = { done: false, longest: 0 }
  const asking = ask(db, waiting)
  try {
    await what()
  } finally {
    waiting.done = true
    await asking
    await turn()
    clearInterval(timer)
    unwatch()
  }
  const took = clock() - started
  const held = gaps.map((gap) => ({ whole: length(gap), code: length(gap) - within(gap, statements) }))
  return {
    took,
    loop: Math.max(0, ...held.map(({ whole }) => whole)),
    code: Math.max(0, ...held.map(({ code }) => code)),
    statement: longest.ms,
    sql: longest.sql,
    wait: waiting.longest,
  }
}

/** Somebody else, with a question of their own every now and then. */
async function ask(db: Database, waiting: { done: boolean; longest: number }): Promise<void> {
  while (!waiting.done) {
    const asked = clock()
    // As somebody does whose request comes in meanwhile: it waits for the thread first, and then for the database.
    await new Promise((resolve) => setTimeout(resolve, everyMs))
    await db.execute('select 1')
    waiting.longest = Math.max(waiting.longest, clock() - asked)
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 4 * everyMs))
const length = ({ start, end }: Stretch) => end - start

const within = (gap: Stretch, statements: readonly Stretch[]) =>
  statements
    .map(({ start, end }) => Math.min(end, gap.end) - Math.max(start, gap.start))
    .filter((part) => part > 0)
    .reduce((sum, part) => sum + part, 0)

/** Every call into an embedded database is one of these; a statement is parsed, bound and executed in calls of their own. */
function watchStatements(seen: (start: number, end: number, sql: string) => void): () => void {
  const { execProtocolRawSync } = PGlite.prototype
  let sql = ''
  PGlite.prototype.execProtocolRawSync = function (message) {
    sql = textOf(message) ?? sql
    const start = clock()
    try {
      return execProtocolRawSync.call(this, message)
    } finally {
      seen(start, clock(), sql)
    }
  }
  return () => {
    PGlite.prototype.execProtocolRawSync = execProtocolRawSync
  }
}

/** Of a message that brings a new statement: a parse (`P`) or a simple query (`Q`). */
function textOf(message: Uint8Array): string | undefined {
  const [kind] = message
  if (kind !== 0x50 && kind !== 0x51) return undefined
  return new TextDecoder().decode(message.subarray(5, 400)).split('\0').join(' ').trim()
}
