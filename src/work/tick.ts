/** Asks which tasks are due and has each do a step. */

import { nextDueOf, statementsForDue } from '../db/due.ts'
import { askedSoFar } from '../db/embedded/asked.ts'
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
  const rest = createRest(deps)
  const ring = () => {
    rest.end()
    bell.ring()
  }
  let running = true
  const done = (async () => {
    while (running) {
      await watchClock()
      house.look()
      if (!rest.holds()) {
        const began = await fillLanes(deps, { lanes, rest, ended: ring }).then(outage.over, outage.note)
        if (began > 0 || !running) continue
      }
      await bell.heard(Math.max(20, Math.min(longestNapMs, rest.leftMs())))
    }
    await Promise.all(lanes.flatMap(({ busy }) => [...busy]))
    await house.ended()
  })()
  return {
    wake: ring,
    async stop() {
      running = false
      ring()
      await done
    },
  }
}

/**
 * Knows until when there is nothing to do. Nobody but this process works on an embedded database: as long as it was asked
 * nothing, what is due next is what was due next, and it is not asked for that every second either.
 */
function createRest(deps: Deps) {
  let due: number | null = null
  let asked: number | null = null
  const leftMs = () => (due === null ? longestNapMs : due - deps.now().epochMilliseconds)
  return {
    /** How long until something is due that is known, in milliseconds. */
    leftMs,
    /** Nothing was asked since, and nothing is due. */
    holds: () => asked !== null && asked === askedSoFar(deps.db) && (due === null || leftMs() > 0),
    end() {
      asked = null
    },
    /**
     * Asks what is due next. A lane that is full is asked for when one of its steps ends, which rings.
     * @returns in milliseconds for each of these lanes, null where there is nothing
     * @throws what the database says where it cannot be asked
     */
    async begin(free: readonly Lane[]): Promise<readonly (number | null)[]> {
      const before = askedSoFar(deps.db)
      due = null
      asked = before === null ? null : before + statementsForDue
      try {
        const sorts = free.map(({ which }) => which)
        const moments = (await nextDueOf(deps.db, sorts)).map((at) => at?.epochMilliseconds ?? null)
        const known = moments.filter((at) => at !== null)
        due = known.length ? Math.min(...known) : null
        return moments
      } catch (error) {
        asked = null
        throw error
      }
    },
  }
}

interface Filling {
  readonly lanes: readonly Lane[]
  readonly rest: ReturnType<typeof createRest>
  ended(): void
}

/**
 * Begins as many steps as there is room for. What is due is asked of all lanes at once, and claimed only where something is: at
 * most looks nothing is, and to claim is to write.
 * @returns how many
 */
async function fillLanes(deps: Deps, { lanes, rest, ended }: Filling): Promise<number> {
  await giveBackOwed(deps)
  const free = lanes.filter(({ busy }) => busy.size < atOnce)
  if (!free.length) return 0
  const moments = await rest.begin(free)
  let began = 0
  for (const [index, { which, busy }] of free.entries()) {
    const at = moments[index] ?? null
    if (at === null || at > deps.now().epochMilliseconds) continue
    const claimed = await claim(deps, atOnce - busy.size, which)
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
