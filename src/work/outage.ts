/** What the log says while the database ails: one sentence when it begins, one a minute, one when it is over. */
import { ailmentOf, ailmentWords } from '../db/faults.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'

const everyMs = 60_000

/** Both hand on what the loop goes by: how many tasks had a step. */
export interface Outage {
  note(error: unknown): 0
  over(worked: number): number
}

/** Of one loop, which asks every second. */
export function createOutage({ log, now }: Pick<Deps, 'log' | 'now'>): Outage {
  let since: number | null = null
  let said = 0
  return {
    note(error) {
      const ailment = ailmentOf(error)
      if (!ailment) {
        log('tick failed', describeError(error))
        return 0
      }
      const at = now().epochMilliseconds
      if (since === null || at - said >= everyMs) {
        log('database ails', { why: ailmentWords[ailment], ...describeError(error) })
        said = at
      }
      since ??= at
      return 0
    },
    over(worked) {
      if (since !== null)
        log('database is well again', { seconds: Math.round((now().epochMilliseconds - since) / 1000) })
      since = null
      return worked
    },
  }
}
