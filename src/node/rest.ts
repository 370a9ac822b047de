/** A server rests most of the time, and what a burst of work took of memory is given back to the machine then. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

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
