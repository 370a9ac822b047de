/** The longest that one mail can hold the loop, with a megabyte of the worst in a header, against a tenth of a second. */
import { toMailFact } from '../src/providers/google/messages.ts'
import { costly, repeat, units } from '../test/text/hostile.ts'
import { own, type Reader, readers } from '../test/text/readers.ts'
import { processorMs } from '../test/text/time.ts'
import type { Result } from './result.ts'

const megabyte = 1024 * 1024
const mostMs = 100
const names = ['To', 'From', 'Subject', 'Date', 'Message-ID', 'List-Post', 'Return-Path']

export async function benchHostile(): Promise<Result[]> {
  const [slowest] = units
    .flatMap((unit) => names.map((name) => ({ unit, name, ms: timeOf(name, repeat(unit, megabyte)) })))
    .toSorted((one, other) => other.ms - one.ms)
  if (!slowest) throw new Error('there is nothing hostile')
  return [
    ...growthOfAll(),
    {
      name: `read a mail with 1 MB of ${JSON.stringify(slowest.unit)} in ${slowest.name}`,
      measured: `${slowest.ms.toFixed(0)} ms`,
      baseline: `${mostMs} ms that nothing may hold the loop`,
      ratio: slowest.ms / mostMs,
    },
  ]
}

/** The best of three, in time of the processor: what else a machine does is not what is measured. */
function timeOf(name: string, value: string): number {
  const headers = [
    { name, value },
    { name: 'From', value: 'Maren Okafor <maren@okafor.example>' },
  ]
  const message = { id: 'm', threadId: 't', labelIds: [], internalDate: '0', payload: { headers } }
  const times = [1, 2, 3].map(() => {
    const before = process.threadCpuUsage()
    toMailFact(message, true)
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

const kilobyte = 1024
/** So often a kilobyte is read: once is through too soon to be timed. */
const reads = 256

interface Timed {
  readonly name: string
  readonly unit: string
  /** Milliseconds for a megabyte, and for the kilobyte a thousand times over. */
  readonly large: number
  readonly small: number
}

/** Each function that reads outside text, with a kilobyte and with a megabyte: 1 is in proportion, 1,024 is the square. */
function growthOfAll(): Result[] {
  const all = Object.entries(readers).flatMap(([module, [, functions]]) =>
    Object.entries(functions).flatMap(([name, read]) => (read === own ? [] : [{ name: `${module}.${name}`, read }])),
  )
  const timed = all.flatMap(({ name, read }) => costly.map((unit) => timeBoth(name, read, unit)))
  const longest = timed.reduce((one, other) => (other.large > one.large ? other : one))
  // What is through in a moment says nothing about how it grows.
  const steepest = timed
    .filter(({ large }) => large > 50)
    .reduce<Timed | undefined>((one, other) => (!one || steepness(other) > steepness(one) ? other : one), undefined)
  return [
    {
      name: `read 1 MB, the slowest of ${all.length} functions that read outside text (${longest.name}, ${JSON.stringify(longest.unit)})`,
      measured: `${longest.large.toFixed(0)} ms`,
      baseline: '4,000 ms',
      ratio: longest.large / 4000,
    },
    ...(steepest
      ? [
          {
            name: `the same by 1 MB at once against 1,024 times 1 KB, the steepest of them (${steepest.name}, ${JSON.stringify(steepest.unit)})`,
            measured: `${steepest.large.toFixed(0)} ms`,
            baseline: `${steepest.small.toFixed(1)} ms`,
            ratio: steepness(steepest),
          },
        ]
      : []),
  ]
}

/** Less than a millisecond is no measure. */
const steepness = ({ large, small }: Timed) => large / Math.max(1, small)

function timeBoth(name: string, read: Reader, unit: string): Timed {
  const [large, small] = [repeat(unit, megabyte), repeat(unit, kilobyte)]
  read(small)
  const many = processorMs(() => {
    // Another one each time: some of them remember what they have read.
    for (let time = 0; time < reads; time++) read(`${small}${time}`)
  })
  const once = () => processorMs(() => read(large))
  const first = once()
  // A collection of garbage that falls into one of them does not fall into both.
  return {
    name,
    unit,
    large: first > 20 ? Math.min(first, once()) : first,
    small: (many * megabyte) / kilobyte / reads,
  }
}
