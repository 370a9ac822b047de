/** The look at what is stored after a clock that was wrong: at the start, hourly, and whenever the clock is seen to go back. */
import { listFarLetters, setRight } from '../db/ahead.ts'
import { forUser } from '../db/rows/bound.ts'
import { scheduleTask } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { upcoming } from '../letter/schedule.ts'
import { horizonsOf } from './horizons.ts'

/** The look, and a line in the log where it was of use or could not be done. */
export async function lookAtClock(deps: Deps): Promise<void> {
  await setClockRight(deps).catch((error: unknown) => deps.log('clock check failed', describeError(error)))
}

/** Holds everything that lies ahead against what its own rule could give now. Done twice it is the same as once. */
async function setClockRight(deps: Deps): Promise<void> {
  const now = deps.now()
  const changed = await setRight(deps.db, now, horizonsOf(deps.config))
  const letters = await hurryLetters(deps, now)
  if (letters || Object.keys(changed).length)
    deps.log('clock was wrong', { ...changed, ...(letters ? { letters } : {}) })
}

/** A letter comes at its owner's next hour, or at the first one after a pause of theirs, however long that is. */
async function hurryLetters({ db }: Deps, now: Instant): Promise<number> {
  const far = (await listFarLetters(db, now)).filter(
    ({ user, runAt }) => runAt.epochMilliseconds > upcoming(user, now).at.epochMilliseconds,
  )
  for (const { user } of far)
    await scheduleTask(forUser(db, user.id), { kind: 'letter', subject: user.id, userId: user.id }, now)
  return far.length
}

const hourMs = 3_600_000
/** A clock is set by seconds every now and then. */
const backMs = 60_000

/**
 * Whether it is time for that look, asked again and again. The hour is measured by a clock that nobody sets.
 * @param elapsedMs milliseconds that only grow, such as performance.now()
 */
export function createClockWatch(deps: Deps, elapsedMs: () => number): () => Promise<void> {
  let lookedAt: number | null = null
  let latest = Number.NEGATIVE_INFINITY
  return async () => {
    const now = deps.now().epochMilliseconds
    const isDue = lookedAt === null || elapsedMs() - lookedAt >= hourMs || now < latest - backMs
    latest = now
    if (!isDue) return
    lookedAt = elapsedMs()
    await lookAtClock(deps)
  }
}
