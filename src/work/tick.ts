/** Asks which tasks are due and has each do a step. */

import { nextDueAt } from '../db/due.ts'
import { ClaimUnknown, claimTasks } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import { createOutage } from './outage.ts'
import { step } from './step.ts'
import { giveBackOwed, oweClaim } from './thrown.ts'

/** Steps done side by side by one process: they wait for the network most of the time. */
const atOnce = 4

/**
 * Claims what is due and does one step of each; first of all gives back what a fault of the database left claimed.
 * @returns how many tasks had a step
 * @throws what the database says where nothing can be claimed
 */
export async function tick(deps: Deps, limit = atOnce): Promise<number> {
  await giveBackOwed(deps)
  const claimed = await claimTasks(deps.db, deps.now(), limit).catch((error: unknown) => {
    if (error instanceof ClaimUnknown) oweClaim(deps, error)
    throw error
  })
  await Promise.all(
    claimed.map(async (task) => {
      try {
        await step(deps, task)
        if (deps.config.LOG_LEVEL === 'debug') deps.log('step', { kind: task.kind })
      } catch (error) {
        // Not even the failure could be written down: the next tick that reaches the database does it.
        deps.log('step failed', { kind: task.kind, ...describeError(error) })
      }
    }),
  )
  return claimed.length
}

export interface Loop {
  /** Something may be due now. */
  wake(): void
  /** Ends the loop after the steps under way. */
  stop(): Promise<void>
}

const longestNapMs = 1000

/** Ticks until stopped: at once while there is work, else when the next task is due or somebody wakes it. */
export function startLoop(deps: Deps): Loop {
  let running = true
  let wake = () => {}
  const outage = createOutage(deps)
  const done = (async () => {
    while (running) {
      const worked = await tick(deps).then(outage.over, outage.note)
      if (worked > 0 || !running) continue
      const due = await nextDueAt(deps.db).catch(() => null)
      const wait = due ? due.epochMilliseconds - deps.now().epochMilliseconds : longestNapMs
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(20, Math.min(longestNapMs, wait)))
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })()
  return {
    wake: () => wake(),
    async stop() {
      running = false
      wake()
      await done
    },
  }
}
