/** A program whose one account is a mailbox at a real server, read by IMAP. */
import { and, asc, eq } from 'drizzle-orm'
import { nextDueAt } from '../../src/db/due.ts'
import { calls, connections, facts, streams } from '../../src/db/schema.ts'
import { scheduleTask } from '../../src/db/tasks.ts'
import type { Deps } from '../../src/deps.ts'
import { createNet } from '../../src/node/net/net.ts'
import { createWire } from '../../src/node/net/wire.ts'
import { createImap } from '../../src/providers/imap/provider.ts'
import { createProviders } from '../../src/providers/index.ts'
import type { MailLogin } from '../../src/providers/login.ts'
import { arriveByLink } from '../../src/work/arrive-login.ts'
import { tick } from '../../src/work/tick.ts'
import { type Ground, openStage, type StageOptions } from './stage.ts'

export interface Reader {
  readonly ground: Ground
  readonly userId: string
  readonly connectionId: string
  /** Works until nothing is due within some minutes, jumping over pauses. */
  settle(): Promise<void>
  /** One piece of work. */
  step(): Promise<void>
  /** Looks once more, now. `anew`: with its position lost. */
  look(anew?: boolean): Promise<void>
  /** What is stored, without what differs from reading to reading. */
  stored(): Promise<string[]>
  /** What was sent so far, by command. */
  commands(): Promise<Record<string, number>>
  stream(): Promise<typeof streams.$inferSelect>
  connection(): Promise<typeof connections.$inferSelect>
  close(): Promise<void>
}

export interface ReaderOptions extends StageOptions {
  readonly login: MailLogin
  readonly address: string
  /** PEM of whoever signed the server's certificate. */
  readonly cert: string
}

export async function startReader({ login, address, cert, ...options }: ReaderOptions): Promise<Reader> {
  const ground = await openStage(options)
  const net = createNet({ local: true })
  const imap = () => createImap(net, createWire({ ca: cert }))
  const deps: Deps = { ...ground.deps, net, providers: createProviders(ground.deps.config, {}, { imap }) }
  const { db } = deps
  const userId = await arriveByLink(deps, { mail: login, calendar: null, address })
  const [connection] = await db.select().from(connections)
  const connectionId = connection?.id ?? ''

  async function settle(): Promise<void> {
    for (let steps = 0; steps < 20_000; ) {
      const worked = await tick(deps)
      steps += worked
      if (worked > 0) continue
      const due = await nextDueAt(db)
      if (!due || due.epochMilliseconds > deps.now().add({ seconds: 200 }).epochMilliseconds) return
      ground.jump(due)
    }
    throw new Error('the program does not come to rest')
  }
  const ours = and(eq(streams.connectionId, connectionId), eq(streams.kind, 'mail'))

  return {
    ground,
    userId,
    connectionId,
    settle,
    async step() {
      await tick(deps)
    },
    async look(anew = false) {
      if (anew) await db.update(streams).set({ cursor: null }).where(ours)
      await scheduleTask(db, { kind: 'mail', subject: connectionId, userId }, deps.now())
      await settle()
    },
    async stored() {
      const rows = await db.select().from(facts).orderBy(asc(facts.at), asc(facts.externalId))
      return rows.map(({ externalId, dedupeKey, at, groupId, outgoing, title, mail }) =>
        JSON.stringify({ externalId, dedupeKey, at, groupId, outgoing, title, mail }),
      )
    },
    async commands() {
      const rows = await db.select().from(calls)
      const counts: Record<string, number> = {}
      for (const { method, count } of rows) counts[method] = (counts[method] ?? 0) + count
      return counts
    },
    async stream() {
      const [row] = await db.select().from(streams).where(ours)
      if (!row) throw new Error('no stream')
      return row
    },
    async connection() {
      const [row] = await db.select().from(connections)
      if (!row) throw new Error('no connection')
      return row
    },
    close: ground.close,
  }
}
