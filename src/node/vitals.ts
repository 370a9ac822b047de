/** What a process on Node can say of itself: since when it runs, how large it is, and how long it was held up. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Family } from '../tally.ts'
import { version } from './version.ts'

export interface Vitals {
  families(): readonly Family[]
  close(): void
}

/** Watches from now on, until it is closed. */
export function watchVitals(): Vitals {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  return {
    families() {
      const { rss, heapUsed } = process.memoryUsage()
      const [half, most, longest] = [delay.percentile(50), delay.percentile(99), delay.max]
      // Since the last look: what was is not said again.
      delay.reset()
      return [
        gauge('coffee_soon_build_info', 'The version of the program and of Node.', 1, {
          version,
          node: process.version,
        }),
        gauge(
          'process_start_time_seconds',
          'When this process started, in seconds of Unix time.',
          performance.timeOrigin / 1000,
        ),
        gauge('process_resident_memory_bytes', 'Memory of this process.', rss),
        gauge('nodejs_heap_size_used_bytes', 'Memory in use by JavaScript in this process.', heapUsed),
        gauge('nodejs_eventloop_lag_p50_seconds', `${held}, for half of the time.`, half / 1e9),
        gauge('nodejs_eventloop_lag_p99_seconds', `${held}, but for one time in a hundred.`, most / 1e9),
        gauge('nodejs_eventloop_lag_max_seconds', `${held} at most.`, longest / 1e9),
      ]
    },
    close: () => delay.disable(),
  }
}

const held = 'How long whatever was due in this process waited since the last look'

const gauge = (name: string, help: string, value: number, labels: Record<string, string> = {}): Family => ({
  name,
  help,
  type: 'gauge',
  samples: [{ labels, value }],
})
