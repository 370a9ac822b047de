/** Asks which tasks are due and has each do a step. */

import { nextDueAt } from '../db/due.ts'
import { claimTasks } from '../db/queue/claim.ts'
import { ClaimUnknown, type Task, type Which } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import { createClockWatch } from './clock.ts'
import { createHousekeeping } from './house/house.ts'
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
  const claimed = await claim(deps, limit)
  await Promise.all(claimed.map((task) => work(deps, task)))
  return claimed.length
}

function claim(deps: Deps, limit: number, which?: Which): Promise<readonly Task[]> {
  return claimTasks(deps.db, deps.now(), limit, which).catch((error: unknown) => {
    if (error instanceof ClaimUnknown) oweClaim(deps, error)
    throw error
  })
}

async function work(deps: Deps, task: Task): Promise<void> {
  try {
    await step(deps, task)
    if (deps.config.LOG_LEVEL === 'debug') deps.log('step', { kind: task.kind })
  } catch (error) {
    // Not even the failure could be written down: the next tick that reaches the database does it.
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
const reading = ['mail', 'calendar', 'contacts', 'derive', 'backtest'] as const

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
  const house = createHousekeeping(deps, () => performance.now())
  const outage = createOutage(deps)
  let running = true
  const done = (async () => {
    while (running) {
      await watchClock()
      house.look()
      const began = await fillLanes(deps, lanes, bell.ring).then(outage.over, outage.note)
      if (began > 0 || !running) continue
      const due = await nextOf(deps, lanes).catch(() => null)
      const wait = due === null ? longestNapMs : due - deps.now().epochMilliseconds
      await bell.heard(Math.max(20, Math.min(longestNapMs, wait)))
    }
    await Promise.all(lanes.flatMap(({ busy }) => [...busy]))
    await house.ended()
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
  await giveBackOwed(deps)
  let began = 0
  for (const { which, busy } of lanes) {
    const room = atOnce - busy.size
    const claimed = room > 0 ? await claim(deps, room, which) : []
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
