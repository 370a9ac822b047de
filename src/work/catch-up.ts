/** Has people worked out with what came since, for whoever asks to see them. */
import { findCheckpointHead, isFarBehind } from '../db/checkpoints.ts'
import type { Database } from '../db/database.ts'
import { claimTasks } from '../db/queue/claim.ts'
import { askForPeople } from '../db/queue/news.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../facts.ts'
import { instant } from '../people/days.ts'
import { step } from './step.ts'

/**
 * For a page that shows what is known at once: asks for what is behind, so that a moment later it is not.
 * @returns whether what is known is older than the last news
 */
export async function askAgain(deps: Pick<Deps, 'db' | 'now' | 'wake'>, userId: string): Promise<boolean> {
  const asked = await askForPeople(deps.db, userId, deps.now())
  if (asked) deps.wake()
  return asked?.news ?? false
}

/**
 * For what is made from people as they are now, a letter or an export: works them out first, within the request that wants them,
 * where that goes on from what is known; a whole rebuild is only asked for. Whoever works on them already is waited for.
 * @returns whether what is known is older than the last news all the same
 */
export async function catchUp(deps: Deps, userId: string): Promise<boolean> {
  const { db } = deps
  for (let look = 0; look < looks; look++) {
    const now = deps.now()
    if (!(await askForPeople(db, userId, now))) return false
    if (!(await isShort(db, userId, now))) break
    const [task] = await claimTasks(db, now, 1, { kind: 'derive', subject: userId })
    if (task) await step(deps, task)
    else await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return askAgain(deps, userId)
}

/** Two seconds of waiting for somebody else, or so many tries of our own. */
const looks = 20
const pauseMs = 100

/** Few enough facts lie behind the checkpoint, or at all, for a request to wait for. */
async function isShort(db: Database, userId: string, now: Instant): Promise<boolean> {
  const from = (await findCheckpointHead(db, userId))?.until ?? instant(0)
  return !(await isFarBehind(db, userId, { from, until: now, count: mostFacts }))
}

const mostFacts = 3000
