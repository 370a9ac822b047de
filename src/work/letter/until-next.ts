/** How a run of the letter's duty ends: at rest until the next hour, by the settings as they are at that moment. */
import { findUser, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { moveTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { upcoming } from '../../letter/schedule.ts'
import type { Outcome } from '../outcome.ts'

/** Nothing more to do before the next letter. `write` runs in the transaction that gives the task back. */
export function rest(deps: Deps, user: User, write?: (tx: Database) => Promise<void>): Outcome {
  const now = deps.now()
  const next = upcoming(user, now).at
  return {
    next,
    async write(tx) {
      await write?.(tx)
      // Day, hour, zone or pause may have changed while this ran; they could not move a task that somebody held.
      const changed = await findUser(tx, user.id)
      const right = changed && upcoming(changed, now).at
      if (!right || right.equals(next)) return
      await moveTask(tx, { kind: 'letter', subject: user.id }, { from: next, to: right })
    },
  }
}
