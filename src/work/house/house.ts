/** What has to be seen to now and then, beside everybody's tasks: keys, budgets, the files of the embedded database. */
import { forgetBudgets } from '../../db/budgets.ts'
import type { Deps } from '../../deps.ts'
import { describeError } from '../../errors.ts'
import { rewriteFiles } from './files.ts'
import { renewKeys } from './keys.ts'

type Chore = (deps: Deps) => Promise<void>

/** By their name in the log. */
const hourly: Readonly<Record<string, Chore>> = {
  keys: renewKeys,
  budgets: ({ db, now }) => forgetBudgets(db, now().subtract({ hours: 1 })),
}
const often: Readonly<Record<string, Chore>> = { files: rewriteFiles }

/** One round of all of it. What could not be done is done in the next one; nothing of it holds up anybody's task. */
export async function keepHouse(deps: Deps): Promise<void> {
  await doEach(deps, { ...hourly, ...often })
}

/** @returns whether each of them was done */
async function doEach(deps: Deps, chores: Readonly<Record<string, Chore>>): Promise<boolean> {
  let done = true
  for (const [name, chore] of Object.entries(chores))
    await chore(deps).catch((error: unknown) => {
      done = false
      deps.log('chore failed', { chore: name, ...describeError(error) })
    })
  return done
}

const hourMs = 3_600_000
const minuteMs = 60_000

/**
 * Keeps house at the start and hourly, and looks after the files each minute, by itself, asked again and again. After what
 * failed it waits twice as long each time, up to an hour: a full disk is not filled with the same copy every minute.
 * @param elapsedMs milliseconds that only grow, such as performance.now()
 * @returns `look` begins a round where it is time for one, `ended` waits for the one under way
 */
export function createHousekeeping(deps: Deps, elapsedMs: () => number) {
  const lookedAt = { hour: Number.NEGATIVE_INFINITY, minute: Number.NEGATIVE_INFINITY }
  let round: Promise<void> | null = null
  let pauseMs = minuteMs
  return {
    look(): void {
      const now = elapsedMs()
      if (round || now - lookedAt.minute < pauseMs) return
      lookedAt.minute = now
      const isHour = now - lookedAt.hour >= hourMs
      if (isHour) lookedAt.hour = now
      round = doEach(deps, isHour ? { ...hourly, ...often } : often).then((done) => {
        pauseMs = done ? minuteMs : Math.min(2 * pauseMs, hourMs)
        round = null
      })
    },
    ended: async (): Promise<void> => {
      await round
    },
  }
}
