/** A first reading of an Outlook mailbox, against its pages at the time that each is on the way. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Temporal } from 'temporal-polyfill'
import { facts } from '../../src/db/schema.ts'
import type { SampleMicrosoft } from '../../src/sample/microsoft/server.ts'
import { thisMorning } from '../../test/support/morning.ts'
import { startProgram } from '../../test/support/program.ts'
import { smallHistory } from '../../test/support/small.ts'
import { atMost, type Bench, count } from '../result.ts'
import type { Asked, Order, Place } from './sample.ts'

/** What a page of two hundred messages takes at Graph. */
const latencyMs = 500

export const benchGraph: Bench = async () => {
  let waited = thisMorning().epochMilliseconds - Temporal.Now.instant().epochMilliseconds
  const child = fork('bench/graph/sample.ts', [`${waited}`], { execArgv: ['--import', 'tsx'] })
  const [place] = (await once(child, 'message')) as [Place]
  const now = () => Temporal.Now.instant().add({ milliseconds: waited })
  const tell = async (order: Order) => {
    child.send(order)
    return ((await once(child, 'message')) as [Asked])[0]
  }
  // The sample Google lends its clock, and nobody connects to it.
  const google = await startProgram({ history: smallHistory([]) })
  const microsoft = { ...place, letThemAnswer: () => 0 } as unknown as SampleMicrosoft
  const sample = { ...google.sample, now }
  const jump = (until: Temporal.Instant) => {
    waited += Math.max(0, until.epochMilliseconds - now().epochMilliseconds)
  }
  const program = await startProgram({ beside: { sample, dir: google.dir, jump, microsoft } })
  try {
    await program.connectMicrosoft()
    await tell({ do: 'slow', latencyMs, waited })
    const started = performance.now()
    const busy = process.cpuUsage()
    await program.settle({ seconds: 20 })
    const took = performance.now() - started
    const { user, system } = process.cpuUsage(busy)
    const { all, pages, refused } = await tell({ do: 'tell' })
    const stored = await program.deps.db.$count(facts)
    const least = all * latencyMs
    return [
      {
        name: `first reading of ${count(stored)} messages and meetings from Outlook, ${latencyMs} ms a request`,
        measured: `${(took / 1000).toFixed(1)} s, ${count(all)} requests (${pages} of mail), ${refused} refused, ${((user + system) / 1e6).toFixed(1)} s of processor time`,
        baseline: `${(least / 1000).toFixed(1)} s, each of them after the other`,
        ...atMost(took / least, 1.15),
      },
    ]
  } finally {
    await program.stop()
    await google.stop()
    child.disconnect()
  }
}
