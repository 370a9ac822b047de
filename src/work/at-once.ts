/** Does the task of one coffee within the request that asked for it, so that its page can show what came of it. */
import { claimTasks } from '../db/queue/claim.ts'
import type { Deps } from '../deps.ts'
import { step } from './step.ts'

/** Works on this coffee now, if its task is due and nobody else has it: a worker that has is as good. */
export async function doAtOnce(deps: Deps, coffeeId: string): Promise<void> {
  const [task] = await claimTasks(deps.db, deps.now(), 1, { kind: 'coffee', subject: coffeeId })
  if (task) await step(deps, task)
}
