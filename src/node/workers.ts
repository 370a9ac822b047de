/** More processes that work on the same database: one process has one core. */
import { fork } from 'node:child_process'
import type { Log } from '../deps.ts'

/** After one ended by itself, so long until another takes its place: what ends at once is not begun without a pause. */
const pauseMs = 2000

export interface Workers {
  /** Tells them to end, and waits until they have. */
  stop(): Promise<void>
}

/**
 * Begins processes that do what `worker` does, each in a process of its own, by the entry that this one was begun with.
 * @param count how many beside this one
 */
export function startWorkers(count: number, log: Log): Workers {
  const running = new Set<Promise<void>>()
  const endings = new Set<() => void>()
  let stopped = false
  for (let index = 0; index < count; index++) begin()
  return {
    async stop() {
      stopped = true
      for (const end of endings) end()
      await Promise.all(running)
    },
  }

  function begin(): void {
    const child = fork(process.argv[1] ?? '', ['worker'], { env: { ...process.env, WORKERS: '1' } })
    const end = () => void child.kill('SIGTERM')
    endings.add(end)
    const over = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    }).then(() => {
      endings.delete(end)
      running.delete(over)
      if (stopped) return
      log('worker ended', { code: child.exitCode ?? -1 })
      setTimeout(() => stopped || begin(), pauseMs).unref()
    })
    running.add(over)
  }
}
