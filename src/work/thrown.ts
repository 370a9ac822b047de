/** What a duty threw that nobody foresaw: an attempt like any other, with a pause after it and a sentence for the owner. */
import { shortDateAndTime } from '../dates.ts'
import { changeStream } from '../db/accounts/streams.ts'
import { findUser } from '../db/accounts/users.ts'
import { changeCoffee } from '../db/coffees.ts'
import type { Database } from '../db/database.ts'
import { sqlState } from '../db/faults.ts'
import { failTask, LeaseLost, type Task } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { placeOfUser } from '../place.ts'
import type { Outcome } from './outcome.ts'
import { planThrow } from './retry.ts'

/**
 * Writes the attempt down and gives the lease back at once.
 * @throws the error itself where that cannot be written
 */
export async function noteThrow(
  deps: Deps,
  task: Task,
  { error, failed }: { readonly error: unknown; readonly failed?: Outcome['failed'] | undefined },
): Promise<void> {
  const { next, attempts } = planThrow(task.attempts, deps.now(), Math.random())
  try {
    await deps.db.transaction(async (tx) => {
      await failTask(tx, task, next, { code: codeOf(error), attempts })
      await tell(tx, task, next)
      await failed?.(tx)
    })
  } catch (fault) {
    if (!(fault instanceof LeaseLost)) throw error
    return deps.log('lease lost', { kind: task.kind })
  }
  deps.log('step failed', { kind: task.kind, attempts, ...describeError(error) })
}

/** The database's own code, else the error's name: neither holds data. */
function codeOf(error: unknown): string {
  const { error: name } = describeError(error)
  return sqlState(error) ?? (/^\w{1,40}$/.test(name) ? name : 'unknown')
}

/** A sentence where the owner sees how the task goes. What else can fail is said by `stuckSentences`. */
async function tell(tx: Database, { kind, subject, userId }: Task, next: Instant): Promise<void> {
  const user = await findUser(tx, userId)
  if (!user) return
  const place = placeOfUser(user)
  const again = `It is tried again on ${shortDateAndTime(next.toZonedDateTimeISO(place.timeZone), place)}.`
  if (kind === 'mail' || kind === 'calendar')
    await changeStream(
      tx,
      { connectionId: subject, kind },
      {
        phase: 'failed',
        error: `Something in this ${kind === 'mail' ? 'mailbox' : 'calendar'} could not be handled. ${again}`,
      },
    )
  if (kind === 'coffee') {
    const problem = `Something went wrong here before this was done. ${again}`
    await changeCoffee(tx, { userId, id: subject }, ['queued', 'sending'], { problem })
  }
}
