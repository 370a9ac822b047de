/** What every source keeps to, of a calendar at a real CalDAV server: read, read along, position lost, read again, refused. */
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { storeConnection } from '../../src/db/accounts/connections.ts'
import { setStreams } from '../../src/db/accounts/streams.ts'
import { calls, facts, streams } from '../../src/db/schema.ts'
import { scheduleTask } from '../../src/db/tasks.ts'
import { basic } from '../../src/providers/caldav/ask.ts'
import { createCaldav } from '../../src/providers/caldav/provider.ts'
import { davIssuer, davScope } from '../../src/providers/caldav/traits.ts'
import { sealLogin } from '../../src/sync/tokens.ts'
import { meetingEntry } from '../support/caldav.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Radicale, startRadicale, withoutRadicale } from '../support/radicale.ts'
import { smallHistory } from '../support/small.ts'

const user = 'sam@hartley.example'
const password = 'correct horse'
const connectionId = 'dav-connection'
const work = `/${user}/work/`

let program: Program
let server: Radicale
let userId: string

async function dav(method: string, path: string, body?: string): Promise<void> {
  const headers = { authorization: basic(user, password), 'content-type': 'text/calendar; charset=utf-8' }
  const answer = await fetch(`${server.origin}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  await answer.text()
  expect(answer.status).toBeLessThan(300)
}

const put = (name: string, days: number) =>
  dav(
    'PUT',
    `${work}${name}.ics`,
    meetingEntry(
      name,
      program.deps
        .now()
        .add({ hours: 24 * days })
        .toString()
        .slice(0, 10)
        .replaceAll('-', ''),
    ),
  )

async function read(forget = false): Promise<void> {
  const ours = and(eq(streams.connectionId, connectionId), eq(streams.kind, 'calendar'))
  if (forget) await program.deps.db.update(streams).set({ cursor: null }).where(ours)
  await scheduleTask(program.deps.db, { kind: 'calendar', subject: connectionId, userId }, program.deps.now())
  await program.settle()
}

async function stored(): Promise<string[]> {
  const where = eq(facts.connectionId, connectionId)
  const rows = await program.deps.db.select().from(facts).where(where).orderBy(asc(facts.externalId))
  return rows.map(({ externalId, dedupeKey, at, endsAt, groupId, title, meeting }) =>
    JSON.stringify({ externalId, dedupeKey, at, endsAt, groupId, title, meeting }),
  )
}

describe.skipIf(withoutRadicale)(`a calendar by password (${withoutRadicale ?? 'Radicale is installed'})`, () => {
  beforeAll(async () => {
    server = await startRadicale({ users: { [user]: password } })
    program = await startProgram({ history: smallHistory(['priya']) })
    userId = await program.connect()
    const { deps } = program
    Object.assign(deps, {
      providers: new Map([...deps.providers, ['caldav', createCaldav()]]),
      net: { fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init) },
    })
    await dav('MKCALENDAR', work)
    for (const [place, name] of ['one', 'two', 'three'].entries()) await put(name, -3 - place)
    const login = { origin: server.origin, home: `${server.origin}/${user}/`, user, password }
    await deps.db.transaction(async (tx) => {
      await storeConnection(
        tx,
        { id: connectionId, userId, provider: 'caldav', issuer: davIssuer, subject: user, createdAt: deps.now() },
        {
          ...(await sealLogin(deps.seal, connectionId, login)),
          email: user,
          scopes: [davScope],
          state: 'active',
          problem: null,
          askAddress: false,
        },
      )
      await setStreams(tx, connectionId, ['calendar'])
    })
    await read()
  }, 120_000)
  afterAll(async () => {
    await program?.stop()
    await server?.close()
  })

  test('a snapshot holds what is there, and each request stands in the list of calls', async () => {
    expect(await stored()).toHaveLength(3)
    expect((await stored()).join()).not.toContain('Never to be kept')
    const counted = await program.deps.db.select().from(calls).where(eq(calls.connectionId, connectionId))
    expect(counted.map(({ method }) => method).toSorted()).toEqual(['caldav.PROPFIND', 'caldav.REPORT'])
  })

  test('what changes is learned by reading on, and with its position lost it ends with the same facts', async () => {
    await put('four', 3)
    await put('one', -2)
    await dav('DELETE', `${work}two.ics`)
    await read()
    const after = await stored()
    expect(after).toHaveLength(3)
    expect(after.join()).toContain('Lunch four')
    expect(after.join()).not.toContain('Lunch two')
    await read()
    expect(await stored()).toEqual(after)
    await read(true)
    expect(await stored()).toEqual(after)
  })
})
