/** Whatever a task throws is an attempt: written down, paused after, said to its owner, and in the end taken item by item. */
import { and, eq, sql } from 'drizzle-orm'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import type { Database } from '../../src/db/database.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { noteNews } from '../../src/db/queue/news.ts'
import { facts, sessions, streams, tasks } from '../../src/db/schema.ts'
import { scheduleTask, type TaskKind } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/providers/provider.ts'
import type { ProviderName, Source, StreamKind } from '../../src/providers/types.ts'
import { sha256 } from '../../src/seal.ts'
import { carefulFrom, planThrow } from '../../src/work/retry.ts'
import { step } from '../../src/work/step.ts'
import type { Program } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { type Letter, liveWith, on } from '../sync/life.ts'
import { begin, connectionRow, streamOf } from '../sync/stage.ts'

const db = useDatabase()
const letters = Array.from({ length: 9 }, (_, place): Letter => ({ days: place * 40 + 1 }))
const history = liveWith(letters, [
  { title: 'Coffee', start: on(-20) },
  { title: 'Walk', start: on(-2) },
  { title: 'Talk', start: on(20) },
])

/** The database refuses to write such rows of a table, with this code of its own, until the test ends. */
async function refuse(table: string, when: string, code: string, at: Database = db()) {
  const drop = async () => {
    await at.execute(sql.raw(`drop trigger if exists "refuse" on "${table}"`))
    await at.execute(sql.raw('drop function if exists "refuse"()'))
  }
  await drop()
  await at.execute(
    sql.raw(`create function "refuse"() returns trigger language plpgsql as $$ begin
      if ${when} then raise exception 'the words of somebody' using errcode = '${code}'; end if;
      return new; end $$`),
  )
  await at.execute(
    sql.raw(`create trigger "refuse" before insert or update on "${table}" for each row execute function "refuse"()`),
  )
  onTestFinished(drop)
  return drop
}

async function taskOf(kind: TaskKind) {
  const [row] = await db().select().from(tasks).where(eq(tasks.kind, kind))
  if (!row) throw new Error('no such duty')
  return row
}

/** One step of this task, due or not: its pause is waited out. */
async function stepOf(program: Program, kind: TaskKind) {
  program.jump((await taskOf(kind)).runAt)
  const { subject } = await taskOf(kind)
  const [task] = await claimTasks(db(), program.deps.now(), 1, { kind, subject })
  if (!task) throw new Error('not due')
  await step(program.deps, task)
  return taskOf(kind)
}

/** Steps until this task has failed so often. */
async function failTimes(program: Program, kind: TaskKind, times: number) {
  let row = await taskOf(kind)
  for (let steps = 0; row.attempts < times || !row.error?.startsWith('thrown '); steps++) {
    if (steps > 60) throw new Error('it never failed')
    row = await stepOf(program, kind)
  }
  return row
}

const storedIds = async (kind: 'mail' | 'meeting') =>
  (await db().select({ id: facts.externalId }).from(facts).where(eq(facts.kind, kind))).map(({ id }) => id)

/** Puts another source in the place of a provider's. */
function replaceSource(program: Program, name: ProviderName, kind: StreamKind, make: (real: Source) => Source) {
  const provider = program.deps.providers.get(name) as Provider
  const source = make(provider.source(kind))
  const providers = program.deps.providers as Map<ProviderName, Provider>
  providers.set(name, { ...provider, source: (one) => (one === kind ? source : provider.source(one)) })
}

async function signIn(program: Program, userId: string) {
  const now = program.deps.now()
  const hash = await sha256('a-token')
  await db()
    .insert(sessions)
    .values({ hash, userId, createdAt: now, expiresAt: now.add({ hours: 20_000 }) })
  const app = createApp(program.deps)
  return async (path: string) =>
    (await app.request(`${program.deps.config.BASE_URL}${path}`, { headers: { cookie: 'session=a-token' } })).text()
}

/** By what it says of this program, a thing that nobody foresaw. */
const bug = () => {
  throw new TypeError('the subject of somebody’s mail')
}

