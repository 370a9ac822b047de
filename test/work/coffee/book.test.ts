import type { PGlite } from '@electric-sql/pglite'
import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/pglite'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { eventId } from '../../../src/coffee/event-id.ts'
import type { Coffee } from '../../../src/db/coffees.ts'
import type { Database } from '../../../src/db/database.ts'
import { addressesOnRow } from '../../../src/db/fact-rows.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import * as schema from '../../../src/db/schema.ts'
import { calls, connections, facts, tasks } from '../../../src/db/schema.ts'
import { fault } from '../../../src/sample/google/faults.ts'
import { planCoffee, sendNow, undoCoffee } from '../../../src/work/coffee/plan.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { step } from '../../../src/work/step.ts'
import { tick } from '../../../src/work/tick.ts'
import { maren, type Stage, useStage, written, zone } from './stage.ts'

const begin = useStage()

async function plan(stage: Stage, change: Partial<Parameters<typeof planCoffee>[3]> = {}): Promise<Coffee> {
  const { deps } = stage.program
  const [user, person] = [await stage.user(), await stage.person()]
  const { slots } = await setTable(deps, user, person)
  const start = slots[0]?.start ?? null
  return planCoffee(deps, user, person, { how: 'invite', start, note: 'Shall we?\nI would like to.', ...change })
}

describe('an invitation', () => {
  test('reaches the right guest, at the right time, under its own id, with a video link, once', async () => {
    const stage = await begin()
    const { program } = stage
    const coffee = await plan(stage)
    expect(coffee).toMatchObject({ state: 'queued', address: maren, externalEventId: null })
    expect(written(program)).toEqual([])
    await stage.leave()
    const [event, ...others] = written(program)
    expect(others).toEqual([])
    const id = await eventId(coffee.userId, coffee.id)
    expect(event).toMatchObject({
      id,
      title: coffee.title,
      description: 'Shall we?\nI would like to.',
      zone,
      length: 45,
      video: true,
    })
    expect(event?.guests.filter(({ self }) => !self)).toEqual([
      { address: maren, name: 'Maren Okafor', reply: 'needsAction' },
    ])
    expect(Temporal.PlainDateTime.from(event?.start ?? '').toZonedDateTime(zone).epochMilliseconds).toBe(
      coffee.startsAt?.epochMilliseconds,
    )
    const [insert] = stage.requests('events.insert')
    expect(insert?.query.get('sendUpdates')).toBe('all')
    expect(insert?.query.get('conferenceDataVersion')).toBe('1')
    expect(await stage.coffees()).toMatchObject([{ state: 'invited', externalEventId: id, problem: null }])
  })

  test('is known to the product only by reading the calendar, which it does soon after', async () => {
    const stage = await begin()
    const coffee = await plan(stage)
    await stage.leave()
    const id = await eventId(coffee.userId, coffee.id)
    const rows = await stage.db.select().from(facts).where(eq(facts.externalId, id))
    expect(rows).toHaveLength(1)
    expect(rows.flatMap(addressesOnRow)).toContain(maren)
    expect((await stage.person()).relationship.plannedAt?.epochMilliseconds).toBe(coffee.startsAt?.epochMilliseconds)
  })

  test('in person asks for no video link', async () => {
    const stage = await begin()
    await plan(stage, { how: 'invite_in_person' })
    await stage.leave()
    expect(written(stage.program)).toMatchObject([{ video: false }])
  })

  test('leaves at once where there is no time to undo', async () => {
    const stage = await begin({ env: { UNDO_SECONDS: '0' } })
    await plan(stage)
    await tick(stage.program.deps)
    expect(written(stage.program)).toHaveLength(1)
  })

  test('waits for its time, and leaves sooner when told to, which may be said twice', async () => {
    const stage = await begin()
    const { deps } = stage.program
    const coffee = await plan(stage)
    await stage.program.settle({ seconds: 30 })
    expect(written(stage.program)).toEqual([])
    await sendNow(deps, coffee.userId, coffee.id)
    await sendNow(deps, coffee.userId, coffee.id)
    await stage.program.settle({ seconds: 30 })
    expect(written(stage.program)).toHaveLength(1)
    expect((await sendNow(deps, coffee.userId, coffee.id)).state).toBe('invited')
    await expect(undoCoffee(deps, coffee.userId, coffee.id)).rejects.toMatchObject({ status: 409 })
  })

  test('taken back makes no event, and may be taken back twice', async () => {
    const stage = await begin()
    const { deps } = stage.program
    const coffee = await plan(stage)
    expect((await undoCoffee(deps, coffee.userId, coffee.id)).state).toBe('undone')
    expect((await undoCoffee(deps, coffee.userId, coffee.id)).state).toBe('undone')
    await expect(sendNow(deps, coffee.userId, coffee.id)).rejects.toMatchObject({ status: 409 })
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    expect(stage.requests('events.insert')).toEqual([])
    expect(await stage.db.$count(tasks, eq(tasks.kind, 'coffee'))).toBe(0)
  })

  test('for a time that filled up meanwhile is not sent; the note is kept', async () => {
    const stage = await begin()
    const coffee = await plan(stage)
    const start = coffee.startsAt?.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ minutes: 20 }).toString() ?? ''
    stage.program.sample.addEvent({ title: 'Dentist', start, length: 30 })
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    expect(await stage.coffees()).toMatchObject([{ state: 'taken', note: 'Shall we?\nI would like to.' }])
    expect((await stage.coffees())[0]?.problem).toContain('filled up')
  })
})

