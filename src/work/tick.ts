/** Asks which tasks are due and has each do a step. */

import { nextDueAt } from '../db/due.ts'
import { claimTasks } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import { step } from './step.ts'

/** Steps done side by side by one process: they wait for the network most of the time. */
const atOnce = 4

/**
 * Claims what is due and does one step of each.
 * @returns how many tasks had a step
 */
export async function tick(deps: Deps, limit = atOnce): Promise<number> {
  const claimed = await claimTasks(deps.db, deps.now(), limit)
  await Promise.all(
    claimed.map(async (task) => {
      try {
        await step(deps, task)
        if (deps.config.LOG_LEVEL === 'debug') deps.log('step', { kind: task.kind })
      } catch (error) {
        // Not even the failure could be written down: the lease lapses by itself, and the task is then tried again.
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
  const done = (async () => {
    while (running) {
      const worked = await tick(deps).catch((error: unknown) => {
        deps.log('tick failed', describeError(error))
        return 0
      })
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
