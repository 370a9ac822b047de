import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import {
  calls,
  connections,
  decisions,
  facts,
  identities,
  listings,
  people,
  streams,
  tasks,
  users,
} from '../../src/db/schema.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { deleteAccount, disconnect, keepWhatWasRead } from '../../src/work/leave.ts'
import { requestDerive } from '../../src/work/request.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

let program: Program
let userId: string
let connectionId: string

beforeEach(async () => {
  await program?.stop()
  program = await startProgram({ history: smallHistory() })
  userId = await program.connect()
  await program.settle()
  connectionId = (await program.deps.db.select().from(connections))[0]?.id ?? ''
}, 60_000)
afterAll(() => program.stop())

const count = async (
  table: typeof facts | typeof listings | typeof people | typeof streams | typeof calls | typeof tasks,
) => (await program.deps.db.select().from(table)).length

describe('disconnecting', () => {
  test('gives the permission back and deletes what came from it, but not what was decided', async () => {
    const [someone] = await program.deps.db.select().from(people)
    const addressHash = await program.deps.seal.sign(someone?.address ?? '', 'address')
    await program.deps.db
      .insert(decisions)
      .values({ id: 'd1', userId, addressHash, kind: 'let_go', at: program.deps.now() })

    expect(await disconnect(program.deps, userId, connectionId)).toEqual({ revoked: true })
    await program.settle()
    expect(program.sample.log.some((record) => record.path.endsWith('/revoke') && record.status === 200)).toBe(true)
    expect(await Promise.all([count(facts), count(listings), count(streams), count(calls), count(people)])).toEqual([
      0, 0, 0, 0, 0,
    ])
    expect((await program.deps.db.select().from(tasks)).map((task) => task.kind).sort()).toEqual(['derive', 'letter'])
    expect(await program.deps.db.select().from(identities)).toHaveLength(1)

    await program.connect(undefined, userId)
    await program.settle()
    const again = await program.deps.db
      .select()
      .from(people)
      .where(eq(people.id, someone?.id ?? ''))
    expect(again[0]).toMatchObject({ name: someone?.name, state: 'let_go' })
  }, 60_000)

  test('somebody else’s account is not found', async () => {
    await expect(disconnect(program.deps, 'other', connectionId)).rejects.toThrow('no such account')
    expect(await count(streams)).toBe(2)
  })

  test('goes through although the provider does not answer, and says that it did not confirm', async () => {
    program.sample.faults.add('revoke', fault.reset)
    expect(await disconnect(program.deps, userId, connectionId)).toEqual({ revoked: false })
    expect(await count(facts)).toBe(0)
  })
})

describe('keeping what was read', () => {
  test('drops the tokens and stops reading', async () => {
    const before = await count(facts)
    await keepWhatWasRead(program.deps, userId, connectionId)
    const [connection] = await program.deps.db.select().from(connections)
    expect(connection).toMatchObject({ state: 'ended', accessToken: null, refreshToken: null })
    await requestDerive(program.deps.db, userId, program.deps.now())
    const asked = program.sample.log.length
    program.jump(program.deps.now().add({ hours: 2 }))
    await program.settle()
    expect(program.sample.log.length).toBe(asked)
    expect(await count(facts)).toBe(before)
    expect(await count(people)).toBeGreaterThan(2)
  })
})

test('deleting the account leaves not one row of the user', async () => {
  expect(await deleteAccount(program.deps, userId)).toEqual({ revoked: true })
  for (const table of [users, connections, identities, facts, listings, people, streams, calls, tasks, decisions])
    expect(await program.deps.db.select().from(table)).toEqual([])
})