describe('a reading that throws', () => {
  let program: Program
  let userId: string
  beforeEach(async () => {
    program = await begin(history, { db: db() })
    userId = await program.connect()
  })

  test('is an attempt: the lease goes back, it waits longer every time, and its owner reads when it goes on', async () => {
    replaceSource(program, 'google', 'calendar', () => ({ next: async () => bug() }))
    const pauses: number[] = []
    for (let attempts = 1; attempts <= 8; attempts++) {
      const row = await stepOf(program, 'calendar')
      expect(row).toMatchObject({ attempts, error: 'thrown TypeError', leaseId: null, leaseUntil: null })
      pauses.push(row.runAt.since(program.deps.now()).total('seconds'))
    }
    expect(pauses[0]).toBeGreaterThan(8)
    expect(Math.max(...pauses)).toBeGreaterThan(20)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(21_600)
    const stream = await streamOf(program, 'calendar')
    expect(stream.phase).toBe('failed')
    expect(stream.error).toMatch(/^Something in this calendar could not be handled\. It is tried again on .+\.$/)
    const get = await signIn(program, userId)
    for (const path of ['/people', '/account', '/status.json', '/settings'])
      expect(await get(path), path).toContain('Something in this calendar could not be handled. It is tried again on ')
    const logged = JSON.stringify(program.events)
    expect(logged).toContain('step failed')
    expect(logged).not.toContain('somebody')
  })

  test('holds up neither the mail beside it nor anybody’s people, and a success forgets it', async () => {
    replaceSource(program, 'google', 'calendar', (real) => ({
      next: async (call, cursor) => (broken ? bug() : real.next(call, cursor)),
    }))
    let broken = true
    await program.settle({ seconds: 5 })
    expect((await streamOf(program, 'mail')).phase).toBe('current')
    broken = false
    await stepOf(program, 'calendar')
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null })
    expect(await taskOf('calendar')).toMatchObject({ attempts: 0, error: null })
    expect(await storedIds('meeting')).toHaveLength(3)
  })

  test('counts its requests all the same', async () => {
    await refuse('streams', `new.kind = 'calendar' and new.cursor is not null`, 'XX000')
    await failTimes(program, 'calendar', 2)
    const counted = await db().execute(sql`select sum(count)::int as sum from calls where method = 'events.list'`)
    expect(JSON.stringify(counted)).toContain(
      `"sum":${program.sample.log.filter(({ api }) => api === 'events.list').length}`,
    )
  })

  test('where not even the failure can be written, the lease lapses as it always did', async () => {
    replaceSource(program, 'google', 'calendar', () => ({ next: async () => bug() }))
    await refuse('tasks', `new.error like 'thrown%'`, 'XX000')
    const { subject } = await taskOf('calendar')
    const [task] = await claimTasks(db(), program.deps.now(), 1, { kind: 'calendar', subject })
    if (!task) throw new Error('not due')
    await expect(step(program.deps, task)).rejects.toThrow(TypeError)
    expect(await taskOf('calendar')).toMatchObject({ attempts: 0, leaseId: task.leaseId })
  })

  test('lost to another worker, it writes nothing', async () => {
    replaceSource(program, 'google', 'calendar', () => ({ next: async () => bug() }))
    const { subject } = await taskOf('calendar')
    const [task] = await claimTasks(db(), program.deps.now(), 1, { kind: 'calendar', subject })
    if (!task) throw new Error('not due')
    await db().update(tasks).set({ leaseId: 'somebody else' }).where(eq(tasks.kind, 'calendar'))
    await step(program.deps, task)
    expect(await taskOf('calendar')).toMatchObject({ attempts: 0, error: null, leaseId: 'somebody else' })
    expect((await streamOf(program, 'calendar')).error).toBeNull()
  })
})

describe('a fault of the database itself', () => {
  test.each([
    '40P01',
    '53100',
    '57014',
  ])('(%s) gives the task back a second later, and is its owner’s only when it stays', async (code) => {
    const program = await begin(history, { db: db() })
    await program.connect()
    const mend = await refuse('facts', `new.kind = 'meeting'`, code)
    // Listing comes first, and goes well.
    let row = await stepOf(program, 'calendar')
    while (!row.attempts) row = await stepOf(program, 'calendar')
    expect(row).toMatchObject({ attempts: 1, error: `database ${code}`, leaseId: null, leaseUntil: null })
    expect(row.runAt.since(program.deps.now()).total('seconds')).toBeLessThanOrEqual(1)
    expect(await streamOf(program, 'calendar')).toMatchObject({ error: null, skipped: {} })
    while (row.attempts < carefulFrom) row = await stepOf(program, 'calendar')
    expect(row.error).toBe(`thrown ${code}`)
    expect((await streamOf(program, 'calendar')).error).toMatch(
      /^The database of this server could not take what was read\. It is tried again on .+\.$/,
    )
    await mend()
    await stepOf(program, 'calendar')
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'current', error: null, skipped: {} })
    expect(await storedIds('meeting')).toHaveLength(3)
  })
})

