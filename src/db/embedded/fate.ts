/** Whether an embedded database still lives: where its disk is full it may end in the middle of a statement. */
import type { PGlite } from '@electric-sql/pglite'

interface Fate {
  ended: boolean
  why?: unknown
}

const fates = new WeakMap<PGlite, Fate>()

export function fateOf(client: PGlite): Fate {
  const fate = fates.get(client) ?? { ended: false }
  fates.set(client, fate)
  return fate
}

/** To be told whatever asking it threw. */
export function noteEnd(client: PGlite, error: unknown): void {
  if (isPanic(error)) Object.assign(fateOf(client), { ended: true, why: error })
}

/** PostgreSQL's own word for its end, or that of the machine inside which it runs. */
function isPanic(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('severity' in error && /^(PANIC|FATAL)$/.test(String(error.severity))) || error.name === 'RuntimeError'
}
