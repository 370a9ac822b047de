/** A whole first reading of a Gmail mailbox from the strict sample: units against the cheapest plan, time against the quota. */
import { toLabels } from '../../src/providers/google/messages.ts'
import { type Program, startProgram } from '../../test/support/program.ts'
import { atMost, type Bench, count } from '../result.ts'
import { cheapest, costs, naive } from './units.ts'

/** Of a new project, a user and minute; the sample refuses what goes beyond it. */
const quotaPerMinute = 6000

export const benchGmail: Bench = async () => {
  const program = await startProgram({ quotaPerMinute })
  try {
    const began = program.deps.now()
    await program.connect()
    await program.settle()
    return rowsOf(program, began.epochMilliseconds)
  } finally {
    await program.stop()
  }
}

function rowsOf({ sample, deps }: Program, began: number) {
  // What is at the horizon or beyond is listed and not read; what comes later is not there yet.
  const until = deps.now().epochMilliseconds
  const horizon = deps.now().toZonedDateTimeISO('UTC').subtract({ years: deps.config.HISTORY_YEARS }).toInstant()
  const there = sample.history.messages.filter(({ at }) => at.epochMilliseconds <= began)
  const listed = there
    .filter(
      ({ labels, at }) =>
        !labels.includes('SPAM') && !labels.includes('TRASH') && at.epochMilliseconds > horizon.epochMilliseconds,
    )
    .map(({ id, thread, labels }) => ({ id, thread, labels: toLabels(labels), position: 0 }))
  const asked = sample.log.filter(({ api }) => api in costs)
  const units = asked.reduce((sum, { api, status }) => sum + (status < 400 ? (costs[api] ?? 0) : 0), 0)
  const refused = asked.filter(({ status }) => status === 403 || status === 429).length
  const least = cheapest(listed)
  const last = Math.max(...asked.map(({ at }) => at.epochMilliseconds).filter((at) => at <= until))
  const seconds = (last - began) / 1000
  const quotaSeconds = (units / quotaPerMinute) * 60
  return [
    {
      name: `Gmail units to read all personal mail of a mailbox of ${count(there.length)}`,
      measured: count(units),
      baseline: `${count(least)} for whoever knows beforehand which it is`,
      ...atMost(units / least, 1.1, '≤ 1.10'),
    },
    {
      name: 'the same against a loop that lists and gets one by one',
      measured: count(units),
      baseline: count(naive(there.length)),
      ratio: units / naive(there.length),
    },
    {
      name: 'time of this first reading, by a clock that jumps over waiting',
      measured: `${count(seconds)} s`,
      baseline: `${count(quotaSeconds)} s, its units at the whole quota`,
      ...atMost(seconds / quotaSeconds, 1.1, '≤ 1.10'),
    },
    {
      name: 'requests that the sample refused for quota or crowding',
      measured: count(refused),
      baseline: `${count(asked.length)} requests`,
      ratio: refused / asked.length,
      aim: '< 0.1 %',
      met: refused / asked.length < 0.001,
    },
  ]
}
