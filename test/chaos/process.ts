/** A process that is only simulated: whatever it asks of the database, a provider or the relay passes a gate, where it may die. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { PGlite, Transaction } from '@electric-sql/pglite'

/** Nothing that a dead process still tries reaches anybody. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** At a gate the process dies, or the line breaks: before the other side heard of it, or after it did. */
export type Blow = 'die' | 'break'

export interface Life {
  /** Gates that were passed. */
  passed: number
  dead: boolean
  /** What happens at which gate, counted from one. */
  readonly blows: Map<number, Blow>
  /** The process stands still at this gate until the promise is kept; never within a transaction. */
  readonly pauses: Map<number, () => Promise<void>>
  /** What each gate was before, for whoever reads of a failure. */
  readonly places: string[]
}

export const begin = (blows: readonly (readonly [number, Blow])[] = []): Life => ({
  passed: 0,
  dead: false,
  blows: new Map(blows),
  pauses: new Map(),
  places: [],
})

const lives = new AsyncLocalStorage<Life>()

/** Has `work` be done by this process. @returns whether it lived to the end of it */
export async function live(life: Life, work: () => Promise<unknown>): Promise<boolean> {
  await lives.run(life, async () => {
    try {
      await work()
    } catch (error) {
      if (!life.dead) throw error
    }
  })
  return !life.dead
}

/** The database is away for everybody while this is above 0; each gate takes one off. */
export const outage = { gates: 0 }

interface Place {
  readonly name: string
  /** What the program is told where the line breaks. */
  broken(): unknown
  /** Within a transaction nobody may stand still: the embedded database has one connection. */
  readonly inTransaction?: boolean
  readonly ofDatabase?: boolean
}

/** @throws Killed, or what the program is told of a broken line */
async function gate({ name, broken, inTransaction = false, ofDatabase = false }: Place): Promise<void> {
  const life = lives.getStore()
  if (!life) return
  if (life.dead) throw new Killed()
  const at = ++life.passed
  life.places.push(name)
  if (!inTransaction) await life.pauses.get(at)?.()
  const blow = life.blows.get(at)
  if (blow === 'die') {
    life.dead = true
    throw new Killed()
  }
  if (ofDatabase && outage.gates > 0) {
    outage.gates--
    throw broken()
  }
  if (blow === 'break') throw broken()
}

/** One exchange with somebody outside: a gate before it, and one before its answer is heard. */
export async function exchange<T>(place: Omit<Place, 'inTransaction'>, act: () => Promise<T>): Promise<T> {
  await gate({ ...place, name: `before ${place.name}` })
  const answer = await act()
  await gate({ ...place, name: `after ${place.name}` })
  return answer
}

const away = () => Object.assign(new Error('the connection to the database broke'), { code: 'ECONNRESET' })

/** The embedded database as a server is reached: over a line that may break, be it that it has done what was asked. */
export function overTheLine(client: PGlite): PGlite {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name === 'query')
        return (...asked: unknown[]) =>
          exchange({ name: brief(asked[0]), broken: away, ofDatabase: true }, () => {
            noteWriting(asked[0])
            return value.apply(target, asked)
          })
      if (name === 'transaction') return (work: (tx: Transaction) => Promise<unknown>) => transact(target, work)
      return value.bind(target)
    },
  })
}

async function transact(client: PGlite, work: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
  const line = { broken: away, ofDatabase: true }
  await gate({ ...line, name: 'before begin' })
  const result = await client.transaction(async (tx) => {
    const fate: { fault?: unknown } = {}
    const done = await work(withinLine(tx, fate))
    // The server has rolled back what was swallowed here.
    if (fate.fault) throw fate.fault
    await gate({ ...line, name: 'before commit', inTransaction: true })
    return done
  })
  await gate({ ...line, name: 'after commit' })
  return result
}

/** Once its line is broken, nothing of a transaction is heard any more. */
function withinLine(tx: Transaction, fate: { fault?: unknown }): Transaction {
  return new Proxy(tx, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      if (name !== 'query') return value.bind(target)
      return async (...asked: unknown[]) => {
        if (fate.fault) throw fate.fault
        await gate({ name: `before ${brief(asked[0])}`, broken: away, inTransaction: true, ofDatabase: true }).catch(
          (fault: unknown) => {
            fate.fault = fault
            throw fault
          },
        )
        noteWriting(asked[0])
        return value.apply(target, asked)
      }
    },
  })
}

/** The tables that statements have written to, and deleted from, since somebody emptied these. */
export const written = { all: new Set<string>(), deleted: new Set<string>() }

function noteWriting(statement: unknown): void {
  const found = String(statement).matchAll(/\b(insert\s+into|update|delete\s+from)\s+(?:"?public"?\.)?"?(\w+)"?/gi)
  for (const [, verb = '', table = ''] of found) {
    written.all.add(table)
    if (/^delete/i.test(verb)) written.deleted.add(table)
  }
}

/** The verb and the table of a statement. */
function brief(statement: unknown): string {
  const [verb = ''] = String(statement).trim().split(/\s/, 1)
  const [, table = ''] = /(?:from|into|update|join)\s+"?(\w+)"?/i.exec(String(statement)) ?? []
  return `${verb} ${table}`.trim()
}
