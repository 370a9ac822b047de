/** The export is of one moment: whatever is read or worked out meanwhile, nobody is named in it who is not in it. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { storeFacts } from '../../../src/db/facts.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { people, personAddresses } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { scheduleTask } from '../../../src/db/tasks.ts'
import type { Fact } from '../../../src/facts.ts'
import { step } from '../../../src/work/step.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { createWorld, now, type World } from '../world.ts'

const messages = 1_200
const origin = { userId: 'sam', connectionId: 'sam-google', generation: 1 }
const sam = { address: 'sam@example.org', name: 'Sam Reed' }

const message = (index: number, address: string): Fact => ({
  kind: 'mail',
  id: `m${index}`,
  thread: `t${index}`,
  at: now.subtract({ hours: 24 + index }),
  from: index % 2 ? sam : { address, name: `Given${index} Family` },
  to: [index % 2 ? { address } : sam],
  cc: [],
  outgoing: index % 2 === 1,
  subject: `Tea ${index}`,
  signals: [],
})

/** So many that they are read in more than one piece, with everybody worked out. */
async function fill(world: World): Promise<void> {
  const all = Array.from({ length: messages }, (_, index) =>
    message(index, `friend${index % 60}@house${index % 60}.example`),
  )
  await storeFacts(world.deps.db, origin, all)
  await workOut(world)
}

async function workOut({ deps }: World): Promise<void> {
  await scheduleTask(deps.db, { kind: 'derive', subject: 'sam', userId: 'sam' }, now)
  const [task] = await claimTasks(deps.db, now, 1, { kind: 'derive', subject: 'sam' })
  if (task) await step(deps, task)
}

interface Exported {
  readonly people: readonly { readonly id: string; readonly workedOut?: false }[]
  readonly interactions: readonly { readonly people: readonly string[]; readonly from: string }[]
  readonly notCounted: readonly { readonly people: readonly string[] }[]
}

/** Those who are named and not there. */
function missing({ people: known, interactions, notCounted }: Exported): readonly string[] {
  const ids = new Set(known.map(({ id }) => id))
  return [...interactions, ...notCounted].flatMap((one) => one.people.filter((id) => !ids.has(id)))
}

/** Takes the export as a slow browser does: after the first piece of it the rest waits for `meanwhile`. */
async function take(world: World, meanwhile: () => Promise<void>): Promise<Exported> {
  const { body } = await world.get('/export.json', 'sam')
  if (!body) throw new Error('nothing came')
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let text = (await reader.read()).value ?? ''
  await meanwhile()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return JSON.parse(text)
    text += value
  }
}

/** Mail from people who are new comes in and is worked out, a few times over. */
async function goOn(world: World, from: number): Promise<void> {
  for (let time = 0; time < 3; time++) {
    const index = from + 2 * time
    await storeFacts(world.deps.db, origin, [message(index, `zoe${index}@new.example`)])
    await workOut(world)
  }
}

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server?.stop())

const databases = {
  'the embedded database': () => openTestDatabase(),
  'a PostgreSQL server': async () => openServer(await server.create('exported'), 4),
} as const

describe.each(Object.entries(databases))('on %s, an export', (_, open) => {
  async function begin(): Promise<World> {
    const world = await createWorld({}, await open())
    onTestFinished(() => world.database.close())
    await fill(world)
    return world
  }

  test('that is taken while people are worked out names nobody who is not in it', async () => {
    const world = await begin()
    const slow = await take(world, () => goOn(world, 5_000))
    expect([slow.interactions.length, missing(slow)]).toEqual([messages, []])
    const [beside] = await Promise.all([take(world, async () => {}), goOn(world, 6_000)])
    expect(missing(beside)).toEqual([])
    // Somebody whose mail has come and who is not worked out yet is in it too, and said to be new.
    await storeFacts(world.deps.db, origin, [message(7_000, 'yann@new.example')])
    const fresh = await take(world, async () => {})
    expect(missing(fresh)).toEqual([])
    expect(fresh.people.filter(({ workedOut }) => workedOut === false)).toMatchObject([
      { name: 'Given7000 Family', addresses: ['yann@new.example'], kind: 'person', state: 'active', strength: 0 },
    ])
  })
})

describe('an export that somebody reads slowly', () => {
  test('holds up nobody, and one person takes one at a time', async () => {
    const asked: string[] = []
    const world = await createWorld({}, await openTestDatabase((query) => void asked.push(query)))
    onTestFinished(() => world.database.close())
    await fill(world)
    const both = await Promise.all([world.get('/export.json', 'sam'), world.get('/export.json', 'sam')])
    // Whichever of the two came first.
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 429])
    asked.length = 0
    const text = await both.find(({ status }) => status === 200)?.text()
    expect([JSON.parse(text ?? '').interactions.length, asked]).toEqual([messages, []])
    expect((await world.get('/export.json', 'sam')).status).toBe(200)
  })

  test('is not put together for somebody who only asks what it is', async () => {
    const asked: string[] = []
    const world = await createWorld({}, await openTestDatabase((query) => void asked.push(query)))
    onTestFinished(() => world.database.close())
    const head = await world.get('/export.json', 'sam', { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json; charset=UTF-8'])
    expect(asked.filter((query) => query.includes('"facts"'))).toEqual([])
  })

  test('is a page that says so where the database fails in the middle, and no half of it', async () => {
    let failing = false
    const world = await createWorld(
      {},
      await openTestDatabase((query) => {
        if (failing && query.includes('from "digests"')) throw new Error('gone')
      }),
    )
    onTestFinished(() => world.database.close())
    await fill(world)
    failing = true
    const answer = await world.get('/export.json', 'sam')
    expect([answer.status, (await answer.text()).includes('Something went wrong here')]).toEqual([500, true])
    failing = false
    expect((await world.get('/export.json', 'sam')).status).toBe(200)
    expect(await world.deps.db.select().from(people)).not.toEqual([])
    expect(await world.deps.db.select().from(personAddresses)).not.toEqual([])
  })
})