describe('when the calendar does not answer as it should', () => {
  const kinds = [
    ['a server error', fault.backendError],
    ['a bad gateway', fault.badGateway],
    ['a rate limit', fault.rateLimit()],
    ['a quota of the calendar', fault.quotaExceeded()],
    ['a line that breaks after the event was made', fault.reset],
    ['an answer that stops in the middle', fault.truncated],
  ] as const
  test.each(kinds)('%s: it is tried again, and there is one event', async (_, one) => {
    const stage = await begin()
    stage.program.sample.faults.add('events.insert', one, 2)
    await plan(stage)
    await stage.outlast()
    expect(written(stage.program)).toHaveLength(1)
    expect(await stage.coffees()).toMatchObject([{ state: 'invited', problem: null }])
  })

  test('a check of the time that fails is made again before anything leaves', async () => {
    const stage = await begin()
    await plan(stage)
    stage.program.sample.faults.add('events.list', fault.unavailable(), 1)
    await stage.outlast()
    expect(await stage.coffees()).toMatchObject([{ state: 'invited' }])
    expect(written(stage.program)).toHaveLength(1)
  })

  test('a refusal is not repeated, and says what to do', async () => {
    const stage = await begin()
    stage.program.sample.faults.add('events.insert', fault.forbidden)
    await plan(stage)
    await stage.outlast()
    expect(stage.requests('events.insert')).toHaveLength(1)
    expect(await stage.coffees()).toMatchObject([{ state: 'refused' }])
    expect((await stage.coffees())[0]?.problem).toMatch(/not sent.*your own mail/)
    expect(await stage.db.$count(tasks, eq(tasks.kind, 'coffee'))).toBe(0)
  })

  test('a permission that was taken away refuses, and asks to connect again', async () => {
    const stage = await begin()
    await plan(stage)
    const scopes = (await stage.db.select().from(connections))[0]?.scopes ?? []
    const kept = scopes.filter((scope) => !scope.endsWith('calendar.events.owned'))
    await stage.db.update(connections).set({ scopes: kept })
    await stage.leave()
    expect(stage.requests('events.insert')).toEqual([])
    expect((await stage.coffees())[0]?.problem).toMatch(/Connect the account again/)
  })

  test('a permission that the provider does not know of refuses as well', async () => {
    const stage = await begin({ events: false })
    const [row] = await stage.db.select().from(connections)
    const scopes = [...(row?.scopes ?? []), 'https://www.googleapis.com/auth/calendar.events.owned']
    await stage.db.update(connections).set({ scopes })
    await plan(stage)
    await stage.leave()
    expect(stage.requests('events.insert')).toMatchObject([{ status: 403 }])
    expect(await stage.coffees()).toMatchObject([{ state: 'refused' }])
    expect((await stage.coffees())[0]?.problem).toMatch(/Connect the account again/)
    expect((await stage.db.select().from(connections))[0]?.state).toBe('active')
  })

  test('silence for a day ends it with a sentence that does not claim to know', async () => {
    const stage = await begin()
    await plan(stage)
    stage.program.sample.faults.add('events.insert', fault.unavailable(), 500)
    await stage.leave()
    expect((await stage.coffees())[0]?.problem).toContain('asked again until')
    await stage.outlast()
    expect(await stage.coffees()).toMatchObject([{ state: 'refused' }])
    expect((await stage.coffees())[0]?.problem).toContain('may be in it')
    expect(written(stage.program)).toEqual([])
  })

  test('an event that the owner deleted is not made again', async () => {
    const stage = await begin()
    const coffee = await plan(stage)
    const id = await eventId(coffee.userId, coffee.id)
    const start = coffee.startsAt?.toZonedDateTimeISO(zone).toPlainDateTime().toString() ?? ''
    stage.program.sample.addEvent({ id, title: 'Coffee', start, guests: [] })
    stage.program.sample.cancelEvent(id)
    await stage.leave()
    expect(stage.requests('events.insert')).toMatchObject([{ status: 409 }])
    expect(await stage.coffees()).toMatchObject([{ state: 'refused' }])
  })
})

