/** Asks which tasks are due and has each do a step. */

import { nextDueAt } from '../db/due.ts'
import { claimTasks, type Task, type Which } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import { createClockWatch } from './clock.ts'
import { step } from './step.ts'

/** Steps done side by side by one process: they wait for the network most of the time. */
const atOnce = 4

/**
 * Claims what is due and does one step of each.
 * @returns how many tasks had a step
 */
export async function tick(deps: Deps, limit = atOnce): Promise<number> {
  const claimed = await claimTasks(deps.db, deps.now(), limit)
  await Promise.all(claimed.map((task) => work(deps, task)))
  return claimed.length
}

async function work(deps: Deps, task: Task): Promise<void> {
  try {
    await step(deps, task)
    if (deps.config.LOG_LEVEL === 'debug') deps.log('step', { kind: task.kind })
  } catch (error) {
    // Not even the failure could be written down: the lease lapses by itself, and the task is then tried again.
    deps.log('step failed', { kind: task.kind, ...describeError(error) })
  }
}

export interface Loop {
  /** Something may be due now. */
  wake(): void
  /** Ends the loop after the steps under way. */
  stop(): Promise<void>
}

const longestNapMs = 1000

/** What reads and works out, which is never long, and what may speak to a mail relay, which may take half an hour. */
const reading = ['mail', 'calendar', 'derive', 'backtest'] as const

/** Steps of the same sort, so many at once: those of another never wait for them. */
interface Lane {
  readonly which: Which
  readonly busy: Set<Promise<void>>
}

/** Works until stopped: at once while there is work, else when the next task is due, a step ends or somebody wakes it. */
export function startLoop(deps: Deps): Loop {
  const lanes: readonly Lane[] = [{ kinds: reading }, { but: reading }].map((which) => ({ which, busy: new Set() }))
  const bell = createBell()
  const watchClock = createClockWatch(deps, () => performance.now())
  let running = true
  const done = (async () => {
    while (running) {
      await watchClock()
      const began = await fillLanes(deps, lanes, bell.ring).catch((error: unknown) => {
        deps.log('tick failed', describeError(error))
        return 0
      })
      if (began > 0 || !running) continue
      const due = await nextOf(deps, lanes).catch(() => null)
      const wait = due === null ? longestNapMs : due - deps.now().epochMilliseconds
      await bell.heard(Math.max(20, Math.min(longestNapMs, wait)))
    }
    await Promise.all(lanes.flatMap(({ busy }) => [...busy]))
  })()
  return {
    wake: bell.ring,
    async stop() {
      running = false
      bell.ring()
      await done
    },
  }
}

/** Begins as many steps as there is room for. @returns how many */
async function fillLanes(deps: Deps, lanes: readonly Lane[], ended: () => void): Promise<number> {
  let began = 0
  for (const { which, busy } of lanes) {
    const room = atOnce - busy.size
    const claimed = room > 0 ? await claimTasks(deps.db, deps.now(), room, which) : []
    began += claimed.length
    for (const task of claimed) {
      const done = work(deps, task).then(() => {
        busy.delete(done)
        ended()
      })
      busy.add(done)
    }
  }
  return began
}

/** When a task is due for which there is room, in milliseconds; null where there is none. */
async function nextOf(deps: Deps, lanes: readonly Lane[]): Promise<number | null> {
  const free = lanes.filter(({ busy }) => busy.size < atOnce)
  const moments = await Promise.all(free.map(({ which }) => nextDueAt(deps.db, which)))
  const known = moments.filter((at) => at !== null).map((at) => at.epochMilliseconds)
  return known.length ? Math.min(...known) : null
}

/** Whoever waits hears a ring at once, also one from just before. */
function createBell() {
  let rung = false
  let answer = () => {}
  return {
    ring() {
      rung = true
      answer()
    },
    async heard(withinMs: number): Promise<void> {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, withinMs)
          answer = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      rung = false
    },
  }
}
