/** The sample Google in a process of its own, so that its work is not counted as the program's. Forked by apart.ts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { startSample } from '../src/sample/google/server.ts'
import type { NewEvent, NewMessage } from '../src/sample/history/types.ts'
import { smallHistory } from '../test/support/small.ts'

export type Order =
  | { readonly do: 'wait'; readonly waited: number }
  | { readonly do: 'deliver'; readonly messages: readonly Omit<NewMessage, 'at'>[] }
  | { readonly do: 'meet'; readonly events: readonly NewEvent[] }
  | { readonly do: 'count' }

export interface Place {
  readonly origin: string
  readonly clientId: string
  readonly clientSecret: string
}

const dir = mkdtempSync(join(tmpdir(), 'coffee-apart-'))
let waited = Number(process.argv[2])
const now = () => Temporal.Now.instant().add({ milliseconds: waited })
const history =
  process.argv[3] === 'small' ? smallHistory(undefined, now().toZonedDateTimeISO('UTC').toPlainDate()) : undefined
const sample = await startSample({ dir, now, quotaPerMinute: 1e9, ...(history ? { history } : {}) })
const { origin, clientId, clientSecret } = sample
process.send?.({ origin, clientId, clientSecret } satisfies Place)
process.on('message', (order: Order) => {
  if (order.do === 'wait') waited = order.waited
  else if (order.do === 'deliver') for (const message of order.messages) sample.deliver(message)
  else if (order.do === 'meet') for (const event of order.events) sample.addEvent(event)
  process.send?.({ requests: sample.log.length })
})
process.on('disconnect', () => {
  rmSync(dir, { recursive: true, force: true })
  process.exit(0)
})
