/** Reads and derives so many messages in a process of its own, on a PostgreSQL server, and tells how its memory grew. Forked by memory.ts. */
import { readFileSync } from 'node:fs'
import { storeFacts } from '../../src/db/facts.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { connections, streams } from '../../src/db/schema.ts'
import { openServer } from '../../src/db/server/open.ts'
import { growClosely } from '../../src/node/rest.ts'
import { requestDerive } from '../../src/work/request.ts'
import { step } from '../../src/work/step.ts'
import { addBenchUser, depsOn, now } from '../database.ts'
import { history, whole } from '../history.ts'

const [, , url = '', messages = '0'] = process.argv
const { db } = openServer(url, 4)
await addBenchUser(db)
const about = { provider: 'google' as const, issuer: 'i', subject: 's', email: 'me@owner.example', scopes: [] }
await db.insert(connections).values({ id: 'c', userId: 'u', ...about, state: 'active', createdAt: now })
await db.insert(streams).values({ connectionId: 'c', kind: 'mail', phase: 'current', lastSyncedAt: now })
// As serve.ts does once it is loaded: on the command line the first of its flags says nothing, and the half of the heap for new
// things had grown to 134 MB before anything was measured.
growClosely()
globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
const resident = () => 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)
const idle = resident()
let most = idle
const timer = setInterval(() => {
  most = Math.max(most, resident())
}, 50)
let batch = []
for await (const fact of history({ ...whole, messages: Number(messages) })) {
  batch.push(fact)
  if (batch.length < 50) continue
  await storeFacts(db, { userId: 'u', connectionId: 'c', generation: 1 }, batch)
  batch = []
}
const reading = most - idle
await requestDerive(db, 'u', now)
const [task] = await claimTasks(db, now, 1, { kind: 'derive', subject: 'u' })
if (!task) throw new Error('nothing to derive')
await step(depsOn(db), task)
clearInterval(timer)
process.send?.({ reading, all: most - idle })
process.disconnect?.()
process.exit(0)
