/**
 * Looks at mail and calendar of an account, which were claimed together, end together as well: in one statement. Whichever brought
 * nothing first waits a moment for the other.
 */
import type { Database } from '../db/database.ts'
import { type Ended, finishLooks } from '../db/queue/look.ts'
import { LeaseLost, type Task } from '../db/tasks.ts'

/** About as far apart as two answers of a provider are. Whoever brings nothing waits no longer: the other one may have much to read. */
const mostMs = 250

interface Waiting {
  readonly db: Database
  readonly ended: Ended
  readonly over: (held: Promise<boolean>) => void
}

/** Steps of one account that were claimed together, as long as some are under way. */
interface Account {
  underWay: number
  waiting: Waiting[]
  timer?: ReturnType<typeof setTimeout>
}

const accounts = new Map<string, Account>()

interface Step {
  /**
   * Gives the task back after a look that brought nothing.
   * @throws LeaseLost when the lease is not ours any more
   */
  finish(db: Database, look: Omit<Ended, 'task'>): Promise<void>
  /** To be called at its end, whatever came of it. */
  end(): void
}

/**
 * To be called as a step begins, before anything is waited for: those that were claimed with it have begun then too.
 * @throws LeaseLost, from `finish`, when the lease is not ours any more
 */
export function besideOthers(task: Task): Step {
  const key = `${task.leaseId} ${task.subject}`
  const account = accounts.get(key) ?? { underWay: 0, waiting: [] }
  accounts.set(key, account)
  account.underWay++
  return {
    async finish(db, look) {
      const held = await new Promise<boolean>((over) => {
        account.waiting.push({ db, ended: { ...look, task }, over })
        if (account.waiting.length < account.underWay) account.timer ??= setTimeout(() => write(account), mostMs)
        else write(account)
      })
      if (!held) throw new LeaseLost()
    },
    end() {
      account.underWay--
      if (account.waiting.length >= account.underWay) write(account)
      if (account.underWay === 0) accounts.delete(key)
    },
  }
}

function write(account: Account): void {
  clearTimeout(account.timer)
  delete account.timer
  const waiting = account.waiting.splice(0)
  const [first] = waiting
  if (!first) return
  const looks = waiting.map(({ ended }) => ended)
  const held = finishLooks(first.db, looks)
  for (const [at, { over }] of waiting.entries()) over(held.then((all) => all[at] === true))
}