describe('one fact that the database refuses', () => {
  const bad = history.events[1]?.id ?? ''

  test('for its data is left out at once', async () => {
    const program = await begin(history, { db: db() })
    await refuse('facts', `new.external_id = '${bad}'`, '22P05')
    await program.connect()
    await program.settle()
    expect(await streamOf(program, 'calendar')).toMatchObject({
      phase: 'current',
      skipped: { 'an event that could not be stored': 1 },
    })
    expect((await storedIds('meeting')).toSorted()).toEqual(
      history.events
        .map(({ id }) => id)
        .filter((id) => id !== bad)
        .toSorted(),
    )
    expect(program.events.filter(({ event }) => event === 'step failed')).toEqual([])
  })

  test('for another reason is left out after a few tries', async () => {
    const program = await begin(history, { db: db() })
    await refuse('facts', `new.external_id = '${bad}'`, 'XX000')
    await program.connect()
    const row = await failTimes(program, 'calendar', carefulFrom)
    expect(row).toMatchObject({ error: 'thrown XX000', leaseId: null })
    expect(await storedIds('meeting')).toEqual([])
    expect((await streamOf(program, 'calendar')).phase).toBe('failed')
    await stepOf(program, 'calendar')
    expect(await streamOf(program, 'calendar')).toMatchObject({
      phase: 'current',
      error: null,
      skipped: { 'an event that could not be stored': 1 },
    })
    expect(await storedIds('meeting')).toHaveLength(2)
    expect(await taskOf('calendar')).toMatchObject({ attempts: 0, error: null })
  })

  test('is one message: the others are read, and it is asked for no more', async () => {
    const program = await begin(history, { db: db() })
    const one = history.messages[4]?.id ?? ''
    await refuse('facts', `new.external_id = '${one}'`, '22021')
    await program.connect()
    await program.settle()
    expect(await streamOf(program, 'mail')).toMatchObject({
      phase: 'current',
      skipped: { 'a message that could not be stored': 1 },
    })
    expect(await storedIds('mail')).toHaveLength(letters.length - 1)
  })

  test('and that a source reports as no fact at all, goes the same way', async () => {
    const program = await begin(history, { db: db() })
    replaceSource(program, 'google', 'calendar', (real) => ({
      async next(call, cursor) {
        const page = await real.next(call, cursor)
        const facts = page.facts.map((fact) =>
          fact.id === bad ? ({ ...fact, people: null, when: null } as never) : fact,
        )
        return { ...page, facts }
      },
    }))
    await program.connect()
    await program.settle()
    expect(await storedIds('meeting')).toHaveLength(2)
    expect((await streamOf(program, 'calendar')).skipped).toEqual({ 'an event that could not be stored': 1 })
  })

  test('where all are refused, none is called broken: the whole page waits', async () => {
    const program = await begin(history, { db: db() })
    await refuse('facts', `new.kind = 'meeting'`, 'XX000')
    await program.connect()
    await failTimes(program, 'calendar', carefulFrom + 2)
    expect(await streamOf(program, 'calendar')).toMatchObject({ phase: 'failed', skipped: {} })
  })
})

describe('at Microsoft, where mail and calendar take turns,', () => {
  test('mail does not wait for a calendar that fails', async () => {
    const program = await begin(history, { db: db(), microsoft: true })
    replaceSource(program, 'microsoft', 'calendar', () => ({ next: async () => bug() }))
    await program.connectMicrosoft()
    await program.settle({ minutes: 5 })
    const rows = await db().select().from(streams)
    expect(rows.find(({ kind }) => kind === 'calendar')?.phase).toBe('failed')
    expect(rows.find(({ kind }) => kind === 'mail')?.phase).toBe('current')
  })
})

