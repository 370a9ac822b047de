/** Working out the people of a large history: all of it, against only reading it, and one new message, against all of it. */
import { derive } from '../src/people/derive/derive.ts'
import { again } from './derive-again.ts'
import { history, whole } from './history.ts'
import type { Result } from './result.ts'

export async function benchDerive(): Promise<Result[]> {
  return [...(await inMemory()), ...(await again())]
}

async function inMemory(): Promise<Result[]> {
  const input = {
    read: () => history(),
    declaredOwn: [],
    accounts: ['me@owner.example'],
    decisions: new Map(),
    now: whole.end,
    timeZone: 'Europe/Berlin',
  }
  // derive reads the history twice.
  const reading = await time(async () => {
    for (let pass = 0; pass < 2; pass++) for await (const fact of history()) void fact
  })
  const before = heap()
  let derived: Awaited<ReturnType<typeof derive>> | undefined
  const deriving = await time(async () => {
    derived = await derive(input)
  })
  const kept = heap() - before
  return [
    {
      name: `derive ${derived?.counts.people} people from ${whole.messages} messages`,
      measured: `${Math.round(deriving)} ms`,
      baseline: `${Math.round(reading)} ms only reading them`,
      ratio: deriving / reading,
    },
    {
      name: 'memory kept after it',
      measured: `${Math.round(kept / 1e6)} MB`,
      baseline: '128 MB of a Worker',
      ratio: kept / 128e6,
    },
  ]
}

const heap = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

async function time(what: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await what()
  return performance.now() - started
}
