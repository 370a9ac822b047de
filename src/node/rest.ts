/** How much memory the heap may take: it grows closely, and a server, which rests most of the time, gives back what a burst of work took. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * The half of the heap for new things grows by use, to three times 16 MB, and what is read stands in it once only: it is
 * collected more often instead, which took no more of the processor where 100 MB of mail were imported.
 */
const narrowly = '--semi-space-growth-factor=1'

/**
 * By so many percent the other half grows before it is collected, and not to twice as much where there is memory: of 50,000
 * messages stored and derived 76 MB above a program at rest, where a fifth would be 62 MB and 5 to 15 % more of the processor. An
 * import, which has all it reads in memory beside its database, is held to the fifth.
 */
const closely = { program: 40, import: 20 } as const

/** From now on new things stand closely. */
export const holdNarrowly = (): void => setFlagsFromString(narrowly)

/** From now on everything does. Not while the program is loaded, most of which stays: going through it again and again found nothing to throw away. */
export function growClosely(what: keyof typeof closely = 'program'): void {
  for (const flag of [narrowly, `--heap-growing-percent=${closely[what]}`]) setFlagsFromString(flag)
}

const firstMs = 1_500
const everyMs = 60_000
/** Of one processor. Whoever works more than this does not rest. */
const restingShare = 0.02
/** To go through more than this would be felt by whoever comes meanwhile. */
const mostBytes = 120_000_000
/** For less than this nothing is done. */
const leastBytes = 8_000_000

/** Shortly after the start, and then whenever a minute was quiet. Ends with the process. */
export function giveBackAtRest(): void {
  let before = process.cpuUsage()
  const look = (sinceMs: number) => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    if (user + system < restingShare * sinceMs * 1000) giveBack()
  }
  setTimeout(giveBack, firstMs).unref()
  setInterval(() => look(everyMs), everyMs).unref()
}

function giveBack(): void {
  const { total_heap_size: held, used_heap_size: used } = getHeapStatistics()
  if (used > mostBytes || held - used < leastBytes) return
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (how: object) => void
  setFlagsFromString('--no-expose-gc')
  // As when memory has run out: the half of it that is kept for new things is given back as well.
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
