/** Whether this server can do its work: `/readyz`, for whoever runs it. Anybody may ask, so that the answer holds for a while. */
import { ailmentOf, ailmentWords } from '../../db/faults.ts'
import { findObstacles } from '../../db/health/ready.ts'
import { findTableFault } from '../../db/health/version.ts'
import { probeSeconds } from '../../db/server/bounds.ts'
import type { Deps } from '../../deps.ts'
import { describeError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'

/** How long an answer is given again without asking the database. */
export const readyForSeconds = 5

/** The newest answer of this process. On Workers it is handed from call to call: it is data, and no work under way. */
export interface Readiness {
  /** What keeps the server from its work; null for nothing, undefined before the first answer. */
  obstacle?: string | null
  /** Until when it is not asked again, in milliseconds of the process's own clock. */
  until: number
}

export const noReadiness = (): Readiness => ({ until: 0 })

/** In a few words without data what keeps the server from its work; null where nothing does. */
export async function askReadiness(deps: Deps, known: Readiness): Promise<string | null> {
  const at = performance.now()
  if (known.obstacle !== undefined && at < known.until) return known.obstacle
  // Whoever asks meanwhile is given the answer before this one; should this call never end, only as long as it may last.
  known.until = at + probeSeconds * 1000
  const obstacle = await probe(deps)
  if (obstacle !== (known.obstacle ?? null))
    deps.log(obstacle ? 'not ready' : 'ready again', obstacle ? { why: obstacle } : {})
  known.obstacle = obstacle
  known.until = performance.now() + readyForSeconds * 1000
  return obstacle
}

async function probe({ db, now, log }: Deps): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, probeSeconds * 1000, ailmentWords.slow)
  })
  const answer = findAll(db, now()).catch((error: unknown) => {
    const ailment = ailmentOf(error)
    if (!ailment) log('readiness failed', describeError(error))
    return ailment ? ailmentWords[ailment] : 'the database cannot be written to'
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Tables that do not fit are the only thing to say: what else is asked of them might fail for that reason. */
async function findAll(db: Deps['db'], now: Instant): Promise<string | null> {
  const fault = await findTableFault(db)
  if (fault) return fault
  return (await findObstacles(db, now)).join('; ') || null
}
