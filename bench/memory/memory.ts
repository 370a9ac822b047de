/** What reading and deriving a mailbox takes in memory above a program at rest: a small one against ten times as many messages. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startPostgres } from '../../test/support/postgres.ts'
import { count, megabytes, type Options, type Result } from '../result.ts'

const apart = 64e6

export async function benchMemory({ long }: Options): Promise<readonly Result[]> {
  const server = await startPostgres()
  try {
    const small = await measure(await server.create('small'), 5_000)
    const large = await measure(await server.create('large'), 50_000)
    const rows = [compare(small, large)]
    if (!long) return rows
    const hundred = await measure(await server.create('hundred'), 100_000)
    const million = await measure(await server.create('million'), 1_000_000)
    return [...rows, { ...compare(hundred, million), long: true }]
  } finally {
    await server.stop()
  }
}

type Measured = Awaited<ReturnType<typeof measure>>

function compare(small: Measured, large: Measured): Result {
  const more = Math.max(0, large.all - small.all)
  return {
    name: `memory above idle while ${count(large.messages)} messages are stored and derived`,
    measured: `${megabytes(large.all)} (${megabytes(large.reading)} while storing)`,
    baseline: `${megabytes(small.all)} for ${count(small.messages)}`,
    ratio: more / apart,
    aim: 'within 64 MB of each other',
    met: more <= apart,
  }
}

async function measure(url: string, messages: number) {
  const child = fork('bench/memory/once.ts', [url, `${messages}`], { execArgv: ['--expose-gc', '--import', 'tsx'] })
  const [found] = (await once(child, 'message')) as [{ reading: number; all: number }]
  await once(child, 'exit')
  return { messages, ...found }
}