describe('a crash', () => {
  test('between asking and writing down makes no second event', async () => {
    const stage = await begin()
    const { deps, sample } = stage.program
    await plan(stage)
    stage.program.jump(deps.now().add({ seconds: deps.config.UNDO_SECONDS }))
    const broken = { ...deps, db: breakingAfter(deps.db, () => sample.log.some(({ api }) => api === 'events.insert')) }
    const [task] = await claimTasks(deps.db, deps.now(), 1, {
      kind: 'coffee',
      subject: (await stage.coffees())[0]?.id ?? '',
    })
    if (!task) throw new Error('the coffee was not due')
    await expect(step(broken, task)).rejects.toMatchObject({ cause: { message: 'crash' } })
    expect(written(stage.program)).toHaveLength(1)
    expect(await stage.coffees()).toMatchObject([{ state: 'sending' }])
    await stage.program.settle()
    expect(written(stage.program)).toHaveLength(1)
    expect(await stage.coffees()).toMatchObject([{ state: 'invited' }])
  })

  test('a worker that lost its lease sends nothing', async () => {
    const stage = await begin()
    const { deps } = stage.program
    const coffee = await plan(stage)
    stage.program.jump(deps.now().add({ seconds: deps.config.UNDO_SECONDS }))
    const [task] = await claimTasks(deps.db, deps.now(), 1, { kind: 'coffee', subject: coffee.id })
    if (!task) throw new Error('the coffee was not due')
    const other = and(eq(tasks.kind, 'coffee'), eq(tasks.subject, coffee.id))
    await stage.db.update(tasks).set({ leaseId: 'somebody else' }).where(other)
    await step(deps, task)
    expect(stage.requests('events.insert')).toEqual([])
    expect(await stage.coffees()).toMatchObject([{ state: 'queued' }])
  })
})

test('every request to the calendar stands in the ledger of calls', async () => {
  const stage = await begin()
  stage.program.sample.faults.add('events.insert', fault.reset)
  await plan(stage)
  await stage.outlast()
  const rows = await stage.db.select().from(calls)
  const counted = Object.fromEntries(rows.map(({ method, count }) => [method, count]))
  for (const api of ['events.list', 'events.insert', 'events.get'])
    expect(counted[api], api).toBe(stage.requests(api).length)
  expect(stage.requests('events.insert')).toHaveLength(2)
})

test('titles and guests of the calendar are not asked for when free times are looked for', async () => {
  const stage = await begin()
  const before = stage.requests('events.list').length
  await plan(stage)
  const asked = stage.requests('events.list').slice(before)
  expect(asked).toHaveLength(2)
  for (const { query } of asked) expect(query.get('fields')).not.toMatch(/summary|description|email|location/)
})

/** A database that is gone from a certain moment on: by its client, which every database made of it has in common. */
function breakingAfter(db: Database, broken: () => boolean): Database {
  const { client } = (db as unknown as { readonly session: { readonly client: PGlite } }).session
  const breaking = new Proxy(client, {
    get(target, name) {
      if (broken()) throw new Error('crash')
      return Reflect.get(target, name, target)
    },
  })
  return drizzle(breaking, { schema, casing: 'snake_case' })
}
