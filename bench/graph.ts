/** A first reading of an Outlook mailbox, against its pages at the time that each is on the way. */
import { Temporal } from 'temporal-polyfill'
import { facts } from '../src/db/schema.ts'
import { OWNER, ownerAt, WORK } from '../src/sample/history/owner.ts'
import type { History } from '../src/sample/history/types.ts'
import { createWriter } from '../src/sample/history/writer.ts'
import { thisMorning } from '../test/support/morning.ts'
import { startProgram } from '../test/support/program.ts'
import { atMost, type Bench, count } from './result.ts'

/** What a page of two hundred messages takes at Graph. */
const latencyMs = 500
const messages = 6_000

export const benchGraph: Bench = async () => {
  const program = await startProgram({ microsoft: true, history: life() })
  const { microsoft, deps } = program
  if (!microsoft) throw new Error('there is no sample Microsoft')
  try {
    await program.connectMicrosoft()
    const before = microsoft.log.length
    microsoft.faults.latencyMs = latencyMs
    const started = performance.now()
    const busy = process.cpuUsage()
    await program.settle({ seconds: 20 })
    const took = performance.now() - started
    const { user, system } = process.cpuUsage(busy)
    const asked = microsoft.log.slice(before)
    const pages = asked.filter(({ api }) => /delta/.test(api)).length
    const refused = asked.filter(({ status }) => status >= 400).length
    const stored = await deps.db.$count(facts)
    const least = asked.length * latencyMs
    return [
      {
        name: `first reading of ${count(stored)} messages and meetings from Outlook, ${latencyMs} ms a request`,
        measured: `${(took / 1000).toFixed(1)} s, ${count(asked.length)} requests (${pages} of mail), ${refused} refused, ${((user + system) / 1e6).toFixed(1)} s of processor time with the sample’s own`,
        baseline: `${(least / 1000).toFixed(1)} s, each of them after the other`,
        ...atMost(took / least, 1.15),
      },
    ]
  } finally {
    await program.stop()
  }
}

/** Mail with some hundred people over four years, in the folders that the work account has. */
function life(): History {
  const writer = createWriter()
  const now = thisMorning()
  const me = ownerAt(WORK)
  const start = now.subtract({ hours: 24 * 365 * 4 }).epochMilliseconds
  for (let index = 0; index < messages; index++) {
    const them = { address: `person${index % 300}@house${index % 70}.example`, name: `Given${index % 300} Family` }
    const at = Temporal.Instant.fromEpochMilliseconds(
      start + index * Math.floor((4 * 365 * 86_400_000) / (messages + 1)),
    )
    const [from, to] = index % 2 ? [them, me] : [me, them]
    writer.write({
      from,
      to: [to],
      subject: `Matter ${index % 900}`,
      kind: 'personal',
      thread: `thread ${index >> 1}`,
      at,
    })
  }
  return { owner: OWNER, messages: writer.messages, events: [], machines: [] }
}
