/** A program with a small sample life, connected with the permission to write events, and somebody to have a coffee with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { onTestFinished } from 'vitest'
import type { User } from '../../../src/db/accounts/users.ts'
import { type Coffee, listCoffees } from '../../../src/db/coffees.ts'
import type { Database } from '../../../src/db/database.ts'
import { findPersonByAddress, type KnownPerson } from '../../../src/db/people.ts'
import { budgets, tasks, users } from '../../../src/db/schema.ts'
import type { Instant } from '../../../src/facts.ts'
import type { State } from '../../../src/sample/google/state.ts'
import { randomToken } from '../../../src/seal.ts'
import { arriveToConnect } from '../../../src/work/arrive.ts'
import { allow, type Program, type ProgramOptions, startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { useDatabase } from '../../support/stage.ts'

export const maren = 'maren@fable-studio.example'
/** The owner's. */
export const zone = 'Europe/Berlin'

export interface Stage {
  readonly program: Program
  readonly db: Database
  user(): Promise<User>
  person(address?: string): Promise<KnownPerson>
  coffees(): Promise<Coffee[]>
  /** A time of the owner's that many days from now. */
  at(days: number, time: string): Instant
  /** Lets the time to undo pass, and everything that follows. */
  leave(): Promise<void>
  /** Lets time pass until the coffee has left or was given up. */
  outlast(): Promise<void>
  requests(api: string): { query: URLSearchParams; status: number }[]
}

/** Opens one database for a test file. */
export function useStage(): (options?: StageOptions) => Promise<Stage> {
  const db = useDatabase()
  return (options) => setStage(db(), options)
}

interface StageOptions extends Pick<ProgramOptions, 'env'> {
  /** False: only reading was allowed. */
  readonly events?: boolean
  readonly scopes?: readonly string[]
  readonly names?: readonly string[]
  /** False: nothing but what the people of this life planned stands in the calendar. */
  readonly standing?: boolean
}

async function setStage(
  db: Database,
  { events = true, env = {}, scopes, names, standing = true }: StageOptions = {},
): Promise<Stage> {
  const program = await startProgram({ db, env, history: smallHistory(names ?? ['maren', 'kenji', 'priya']) })
  onTestFinished(async () => {
    await db.delete(users)
    await db.delete(tasks)
    await db.delete(budgets)
    await program.stop()
  })
  const { deps, sample } = program
  const userId = await program.connect(scopes)
  if (events) await allowEvents(program, userId)
  // A calendar with something in it: a busy one is what free times are told from.
  for (let week = 0; standing && week < 4; week++)
    for (const day of [0, 2]) {
      const date = deps
        .now()
        .toZonedDateTimeISO(zone)
        .toPlainDate()
        .add({ days: 7 * week + day })
      sample.addEvent({ title: 'Standing hour', start: `${date}T06:00:00` })
    }
  await program.settle()
  const user = async () => {
    const [row] = (await db.select().from(users)).filter(({ id }) => id === userId)
    if (!row) throw new Error('nobody is signed up')
    return row
  }
  return {
    program,
    db,
    user,
    async person(address = maren) {
      const person = await findPersonByAddress(db, userId, address)
      if (!person) throw new Error(`nobody has ${address}`)
      return person
    },
    coffees: () => listCoffees(db, userId),
    at: (days, time) =>
      deps
        .now()
        .toZonedDateTimeISO(zone)
        .toPlainDate()
        .add({ days })
        .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
        .toInstant(),
    async leave() {
      program.jump(deps.now().add({ seconds: deps.config.UNDO_SECONDS }))
      await program.settle()
    },
    async outlast() {
      for (let round = 0; round < 100; round++) {
        const [task] = await db.select().from(tasks).where(eq(tasks.kind, 'coffee'))
        if (!task) return
        program.jump(task.runAt)
        await program.settle()
      }
      throw new Error('the coffee does not come to rest')
    },
    requests: (api) =>
      sample.log
        .filter((request) => request.api === api)
        .map(({ query, status }) => ({ query: new URLSearchParams(query), status })),
  }
}

/** What the link "let it add events" leads through: a second consent that keeps what was granted before. */
export async function allowEvents({ deps }: Program, userId: string): Promise<void> {
  const provider = deps.providers.get('google')
  if (!provider) throw new Error('no provider')
  const request = { state: randomToken(), nonce: randomToken(), verifier: randomToken() }
  const redirectUri = `${deps.config.BASE_URL}/connect/google/callback`
  const { events: scopes } = provider.scopes
  const url = await provider.oauth.authorizeUrl({ ...request, redirectUri, scopes, extra: provider.extra.events })
  const callback = await allow(url, scopes)
  await arriveToConnect(deps, provider, await provider.oauth.exchange(callback, request), userId)
}

/** The meetings with guests that were put into the sample's calendar, read from the file in which it keeps them. */
export function written({ dir }: Program) {
  const state = JSON.parse(readFileSync(join(dir, 'sample.json'), 'utf8')) as State
  return state.calendar.flatMap((entry) => (entry.op === 'insert' && entry.event.guests.length ? [entry.event] : []))
}
