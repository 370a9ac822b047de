/** Goes through a corpus once: owner by owner, moment by moment, each mailbox derived once for all that is asked of it. */
import { instant } from '../../src/people/days.ts'
import type { Corpus } from './corpus.ts'
import { look, type View } from './view.ts'

/** What is done with the view of an owner at a moment. */
export type Job = (view: View) => unknown

export interface Plan {
  /** Jobs of one moment are done in the order in which they were planned. `at` in epoch milliseconds. */
  plan(user: string, at: number, job: Job): void
  readonly size: number
  /** Moments of an owner come in ascending order. `progress` hears of every view that is done. */
  run(corpus: Corpus, progress: (done: number) => void): Promise<void>
}

export function createPlan(): Plan {
  const byUser = new Map<string, Map<number, Job[]>>()
  let size = 0
  return {
    plan(user, at, job) {
      const moments = byUser.get(user) ?? new Map<number, Job[]>()
      byUser.set(user, moments)
      const jobs = moments.get(at)
      if (jobs) jobs.push(job)
      else {
        moments.set(at, [job])
        size++
      }
    },
    get size() {
      return size
    },
    async run(corpus, progress) {
      let done = 0
      for (const [user, moments] of byUser)
        for (const [at, jobs] of [...moments].sort((a, b) => a[0] - b[0])) {
          const view = await look(corpus, user, instant(at))
          for (const job of jobs) await job(view)
          progress(++done)
        }
    },
  }
}
