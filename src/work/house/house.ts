/** What has to be seen to now and then, beside everybody's tasks: keys, what was forgotten, the files of the embedded database. */
import type { Deps } from '../../deps.ts'
import { describeError } from '../../errors.ts'
import { renewKeys } from './keys.ts'

/** One round of it. What could not be done is done in the next one; nothing of it holds up anybody's task. */
export async function keepHouse(deps: Deps): Promise<void> {
  for (const [name, chore] of chores)
    await chore(deps).catch((error: unknown) => deps.log('chore failed', { chore: name, ...describeError(error) }))
}

const chores: readonly (readonly [name: string, chore: (deps: Deps) => Promise<void>])[] = [['keys', renewKeys]]

const hourMs = 3_600_000

/**
 * Keeps house at the start and hourly, by itself, asked again and again.
 * @param elapsedMs milliseconds that only grow, such as performance.now()
 * @returns `look` begins a round where it is time for one, `ended` waits for the one under way
 */
export function createHousekeeping(deps: Deps, elapsedMs: () => number) {
  let begunAt: number | null = null
  let round: Promise<void> | null = null
  return {
    look(): void {
      if (round || (begunAt !== null && elapsedMs() - begunAt < hourMs)) return
      begunAt = elapsedMs()
      round = keepHouse(deps).finally(() => {
        round = null
      })
    },
    ended: async (): Promise<void> => {
      await round
    },
  }
}
