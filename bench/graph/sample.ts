/** The sample Microsoft in a process of its own, with a long life and slow answers: its work is not counted as the program’s. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { OWNER, ownerAt, WORK } from '../../src/sample/history/owner.ts'
import type { History } from '../../src/sample/history/types.ts'
import { createWriter } from '../../src/sample/history/writer.ts'
import { startSampleMicrosoft } from '../../src/sample/microsoft/server.ts'

export type Order =
  | { readonly do: 'slow'; readonly latencyMs: number; readonly waited: number }
  | { readonly do: 'tell' }

/** Of the requests since answers became slow. */
export interface Asked {
  readonly all: number
  readonly pages: number
  readonly refused: number
}

export interface Place {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
}

const messages = 6_000
const dir = mkdtempSync(join(tmpdir(), 'coffee-graph-'))
let waited = Number(process.argv[2])
const now = () => Temporal.Now.instant().add({ milliseconds: waited })
const sample = await startSampleMicrosoft({ dir, now, history: life() })
const { origin, clientId, clientSecret } = sample
let before = 0
process.send?.({ origin, clientId, clientSecret } satisfies Place)
process.on('message', (order: Order) => {
  if (order.do === 'slow') {
    waited = order.waited
    sample.faults.latencyMs = order.latencyMs
    before = sample.log.length
  }
  const asked = sample.log.slice(before)
  process.send?.({
    all: asked.length,
    pages: asked.filter(({ api }) => /delta/.test(api)).length,
    refused: asked.filter(({ status }) => status >= 400).length,
  } satisfies Asked)
})
process.on('disconnect', () => {
  rmSync(dir, { recursive: true, force: true })
  process.exit(0)
})

/** Mail with some hundred people over four years, in the folders that the work account has. */
function life(): History {
  const writer = createWriter()
  const me = ownerAt(WORK)
  const start = now().subtract({ hours: 24 * 365 * 4 }).epochMilliseconds
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