describe('a task that reads nothing', () => {
  test('the people: it waits, new facts do not hurry it, and the pages say how things are', async () => {
    const program = await begin(history, { db: db() })
    const userId = await program.connect()
    const mend = await refuse('people', 'true', 'XX000')
    await program.settle({ seconds: 20 })
    const failed = await failTimes(program, 'derive', 2)
    expect(failed).toMatchObject({ error: 'thrown XX000', leaseId: null })
    await noteNews(db(), userId, { soon: program.deps.now(), at: program.deps.now() })
    expect((await taskOf('derive')).runAt).toEqual(failed.runAt)
    // The owner's own wish does.
    await scheduleTask(db(), { kind: 'derive', subject: userId, userId }, program.deps.now())
    expect((await taskOf('derive')).runAt.epochMilliseconds).toBeLessThan(failed.runAt.epochMilliseconds)
    const get = await signIn(program, userId)
    for (const path of ['/people', '/letter'])
      expect(await get(path), path).toContain(
        'Your people could not be worked out anew, so this is how they were before.',
      )
    await mend()
    await stepOf(program, 'derive')
    expect(await taskOf('derive')).toMatchObject({ error: null, attempts: 0 })
    expect(await get('/people')).not.toContain('could not be worked out')
  })

  test('the letter: it is an attempt, and the letter page says so', async () => {
    const program = await begin(history, { db: db() })
    const userId = await program.connect()
    await program.settle()
    const mend = await refuse('digests', 'true', 'XX000')
    // Before it is written, the accounts are read once more.
    for (let looks = 0; !(await taskOf('letter')).error; looks++) {
      if (looks > 20) throw new Error('it never failed')
      program.jump((await taskOf('letter')).runAt)
      await program.settle({ seconds: 2 })
    }
    const row = await taskOf('letter')
    expect(row).toMatchObject({ error: 'thrown XX000', leaseId: null, leaseUntil: null })
    const get = await signIn(program, userId)
    expect(await get('/letter')).toContain('Your letter could not be prepared. It is tried again on ')
    await mend()
    await stepOf(program, 'letter')
    expect(await get('/letter')).not.toContain('could not be prepared')
  })

  test('the past year: the replay is an attempt, and its page says so', async () => {
    const program = await begin(liveWith(Array.from({ length: 60 }, (_, place) => ({ days: place * 20 + 1 }))), {
      db: db(),
    })
    const userId = await program.connect()
    await program.settle()
    const get = await signIn(program, userId)
    await db().execute(
      sql`insert into backtests (user_id, state, total, requested_at) values (${userId}, 'running', 3, ${program.deps.now().toString()})`,
    )
    await scheduleTask(db(), { kind: 'backtest', subject: userId, userId }, program.deps.now())
    await refuse('backtests', 'true', 'XX000')
    await failTimes(program, 'backtest', 1)
    expect(await get('/settings/backtest')).toContain('The next month could not be replayed. It is tried again on ')
  })

  test('other people’s rows stay as they are', async () => {
    const program = await begin(history, { db: db() })
    await program.connect()
    await program.settle()
    const before = await db().select().from(streams)
    const { id } = await connectionRow(program)
    replaceSource(program, 'google', 'mail', () => ({ next: async () => bug() }))
    await stepOf(program, 'mail')
    const after = await db().select().from(streams)
    const others = (rows: typeof before) => rows.filter((row) => row.connectionId !== id || row.kind !== 'mail')
    expect(others(after)).toEqual(others(before))
    const [changed] = await db()
      .select()
      .from(streams)
      .where(and(eq(streams.connectionId, id), eq(streams.kind, 'mail')))
    expect(changed?.error).toContain('Something in this mailbox could not be handled.')
  })
})

test('the pause grows from seconds to hours, with chance in it', () => {
  const now = history.messages[0]?.at
  if (!now) throw new Error('no message')
  const seconds = (attempts: number, random: number) =>
    planThrow(attempts, now, random).next.since(now).total('seconds')
  expect(seconds(0, 0.9)).toBe(10)
  expect(seconds(3, 0)).toBe(10)
  expect(seconds(3, 1)).toBe(80)
  expect(seconds(40, 1)).toBe(21_600)
  expect(planThrow(4, now, 0.5).attempts).toBe(5)
})
