/** The whole program in this process, and the sample Google in another: what is counted here is the program's own. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../src/db/database.ts'
import { openEmbedded } from '../src/db/open.ts'
import { openServer } from '../src/db/server/open.ts'
import type { Sample } from '../src/sample/google/server.ts'
import { thisMorning } from '../test/support/morning.ts'
import { type Program, startProgram } from '../test/support/program.ts'
import { watched } from '../test/support/statements.ts'
import type { Order, Place } from './sample-apart.ts'

export interface Apart {
  readonly program: Program
  readonly db: Database
  /** Statements so far, but for those that begin, bind or end a transaction. */
  statements(): number
  /** @returns how many requests the sample had so far */
  tell(order: Order): Promise<number>
  /** Moves the clock of both. */
  pass(duration: Temporal.DurationLike): Promise<void>
  /** The same, and works off what is due. */
  wait(duration: Temporal.DurationLike): Promise<void>
  stop(): Promise<void>
}

/**
 * @param life `small`: a few people's mail; `whole`: that of the sample
 * @param url of a database on a server, with every table: its statements are not counted. Else a fresh embedded one
 */
export async function startApart(life: 'small' | 'whole', url?: string): Promise<Apart> {
  let waited = thisMorning().epochMilliseconds - Temporal.Now.instant().epochMilliseconds
  const child = fork('bench/sample-apart.ts', [`${waited}`, life], { execArgv: ['--import', 'tsx'] })
  const [place] = (await once(child, 'message')) as [Place]
  // As cheap as the program's own clock: what it costs is counted with the rest.
  const now = () => Temporal.Instant.fromEpochMilliseconds(Date.now() + Math.floor(waited))
  const tell = async (order: Order) => {
    child.send(order)
    return ((await once(child, 'message')) as [{ requests: number }])[0].requests
  }
  const opened = url === undefined ? await openEmbedded() : openServer(url, { max: 4, prepare: true })
  if (url === undefined) await opened.migrate('drizzle')
  let statements = 0
  const see = (text: string) => {
    if (!/^(begin|commit|rollback|savepoint|release|set |select set_config)/i.test(text)) statements++
  }
  const db = url === undefined ? watched(opened.db, { see }) : opened.db
  const jump = (until: Temporal.Instant) => {
    waited += Math.max(0, until.epochMilliseconds - now().epochMilliseconds)
    child.send({ do: 'wait', waited } satisfies Order)
  }
  const pass = async (duration: Temporal.DurationLike) => {
    waited += Temporal.Duration.from(duration).total('milliseconds')
    await tell({ do: 'wait', waited })
  }
  const sample = { ...place, now, letThemAnswer: () => 0 } as unknown as Sample
  const program = await startProgram({ db, beside: { sample, dir: '', jump } })
  return {
    program,
    db,
    statements: () => statements,
    tell,
    pass,
    async wait(duration) {
      await pass(duration)
      await program.settle({ seconds: 20 })
    },
    async stop() {
      await program.stop()
      await opened.close()
      child.disconnect()
    },
  }
}
